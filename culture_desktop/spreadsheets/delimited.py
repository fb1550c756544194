"""Text tables: csv, tsv, and the tab-separated text that some systems save as .xls.

The encoding is proved, not guessed: byte order mark, else strict UTF-8, else strict GB18030.
"""

import codecs
import csv
import io
import re

from culture_desktop.errors import DamagedFileError, FileTooLargeError, WrongFileTypeError
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS
from culture_desktop.spreadsheets.sheet import Cell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", "\t", ";", "，")
_SNIFFED_LINES = 30
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# Control characters: one may slip into a text, many make it something else, and a NUL always does.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_IN_A_HUNDRED = 5


def rows(data: bytes, name: str) -> list[list[Cell]]:
    """The rows of a text table, equally long; a blank line is a row, as in Excel."""
    text = decode(data, name)
    delimiter = sniff(text)
    table: list[list[Cell]] = []
    try:
        table.extend(list[Cell](row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DamagedFileError(name=name) from error
    width = max(map(len, table), default=0)
    if width * len(table) > MAX_CELLS:
        raise FileTooLargeError(name=name, limit=CELLS_LIMIT)
    for row in table:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return table


def decode(data: bytes, name: str) -> str:
    """The text, or WrongFileTypeError where it is none: neither encoding fits, binary content, HTML or XML."""
    text = _decoded(data)
    if text is None or _binary(text) or text.lstrip()[:1] == "<":
        raise WrongFileTypeError(name=name)
    return text


def _binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) * 100 > _CONTROLS_IN_A_HUNDRED * len(text)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def sniff(text: str) -> str:
    """The delimiter: what stands equally often in most of the first lines, quoted text left out."""
    lines = [line for line in _QUOTED.sub("", text[:65_536]).splitlines() if line.strip()][:_SNIFFED_LINES]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        commonest = max(set(counts), key=lambda c: (counts.count(c) if c else 0, c), default=0)
        return (counts.count(commonest) * min(commonest, 1), sum(counts))

    return max(_DELIMITERS, key=weight)
