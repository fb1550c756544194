"""Asks for a name.

::

    name = name_dialog.ask(self, "保存视图", "视图名称", "一线众包", act="保存")          # str | None
"""

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.text import Label

_LONGEST = 64


def ask(parent: QWidget | None, title: str, label: str, name: str = "", *, act: str, hint: str = "") -> str | None:
    """The name; None when the dialog was left or nothing was typed."""
    dialog = NameDialog(parent, title, label, name, act=act, hint=hint)
    return dialog.editor.text().strip() or None if dialog.exec() == Dialog.DialogCode.Accepted else None


class NameDialog(Dialog):
    """One line."""

    def __init__(self, parent: QWidget | None, title: str, label: str, name: str, *, act: str, hint: str) -> None:
        super().__init__(parent, title, act=act, width=400)
        self.editor = QLineEdit(name)
        self.editor.setAccessibleName(label)
        self.editor.setPlaceholderText(label)
        self.editor.setMaxLength(_LONGEST)
        self.editor.selectAll()
        self.editor.textChanged.connect(lambda words: self.act_button.setEnabled(bool(words.strip())))
        self.act_button.setEnabled(bool(name.strip()))
        self.body.addWidget(self.editor)
        if hint:
            self.body.addWidget(Label(hint, "caption"))
        self.editor.setFocus()
