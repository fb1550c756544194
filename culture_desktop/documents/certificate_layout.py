"""The design of a certificate as data: where each text stands, and how far it may shrink to fit its place."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4_LANDSCAPE, BLACK, GREY, MM, RED, Colour, Size
from culture_desktop.documents.text import Line, break_lines, fitting_size, text_width


class Setting(NamedTuple):
    """A text as it fits its place: its size, its lines and the points from one to the next."""

    size: float
    lines: tuple[Line, ...]
    pitch: float = 0.0


class Box(Protocol):
    """A place for text: ``x`` and ``y`` in mm from the sheet's top left corner to the first baseline."""

    @property
    def label(self) -> str:
        """What messages call it."""

    @property
    def face(self) -> Face:
        """The typeface."""

    @property
    def x(self) -> float:
        """From the left, in mm."""

    @property
    def y(self) -> float:
        """From the top, in mm."""

    @property
    def ink(self) -> Colour:
        """The colour."""

    def set(self, text: str) -> Setting | None:
        """The text at the largest size that fits; None when none does."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box of one line, ``width`` mm wide; ``x`` is its left end, or its middle when ``centred``."""

    label: str
    face: Face
    size: float
    least_size: float
    x: float
    y: float
    width: float
    centred: bool = False
    ink: Colour = BLACK

    def set(self, text: str) -> Setting | None:
        """The text in one line."""
        size = fitting_size(text, self.face, self.size, self.least_size, self.width * MM)
        if size is None:
            return None
        start = -text_width(text, self.face, size) / 2 if self.centred else 0.0
        return Setting(size, (Line(text, start),))


@dataclass(frozen=True, slots=True)
class Column:
    """A box of running text; ``height`` mm from the first baseline to the last, ``leading`` in characters."""

    label: str
    face: Face
    sizes: tuple[float, ...]
    x: float
    y: float
    width: float
    height: float
    leading: float
    ink: Colour = BLACK

    def set(self, text: str) -> Setting | None:
        """The paragraphs of the text, each indented by two characters."""
        for size in self.sizes:
            lines = tuple(
                line
                for paragraph in text.splitlines()
                for line in break_lines(paragraph, self.face, size, self.width * MM, indent=2 * size)
            )
            pitch = size * self.leading
            if (len(lines) - 1) * pitch <= self.height * MM:
                return Setting(size, lines, pitch)
        return None


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
