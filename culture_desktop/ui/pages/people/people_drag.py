"""People dragged out of the table: those who are ticked if the row is one of them, else the one under the pointer."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from culture_desktop.override import override
from culture_desktop.services.people.rows import PersonRow
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.people.organisation_tree import PEOPLE, start_drag
from culture_desktop.ui.tables.row_table import RowTable


class PeopleDrag(QObject):
    """Watches the table: the press on a row, then the pointer far enough away with the button down."""

    def __init__(self, table: RowTable[PersonRow], ticked: Callable[[], Collection[int]]) -> None:
        super().__init__(table)
        self._table, self._ticked = table, ticked
        self._pressed: QPoint | None = None
        table.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            index = self._table.indexAt(at)
            self._pressed = at if index.isValid() and index.column() >= self._table.row_model.check_columns else None
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            if event.buttons() & Qt.MouseButton.LeftButton:
                if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                    self._start(self._pressed)
                return True  # rows are not selected by dragging over them
            self._pressed = None
        return False

    def _start(self, at: QPoint) -> None:
        self._pressed = None
        row = self._table.row_model.rows[self._table.indexAt(at).row()]
        ticked = self._ticked()
        ids = sorted(ticked) if row.id in ticked else [row.id]
        start_drag(self._table, PEOPLE, ids, row.name if len(ids) == 1 else count(len(ids), "人"))
