"""The column of page thumbnails beside a PDF, each drawn when it is first seen."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.pdf_document import PdfDocument

_WIDTH = 80
_NOWHERE = QModelIndex()


class _Pages(QAbstractListModel):
    """Thumbnails, each drawn when it is first seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._document: PdfDocument | None = None
        self._drawn: dict[int, QPixmap] = {}

    def show_document(self, document: PdfDocument | None) -> None:
        self.beginResetModel()
        self._document, self._drawn = document, {}
        self.endResetModel()

    def size_of(self, position: int) -> QSize:
        if not self._document:
            return QSize(_WIDTH, _WIDTH)
        width, height = self._document.page_size(position)
        return QSize(_WIDTH, round(_WIDTH * height / width))

    def thumbnail(self, position: int, ratio: float) -> QPixmap:
        if position not in self._drawn and self._document:
            pixmap = QPixmap.fromImage(self._document.render(position, self.size_of(position) * ratio))
            pixmap.setDevicePixelRatio(ratio)
            self._drawn[position] = pixmap
        return self._drawn.get(position, QPixmap())

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self._document else self._document.page_count

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid():
            return f"第 {index.row() + 1} 页"
        return None


class Thumbnails(QListView):
    """112 px wide; the page shown has a red frame.

    Signals:
        picked: the position of the page chosen.
    """

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pages = _Pages(self)
        self.setModel(self._pages)
        self.setItemDelegate(_ThumbnailDelegate(self))
        self.setAccessibleName("页面缩略图")
        self.setFixedWidth(112)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_document(self, document: PdfDocument | None) -> None:
        self._pages.show_document(document)

    def mark(self, position: int) -> None:
        index = self._pages.index(position)
        if index != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(False)

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.row())


class _ThumbnailDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        pages = index.model()
        assert isinstance(pages, _Pages)
        return QSize(100, pages.size_of(index.row()).height() + 34)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = look_of(option)
        pages, tokens = index.model(), tokens_of(look.palette)
        assert isinstance(pages, _Pages)
        ratio = painter.device().devicePixelRatio()
        size = pages.size_of(index.row())
        rect = QRect(
            look.rect.left() + (look.rect.width() - size.width()) // 2,
            look.rect.top() + 10,
            size.width(),
            size.height(),
        )
        painter.save()
        painter.drawPixmap(rect.topLeft(), pages.thumbnail(index.row(), ratio))
        current = bool(look.state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.red if current else tokens.line), 2 if current else 1))
        painter.drawRoundedRect(rect.toRectF().adjusted(-2, -2, 2, 2), 3, 3)
        foot = QRect(look.rect.left(), rect.bottom() + 3, look.rect.width(), 18)
        colour = tokens.ink if current else tokens.ink3
        Canvas(painter, tokens).text(
            foot, str(index.row() + 1), colour, font(FontRole.CAPTION), Qt.AlignmentFlag.AlignHCenter
        )
        painter.restore()
