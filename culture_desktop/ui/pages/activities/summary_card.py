"""The text of how it went, kept as it is typed."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from culture_desktop.override import override
from culture_desktop.ui.labels import clock
from culture_desktop.ui.widgets.card import Card

_PAUSE_MS = 1200
_LEAST_HEIGHT = 148


class SummaryCard(Card):
    """A text field that saves itself after a pause and when it is left.

    Signals:
        written: the text to keep (str).
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__("总结")
        self._kept = ""
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("活动总结")
        self.editor.setPlaceholderText("经过、亮点和成效。空一行另起一段；简报用这里的文字。")
        self.editor.setTabChangesFocus(True)
        self.editor.installEventFilter(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.editor.textChanged.connect(self._pause.start)
        self.body.addWidget(self.editor, 1)
        self.setMinimumHeight(_LEAST_HEIGHT)  # the style sheet sets the editor's own

    def show_text(self, text: str, *, other: bool) -> None:
        """Show the text kept of an activity; what is being typed stays unless it is an ``other`` activity."""
        unsaved = self.editor.toPlainText() != self._kept
        self._kept = text
        if other:
            self.set_note("")
        if (other or not unsaved) and self.editor.toPlainText() != text:
            self.editor.setPlainText(text)
        if not unsaved or other:
            self._pause.stop()

    def save(self) -> None:
        """Give out what was typed since it was last kept."""
        self._pause.stop()
        text = self.editor.toPlainText()
        if text != self._kept:
            self.written.emit(text)

    def confirm(self, text: str, when: datetime) -> None:
        """Take note that this text is kept, and say so quietly."""
        self._kept = text
        self.set_note(f"已自动保存 {clock(when)}")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        return False
