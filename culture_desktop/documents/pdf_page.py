"""The first page of a PDF from outside, to be drawn on a page of ours as it is: lines stay lines."""

import io
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from culture_desktop.errors import PictureUnreadableError

_MOST_BYTES = 64_000_000  # of a page's content, unpacked


class PdfPage(NamedTuple):
    """A page's content and what it needs, with the size it is seen at, in points.

    ``matrix`` brings its own coordinates to the unit square, the right way up.
    """

    content: bytes
    resources: DictionaryObject
    box: tuple[float, float, float, float]
    matrix: tuple[float, float, float, float, float, float]
    width: float
    height: float


def is_pdf(content: bytes) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in content[:1024]


def pdf_page(content: bytes, name: str) -> PdfPage:
    """The first page; raises PictureUnreadableError, calling it by ``name``, when it cannot be used."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PictureUnreadableError(name=name, reason="设有密码")
        page = reader.pages[0]
        box = tuple(float(side) for side in page.cropbox)
        contents = page.get_contents()
        data = b"" if contents is None else contents.get_data()
        resources: Any = page.get("/Resources", DictionaryObject())
        turn = int(page.get("/Rotate", 0)) % 360
    except PictureUnreadableError:
        raise
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise PictureUnreadableError(name=name, reason="已损坏") from error
    left, bottom, right, top = box
    if right - left < 1 or top - bottom < 1 or len(data) > _MOST_BYTES:
        raise PictureUnreadableError(name=name, reason="没有能用的页面")
    size = (top - bottom, right - left) if turn in (90, 270) else (right - left, top - bottom)
    return PdfPage(data, resources.get_object(), (left, bottom, right, top), _matrix(box, turn), *size)


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
