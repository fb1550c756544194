"""A PDF inside the window: thumbnails, one page, page and zoom buttons. The preview is the file itself.

::

    view = PdfView()
    view.show_pdf(path.read_bytes())
    view.clear()

Pages are drawn by PDFium when they are needed and at the screen's own resolution. A vector page takes about 4 ms, so
this stays on the UI thread, to which PDFium has to be confined anyway.
"""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QScrollArea,
    QWidget,
)

from culture_desktop.override import override
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.pdf_document import PdfDocument
from culture_desktop.ui.widgets.pdf_thumbnails import Thumbnails
from culture_desktop.ui.widgets.text import Label, hline

_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_SCREEN = 96 / 72  # logical px a point at 100 %
_MARGIN = 16


class PdfView(QWidget):
    """Toolbar, thumbnails at the left when there is more than one page, the page.

    Signals:
        page_changed: the position of the page shown.
    """

    page_changed = Signal(int)

    def __init__(self, name: str = "文书预览", *, thumbnails: bool = True) -> None:
        super().__init__()
        self._document: PdfDocument | None = None
        self._page = 0
        self._zoom = 0.0  # 0 fits the whole page
        self._sheet = _Sheet(name)
        self._area = _Area(self._sheet)
        self._area.resized.connect(self._draw)
        self._area.turned.connect(self._turn)
        self._thumbnails, self._small = Thumbnails(), thumbnails
        self._thumbnails.picked.connect(self.show_page)
        self._facts = Label("", "caption")
        self._count = Label("0 / 0 页")
        self._fit = Button("整页", kind=Kind.QUIET, clicked=self.fit_page, tip="整页显示", shortcut="Ctrl+0")
        tools = row(
            IconButton("chevron-up", "上一页", clicked=lambda: self._turn(-1)),
            self._count,
            IconButton("chevron-down", "下一页", clicked=lambda: self._turn(1)),
            12,
            IconButton("zoom-out", "缩小", clicked=lambda: self._zoom_by(-1), shortcut="Ctrl+-"),
            self._fit,
            IconButton("zoom-in", "放大", clicked=lambda: self._zoom_by(1), shortcut="Ctrl+="),
            STRETCH,
            self._facts,
            gap=4,
            margins=(12, 5, 16, 5),
        )
        bar = holder(tools, "page")
        body = row(self._thumbnails, gap=0)
        body.addWidget(self._area, 1)
        whole = column(bar, hline(), gap=0)
        whole.addLayout(body, 1)
        self.setLayout(whole)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.page_count if self._document else 0

    @property
    def page(self) -> int:
        """The position of the page shown."""
        return self._page

    def show_pdf(self, data: bytes, facts: str = "", *, keep_place: bool = False) -> None:
        """Show another file from its first page, or from where the last was looked at.

        ``facts`` stand at the right of the toolbar.
        """
        page, bar = self._page if keep_place else 0, self._area.verticalScrollBar()
        scrolled = bar.value() if keep_place else 0
        self.clear()
        self._document = PdfDocument(data)
        if self._small:
            self._thumbnails.show_document(self._document)
            self._thumbnails.setVisible(self.page_count > 1)
        self._facts.setText(facts)
        self.show_page(page)
        bar.setValue(scrolled)

    def clear(self) -> None:
        """Show nothing."""
        self._thumbnails.show_document(None)
        self._thumbnails.hide()
        self._sheet.show_image(QPixmap(), QSize())
        self._facts.setText("")
        self._count.setText("0 / 0 页")
        if self._document is not None:
            self._document.close()
            self._document = None

    def show_page(self, position: int) -> None:
        """Turn to a page."""
        if not self._document:
            return
        self._page = max(0, min(position, self.page_count - 1))
        self._count.setText(f"{self._page + 1} / {self.page_count} 页")
        self._thumbnails.mark(self._page)
        self._draw()
        self._area.verticalScrollBar().setValue(0)
        self.page_changed.emit(self._page)

    def fit_page(self) -> None:
        """Show the whole page, however large the window."""
        self._zoom = 0.0
        self._draw()

    def _turn(self, step: int) -> None:
        self.show_page(self._page + step)

    def _zoom_by(self, step: int) -> None:
        now = self._zoom or self._fitting_zoom()
        larger = [zoom for zoom in _ZOOMS if zoom > now + 0.01]
        smaller = [zoom for zoom in _ZOOMS if zoom < now - 0.01]
        self._zoom = (larger or [_ZOOMS[-1]])[0] if step > 0 else (smaller or [_ZOOMS[0]])[-1]
        self._draw()

    def _fitting_zoom(self) -> float:
        if not self._document:
            return 1.0
        width, height = self._document.page_size(self._page)
        room = self._area.viewport().size()
        wide = (room.width() - 2 * _MARGIN) / (width * _SCREEN)
        high = (room.height() - 2 * _MARGIN) / (height * _SCREEN)
        return max(0.05, min(wide, high))

    def _draw(self) -> None:
        if not self._document:
            return
        zoom = self._zoom or self._fitting_zoom()
        self._fit.setText("整页" if not self._zoom else f"{zoom * 100:.0f}%")
        ratio = self.devicePixelRatioF()
        width, height = self._document.page_size(self._page)
        size = QSize(round(width * _SCREEN * zoom), round(height * _SCREEN * zoom))
        image = self._document.render(self._page, size * ratio)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._sheet.show_image(pixmap, size)


class _Sheet(QWidget):
    """The page, centred, with four faint outlines instead of a shadow."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._size = QSize()
        self.setObjectName("pane")
        self.setAccessibleName(name)

    def show_image(self, pixmap: QPixmap, size: QSize) -> None:
        self._pixmap, self._size = pixmap, size
        self.setMinimumSize(size + QSize(2 * _MARGIN, 2 * _MARGIN) if not size.isEmpty() else QSize(0, 0))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self.palette())
        Canvas(painter, tokens).fill(self.rect(), tokens.sunken)
        if self._pixmap.isNull():
            return
        left = (self.width() - self._size.width()) // 2
        top = (self.height() - self._size.height()) // 2
        page = QRect(left, top, self._size.width(), self._size.height())
        shade = QColor(0, 0, 0)
        shade.setAlphaF(0.04)
        for reach in range(1, 5):
            painter.fillRect(page.adjusted(-reach, -reach, reach, reach), shade)
        painter.drawPixmap(page.topLeft(), self._pixmap)


class _Area(QScrollArea):
    """Tells when it was resized; PgUp and PgDn turn pages."""

    resized = Signal()
    turned = Signal(int)

    def __init__(self, sheet: QWidget) -> None:
        super().__init__()
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setAccessibleName("页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)
