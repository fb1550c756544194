"""The first rows of a list as they stand in the file, for choosing header and columns by hand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.progress import Progress, silent
from culture_desktop.rules.masking import in_text
from culture_desktop.services.imports.content import Guess, guess_fields
from culture_desktop.spreadsheets.fields import Dictionary, fields
from culture_desktop.spreadsheets.reader import read_sheet
from culture_desktop.spreadsheets.values import text
from culture_desktop.vocabulary import ListKind

_FIRST_ROWS = 40
_LOOKED_AT = 1500  # rows spread over the sheet, for guessing


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
    """What a sheet begins with; ``sheets`` are the names to choose from.

    ``guesses`` tell by its cells what a column seems to hold; ``first_column`` is where the cells begin, from 0 at A;
    ``places`` lead to the columns in a mapping, whatever their titles.
    """

    sheet: str
    sheets: tuple[str, ...]
    rows: tuple[OutlineRow, ...]
    guesses: Mapping[int, Guess]
    first_column: int
    places: tuple[str, ...]

    @property
    def likely_header(self) -> OutlineRow:
        """The row with most recognised titles; without any, the first of those with most filled cells."""
        return max(self.rows, key=lambda row: (sum(map(bool, row.keys)), sum(map(bool, row.cells)), -row.number))


def outline(kind: str, path: Path, sheet: str | None = None, progress: Progress = silent) -> Outline:
    """The beginning of the sheet named, or of the first one, for a kind of list.

    Raises the FileProblem or TableProblem of the file.
    """
    found = read_sheet(path, sheet, progress)
    known = fields(kind)
    dictionary = Dictionary(known)
    rows = []
    for number, cells in list(found.numbered())[:_FIRST_ROWS]:
        keys = tuple(dictionary.key(cell) or "" for cell in cells)
        rows.append(OutlineRow(number, tuple(in_text(text(cell)) for cell in cells), keys))
    columns = list(zip(*found.rows[:: -(-len(found.rows) // _LOOKED_AT) or 1], strict=True))
    keys_known = {field.key for field in known}
    guesses = {at: guess for at, guess in guess_fields(columns).items() if guess.key in keys_known}
    places = tuple(map(found.column_name, range(len(columns))))
    return Outline(found.name, found.visible_sheets, tuple(rows), guesses, found.first_column, places)


def likeliest_kind(kinds: Sequence[ListKind], rows: Collection[Sequence[str]]) -> ListKind:
    """The kind of list of which one of these rows has most titles, the first of equals."""
    return max(kinds, key=lambda kind: max((_recognised(kind, titles) for titles in rows), default=0))


def _recognised(kind: str, titles: Sequence[str]) -> int:
    dictionary = Dictionary(fields(kind))
    return len({key for title in titles if (key := dictionary.key(title))})
