"""Fields under the mouse: what is dragged from the palette or a card onto a card."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

FIELD = "application/x-runwu-field"


def dragged_field(event: QDropEvent) -> str:
    """The key of the field that an event carries, or ""."""
    return event.mimeData().data(FIELD).toStdString()


class FieldDrag:
    """Tells a drag from a click: begun where the mouse went down, once it has moved far enough."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._pressed: QPoint | None = None

    def press(self, event: QMouseEvent) -> None:
        """The mouse went down."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def move(self, event: QMouseEvent, key: str) -> bool:
        """The mouse moved; runs the drag of a field when it has begun, and says so."""
        if not key or self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        if (event.position().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return False
        at, self._pressed = self._pressed, None
        data = QMimeData()
        data.setData(FIELD, key.encode())
        drag = QDrag(self._widget)
        drag.setMimeData(data)
        drag.setPixmap(self._widget.grab())
        drag.setHotSpot(at)
        drag.exec(Qt.DropAction.MoveAction)
        return True
