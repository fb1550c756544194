"""Shows a long text to read, such as a licence.

::

    text_view.show(self, "楷体的许可证", text)
"""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog


def show(parent: QWidget | None, title: str, text: str) -> None:
    """Until it is closed."""
    TextView(parent, title, text).exec()


class TextView(Dialog):
    """A field that can be read and copied from."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent, title, width=560)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.body.addWidget(self.text, 1)
        self.resize(600, 520)
