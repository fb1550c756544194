"""The layout that official papers share: GB/T 9704-2012 (A4, type area 156 × 225 mm, 22 lines of 28 characters).

Functions make rows; a paper strings them together, deals them out to pages and numbers these.
"""

from collections.abc import Sequence
from dataclasses import replace

from culture_desktop.documents.fonts import Face, typefaces
from culture_desktop.documents.paper import A4, MM, RED, Colour
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Bar, Composition, Page, Placed, Row, Source, Text, paginate
from culture_desktop.documents.text import (
    break_lines,
    centred_start,
    distributed_space,
    fitting_size,
    text_width,
)
from culture_desktop.documents.title_shape import title_lines

CHARACTER = 15.75  # points: size 3, of which 28 fill 156 mm
PITCH = CHARACTER * 15 / 8  # from line to line: the character and 7/8 of it
TITLE = 22.0  # size 2
SMALL = 14.0  # size 4
TYPE_AREA = Area(left=28 * MM, top=37 * MM, width=156 * MM, height=225 * MM)
# The gap below the last line of a page is not printed, so rows may fill that much more.
_ROWS_AREA = replace(TYPE_AREA, height=TYPE_AREA.height + PITCH - CHARACTER)
_ASCENT = {Face.FANG: 0.80}  # em from the top of the character body to the baseline; 0.87 in the other faces
_MARK_TOP = 35 * MM  # from the top of the type area to the top of the issuing mark
_NUMBER_TO_LINE = 4 * MM
_TO_PAGE_NUMBER = 7 * MM  # from the foot of the type area to the dashes beside the page number
_DASH = 0.4  # em above the baseline at which the dash of Song lies
_SIGNING_INDENT = 4 * CHARACTER


def ascent(face: Face, size: float) -> float:
    """How far the baseline lies below the top of the character body."""
    return _ASCENT.get(face, 0.87) * size


def blank_row(height: float = PITCH, *, keep_with_next: bool = False) -> Row:
    """Room left free."""
    return Row(height, keep_with_next=keep_with_next)


def paragraph_rows(
    text: str, source: Source, face: Face = Face.FANG, *, indent: float = 2.0, keep_with_next: bool = False
) -> list[Row]:
    """Text justified to the type area; a line break in it begins a paragraph, each ``indent`` characters in."""
    return [
        Row(
            PITCH,
            (Text(source, line.start, ascent(face, CHARACTER), line.text, face, CHARACTER, line.space),),
            keep_with_next,
        )
        for paragraph in text.splitlines()
        for line in break_lines(
            paragraph.strip(), face, CHARACTER, TYPE_AREA.width, indent * CHARACTER, hanging=typefaces().hanging
        )
    ]


def heading_rows(text: str, source: Source, level: int = 1) -> list[Row]:
    """A heading within the text: 一、 in Hei, （一） in Kai, deeper ones in Fang; never last on its page."""
    face = {1: Face.HEI, 2: Face.KAI}.get(level, Face.FANG)
    return paragraph_rows(text, source, face, keep_with_next=True)


def title_rows(text: str, source: Source) -> list[Row]:
    """The title: size 2 bold Song, centred, broken in a trapezoid or lozenge, a line free below."""
    rows = [
        centred_row(line, source, Face.SONG_BOLD, TITLE, TITLE * 1.5)
        for line in title_lines(text, Face.SONG_BOLD, TITLE, TYPE_AREA.width - 2 * TITLE)
    ]
    return [*rows, blank_row(PITCH * 0.75, keep_with_next=True)]


def centred_row(text: str, source: Source, face: Face, size: float, height: float) -> Row:
    """One centred line, which stays with what follows."""
    left = centred_start(text, face, size, TYPE_AREA.width)
    return Row(height, (Text(source, left, ascent(face, size), text, face, size),), keep_with_next=True)


def red_mark_row(text: str, source: Source, size: float, least: float, width: float) -> Row:
    """A red name across the head of a paper, spread over ``width`` or as large as it can be."""
    fitted = fitting_size(text, Face.SONG_BOLD, size, least, TYPE_AREA.width)
    problem = None if fitted else Problem(*source)
    size = fitted or least
    space = distributed_space(text, Face.SONG_BOLD, size, width)
    left = (TYPE_AREA.width - text_width(text, Face.SONG_BOLD, size) - space * (len(text) - 1)) / 2
    mark = Text(source, left, ascent(Face.SONG_BOLD, size), text, Face.SONG_BOLD, size, space, RED)
    return Row(size, (mark,), keep_with_next=True, problem=problem)


def rule_row(height: float, thickness: float, ink: Colour) -> Row:
    """A line as wide as the type area, on top of ``height`` points of room."""
    return Row(height, (Bar(0, 0, TYPE_AREA.width, thickness, ink),), keep_with_next=True)


def document_head_rows(mark: str, number: str, source: Source) -> list[Row]:
    """The head of a document: issuing mark, number and red line (7.2.4, 7.2.5, 7.2.7)."""
    return [
        blank_row(_MARK_TOP, keep_with_next=True),
        red_mark_row(mark, source, 42, 26, TYPE_AREA.width * 0.86),
        blank_row(PITCH * 2, keep_with_next=True),
        centred_row(number, source, Face.FANG, CHARACTER, CHARACTER + _NUMBER_TO_LINE),
        rule_row(PITCH * 2, 0.6 * MM, RED),
    ]


def signing_rows(issuer: str, date: str, source: Source) -> list[Row]:
    """Issuer and date: the date four characters in from the right, the issuer centred over it where there is room."""
    date_left = TYPE_AREA.width - _SIGNING_INDENT - text_width(date, Face.FANG, CHARACTER)
    date_centre = TYPE_AREA.width - _SIGNING_INDENT - text_width(date, Face.FANG, CHARACTER) / 2
    width = text_width(issuer, Face.FANG, CHARACTER)
    issuer_left = min(date_centre - width / 2, TYPE_AREA.width - width)
    problem = Problem(*source) if issuer_left < 0 else None
    baseline = ascent(Face.FANG, CHARACTER)
    return [
        blank_row(PITCH * 2, keep_with_next=True),
        Row(
            PITCH,
            (Text(source, issuer_left, baseline, issuer, Face.FANG, CHARACTER),),
            keep_with_next=True,
            problem=problem,
        ),
        Row(PITCH, (Text(source, date_left, baseline, date, Face.FANG, CHARACTER),)),
    ]


def note_row(text: str, source: Source) -> Row:
    """A note in brackets below the date, two characters in (7.3.6), smaller than the text as its figures are long."""
    baseline = (PITCH + ascent(Face.FANG, SMALL)) / 2
    return Row(PITCH, (Text(source, 2 * CHARACTER, baseline, f"（{text}）", Face.FANG, SMALL),))


def kept_to_the_end(rows: Sequence[Row], last: int = 2) -> list[Row]:
    """The rows, the last few of which stay with what follows: a signing block never stands alone on a page."""
    return [*rows[:-last], *(replace(row, keep_with_next=True) for row in rows[-last:])]


def compose(
    title: str, rows: Sequence[Row], closing: Row | None = None, annex: Sequence[Page] = (), *, on_even: bool = False
) -> Composition:
    """Pages of the rows, the pages of an annex, the closing block at the foot of the last; each numbered.

    ``on_even`` puts the closing block on an even page, the back of a sheet; a page left blank for that is not numbered,
    nor is the closing block's after it (7.5).
    """
    pages = [*paginate(rows, _ROWS_AREA), *annex]
    counted = len(pages)
    if closing:
        top = TYPE_AREA.top + TYPE_AREA.height - closing.height
        if pages[-1] and _end(pages[-1]) + PITCH / 2 > top:
            pages.append([])
        if on_even and len(pages) % 2:
            pages.append([])
        blank_before = len(pages) - counted > 1
        counted = counted if blank_before else len(pages)
        pages[-1].append(Placed(TYPE_AREA.left, top, closing))
    for number, page in enumerate(pages[:counted], start=1):
        page.append(_page_number(number))
    return Composition(A4, title, pages)


def _end(page: Page) -> float:
    return max(placed.y + placed.row.height for placed in page)


def _page_number(number: int) -> Placed:
    """— 1 —, its dashes 7 mm below the type area, one character in from the outer edge (7.5)."""
    text, face = f"— {number} —", Face.SONG
    left = SMALL if number % 2 == 0 else TYPE_AREA.width - SMALL - text_width(text, face, SMALL)
    mark = Text(Source("页码", "页码"), left, _DASH * SMALL, text, face, SMALL)
    return Placed(TYPE_AREA.left, TYPE_AREA.top + TYPE_AREA.height + _TO_PAGE_NUMBER, Row(SMALL, (mark,)))
