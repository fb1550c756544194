"""How a table of rows behaves under pointer and keyboard, whatever its rows are."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from culture_desktop.override import override
from culture_desktop.ui.tables.delegate import PADDING, Cells, cell_text
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, tokens_of


class RowView(QTableView):
    """Whole rows are hovered, tinted and framed; text that is cut is shown whole in a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = Cells(self, self.is_selected)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(HEIGHT_ROW)
        self.verticalHeader().setDefaultSectionSize(HEIGHT_ROW)

    def is_selected(self, position: int) -> bool:
        """Whether a row is tinted as selected."""
        return self.selectionModel().isRowSelected(position, self.rootIndex())

    def repaint_row(self, position: int) -> None:
        """Paint a row again, if there is one."""
        if position >= 0:
            top = self.rowViewportPosition(position)
            self.viewport().update(QRect(0, top, self.viewport().width(), HEIGHT_ROW))

    def _hover(self, position: int) -> None:
        if position == self.cells.hovered:
            return
        for at in (self.cells.hovered, position):
            self.repaint_row(at)
        self.cells.hovered = position

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_grounds(event.rect())
        super().paintEvent(event)
        at = self.currentIndex().row()
        if at < 0 or not self.hasFocus():
            return
        width = min(self.viewport().width(), self.horizontalHeader().length())
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(tokens_of(self.palette()).info), 2))
        painter.drawRect(QRect(1, self.rowViewportPosition(at) + 1, width - 2, HEIGHT_ROW - 3))

    def _paint_grounds(self, area: QRect) -> None:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return
        painter = QPainter(self.viewport())
        canvas = Canvas(painter, tokens_of(self.palette()))
        width = min(self.viewport().width(), self.horizontalHeader().length())
        for at in range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1):
            rect = QRect(0, self.rowViewportPosition(at), width, self.rowHeight(at))
            self.cells.paint_ground(canvas, rect, at)
        painter.end()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._show_tooltip(event)
        return super().viewportEvent(event)

    def _show_tooltip(self, event: QHelpEvent) -> bool:
        """A column's own tooltip, or the whole text of a cell that is cut."""
        index = self.indexAt(event.pos())
        if not index.isValid():
            return True
        words = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if not words:
            whole = cell_text(index)
            room = self.columnWidth(index.column()) - 2 * PADDING
            words = whole if text_width(whole, font(FontRole.BODY)) > room else ""
        QToolTip.showText(event.globalPos(), words, self.viewport())
        return True
