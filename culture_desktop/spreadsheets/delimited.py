"""Text tables: csv, tsv, and the tab-separated text that some systems save as .xls."""

import csv
import re
from collections.abc import Iterator

from culture_desktop.errors import DamagedFileError, FileTooLargeError
from culture_desktop.spreadsheets.limits import CELL_LIMIT, CELLS_LIMIT, MAX_CELL_CHARACTERS, MAX_CELLS
from culture_desktop.spreadsheets.sheet import Cell

_DELIMITERS = (",", "\t", ";", "，")
_SNIFFED_LINES = 30
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")

csv.field_size_limit(MAX_CELL_CHARACTERS)


def rows(text: str, name: str) -> list[list[Cell]]:
    """The rows of a text table, equally long; a blank line is a row, as in Excel."""
    delimiter = sniff(text)
    if text.count(delimiter) > MAX_CELLS:
        raise FileTooLargeError(name=name, limit=CELLS_LIMIT)
    table: list[list[Cell]] = []
    width = 0
    try:
        for cells in csv.reader(_lines(text), delimiter=delimiter):
            table.append([*cells])
            width = max(width, len(cells))
            if width * len(table) > MAX_CELLS:
                raise FileTooLargeError(name=name, limit=CELLS_LIMIT)
    except csv.Error as error:
        if "field larger" in str(error):
            raise FileTooLargeError(name=name, limit=CELL_LIMIT) from error
        raise DamagedFileError(name=name) from error
    for row in table:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return table


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends; the rest of a file is never copied whole."""
    return (match[0] for match in _LINE.finditer(text))


def sniff(text: str) -> str:
    """The delimiter: what stands equally often in most of the first lines, quoted text left out."""
    lines = [line for line in _QUOTED.sub("", text[:65_536]).splitlines() if line.strip()][:_SNIFFED_LINES]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        commonest = max(set(counts), key=lambda c: (counts.count(c) if c else 0, c), default=0)
        return (counts.count(commonest) * min(commonest, 1), sum(counts))

    return max(_DELIMITERS, key=weight)
