"""Reading a certificate's code out of a photograph or a scan."""

import io
from pathlib import Path

import zxingcpp

from culture_desktop.documents.pdf_page import is_pdf
from culture_desktop.documents.pictures import decoded
from culture_desktop.errors import CodeNotFoundError, FileMissingError, FileUnreadableError, PictureUnreadableError

_LONGEST = 3000  # pixels: enough for a code of 20 mm on a photographed A3 sheet
_LARGEST = 64_000_000
_DOTS_PER_POINT = 200 / 72


def code_in(path: Path) -> str:
    """The text of the first QR code in a picture or on a PDF's first page.

    Raises CodeNotFoundError where there is none, and what reading a picture raises.
    """
    if not path.is_file():
        raise FileMissingError(name=path.name)
    if path.stat().st_size > _LARGEST:
        raise FileUnreadableError(name=path.name)
    content = path.read_bytes()
    image = _page(content, path.name) if is_pdf(content) else decoded(io.BytesIO(content), path.name, _LONGEST)
    found = zxingcpp.read_barcodes(image)
    if not found:
        raise CodeNotFoundError(name=path.name)
    return str(found[0].text)


def _page(content: bytes, name: str) -> object:
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # only for PDF files

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise PictureUnreadableError(name=name, reason="打不开") from error
    try:
        return document[0].render(scale=_DOTS_PER_POINT).to_pil()
    finally:
        document.close()
