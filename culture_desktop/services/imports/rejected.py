"""Giving back the rows that are not written, to be corrected and imported again."""

from pathlib import Path

from culture_desktop.services.imports.preview import SHEET_STRIDE, Choices, ImportPreview, ImportRow
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.writer import Rejected, sheet_names
from culture_desktop.spreadsheets.writer import write_rejected as write_rejected_rows

_ONE_SHEET = "未导入的行"


def write_rejected(preview: ImportPreview, path: Path, choices: Choices) -> Done[Path]:
    """Give the rows that are not written back as xlsx, in the file's own layout with the reason, sheet by sheet.

    They are the user's own rows, to be corrected: their numbers stand in them as in the file, none is masked.
    """
    rejected = [row for row in preview.rejected if row.row not in choices]
    single, names = len(preview.tables) == 1, _sheet_names(preview)
    sheets: list[Rejected] = []
    for at, table in enumerate(preview.tables):
        theirs = [row for row in rejected if row.row // SHEET_STRIDE == at]
        if theirs or single:
            given = [(row.row % SHEET_STRIDE, preview.cells(row.row), reason_of(row)) for row in theirs]
            sheets.append((_ONE_SHEET if single else names[at], table.titles, given))
    write_rejected_rows(path, sheets)
    return Done(path, frozenset(), f"已导出 {len(rejected)} 行到“{path.name}”")


def _sheet_names(preview: ImportPreview) -> list[str]:
    """A sheet for each table, called as its own, or as its file where those come from several."""
    sheets = [table.sheet for table in preview.tables]
    several = len({sheet.file for sheet in sheets}) > 1
    return sheet_names(Path(sheet.file).stem if several else sheet.name for sheet in sheets)


def reason_of(row: ImportRow) -> str:
    """Why a row is not written, for the column 原因."""
    if row.problems:
        return "；".join(f"{problem.column}：{problem.reason}" for problem in row.problems)
    names = "、".join(f"{candidate.name} {candidate.number}" for candidate in row.candidates)
    return f"不能确定是谁：{names}"
