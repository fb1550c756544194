"""The first rows of a list as they stand in the file, for choosing header and columns by hand."""

from dataclasses import dataclass
from pathlib import Path

from culture_desktop.progress import Progress, silent
from culture_desktop.rules.masking import in_text
from culture_desktop.spreadsheets.fields import Dictionary, fields
from culture_desktop.spreadsheets.reader import read_sheet
from culture_desktop.spreadsheets.values import text

_FIRST_ROWS = 40


@dataclass(frozen=True)
class OutlineRow:
    """One row: its number in the file, its cells as text, and the field that each would be the title of, or "".

    Mobile numbers and resident IDs are masked.
    """

    number: int
    cells: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """What a sheet begins with; ``sheets`` are the names to choose from."""

    sheet: str
    sheets: tuple[str, ...]
    rows: tuple[OutlineRow, ...]

    @property
    def likely_header(self) -> OutlineRow:
        """The row with most recognised titles; without any, the first of those with most filled cells."""
        return max(self.rows, key=lambda row: (sum(map(bool, row.keys)), sum(map(bool, row.cells)), -row.number))


def outline(kind: str, path: Path, sheet: str | None = None, progress: Progress = silent) -> Outline:
    """The beginning of the sheet named, or of the first one, for a list of ``person``, ``participation`` or ``score``.

    Raises the FileProblem or TableProblem of the file.
    """
    found = read_sheet(path, sheet, progress)
    dictionary = Dictionary(fields(kind))
    rows = []
    for number, cells in list(found.numbered())[:_FIRST_ROWS]:
        keys = tuple(dictionary.key(cell) or "" for cell in cells)
        rows.append(OutlineRow(number, tuple(in_text(text(cell)) for cell in cells), keys))
    return Outline(found.name, found.visible_sheets, tuple(rows))
