"""Pages of a PDF from outside, to be drawn on pages of ours as they are: lines stay lines."""

import hashlib
import io
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from culture_desktop.errors import PictureUnreadableError

_MOST_BYTES = 64_000_000  # of a page's content, unpacked


class PdfPage(NamedTuple):
    """A page's content and what it needs, with the size it is seen at, in points.

    ``matrix`` brings its own coordinates to the unit square, the right way up. ``origin`` names the file, so that pages
    of one share what they need.
    """

    content: bytes
    resources: DictionaryObject
    box: tuple[float, float, float, float]
    matrix: tuple[float, float, float, float, float, float]
    width: float
    height: float
    origin: str = ""


def is_pdf(content: bytes) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in content[:1024]


def pdf_page(content: bytes, name: str) -> PdfPage:
    """The first page; raises PictureUnreadableError, calling it by ``name``, when it cannot be used."""
    return pdf_pages(content, name, most=1)[0]


def pdf_pages(content: bytes, name: str, most: int, *, turn_lying: bool = False) -> list[PdfPage]:
    """Up to ``most`` pages; ``turn_lying`` turns those wider than high, so that their head is at the left.

    Raises PictureUnreadableError, calling the file by ``name``, when a page cannot be used.
    """
    origin = hashlib.sha256(content).hexdigest()
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PictureUnreadableError(name=name, reason="设有密码")
        count = min(most, len(reader.pages))
        pages = [_page(reader.pages[at], origin, name, turn_lying=turn_lying) for at in range(count)]
    except PictureUnreadableError:
        raise
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise PictureUnreadableError(name=name, reason="已损坏") from error
    if not pages:
        raise PictureUnreadableError(name=name, reason="没有能用的页面")
    return pages


def _page(page: PageObject, origin: str, name: str, *, turn_lying: bool) -> PdfPage:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    contents = page.get_contents()
    data = b"" if contents is None else contents.get_data()
    resources: Any = page.get("/Resources", DictionaryObject())
    turn = int(page.get("/Rotate", 0)) % 360
    if right - left < 1 or top - bottom < 1 or len(data) > _MOST_BYTES:
        raise PictureUnreadableError(name=name, reason="没有能用的页面")
    width, height = _seen(right - left, top - bottom, turn)
    if turn_lying and width > height:
        turn = (turn + 270) % 360
        width, height = height, width
    box = (left, bottom, right, top)
    return PdfPage(data, resources.get_object(), box, _matrix(box, turn), width, height, origin)


def _seen(width: float, height: float, turn: int) -> tuple[float, float]:
    return (height, width) if turn in (90, 270) else (width, height)


def _matrix(box: tuple[float, ...], turn: int) -> tuple[float, float, float, float, float, float]:
    """From the page's box to the unit square, turned clockwise as its viewer would."""
    left, bottom, right, top = box
    x, y = 1 / (right - left), 1 / (top - bottom)
    match turn:
        case 90:
            return 0.0, -x, y, 0.0, -bottom * y, right * x
        case 180:
            return -x, 0.0, 0.0, -y, right * x, top * y
        case 270:
            return 0.0, x, -y, 0.0, top * y, -left * x
    return x, 0.0, 0.0, y, -left * x, -bottom * y
