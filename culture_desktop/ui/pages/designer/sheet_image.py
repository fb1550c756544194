"""The PDF of a sheet as an image: at the screen's own resolution, of a large one only what is seen."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from culture_desktop.ui.widgets.pdf_document import PdfDocument

_MOST_PIXELS = 5_000_000  # of a sheet drawn whole


class SheetImage:
    """Drawn by PDFium when it is painted, and kept until the PDF or its size is another.

    What lies under the PDF is one too, drawn only when that changes: a photograph takes PDFium longer than a key may.
    """

    def __init__(self) -> None:
        self._sheet, self._ground = _Layer(), _Layer()

    def show(self, content: bytes, ground: bytes = b"") -> None:
        """Show another PDF, and what lies under it."""
        self._ground.take(ground)
        self._sheet.take(b"")
        self._sheet.take(content)

    def close(self) -> None:
        """Let go of the PDF."""
        self._sheet.take(b"")
        self._ground.take(b"")

    def paint(self, painter: QPainter, sheet: QRect, seen: QRect) -> None:
        """Paint where the sheet lies; ``seen`` is what the screen shows of the canvas."""
        if self._sheet.empty:
            return
        ratio = painter.device().devicePixelRatioF()
        whole = QSize(round(sheet.width() * ratio), round(sheet.height() * ratio))
        part = QRect(QPoint(), whole)
        if whole.width() * whole.height() > _MOST_PIXELS:
            shown = seen.intersected(sheet).translated(-sheet.topLeft())
            part = QRectF(QPointF(shown.topLeft()) * ratio, QPointF(shown.bottomRight()) * ratio).toAlignedRect() & part
        if part.isEmpty():
            return
        under = None if self._ground.empty else self._ground.image(whole, part)
        image = self._sheet.image(whole, part, under)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(sheet.x() + part.x() / ratio, sheet.y() + part.y() / ratio), image)


class _Layer:
    """The first page of a PDF, and how it was drawn last."""

    def __init__(self) -> None:
        self._content = b""
        self._document: PdfDocument | None = None
        self._image, self._drawn, self._whole = QImage(), QRect(), QSize()

    @property
    def empty(self) -> bool:
        return self._document is None

    def take(self, content: bytes) -> None:
        """Another PDF, or none."""
        if content == self._content:
            return
        if self._document is not None:
            self._document.close()
        self._content = content
        self._document = PdfDocument(content) if content else None
        self._image = QImage()

    def image(self, whole: QSize, part: QRect, under: QImage | None = None) -> QImage:
        """A part of the page, the page being ``whole`` px."""
        assert self._document is not None
        if self._image.isNull() or (self._drawn, self._whole) != (part, whole):
            self._image = self._document.render(0, whole, part, under)
            self._drawn, self._whole = part, whole
        return self._image
