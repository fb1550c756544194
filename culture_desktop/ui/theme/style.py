"""Fusion with our focus ring, and the one ring that follows the keyboard.

Style sheets cannot draw outside a widget, so the ring is a QFocusFrame, painted here: 2 px, 2 px away.
"""

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from culture_desktop.override import override
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import RADIUS_CONTROL, tokens_of

_RING_MARGIN = 4
_RING_WIDTH = 2


class Style(QProxyStyle):
    """Fusion, except for the focus frame."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _RING_MARGIN
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        return_data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, return_data)

    @override
    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == QStyle.ControlElement.CE_FocusFrame:
            look = look_of(option)
            draw_ring(painter, QRectF(look.rect), QColor(tokens_of(look.palette).info))
            return
        super().drawControl(element, option, painter, widget)


def draw_ring(painter: QPainter, outer: QRectF, colour: QColor, radius: float = RADIUS_CONTROL + 3) -> None:
    """A focus ring just inside ``outer``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, _RING_WIDTH))
    half = _RING_WIDTH / 2
    painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


class FocusRing(QObject):
    """Keeps the ring round the button that has the keyboard; fields and tables show focus by themselves."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame: QFocusFrame | None = None
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self._follow)
        application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        # Qt marks "focus came by key" on the window only after it has told us of the change.
        self._wait.start()

    def _follow(self) -> None:
        widget = QApplication.focusWidget()
        if self._frame is not None and not isValid(self._frame):
            self._frame = None  # it went with the page it was on
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not isinstance(widget, QAbstractButton) or by_mouse or not _focus_came_by_key(widget):
            if self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type]  # Qt documents null as "hide"
            return
        if self._frame is None or self._frame.window() is not widget.window():
            if self._frame is not None:
                self._frame.deleteLater()
            self._frame = QFocusFrame(widget.window())
        self._frame.setWidget(widget)


def _focus_came_by_key(widget: QWidget) -> bool:
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
