"""The columns of the file that is looked at: what stands in them, what they feed, and what they seem to hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from culture_desktop.rules.masking import in_text
from culture_desktop.services.imports.content import Guess, guess_fields
from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.imports.roster_preview import RosterPreview
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table

MOST_CARDS = 128
_LETTERS = 26
_SAMPLES = 3
_LOOKED_AT = 1500  # rows spread over a table, for guessing


@dataclass(frozen=True)
class FileColumn:
    """A column: its letter as in Excel, its title, values from it (masked), the field it feeds or "".

    ``name`` leads to it in a mapping. ``guess`` is what it seems to hold, where it feeds nothing; ``extra`` that it is
    kept as an extra field; ``sheet`` is where it stands when that is not the first sheet taken; ``level`` counts from
    the top the columns that feed one field together.
    """

    letter: str
    title: str
    name: str
    samples: tuple[str, ...]
    key: str
    guess: Guess | None = None
    extra: bool = False
    sheet: str = ""
    level: int = 0


def file_columns(preview: ImportPreview) -> tuple[FileColumn, ...]:
    """Every titled column of the tables, in the order of the file; of the further ones only those with other titles."""
    extra = preview.extra if isinstance(preview, RosterPreview) else ()
    known = dict(preview.fields)
    found: dict[str, FileColumn] = {}
    for at, table in enumerate(preview.tables):
        for column in _of_table(table, known.keys(), extra, table.sheet.name if at else ""):
            found.setdefault(column.name, column)
    return tuple(found.values())


def worth_a_card(columns: Sequence[FileColumn]) -> Sequence[FileColumn]:
    """The columns that are shown: a sheet may have 16,384, and each card takes a hundredth of a second.

    Those that feed a field or are kept are among them wherever they stand, then the first ones.
    """
    if len(columns) <= MOST_CARDS:
        return columns
    used = [column for column in columns if column.key or column.extra]
    idle = [at for at, column in enumerate(columns) if not (column.key or column.extra)]
    shown = set(idle[: max(0, MOST_CARDS - len(used))])
    return [column for at, column in enumerate(columns) if column.key or column.extra or at in shown]


def letter(position: int) -> str:
    """A column's letters as Excel shows them, from its position counted from 0."""
    words = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, _LETTERS)
        words = chr(ord("A") + rest) + words
    return words


def _of_table(table: Table, known: Collection[str], extra: Sequence[str], sheet: str) -> list[FileColumn]:
    keys = {position: key for key in table.columns for position in table.positions(key)}
    titled = [at for at, title in enumerate(table.titles) if title or at in keys]
    guesses = _guesses(table, [at for at in titled if at not in keys])
    columns = []
    for at in titled:
        guess = guesses.get(at)
        fits = guess is not None and guess.key in known and guess.key not in table.columns
        columns.append(
            FileColumn(
                letter(table.sheet.first_column + at),
                table.titles[at],
                table.name_of(at),
                tuple(map(in_text, table.samples(at, _SAMPLES))),
                keys.get(at, ""),
                guess if fits else None,
                table.titles[at] in extra and at not in keys,
                sheet,
                table.positions(keys[at]).index(at) if at in keys else 0,
            )
        )
    return columns


def _guesses(table: Table, open_columns: Sequence[int]) -> dict[int, Guess]:
    """What the columns that feed nothing seem to hold, told by rows spread over the table."""
    if not open_columns:
        return {}
    rows = [row for _number, row in table.data()]
    rows = rows[:: -(-len(rows) // _LOOKED_AT)]
    wanted = set(open_columns)
    columns: list[list[Cell]] = [[row[at] for row in rows] if at in wanted else [] for at in range(len(table.titles))]
    return guess_fields(columns)
