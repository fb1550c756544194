"""How far a worksheet reaches, found in its XML without parsing it.

The reader behind us allocates the whole rectangle from the first to the last filled cell before it looks at
its size: two cells at opposite corners end the process. The declared ``<dimension>`` proves nothing. So the
cells' own references are what is looked at, in two steps:

1. ``within``: one regular expression that finds the first cell which is *not* plainly inside a small
   rectangle. Nothing found, as in nearly every real file, is a proof, at the cost of one pass in C.
2. ``measure``: otherwise every cell is visited and placed as the reader would place it (references, cells
   and rows without one, prefixes), leaving out cells that hold nothing, because the reader does so, too.
"""

import re

from culture_desktop.spreadsheets.limits import MAX_CELLS

_LAST_ROW = re.compile(rb'<row [^>]*?\br="([0-9]{1,7})"')
_CELL_COLUMN = re.compile(rb'<c r="([A-Z]{1,2})[0-9]')
_PREFIXED = re.compile(rb":c[\s/>]")
# A tag up to its end: ">" may stand in quoted values, "<" nowhere, so that one pass stays one pass. The last
# group is missing where the tag does not end.
_ELEMENT = re.compile(
    rb"<(/?)(?:[\w.-]+:)?(row|c)(?=[\s/>])"
    rb"([^<>\"']*+(?:\"[^\"<]*+\"[^<>\"']*+|'[^'<]*+'[^<>\"']*+)*+)"
    rb"(>(?:\s*</(?:[\w.-]+:)?c\s*>)?)?"
)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)([0-9]*)[\"']")
# What may follow a cell's reference: the commonest first, then any attributes but a second reference.
_REST_OF_CELL_TAG = rb'(?:>| t="s">| s="[0-9]++"(?: t="s")?/?>|(?: [a-qs-z]++="[^"]*+")*+/?>)'
_MANY_COLONS = 20_000
_SAMPLE = 1 << 16


class UnfinishedTagError(ValueError):
    """A tag without an end: the XML is cut off or no XML."""


def fits(xml: bytes) -> bool:
    """Whether the filled rectangle of this worksheet has at most MAX_CELLS cells."""
    rows, columns = _guess(xml)
    if within(xml, rows, columns):
        return True
    rows, columns = measure(xml)
    return rows * columns <= MAX_CELLS


def column_number(letters: bytes) -> int:
    """``A`` is 1, ``AA`` 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def within(xml: bytes, rows: int, columns: int) -> bool:
    """Whether each cell is written the usual way and lies in a rectangle of at most MAX_CELLS around this guess.

    False says nothing; True is certain for any input: after each ``<c`` that starts a cell there must be a
    reference inside, followed by attributes none of which could be a second reference.
    """
    if _has_prefixed_cells(xml):
        return False
    row_pattern, row_bound = _rows_up_to(rows)
    column_pattern, column_bound = _columns_up_to(columns)
    if row_bound * column_bound > MAX_CELLS:
        return False
    stray = rb'<c(?! r="%b%b"%b|[A-Za-z])' % (column_pattern, row_pattern, _REST_OF_CELL_TAG)
    return re.search(stray, xml) is None


def measure(xml: bytes) -> tuple[int, int]:
    """The last row and column, from 1, that hold a value; never less than the reader would see.

    Where an element could be understood in two ways (two references, a reference inside a value, rows out of
    order), the place farther out counts.
    """
    row = column = last_row = last_column = 0
    for match in _ELEMENT.finditer(xml):
        closing, element, attributes, end = match.groups()
        if end is None:
            raise UnfinishedTagError
        references = () if closing else _REFERENCE.findall(attributes)
        numbers = [int(digits) - 1 for _, digits in references if digits]
        lone = attributes.endswith(b"/")
        if element == b"row":
            row = max([row, *numbers]) + (1 if closing or lone else 0)
            column = 0 if closing or lone else column
        elif not closing:
            column = max([column, *(column_number(letters) - 1 for letters, _ in references)]) + 1
            if end == b">" and not lone:
                last_row, last_column = max([last_row, row + 1, *(n + 1 for n in numbers)]), max(last_column, column)
    return last_row, last_column


def _has_prefixed_cells(xml: bytes) -> bool:
    """Whether some element may be ``<x:c``. Finding single bytes is far faster than finding two."""
    if xml.count(b":") > _MANY_COLONS:
        return _PREFIXED.search(xml) is not None
    colon = xml.find(b":")
    while colon >= 0 and not _PREFIXED.match(xml, colon):
        colon = xml.find(b":", colon + 1)
    return colon >= 0


def _guess(xml: bytes) -> tuple[int, int]:
    """The rows and columns that the head and the tail of the XML suggest."""
    last = xml.rfind(b"<row ")
    row = _LAST_ROW.match(xml, last) if last >= 0 else None
    samples = (xml[:_SAMPLE], xml[-_SAMPLE:])
    columns = [column_number(letters) for sample in samples for letters in set(_CELL_COLUMN.findall(sample))]
    return int(row[1]) if row else 1, max(columns, default=1)


def _rows_up_to(rows: int) -> tuple[bytes, int]:
    """A pattern of row numbers that takes in ``rows``, and the largest number it can match."""
    digits = str(max(rows, 9))
    first, rest = digits[0], len(digits) - 1
    shorter = f"[0-9]{{1,{rest}}}|" if rest else ""
    return f"(?:{shorter}[1-{first}][0-9]{{{rest}}})".encode(), (int(first) + 1) * 10**rest - 1


def _columns_up_to(columns: int) -> tuple[bytes, int]:
    """A pattern of column letters that takes in ``columns``, and the largest column it can match."""
    if columns <= 26:
        return f"[A-{chr(64 + columns)}]".encode(), columns
    if columns > 702:
        return b"[A-Z]{1,2}", 702
    first = (columns - 1) // 26
    return f"(?:[A-Z]|[A-{chr(64 + first)}][A-Z])".encode(), first * 26 + 26
