"""A paper before it is printed: marks on rows, rows on pages. What is checked is what will be printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from culture_desktop.documents.codes import code_operators
from culture_desktop.documents.fonts import Face, missing
from culture_desktop.documents.paper import BLACK, Colour, Jpeg, Paper, Size
from culture_desktop.documents.preflight import Problem, require
from culture_desktop.progress import Progress
from culture_desktop.vocabulary import Symbology

if TYPE_CHECKING:
    from culture_desktop.documents.pdf_page import PdfPage


class Source(NamedTuple):
    """Where a text comes from, for messages: the paper or person, and the part."""

    subject: str
    field: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text with its baseline at x, y."""

    source: Source
    x: float
    y: float
    text: str
    face: Face
    size: float
    space: float = 0.0
    ink: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, thin ones being lines; its top left corner at x, y."""

    x: float
    y: float
    width: float
    height: float
    ink: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, its top left corner at x, y."""

    jpeg: Jpeg
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of ``side`` points, its top left corner at x, y."""

    text: str
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Form:
    """A page of another PDF, its top left corner at x, y."""

    page: "PdfPage"
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Turned:
    """Marks upside down in a rectangle of their own, as on the far side of a card that is folded."""

    x: float
    y: float
    width: float
    height: float
    marks: "tuple[Mark, ...]"


Mark = Text | Bar | Image | Code | Form | Turned


@dataclass(frozen=True, slots=True)
class Row:
    """What is never split over two pages: marks measured from the row's top left corner, in points.

    A row that ``floats`` lets the text after it fill the page when the row itself has no room there any more.
    ``head`` is the row that stands above it where it begins a page, as the titles of a table do.
    ``problem`` says that something of it has no room at all.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep_with_next: bool = False
    floats: bool = False
    head: "Row | None" = None
    problem: Problem | None = None


class Placed(NamedTuple):
    """A row with its top left corner on the page."""

    x: float
    y: float
    row: Row


Page = list[Placed]
_TOLERANCE = 0.01  # points by which sums of heights may err


@dataclass(frozen=True, slots=True)
class Area:
    """The part of each page that rows fill, in points from the top left corner of the sheet."""

    left: float
    top: float
    width: float
    height: float


def paginate(rows: Sequence[Row], area: Area) -> list[Page]:
    """Deals rows out to pages; rows kept together stay so while a page can hold them."""
    pages = _Pages(area)
    for group in _groups(rows):
        pages.add(group)
    return pages.finished()


class _Pages:
    """Pages being filled from the top."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._pages: list[Page] = [[]]
        self._y = 0.0
        self._fresh = True  # nothing stands on the page but a head
        self._waiting: list[Row] = []  # floating rows that go to the top of the next page

    def add(self, group: Sequence[Row]) -> None:
        """Places rows that belong together, on a new page if need be."""
        fits = self._holds(sum(row.height for row in group))
        if group[0].floats and (self._waiting or not fits):
            self._waiting += group
            return
        if not fits:
            self._turn(group[0].head)
        for row in group:
            self._put(row)

    def finished(self) -> list[Page]:
        """All pages, once nothing waits any more."""
        if self._waiting:
            self._turn()
        return self._pages

    def _holds(self, height: float) -> bool:
        return self._fresh or self._y + height <= self._area.height + _TOLERANCE

    def _turn(self, head: Row | None = None) -> None:
        """Begins a page: what waits, then the head of what follows."""
        self._pages.append([])
        self._y, self._fresh = 0.0, True
        waiting, self._waiting = self._waiting, []
        for row in waiting:
            self._put(row)
        if head is not None:
            self._place(head)

    def _put(self, row: Row) -> None:
        if not self._holds(row.height):
            self._turn(row.head)
        self._place(row)
        self._fresh = False

    def _place(self, row: Row) -> None:
        self._pages[-1].append(Placed(self._area.left, self._area.top + self._y, row))
        self._y += row.height


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows that belong on one page."""
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keep_with_next:
            yield group
            group = []
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class Composition:
    """A paper laid out to the last mark; ``ground`` are the operators of what lies under every page."""

    size: Size
    title: str
    pages: Sequence[Page]
    ground: str = ""

    def problems(self) -> tuple[Problem, ...]:
        """What has no room, and what has no glyph, each place once."""
        found: dict[Problem, None] = {}
        for _, _, row in (placed for page in self.pages for placed in page):
            if row.problem:
                found[row.problem] = None
            for text in _texts(row.marks):
                if absent := missing(text.text, text.face):
                    found[Problem(*text.source, absent)] = None
        return tuple(found)

    def write(self, stream: BinaryIO, progress: Progress) -> None:
        """Prints the pages; raises before the first when something cannot be printed."""
        require(self.problems())
        paper = Paper(self.size, self.title)
        ground = paper.keep(self.ground) if self.ground else ""
        for done, page in enumerate(self.pages):
            progress(done, len(self.pages), f"正在生成第 {done + 1} 页")
            if ground:
                paper.add(ground)
            for placed in page:
                _print(paper, placed)
            paper.next_page()
        paper.save(stream)
        progress(len(self.pages), len(self.pages), "文书已生成")


def _texts(marks: Sequence[Mark]) -> Iterator[Text]:
    for mark in marks:
        if isinstance(mark, Text):
            yield mark
        elif isinstance(mark, Turned):
            yield from _texts(mark.marks)


def _print(paper: Paper, placed: Placed) -> None:
    for mark in placed.row.marks:
        paper.add(_operators(paper, mark, placed.x, placed.y))


def _operators(paper: Paper, mark: Mark, left: float, top: float) -> str:
    """The operators of a mark whose place is measured from this point of the page."""
    x, y = left + mark.x, top + mark.y
    match mark:
        case Text():
            return paper.text(x, y, mark.text, mark.face, mark.size, space=mark.space, ink=mark.ink)
        case Bar():
            return paper.box(x, y, mark.width, mark.height, mark.ink)
        case Image():
            return paper.picture(mark.jpeg, x, y, mark.width, mark.height)
        case Code():
            bottom = paper.size.height - y - mark.side
            return code_operators(mark.text, Symbology.QR, x, bottom, mark.side, mark.side)
        case Form():
            return paper.take_page(mark.page).operators(paper, x, y, mark.width, mark.height)
        case Turned():
            # Half a turn about the middle of its rectangle.
            across, up = 2 * x + mark.width, 2 * (paper.size.height - y) - mark.height
            drawn = " ".join(_operators(paper, each, x, y) for each in mark.marks)
            return f"q -1 0 0 -1 {across:.2f} {up:.2f} cm {drawn} Q"
