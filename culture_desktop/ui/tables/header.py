"""The table head: a check box for all rows in the first section, the sort arrow after the word."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from culture_desktop.override import override
from culture_desktop.ui.tables.model import RowTableModel
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import HEIGHT_TABLE_HEAD, tokens_of

_PADDING = 8


class Head(QHeaderView):
    """Paints itself, so that the arrow stands behind the word and the box looks like those of the rows.

    Signals:
        sort_clicked: a sortable title was clicked (section).
    """

    sort_clicked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEIGHT_TABLE_HEAD)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.sorted_section = -1
        self.descending = False
        self.sectionClicked.connect(self._clicked)

    def show_sort(self, section: int, descending: bool) -> None:
        """Put the arrow behind a title; -1 takes it away."""
        self.sorted_section, self.descending = section, descending
        self.viewport().update()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        model = self.model()
        assert isinstance(model, RowTableModel)
        tokens = tokens_of(self.palette())
        canvas = Canvas(painter, tokens)
        painter.save()
        canvas.fill(rect, tokens.sunken)
        canvas.hairline(rect, tokens.line)
        at = logical_index - model.check_columns
        if at < 0:
            canvas.check_box(rect, model.tick_state())
        else:
            column = model.columns[at]
            words = column.title
            if logical_index == self.sorted_section:
                words += " ↓" if self.descending else " ↑"
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            inner = rect.adjusted(_PADDING, 0, -_PADDING, -1)
            canvas.text(inner, words, tokens.ink2, font(FontRole.CAPTION), side)
        painter.restore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.cursor().shape() == Qt.CursorShape.SplitHCursor:
            return
        at = self.logicalIndexAt(event.position().toPoint())
        hand = at >= 0 and self._is_active(at)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def _is_active(self, section: int) -> bool:
        model = self.model()
        assert isinstance(model, RowTableModel)
        at = section - model.check_columns
        return at < 0 or model.columns[at].sortable

    def _clicked(self, section: int) -> None:
        model = self.model()
        assert isinstance(model, RowTableModel)
        if section < model.check_columns:
            model.tick_all(model.tick_state() != Qt.CheckState.Checked)
        elif self._is_active(section):
            self.sort_clicked.emit(section)
