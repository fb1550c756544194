"""Dragging an activity: what is carried, and what hangs on the pointer."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from culture_desktop.services.activities.almanac_rows import CalendarEntry
from culture_desktop.ui.pages.activities.calendar.month_delegate import ghost_of
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.vocabulary import Layer

FORMAT = "application/x-runwu-activity"
_WIDTH, _HEIGHT = 220, 28


def carried(entry: CalendarEntry) -> QMimeData:
    """What goes along with the pointer."""
    data = QMimeData()
    data.setData(FORMAT, str(entry.id).encode())
    return data


def carried_id(data: QMimeData) -> int | None:
    """Whose activity it is; None for anything else that is dragged over."""
    return int(data.data(FORMAT).toStdString()) if data.hasFormat(FORMAT) else None


def drag(source: QWidget, entry: CalendarEntry) -> None:
    """Let the user carry an activity until the button is released."""
    ratio = source.devicePixelRatioF()
    picture = QPixmap(int(_WIDTH * ratio), int(_HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    tokens = tokens_of(source.palette())
    ghost_of(entry.title, tokens.layers[list(Layer).index(entry.layer)], Canvas(painter, tokens), _WHOLE)
    painter.end()
    act = QDrag(source)
    act.setMimeData(carried(entry))
    act.setPixmap(picture)
    act.setHotSpot(QPoint(12, _HEIGHT // 2))
    act.exec(Qt.DropAction.MoveAction)


_WHOLE = QRect(0, 0, _WIDTH, _HEIGHT)
