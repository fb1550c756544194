"""A field that reports what to look for shortly after the typing stops.

::

    search = SearchBox("姓名、拼音、工号", shortcut="Ctrl+F")
    search.searched.connect(self._filter)      # str, stripped; at once on Enter, else after 150 ms
    SearchBox("姓名", pause=AT_ONCE)            # with each key, where the answer comes within a frame
"""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit

from culture_desktop.override import override
from culture_desktop.ui.actions import with_key
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import icon, icon_point
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import tokens_of

PAUSE, AT_ONCE = 150, 0  # ms


class SearchBox(QLineEdit):
    """Magnifier at the left, a clear button while there is text.

    Signals:
        searched: what to look for, stripped.
    """

    searched = Signal(str)

    def __init__(self, hint: str, *, shortcut: str = "", width: int = 0, pause: int = PAUSE) -> None:
        super().__init__()
        self._shortcut = shortcut
        self._last = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(f"查找：{hint}")
        self.setToolTip(with_key("查找", shortcut))
        self.setTextMargins(24, 0, 0, 0)
        self.setClearButtonEnabled(False)
        if width:
            self.setFixedWidth(width)
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._report)
        self._clear = self.addAction(icon("x"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip("清除")
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._report)
        if shortcut:
            QShortcut(QKeySequence(shortcut), self, self._take_focus)

    def show_words(self, words: str) -> None:
        """Show what is looked for already, without reporting it."""
        if words != self._last:
            self._last = words
            self.setText(words)
            self._pause.stop()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _changed(self, words: str) -> None:
        self._clear.setVisible(bool(words))
        self._pause.start()

    def _report(self) -> None:
        self._pause.stop()
        words = self.text().strip()
        if words != self._last:
            self._last = words
            self.searched.emit(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._report()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it means look now; in a dialog it would go on to press the default button

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        left = QRect(9, 0, 16, self.height())
        canvas.icon(QRect(icon_point(left, 16), QSize(16, 16)), "search", "ink2")
        if self._shortcut and not self.text() and not self.hasFocus() and self.width() >= 180:
            self._paint_key(canvas)

    def _paint_key(self, canvas: Canvas) -> None:
        painter, tokens = canvas.painter, canvas.tokens
        face = font(FontRole.CAPTION)
        width = text_width(self._shortcut, face) + 10
        box = QRect(self.width() - width - 7, (self.height() - 20) // 2, width, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.line)
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        canvas.text(box.adjusted(5, 0, -4, 0), self._shortcut, tokens.ink3, face)
