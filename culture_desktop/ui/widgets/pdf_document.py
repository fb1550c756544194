"""A PDF file in memory, drawn page by page by PDFium."""

from collections.abc import Iterable
from ctypes import c_ubyte, create_string_buffer
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage

_DEEPEST = 4  # forms within forms
_SUBSET = "+"  # ABCDEF+GHSong-Bold: before it stands a tag of the subset


class PdfDocument:
    """Pages by position; sizes in points."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # noqa: PLC0415  # 60 ms to import, and most sessions open the window without a preview

        self._document: Any = pypdfium2.PdfDocument(data)
        self._sizes: dict[int, tuple[float, float]] = {}
        self._open: tuple[int, Any] | None = None  # the page drawn last: a printer asks for it band by band

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def page_size(self, position: int) -> tuple[float, float]:
        """Width and height of a page."""
        if position not in self._sizes:
            self._sizes[position] = self._document.get_page_size(position)
        return self._sizes[position]

    def render(self, position: int, size: QSize, part: QRect | None = None, onto: QImage | None = None) -> QImage:
        """A page drawn to exactly ``size`` device px; of it only ``part``, if given.

        ``onto`` is what lies under it, an image of the same part; white paper else.
        """
        import pypdfium2.raw as pdfium  # noqa: PLC0415  # as above

        cut = QRect(QPoint(), size) if part is None else part
        image = QImage(cut.size(), QImage.Format.Format_RGB32) if onto is None else onto.copy()
        if onto is None:
            image.fill(Qt.GlobalColor.white)
        # Drawn in the image's own memory: a sheet at a printer's resolution is not copied about.
        pixels = (c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        bitmap = pdfium.FPDFBitmap_CreateEx(
            image.width(), image.height(), pdfium.FPDFBitmap_BGRx, pixels, image.bytesPerLine()
        )
        place = (-cut.x(), -cut.y(), size.width(), size.height())
        pdfium.FPDF_RenderPageBitmap(bitmap, self._page(position), *place, 0, pdfium.FPDF_ANNOT)
        pdfium.FPDFBitmap_Destroy(bitmap)
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
        self._open = None
        self._document.close()

    def _page(self, position: int) -> Any:
        if self._open is None or self._open[0] != position:
            if self._open is not None:
                self._open[1].close()
            self._open = position, self._document[position]
        return self._open[1]


def _collect_fonts(objects: Iterable[Any], found: dict[str, bool]) -> None:
    import pypdfium2.raw as pdfium  # noqa: PLC0415  # as above

    for each in objects:
        if each.type == pdfium.FPDF_PAGEOBJ_TEXT:
            font = pdfium.FPDFTextObj_GetFont(each.raw)
            name = create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            plain = name.value.decode(errors="replace").rpartition(_SUBSET)[2]
            found[plain] = found.get(plain, True) and bool(pdfium.FPDFFont_GetIsEmbedded(font))
