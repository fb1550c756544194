"""Asks why something that was decided is corrected.

::

    reason = correction_dialog.ask(self, "撤销确认表彰", effect, act="撤销表彰")      # str | None
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.text import Label, paragraph

_HEIGHT = 96


def ask(parent: QWidget | None, title: str, effect: str, *, act: str) -> str | None:
    """The reason, which says something; None when the dialog was left."""
    dialog = CorrectionDialog(parent, title, effect, act=act)
    return dialog.reason if dialog.exec() == Dialog.DialogCode.Accepted else None


class CorrectionDialog(Dialog):
    """Effect and reason; nothing happens without one."""

    def __init__(self, parent: QWidget | None, title: str, effect: str, *, act: str) -> None:
        super().__init__(parent, title, act=act, width=460)
        self.setAccessibleDescription(effect)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("理由")
        self.editor.setPlaceholderText("为什么更正，由谁决定")
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(_HEIGHT)
        self.editor.textChanged.connect(self._judge)
        self._missing = Label("写明理由后才能更正", "caption")
        self.body.addWidget(paragraph(effect, "secondary"))
        self.body.addWidget(self.editor)
        self.body.addWidget(self._missing)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._judge()

    @property
    def reason(self) -> str:
        """What was written."""
        return self.editor.toPlainText().strip()

    def _judge(self) -> None:
        self.act_button.setEnabled(bool(self.reason))
        self._missing.setVisible(not self.reason)
