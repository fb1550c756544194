"""The PDF of a sheet as an image: at the screen's own resolution, of a large one only what is seen."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from culture_desktop.ui.widgets.pdf_document import PdfDocument

_MOST_PIXELS = 5_000_000  # of a sheet drawn whole


class SheetImage:
    """Drawn by PDFium when it is painted, and kept until the PDF or its size is another."""

    def __init__(self) -> None:
        self._document: PdfDocument | None = None
        self._image, self._drawn, self._whole = QImage(), QRect(), QSize()

    def show(self, content: bytes) -> None:
        """Show another PDF."""
        self.close()
        self._document = PdfDocument(content)

    def close(self) -> None:
        """Let go of the PDF."""
        if self._document is not None:
            self._document.close()
        self._document, self._image = None, QImage()

    def paint(self, painter: QPainter, sheet: QRect, seen: QRect) -> None:
        """Paint where the sheet lies; ``seen`` is what the screen shows of the canvas."""
        if self._document is None:
            return
        ratio = painter.device().devicePixelRatioF()
        whole = QSize(round(sheet.width() * ratio), round(sheet.height() * ratio))
        part = QRect(QPoint(), whole)
        if whole.width() * whole.height() > _MOST_PIXELS:
            shown = seen.intersected(sheet).translated(-sheet.topLeft())
            part = QRectF(QPointF(shown.topLeft()) * ratio, QPointF(shown.bottomRight()) * ratio).toAlignedRect() & part
        if part.isEmpty():
            return
        if self._image.isNull() or (self._drawn, self._whole) != (part, whole):
            self._image, self._drawn, self._whole = self._document.render(0, whole, part), part, whole
            self._image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(sheet.x() + part.x() / ratio, sheet.y() + part.y() / ratio), self._image)
