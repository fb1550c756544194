"""A notice at the bottom left: eight seconds, longer while the pointer or the keyboard is on it.

::

    toasts = Toasts(content_widget)
    toasts.show_notice(Notice("已删除 3 条参与记录", "撤销", self._undo))
"""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QStyle, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import PAGE_MARGIN, Tone
from culture_desktop.ui.widgets.buttons import IconButton, LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.text import Label

SHOWN_MS = 8000
_SLIDE_MS = 120


class Toast(QFrame):
    """One notice.

    Signals:
        dismissed: it went away, by itself or by the user.
    """

    dismissed = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAccessibleName(notice.text)
        name = "alert-triangle" if notice.tone in (Tone.WARN, Tone.BAD) else "circle-check"
        layout = row(Picture(name, size=16, colour="on_toast"), 2, Label(notice.text), 14, margins=(14, 7, 7, 7))
        self.action: LinkButton | None = None
        if notice.action and notice.callback is not None:
            self.action = LinkButton(notice.action, clicked=self._act, style="toast_link")
            layout.addWidget(self.action)
        self.close_button = IconButton("x", "关闭通知", style="toast_icon", colour="on_toast", clicked=self.dismiss)
        layout.addWidget(self.close_button)
        self.setLayout(layout)
        self._notice = notice
        self._clock = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._clock.timeout.connect(self._expire)

    def rise(self, at: QPoint) -> None:
        """Come in at a place, unless the system asks for no animation."""
        self.adjustSize()
        self.move(at)
        self.show()
        self.raise_()
        self._clock.start()
        time = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        if time > 0:
            slide = QPropertyAnimation(self, b"pos", self)
            slide.setDuration(_SLIDE_MS)
            slide.setStartValue(at + QPoint(0, 16))
            slide.setEndValue(at)
            slide.setEasingCurve(QEasingCurve.Type.OutQuad)
            slide.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    def dismiss(self) -> None:
        """Go away now."""
        self._clock.stop()
        self.hide()
        self.dismissed.emit()
        self.deleteLater()

    def _expire(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._clock.start()
        else:
            self.dismiss()

    def _act(self) -> None:
        callback = self._notice.callback
        self.dismiss()
        if callback is not None:
            callback()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start()
        super().leaveEvent(event)


class Toasts(QObject):
    """Shows one notice at a time at the bottom left of ``area`` and keeps it there when the area is resized."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._toast: Toast | None = None
        area.installEventFilter(self)

    @property
    def toast(self) -> Toast | None:
        """The notice on screen."""
        return self._toast

    def show_notice(self, notice: Notice) -> None:
        """Replace what is shown."""
        if self._toast is not None:
            self._toast.dismiss()
        self._toast = Toast(notice, self._area)
        self._toast.dismissed.connect(self._forget)
        self._toast.adjustSize()
        self._toast.rise(self._place(self._toast))

    def take_focus(self) -> None:
        """F6: put the keyboard on the notice's action."""
        if self._toast is not None:
            (self._toast.action or self._toast.close_button).setFocus()

    def _forget(self) -> None:
        self._toast = None

    def _place(self, toast: Toast) -> QPoint:
        return QPoint(PAGE_MARGIN, self._area.height() - toast.height() - PAGE_MARGIN)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._toast is not None:
            self._toast.move(self._place(self._toast))
        return False
