"""One PDF being drawn, in points from the top left corner of the page, on ReportLab's document objects.

The page streams are composed here, not by ReportLab's Canvas: a batch of certificates takes a third less time so.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from culture_desktop.documents.embedding import DocumentFonts
from culture_desktop.documents.fonts import Typeface
from culture_desktop.documents.pdf_file import PdfFile, Reference, packed_stream, stream

if TYPE_CHECKING:
    from culture_desktop.documents.pdf_page import PdfPage

MM = 72 / 25.4


class Size(NamedTuple):
    """Width and height of a sheet in points."""

    width: float
    height: float


A4 = Size(210 * MM, 297 * MM)
A4_LANDSCAPE = Size(297 * MM, 210 * MM)


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def fill(self) -> str:
        """The operator that fills with this colour."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} rg"

    @property
    def stroke(self) -> str:
        """The operator that strokes with this colour."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} RG"


def colour(code: str) -> Colour:
    """The colour written ``#RRGGBB``."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return Colour(red / 255, green / 255, blue / 255)


BLACK = Colour(0, 0, 0)
RED = colour("#B8141A")
GREY = colour("#544F47")
GOLD = colour("#A9822F")
PALE = colour("#F2EEE6")


class Jpeg(NamedTuple):
    """A picture ready to embed: JPEG in RGB, and its pixels."""

    content: bytes
    width: int
    height: int


class Raster(NamedTuple):
    """A picture ready to embed: its pixels in RGB, deflated, and where it is transparent its opacity likewise."""

    content: bytes
    width: int
    height: int
    opacity: bytes = b""


class Placed(NamedTuple):
    """Something taken into a paper that can be drawn at any size: its name there, its proportions."""

    name: str
    width: float
    height: float

    def operators(self, paper: "Paper", x: float, y: float, width: float, height: float) -> str:
        """The operators that draw it, its top left corner at x, y."""
        return f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {paper.size.height - y - height:.2f} cm /{self.name} Do Q"


class Paper:
    """The pages of one PDF; nothing leaves it before ``save``.

    Methods that draw return PDF operators, to be added to a page or kept; so a batch can reuse what it has drawn.
    ``size`` is that of the present page; between two pages it may be set anew.
    """

    def __init__(self, size: Size, title: str) -> None:
        self.size = self._first = size
        self._title = title
        self._file = PdfFile()
        self._tree, self._font_names = self._file.reserve(), self._file.reserve()
        self._fonts = DocumentFonts()
        self._kept: dict[str, Reference] = {}
        self._foreign: dict[str, dict[tuple[int, int], Reference]] = {}  # by the file they are from
        self._operators: list[str] = []
        self._pages: list[Reference] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: Typeface,
        size: float,
        *,
        space: float = 0.0,
        ink: Colour = BLACK,
        turned: bool = False,
    ) -> str:
        """The operators of one line of text, its baseline ``y`` down; ``space`` comes after each character.

        ``turned`` runs it downwards, each character a quarter clockwise.
        """
        shown = self._fonts.face(face).operators(text, size)
        # PDF knows no exponents, and less than a thousandth of a point is nothing.
        spacing = f"{space:.3f} Tc " if abs(space) >= 0.0005 else ""
        colouring = f"{ink.fill} " if ink != BLACK else ""
        along = "0 -1 1 0" if turned else "1 0 0 1"
        body = f"BT {spacing}{along} {x:.2f} {self.size.height - y:.2f} Tm {shown} ET"
        return f"q {colouring}{body} Q" if spacing or colouring else body

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> str:
        """The operators of a filled rectangle, its top left corner at x, y."""
        return f"q {fill.fill} {x:.2f} {self.size.height - y - height:.2f} {width:.2f} {height:.2f} re f Q"

    def picture(self, jpeg: Jpeg, x: float, y: float, width: float, height: float) -> str:
        """The operators of a picture, its top left corner at x, y."""
        return self.take_picture(jpeg).operators(self, x, y, width, height)

    def take_picture(self, picture: Jpeg | Raster) -> Placed:
        """Takes a picture in, with its transparency."""
        size = b"/Type /XObject /Subtype /Image /BitsPerComponent 8 /Width %d /Height %d" % picture[1:3]
        mask = b""
        if isinstance(picture, Raster) and picture.opacity:
            opacity = packed_stream(picture.opacity, size + b" /ColorSpace /DeviceGray /Filter /FlateDecode")
            mask = b" /SMask " + self._file.add(opacity)
        packed = b"/DCTDecode" if isinstance(picture, Jpeg) else b"/FlateDecode"
        image = packed_stream(picture.content, size + b" /ColorSpace /DeviceRGB /Filter " + packed + mask)
        return self._take(image, picture.width, picture.height)

    def take_page(self, page: "PdfPage") -> Placed:
        """Takes a page of another PDF in."""
        from culture_desktop.documents.foreign_objects import copied  # noqa: PLC0415  # pypdf: half a second to import

        entries = b"/Type /XObject /Subtype /Form /FormType 1 /BBox [%b] /Matrix [%b] /Resources %b" % (
            _numbers(page.box),
            _numbers(page.matrix),
            copied(page.resources, self._file, self._foreign.setdefault(page.origin, {})),
        )
        return self._take(stream(page.content, entries), page.width, page.height)

    def _take(self, content: bytes, width: float, height: float) -> Placed:
        name = f"P{len(self._kept) + 1}"
        self._kept[name] = self._file.add(content)
        return Placed(name, width, height)

    def keep(self, operators: str) -> str:
        """Keeps a drawing that several pages share, and returns the operators that print it."""
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources << /Font %b >>"
        name = f"D{len(self._kept) + 1}"
        self._kept[name] = self._file.add(stream(operators.encode("ascii"), entries % (*self.size, self._font_names)))
        return f"/{name} Do"

    def add(self, operators: str) -> None:
        """Draws on the present page."""
        self._operators.append(operators)

    def next_page(self) -> None:
        """Ends the present page."""
        contents = self._file.add(stream("\n".join(self._operators).encode("ascii")))
        box = b"" if self.size == self._first else b" /MediaBox [0 0 %.2f %.2f]" % self.size
        self._pages.append(self._file.add(b"<< /Type /Page /Parent %b%b /Contents %b >>" % (self._tree, box, contents)))
        self._operators.clear()

    def save(self, target: BinaryIO) -> None:
        """Writes the finished PDF; a paper can be saved once."""
        file = self._file
        file.put(self._font_names, self._fonts.added(file))
        kept = b" ".join(b"/%b %b" % (name.encode("ascii"), drawing) for name, drawing in self._kept.items())
        file.put(
            self._tree,
            b"<< /Type /Pages /Count %d /MediaBox [0 0 %.2f %.2f] /Resources << /Font %b /XObject << %b >> >> /Kids [%b] >>"
            % (len(self._pages), *self._first, self._font_names, kept, b" ".join(self._pages)),
        )
        file.write(target, self._tree, self._title, str(self._fonts.report()))


def _numbers(numbers: Sequence[float]) -> bytes:
    return b" ".join(b"%.8f" % number for number in numbers)
