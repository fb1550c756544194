"""The columns of the preview table, and how the file is counted."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from culture_desktop.rules.masking import in_text
from culture_desktop.services.imports.preview import (
    SHEET_STRIDE,
    Candidate,
    FieldChange,
    ImportPreview,
    ImportRow,
    Verdict,
    table_name,
)
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import text
from culture_desktop.ui.pages.imports.decisions import Decisions
from culture_desktop.ui.tables.cells import Cell, Change, Chip, Diff, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone

TONES = {
    Verdict.NEW: Tone.OK,
    Verdict.CHANGED: Tone.WARN,
    Verdict.UNCHANGED: Tone.NEUTRAL,
    Verdict.KEPT: Tone.NEUTRAL,
    Verdict.AMBIGUOUS: Tone.INFO,
    Verdict.ERROR: Tone.BAD,
}
_SHOWN_ELSEWHERE = ("number", "name")
_UNIT = "unit"


def import_columns(
    preview: Callable[[], ImportPreview], decisions: Callable[[], Decisions], *, several: bool = False
) -> tuple[Column[ImportRow], ...]:
    """Row number, verdict, name, number, and what the row does; of ``several`` tables first which one it is in."""

    def effect(row: ImportRow) -> Cell:
        return _effect(row, preview(), decisions())

    def place(row: ImportRow) -> str:
        return preview().place(row.row)

    def table(row: ImportRow) -> Cell:
        return Muted(_source(preview(), row.row // SHEET_STRIDE))

    source = (Column[ImportRow]("来自", table, width=150, priority=1, tooltip=place),) if several else ()
    return (
        *source,
        Column("行", lambda r: Muted(f"{r.row % SHEET_STRIDE:,}"), width=64, right=True, tooltip=place),
        Column("判定", lambda r: Chip(r.verdict.label, TONES[r.verdict]), width=64),
        Column("姓名", lambda r: Name(r.name) if r.name else None, width=158),
        Column("工号", lambda r: Muted(r.number) if r.number else None, width=116, priority=1),
        Column("变更内容（原值 → 新值）", effect, width=240, stretch=True, tooltip=_whole_change),
    )


def _source(preview: ImportPreview, at: int) -> str:
    """What tells a table from the others at a glance: of file names without the parts that all of them begin with."""
    tables = preview.tables
    parts = [table_name(tables, number).strip("“”").split("_") for number in range(len(tables))]
    shared = sum(1 for _ in takewhile(lambda same: len(set(same)) == 1, zip(*parts, strict=False)))
    return "_".join(parts[at][shared:] or parts[at]).removesuffix(".xlsx")


def count_sentence(preview: ImportPreview) -> str:
    """How the rows of the file add up."""
    tables = preview.tables
    total = sum(table.sheet.last_row for table in tables)
    head, data = sum(table.header_row for table in tables), sum(table.count for table in tables)
    skipped = total - head - data
    files = len({table.sheet.file for table in tables})
    where = f"{files} 个文件" if files > 1 else f"{len(tables)} 张工作表" if len(tables) > 1 else "文件"
    words = f"{where} {total:,} 行 = 表头 {head:,} 行 + 数据 {data:,} 行"
    words = f"{words} + 略过 {skipped:,} 行" if skipped else words
    return f"{words}，另有 {len(preview.empty)} 个文件没有填写" if preview.empty else words


def skipped_sentence(preview: ImportPreview) -> str:
    """Which rows were passed over and why, a line each."""
    empty = [f"“{name}”里没有填写" for name in preview.empty]
    tables = preview.tables
    return "\n".join([*empty, *(line for at in range(len(tables)) for line in _skipped(tables, at))])


def _skipped(tables: Sequence[Table], at: int) -> list[str]:
    sheet = table_name(tables, at)
    return [
        f"{sheet}第 {run.first:,} 行：{run.reason}"
        if run.first == run.last
        else f"{sheet}第 {run.first:,}–{run.last:,} 行：{run.reason}"
        for run in tables[at].skipped
    ]


def _effect(row: ImportRow, preview: ImportPreview, decisions: Decisions) -> Cell:
    match row.verdict:
        case Verdict.CHANGED:
            return Diff(tuple(map(_change, row.changes)))
        case Verdict.ERROR:
            reasons = "；".join(f"{problem.column}：{problem.reason}" for problem in row.problems)
            return Status(reasons, Tone.BAD)
        case Verdict.AMBIGUOUS:
            return _decision(row, decisions)
        case Verdict.UNCHANGED:
            return Muted("与现有记录一致")
        case Verdict.KEPT:
            return Muted("；".join(row.notes))
        case _:
            return Muted(_said(row, preview))


def _change(change: FieldChange) -> Change:
    """Of units only the last name, as long as that tells them apart; the whole path stands in the tooltip."""
    old, new = change.old, change.new
    if change.key == _UNIT and _last(old) != _last(new):
        old, new = _last(old), _last(new)
    return Change(change.title, old, new)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _whole_change(row: ImportRow) -> str:
    return "\n".join(filter(None, (changes_in_words(row.changes), *row.notes)))


def changes_in_words(changes: Sequence[FieldChange]) -> str:
    """Each change in whole, a line each."""
    return "\n".join(
        f"{change.title}：{change.old or '（空）'} → {change.new}{f'（{change.note}）' if change.note else ''}"
        for change in changes
    )


def _decision(row: ImportRow, decisions: Decisions) -> Cell:
    chosen = decisions.choices.get(row.row)
    if chosen is None:
        return Status(f"可能是{_whom(row.candidates)}，在“待定”里选定", Tone.INFO)
    for candidate in row.candidates:
        if candidate.person_id == chosen:
            what = f"，{candidate.verdict.label}" if candidate.verdict is not Verdict.CHANGED else ""
            return Status(f"已选定 {candidate.name} {candidate.number}{what}", Tone.OK)
    return Status("已选定另建一条记录", Tone.OK)


def _whom(candidates: Sequence[Candidate]) -> str:
    return f" {candidates[0].name} {candidates[0].number}" if len(candidates) == 1 else f" {len(candidates)} 人中的一人"


def _said(row: ImportRow, preview: ImportPreview) -> str:
    """What the file says in a new row beside name and number."""
    table, cells = preview.table_of(row.row), preview.cells(row.row)
    said = (in_text(text(table.cell(key, cells))) for key in table.columns if key not in _SHOWN_ELSEWHERE)
    return "　".join(filter(None, said))
