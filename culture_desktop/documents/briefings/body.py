"""The text of a briefing in rows: headings, paragraphs, lists, quotes, tables."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    PictureRow,
    Quote,
    Run,
    Runs,
    Table,
    plain,
    text_of,
)
from culture_desktop.documents.briefings.picture_rows import Shown, picture_rows
from culture_desktop.documents.briefings.tables import table_rows
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import CHARACTER, PITCH, TYPE_AREA, ascent, heading_rows
from culture_desktop.documents.paper import RED
from culture_desktop.documents.runs import Stretch, in_faces
from culture_desktop.documents.sheet import Bar, Row, Source, Text
from culture_desktop.documents.text import break_lines, text_width

BOLD = Face.HEI  # Fang and Kai have no bold of their own: official papers stress in Hei
_BULLET = "·"
_INDENT = 2 * CHARACTER
_QUOTE_INSET = 2 * CHARACTER
_QUOTE_BAR = 1.6


def body_rows(blocks: Iterable[Block], shown: Shown) -> list[Row]:
    """The rows of a text whose figures are filled in; ``shown`` gives each picture ready to be placed."""
    source = Source("简报", "正文")
    return [row for block in blocks for row in _rows(block, source, shown)]


def _rows(block: Block, source: Source, shown: Shown) -> list[Row]:
    match block:
        case Heading(text, level):
            return heading_rows(text, source, level)
        case Paragraph(runs):
            return run_rows(runs, source, indent=_INDENT)
        case Items(items, numbered):
            return _item_rows(items, source, numbered=numbered)
        case Quote(runs, said_by):
            return _quote_rows(runs, said_by, source)
        case Table():
            return table_rows(block, source)
        case PictureRow(pictures):
            return picture_rows([shown(photo) for photo in pictures])


def run_rows(
    runs: Runs, source: Source, *, face: Face = Face.FANG, left: float = 0.0, right: float = 0.0, indent: float = 0.0
) -> list[Row]:
    """A paragraph ``left`` and ``right`` points in from the type area's edges; a line break in it begins another."""
    rows = []
    for part in paragraphs_of(runs):
        text, stretches = text_of(part), list(_bold(part))
        set_lines = break_lines(text, face, CHARACTER, TYPE_AREA.width - left - right, indent)
        baseline = ascent(face, CHARACTER)
        lines = [
            Text(source, left + line.start, baseline, line.text, face, CHARACTER, line.space) for line in set_lines
        ]
        rows += [Row(PITCH, tuple(marks)) for marks in in_faces(lines, text, stretches)]
    return rows


def paragraphs_of(runs: Runs) -> list[Runs]:
    """The runs of each paragraph, a line break beginning one, without what is blank around it."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append((text, run.bold))
    trimmed = []
    for line in lines:
        if line:
            line[0] = line[0][0].lstrip(), line[0][1]
            line[-1] = line[-1][0].rstrip(), line[-1][1]
        found = tuple(Run(text, bold) for text, bold in line if text)
        if found:
            trimmed.append(found)
    return trimmed


def _bold(runs: Runs) -> Iterable[Stretch]:
    at = 0
    for run in runs:
        if run.bold:
            yield Stretch(at, at + len(run.text), BOLD)
        at += len(run.text)


def _item_rows(items: Sequence[Runs], source: Source, *, numbered: bool) -> list[Row]:
    """Items hang behind their mark, whose room is that of the widest."""
    marks = [f"{number}." if numbered else _BULLET for number in range(1, len(items) + 1)]
    room = max((text_width(mark, Face.FANG, CHARACTER) for mark in marks), default=0.0) + CHARACTER / 4
    rows = []
    for mark, item in zip(marks, items, strict=True):
        own = run_rows(item, source, left=_INDENT + room)
        if own:
            first = Text(source, _INDENT, ascent(Face.FANG, CHARACTER), mark, Face.FANG, CHARACTER)
            rows += [replace(own[0], marks=(first, *own[0].marks)), *own[1:]]
    return rows


def _quote_rows(runs: Runs, said_by: str, source: Source) -> list[Row]:
    """In Kai, set in, a red bar along its left; who said it at the right, never alone on a page."""
    rows = run_rows(runs, source, face=Face.KAI, left=_QUOTE_INSET, right=_INDENT / 2)
    if said_by and rows:
        text = f"——{said_by}"
        width = text_width(text, Face.KAI, CHARACTER)
        fits = TYPE_AREA.width - _QUOTE_INSET - _INDENT / 2
        if width <= fits:
            left = TYPE_AREA.width - _INDENT / 2 - width
            mark = Text(source, left, ascent(Face.KAI, CHARACTER), text, Face.KAI, CHARACTER)
            signed = [Row(PITCH, (mark,))]
        else:
            signed = run_rows(plain(text), source, face=Face.KAI, left=_QUOTE_INSET, right=_INDENT / 2)
        rows = [*rows[:-1], replace(rows[-1], keep_with_next=True), *signed]
    x = _QUOTE_INSET - CHARACTER * 0.75
    bars = [
        Bar(x, 0, _QUOTE_BAR, CHARACTER * 1.15 if number == len(rows) - 1 else PITCH, RED)
        for number in range(len(rows))
    ]
    return [replace(row, marks=(bar, *row.marks)) for row, bar in zip(rows, bars, strict=True)]
