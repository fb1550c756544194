"""Reads PDFs back, as a reader and as an eye."""

import ctypes
import io
from typing import NamedTuple

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageChops

POINTS_PER_MM = 72 / 25.4
RENDERED_PER_MM = 4.0


def pages_text(content: bytes) -> list[str]:
    """The text of each page by pdfium, which is what people copy and search in browsers."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def pages_text_pypdf(content: bytes) -> list[str]:
    """The text of each page by pypdf, a second opinion."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def without_spaces(text: str) -> str:
    """The text without white space, for comparing over line ends."""
    return "".join(text.split())


class FontUse(NamedTuple):
    """A font of a PDF."""

    name: str
    embedded: bool
    has_unicode: bool


def fonts(content: bytes) -> set[FontUse]:
    """Every font that any page or drawing can use."""
    found: set[FontUse] = set()
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = reference.get_object()
            descendants = font.get("/DescendantFonts", [font])
            descriptor = descendants[0].get_object().get("/FontDescriptor", {})
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found.add(FontUse(font["/BaseFont"], embedded, "/ToUnicode" in font))
    return found


class TextBox(NamedTuple):
    """A character with its left and right edge and its baseline, in mm from the page's top left corner."""

    text: str
    left: float
    right: float
    baseline: float


def text_boxes(content: bytes, number: int = 0) -> list[TextBox]:
    """Every character of a page, as pdfium reads it; edges are those of the glyph's advance."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[number]
        height, text = page.get_height(), page.get_textpage()
        boxes = []
        for index in range(text.count_chars()):
            left, _, right, _ = (edge / POINTS_PER_MM for edge in text.get_charbox(index, loose=True))
            origin = height / POINTS_PER_MM - _origin(text, index) / POINTS_PER_MM
            boxes.append(TextBox(text.get_text_range(index, 1), left, right, origin))
        return boxes
    finally:
        document.close()


def _origin(text: pypdfium2.PdfTextPage, index: int) -> float:
    """The baseline of a character, in points from the foot of the page."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
    return y.value


def rendered(content: bytes, number: int = 0, per_mm: float = RENDERED_PER_MM) -> Image.Image:
    """One page as a picture of so many pixels a millimetre."""
    document = pypdfium2.PdfDocument(content)
    try:
        scale = per_mm / POINTS_PER_MM
        picture: Image.Image = document[number].render(scale=scale).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()


class InkBox(NamedTuple):
    """The part of a page that is not white, in mm from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def ink_box(image: Image.Image) -> InkBox:
    """Where a rendered page has ink."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, "white")).convert("L")
    box = difference.point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None, "the page is empty"
    return InkBox(*(edge / RENDERED_PER_MM for edge in box))


def cropped(
    image: Image.Image, left: float, top: float, right: float, bottom: float, per_mm: float = RENDERED_PER_MM
) -> Image.Image:
    """A part of a rendered page, edges in mm."""
    left, top, right, bottom = (round(edge * per_mm) for edge in (left, top, right, bottom))
    return image.crop((left, top, right, bottom))


def is_plain(image: Image.Image) -> bool:
    """Whether nothing is drawn on a part of a page."""
    return all(low == high for low, high in image.getextrema())  # type: ignore[misc] # RGB: a pair for each band


def qr_text(image: Image.Image) -> str:
    """What the QR code of a rendered page says."""
    found = zxingcpp.read_barcodes(image)
    assert len(found) == 1
    return found[0].text
