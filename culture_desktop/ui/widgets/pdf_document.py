"""A PDF file in memory, drawn page by page by PDFium."""

from collections.abc import Iterable
from ctypes import create_string_buffer
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage

_DEEPEST = 4  # forms within forms
_SUBSET = "+"  # ABCDEF+GHSong-Bold: before it stands a tag of the subset


class PdfDocument:
    """Pages by position; sizes in points."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # noqa: PLC0415  # 60 ms to import, and most sessions open the window without a preview

        self._document: Any = pypdfium2.PdfDocument(data)
        self._sizes: dict[int, tuple[float, float]] = {}

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def page_size(self, position: int) -> tuple[float, float]:
        """Width and height of a page."""
        if position not in self._sizes:
            self._sizes[position] = self._document.get_page_size(position)
        return self._sizes[position]

    def render(self, position: int, size: QSize, part: QRect | None = None) -> QImage:
        """A page drawn to exactly ``size`` device px; of it only ``part``, if given."""
        page = self._document[position]
        scale = size.width() / self.page_size(position)[0]
        cut = QRect(QPoint(), size) if part is None else part
        # PDFium's binding rounds up what is cut off; half a pixel less brings every edge to where it is meant.
        edges = (cut.left(), size.height() - cut.bottom() - 1, size.width() - cut.right() - 1, cut.top())
        bitmap = page.render(scale=scale, crop=tuple((edge - 0.5) / scale for edge in edges), prefer_bgrx=True)
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        page.close()
        return image

    def fonts(self) -> dict[str, bool]:
        """Every font that text is set in, by its PostScript name, and whether it is in the file."""
        found: dict[str, bool] = {}
        for position in range(self.page_count):
            page = self._document[position]
            _collect_fonts(page.get_objects(max_depth=_DEEPEST), found)
            page.close()
        return found

    def close(self) -> None:
        """Free the file."""
        self._document.close()


def _collect_fonts(objects: Iterable[Any], found: dict[str, bool]) -> None:
    import pypdfium2.raw as pdfium  # noqa: PLC0415  # as above

    for each in objects:
        if each.type == pdfium.FPDF_PAGEOBJ_TEXT:
            font = pdfium.FPDFTextObj_GetFont(each.raw)
            name = create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            plain = name.value.decode(errors="replace").rpartition(_SUBSET)[2]
            found[plain] = found.get(plain, True) and bool(pdfium.FPDFFont_GetIsEmbedded(font))
