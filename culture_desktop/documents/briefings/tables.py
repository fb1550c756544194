"""A table in a briefing: columns as wide as their words ask for, its head again on each page."""

from collections.abc import Sequence
from dataclasses import replace

from culture_desktop.documents.briefings.blocks import Runs, Table, text_of
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import PITCH, TYPE_AREA, ascent
from culture_desktop.documents.paper import BLACK, PALE
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.runs import Stretch, in_faces
from culture_desktop.documents.sheet import Bar, Mark, Row, Source, Text
from culture_desktop.documents.text import break_lines, text_width
from culture_desktop.vocabulary import Align

SIZE, _LINE = 12.0, 18.0
_PADDING = 4.5
_RULE, _EDGE = 0.5, 1.0
_NARROWEST = 3 * SIZE
_HIGHEST = TYPE_AREA.height / 2


def table_rows(table: Table, source: Source) -> list[Row]:
    """The rows, those above and below left free; a row higher than half a page has no room."""
    if not table.columns:
        return []
    widths = column_widths(table)
    head = replace(_row(table, table.rows[0], widths, source, head=True), keep_with_next=True)
    rows = [_row(table, row, widths, source, head=False, above=head) for row in table.rows[1:]]
    if not rows:
        return [_free(), replace(head, keep_with_next=False), _free()]
    return [replace(_free(), keep_with_next=True), head, *rows, _free()]


def _free() -> Row:
    return Row(PITCH / 3)


def column_widths(table: Table) -> list[float]:
    """The width of each column, in proportion to its longest words, none too narrow to hold three characters."""
    wanted = []
    for column in range(table.columns):
        cells = [text_of(row[column]) for row in table.rows if column < len(row)]
        longest = max((text_width(line, Face.HEI, SIZE) for cell in cells for line in cell.split("\n")), default=0.0)
        wanted.append(max(_NARROWEST, longest) + 2 * _PADDING)
    room, total = TYPE_AREA.width, sum(wanted)
    if total <= room:
        return [width * room / total for width in wanted]
    return [min(width, _most(wanted, room)) for width in wanted]


def _most(wanted: Sequence[float], room: float) -> float:
    """The width at which the widest columns are cut, so that those that ask for little get it."""
    left, ordered = room, sorted(wanted)
    for number, width in enumerate(ordered):
        share = left / (len(ordered) - number)
        if width > share:
            return share
        left -= width
    return ordered[-1]


def _row(
    table: Table,
    cells: Sequence[Runs],
    widths: Sequence[float],
    source: Source,
    *,
    head: bool,
    above: Row | None = None,
) -> Row:
    marks: list[Mark] = []
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    lines = 1
    for column, (x, width) in enumerate(zip(edges, widths, strict=False)):
        runs = cells[column] if column < len(cells) else ()
        texts = _texts(runs, x, width, Align.CENTRE if head else table.align(column), source, head=head)
        lines = max(lines, len(texts))
        marks += [text for line in texts for text in line]
    height = lines * _LINE + 2 * _PADDING
    rules: list[Mark] = [Bar(0, 0, TYPE_AREA.width, height, PALE)] if head else []
    rules += [Bar(0, 0, TYPE_AREA.width, _EDGE)] if head else []
    rules += [Bar(edge - (_RULE if number else 0), 0, _RULE, height) for number, edge in enumerate(edges)]
    rules.append(Bar(0, height - _RULE, TYPE_AREA.width, _RULE, BLACK))
    problem = Problem("简报", "表格") if height > _HIGHEST else None
    return Row(height, (*rules, *marks), head=above, problem=problem)


def _texts(runs: Runs, x: float, width: float, align: Align, source: Source, *, head: bool) -> list[list[Text]]:
    """The lines of a cell, each in its parts."""
    face = Face.HEI if head else Face.SONG
    room, text = width - 2 * _PADDING, text_of(runs)
    stretches, at = [], 0
    for run in runs:
        if run.bold:
            stretches.append(Stretch(at, at + len(run.text), Face.HEI))
        at += len(run.text)
    lines = [line for part in text.split("\n") if part for line in break_lines(part, face, SIZE, room)]
    placed = []
    for number, line in enumerate(lines):
        slack = room - text_width(line.text, face, SIZE)
        shift = {Align.START: 0.0, Align.CENTRE: slack / 2, Align.END: slack}[align]
        start, space = (line.start, line.space) if align is Align.START else (shift, 0.0)
        baseline = _PADDING + ascent(face, SIZE) + (_LINE - SIZE) / 2 + number * _LINE
        placed.append(Text(source, x + _PADDING + start, baseline, line.text, face, SIZE, space))
    return in_faces(placed, text, stretches)
