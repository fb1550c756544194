"""Asks what speaks for a nominee.

::

    words = reason_dialog.ask(self, "林婉清", nominee.reason)      # str | None
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog

_HEIGHT = 140


def ask(parent: QWidget | None, name: str, reason: str) -> str | None:
    """The new reason; None when the dialog was left."""
    dialog = ReasonDialog(parent, name, reason)
    return dialog.editor.toPlainText().strip() if dialog.exec() == Dialog.DialogCode.Accepted else None


class ReasonDialog(Dialog):
    """One field of several lines."""

    def __init__(self, parent: QWidget | None, name: str, reason: str) -> None:
        super().__init__(parent, f"修改{name}的推荐理由", act="保存", width=460)
        self.editor = QPlainTextEdit(reason)
        self.editor.setAccessibleName("推荐理由")
        self.editor.setPlaceholderText("主要事迹和成绩，写明数字")
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(_HEIGHT)
        self.body.addWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
