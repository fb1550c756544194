"""The one ring round the button that has the keyboard.

Style sheets cannot draw outside a widget, so the ring is a widget of its own beside the button: 2 px, 2 px away. It is
shown only when the keyboard moved the focus. A QFocusFrame would need a QProxyStyle to look like this, and one written
in Python is asked for every metric of every widget.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import RADIUS_CONTROL, tokens_of

_REACH = 4
_WIDTH = 2
# Painted as well: a button that is laid out anew while its page comes up has moved when it is painted.
_FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Paint, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


def draw_ring(painter: QPainter, outer: QRectF, colour: QColor, radius: float = RADIUS_CONTROL + 3) -> None:
    """A focus ring just inside ``outer``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, _WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = _WIDTH / 2
    painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


class _Ring(QWidget):
    """Lies over the button's surroundings and lets the mouse through."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target.parentWidget())
        self._target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Lie where the button is now."""
        self.setGeometry(self._target.geometry().adjusted(-_REACH, -_REACH, _REACH, _REACH))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_ring(QPainter(self), QRectF(self.rect()), QColor(tokens_of(self.palette()).info))


class FocusRing(QObject):
    """Keeps the ring round the focused button; fields and tables show focus by themselves."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self._follow)
        # Qt marks "focus came by key" on the window only after it has told of the change.
        application.focusChanged.connect(self._wait.start)

    @property
    def target(self) -> QWidget | None:
        """The button that wears the ring."""
        return self._target

    def _follow(self) -> None:
        self._take_off()
        widget = QApplication.focusWidget()
        if isinstance(widget, QAbstractButton) and not widget.isWindow() and focus_came_by_key(widget):
            self._target = widget
            self._ring = _Ring(widget)
            widget.installEventFilter(self)

    def _take_off(self) -> None:
        if self._target is not None and isValid(self._target):
            self._target.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and self._ring is not None and isValid(self._ring):
            if event.type() in (QEvent.Type.Hide, QEvent.Type.ParentChange):
                self._wait.start()
            else:
                self._ring.fit()
        return False


def focus_came_by_key(widget: QWidget) -> bool:
    """Whether the keyboard, not the mouse, moved the focus last in this widget's window."""
    pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    return not pressed and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
