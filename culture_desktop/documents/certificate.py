"""Certificates of honour: one sheet a person or team, thousands in a batch.

The sheet is data (``CertificateLayout``): where each text stands and how far it may shrink. The frame and the title
are drawn once and printed on every page, and so is every text that more than one certificate has.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.border import border_operators
from culture_desktop.documents.fonts import Face, missing
from culture_desktop.documents.paper import A4_LANDSCAPE, BLACK, GREY, MM, RED, Colour, Paper, Size
from culture_desktop.documents.preflight import Problem, require
from culture_desktop.documents.qr import qr_operators
from culture_desktop.documents.text import Line, break_lines, distributed_space, fitting_size, text_width
from culture_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """What one certificate says, every text ready to print; ``name`` is who it is for, used in messages only.

    A person's salutation ends in 同志：, a team's does not: it comes ready. An empty ``qr_text`` prints no code.
    """

    number: str
    salutation: str
    body: str
    closing: str
    issuer: str
    date_text: str
    qr_text: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of text stands: mm from the sheet's left and top to its baseline, and the width it may take."""

    label: str
    face: Face
    size: float
    least_size: float
    x: float
    y: float
    width: float
    centred: bool = False
    ink: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Column:
    """Where running text stands: like ``Place``, with a height; ``leading`` is the line pitch in characters."""

    label: str
    face: Face
    sizes: tuple[float, ...]
    x: float
    y: float
    width: float
    height: float
    leading: float


@dataclass(frozen=True, slots=True)
class CertificateLayout:
    """The design of a certificate; lengths in mm from the top left corner."""

    sheet: Size
    heading: str
    heading_place: Place
    heading_width: float
    rule_y: float
    salutation: Place
    body: Column
    issuer: Place
    date: Place
    number: Place
    number_prefix: str
    qr_corner: tuple[float, float]
    qr_side: float
    seal_centre: tuple[float, float]
    seal_diameter: float = 42.0


HONOUR_A4 = CertificateLayout(
    sheet=A4_LANDSCAPE,
    heading="荣誉证书",
    heading_place=Place("标题", Face.SONG_BOLD, 50, 50, 148.5, 50, 200, centred=True, ink=RED),
    heading_width=104,
    rule_y=60.5,
    salutation=Place("称谓", Face.KAI, 22, 14, 40, 80, 217),
    body=Column("正文", Face.KAI, (22, 21, 20, 19, 18, 17, 16), 40, 95, 217, 50, 1.85),
    issuer=Place("颁发单位", Face.KAI, 20, 13, 202, 158, 110, centred=True),
    date=Place("颁发日期", Face.KAI, 20, 13, 202, 170, 110, centred=True),
    number=Place("证书编号", Face.SONG, 11, 8, 40, 182, 100, ink=GREY),
    number_prefix="证书编号：",
    qr_corner=(40, 154),
    qr_side=20,
    seal_centre=(202, 161),
)


def write_certificates(
    contents: Sequence[CertificateContent],
    stream: BinaryIO,
    progress: Progress = silent,
    layout: CertificateLayout = HONOUR_A4,
    *,
    seal_outline: bool = False,
) -> None:
    """Writes one page for each content, in order.

    Nothing reaches the stream before all pages are drawn. Raises MissingGlyphsError or TextOverflowError, naming the
    people, before the first page. ``seal_outline`` marks with a dashed circle where the seal goes.
    """
    require(preflight(contents, layout))
    paper = Paper(layout.sheet, layout.heading)
    printer = _Printer(paper, layout, contents)
    shared = paper.keep(printer.shared(seal_outline=seal_outline))
    for done, content in enumerate(contents):
        progress(done, len(contents), f"正在生成第 {done + 1} 张证书")
        paper.add(shared)
        paper.add(printer.page(content))
        paper.next_page()
    paper.save(stream)
    progress(len(contents), len(contents), "证书已生成")


def preflight(contents: Sequence[CertificateContent], layout: CertificateLayout = HONOUR_A4) -> tuple[Problem, ...]:
    """Every character that cannot be printed and every text that does not fit, with the person concerned."""
    seen: dict[tuple[str, str], tuple[str, bool]] = {}
    problems: list[Problem] = []
    for content in contents:
        for place, text in _texts(content, layout):
            key = place.label, text
            if key not in seen:
                seen[key] = missing(text.replace("\n", ""), place.face), _fits(text, place)
            absent, fits = seen[key]
            if absent or not fits:
                problems.append(Problem(content.name, place.label, absent))
    return tuple(problems)


def _texts(content: CertificateContent, layout: CertificateLayout) -> tuple[tuple[Place | Column, str], ...]:
    """Each text of a certificate with its place."""
    return (
        (layout.salutation, content.salutation),
        (layout.body, _running_text(content)),
        (layout.issuer, content.issuer),
        (layout.date, content.date_text),
        (layout.number, layout.number_prefix + content.number),
    )


def _running_text(content: CertificateContent) -> str:
    return f"{content.body}\n{content.closing}" if content.closing else content.body


def _fits(text: str, place: Place | Column) -> bool:
    if isinstance(place, Column):
        return _set(text, place) is not None
    return fitting_size(text, place.face, place.size, place.least_size, place.width * MM) is not None


def _set(text: str, column: Column) -> tuple[float, list[Line]] | None:
    """The size and lines at which running text fits its column, every paragraph indented by two characters."""
    for size in column.sizes:
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            lines += break_lines(paragraph, column.face, size, column.width * MM, indent=2 * size)
        if (len(lines) - 1) * size * column.leading <= column.height * MM:
            return size, lines
    return None


class _Printer:
    """Turns contents into page operators, each text once."""

    def __init__(self, paper: Paper, layout: CertificateLayout, contents: Sequence[CertificateContent]) -> None:
        self._paper = paper
        self._layout = layout
        self._uses = Counter((place.label, text) for content in contents for place, text in _texts(content, layout))
        self._drawings: dict[tuple[str, str], str] = {}

    def shared(self, *, seal_outline: bool) -> str:
        """What is the same on every sheet."""
        layout = self._layout
        place, width = layout.heading_place, layout.heading_width * MM
        space = distributed_space(layout.heading, place.face, place.size, width)
        heading = self._paper.text(
            place.x * MM - width / 2, place.y * MM, layout.heading, place.face, place.size, space=space, ink=place.ink
        )
        parts = [border_operators(layout.sheet, layout.rule_y), heading]
        if seal_outline:
            x, y = layout.seal_centre
            parts.append(self._paper.circle(x * MM, y * MM, layout.seal_diameter / 2 * MM, 0.6, RED))
        return "\n".join(parts)

    def page(self, content: CertificateContent) -> str:
        """The operators of one certificate."""
        drawn = [self._drawn(place, text) for place, text in _texts(content, self._layout)]
        if content.qr_text:
            left, top = self._layout.qr_corner
            side = self._layout.qr_side
            drawn.append(
                qr_operators(content.qr_text, left * MM, self._layout.sheet.height - (top + side) * MM, side * MM)
            )
        return "\n".join(drawn)

    def _drawn(self, place: Place | Column, text: str) -> str:
        """The text's operators: those of a kept drawing when several certificates say the same."""
        key = place.label, text
        if key not in self._drawings:
            drawing = self._column(place, text) if isinstance(place, Column) else self._line(place, text)
            self._drawings[key] = self._paper.keep(drawing) if self._uses[key] > 1 else drawing
        return self._drawings[key]

    def _line(self, place: Place, text: str) -> str:
        size = fitting_size(text, place.face, place.size, place.least_size, place.width * MM) or place.least_size
        shift = text_width(text, place.face, size) / 2 if place.centred else 0.0
        return self._paper.text(place.x * MM - shift, place.y * MM, text, place.face, size, ink=place.ink)

    def _column(self, column: Column, text: str) -> str:
        fitted = _set(text, column)
        if fitted is None:
            raise ValueError("the text does not fit: check before printing")
        size, lines = fitted
        return "\n".join(
            self._paper.text(
                column.x * MM + line.start,
                column.y * MM + number * size * column.leading,
                line.text,
                column.face,
                size,
                space=line.space,
            )
            for number, line in enumerate(lines)
        )
