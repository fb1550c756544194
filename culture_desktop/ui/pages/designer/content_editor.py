"""A text with its fields: typed, and fields put in from a menu."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from culture_desktop.override import override
from culture_desktop.services.certificates.winners import FIELDS
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.text import Label

_MOST = 2000
_HEIGHT = 78


class ContentEditor(QWidget):
    """Signals:
    edited: other words (str).
    ended: the editor was left.
    """

    edited = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = _Text()
        self.text.setAccessibleName("内容")
        self.text.setFixedHeight(_HEIGHT)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._tell)
        self.text.left.connect(self.ended)
        self.insert = MenuButton("插入字段", [(f"{{{name}}}", name) for name in FIELDS])
        self.insert.picked.connect(self._insert)
        head = row(Label("内容", "caption"), STRETCH)
        self.setLayout(column(head, self.text, self.insert, gap=4))
        self._shown = ""

    def show_text(self, content: str) -> None:
        """Show other words; what is being typed keeps its place."""
        if content != self._shown or content != self.text.toPlainText():
            self._shown = content
            if self.text.toPlainText() != content:
                self.text.setPlainText(content)

    def _insert(self, name: object) -> None:
        self.text.insertPlainText(f"{{{name}}}")
        self.text.setFocus()

    def _tell(self) -> None:
        content = self.text.toPlainText()[:_MOST]
        if content != self._shown:
            self._shown = content
            self.edited.emit(content)


class _Text(QPlainTextEdit):
    """Tells when the keyboard leaves it."""

    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
