"""One PDF being drawn, in points from the top left corner of the page, on ReportLab's document objects.

The page streams are composed here, not by ReportLab's Canvas: a batch of certificates takes a third less time so.
"""

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from culture_desktop.documents.embedding import fonts_of
from culture_desktop.documents.fonts import Face

if TYPE_CHECKING:
    from culture_desktop.documents.pdf_page import PdfPage

rl_config.invariant = 1  # no comments between objects, nothing that differs from run to run

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
    """

    def __init__(self, size: Size, title: str) -> None:
        self.size = size
        self._document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 5), lang="zh-CN")
        info = self._document.info
        info.title, info.author, info.subject, info.creator, info.producer = title, "", "", "润物", "润物"
        self._fonts = fonts_of(self._document)
        self._kept: dict[str, pdfdoc.PDFObjectReference] = {}
        self._operators: list[str] = []
        self._pages: list[bytes] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: Face,
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
        size = f"/Type /XObject /Subtype /Image /BitsPerComponent 8 /Width {picture.width} /Height {picture.height}"
        references = {}
        if isinstance(picture, Raster) and picture.opacity:
            mask = _Stream(picture.opacity, f"{size} /ColorSpace /DeviceGray /Filter /FlateDecode")
            references["SMask"] = self._document.Reference(mask)
        packed = "/DCTDecode" if isinstance(picture, Jpeg) else "/FlateDecode"
        image = _Stream(picture.content, f"{size} /ColorSpace /DeviceRGB /Filter {packed}", references)
        return self._take(image, picture.width, picture.height)

    def take_page(self, page: "PdfPage") -> Placed:
        """Takes a page of another PDF in."""
        from culture_desktop.documents.foreign_objects import copied  # noqa: PLC0415  # pypdf: half a second to import

        form = _Stream(
            zlib.compress(page.content),
            f"/Type /XObject /Subtype /Form /FormType 1 /BBox [{_numbers(page.box)}] /Matrix [{_numbers(page.matrix)}]"
            " /Filter /FlateDecode",
            {"Resources": copied(page.resources, self._document)},
        )
        return self._take(form, page.width, page.height)

    def _take(self, thing: pdfdoc.PDFObject, width: float, height: float) -> Placed:
        name = f"P{len(self._kept) + 1}"
        self._kept[name] = self._document.Reference(thing)
        return Placed(name, width, height)

    def keep(self, operators: str) -> str:
        """Keeps a drawing that several pages share, and returns the operators that print it."""
        box = f"0 0 {self.size.width:.2f} {self.size.height:.2f}"
        form = _Stream(
            zlib.compress(operators.encode("ascii")),
            f"/Type /XObject /Subtype /Form /BBox [{box}] /Filter /FlateDecode",
            {"Resources": pdfdoc.PDFDictionary({"Font": pdfdoc.PDFObjectReference("BasicFonts")})},
        )
        name = f"D{len(self._kept) + 1}"
        self._kept[name] = self._document.Reference(form)
        return f"/{name} Do"

    def add(self, operators: str) -> None:
        """Draws on the present page."""
        self._operators.append(operators)

    def next_page(self) -> None:
        """Ends the present page."""
        self._pages.append(zlib.compress("\n".join(self._operators).encode("ascii")))
        self._operators.clear()

    def save(self, stream: BinaryIO) -> None:
        """Writes the finished PDF."""
        document = self._document
        resources = pdfdoc.PDFDictionary(
            {"Font": pdfdoc.PDFObjectReference("BasicFonts"), "XObject": pdfdoc.PDFDictionary(self._kept)}
        )
        shared = document.Reference(resources)
        for page in self._pages:
            document.addPage(_Page(self.size, shared, document.Reference(_Stream(page, "/Filter /FlateDecode"))))
        stream.write(document.GetPDFData(None))


def _numbers(numbers: Sequence[float]) -> str:
    return " ".join(f"{number:.8f}" for number in numbers)


class _Stream(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """A stream that is encoded already; ``references`` are entries that have to be formatted."""

    def __init__(self, content: bytes, entries: str, references: dict[str, pdfdoc.PDFObject] | None = None) -> None:
        self._content = content
        self._entries = entries.encode("ascii")
        self._references = references or {}

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes."""
        entries = self._entries
        for name, value in self._references.items():
            entries += b" /%b %b" % (name.encode("ascii"), pdfdoc.format(value, document))
        return b"<< /Length %d %b >>\nstream\n%b\nendstream\n" % (len(self._content), entries, self._content)


class _Page(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """A page that shares its resources with all others."""

    def __init__(self, size: Size, resources: pdfdoc.PDFObjectReference, contents: pdfdoc.PDFObjectReference) -> None:
        self._size = size
        self._resources = resources
        self._contents = contents

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes."""
        return b"<< /Type /Page /Parent %b /MediaBox [0 0 %.2f %.2f] /Resources %b /Contents %b >>" % (
            document.Reference(document.Pages).format(document),
            *self._size,
            self._resources.format(document),
            self._contents.format(document),
        )
