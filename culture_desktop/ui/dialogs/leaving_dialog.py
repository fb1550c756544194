"""Asks what becomes of changes that are not saved, before they are left behind.

::

    answer = leaving_dialog.ask(self, "红金经典")        # Answer; STAY when the dialog was left
"""

from enum import Enum

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.text import paragraph


class Answer(Enum):
    """What the user wants."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def ask(parent: QWidget | None, name: str) -> Answer:
    """What to do about changes to something of this name."""
    dialog = LeavingDialog(parent, name)
    dialog.exec()
    return dialog.answer


class LeavingDialog(Dialog):
    """Save, discard, or stay."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, f"保存对“{name}”的修改", act="保存", width=440)
        self.answer = Answer.STAY
        self.body.addWidget(paragraph("有修改还没有保存。不保存就离开，这些修改会丢失。", "secondary"))
        self.discard_button = Button("不保存", kind=Kind.DANGER, clicked=self._discard)
        self.add_act(self.discard_button)
        self.accepted.connect(self._save)

    def _save(self) -> None:
        if self.answer is not Answer.DISCARD:
            self.answer = Answer.SAVE

    def _discard(self) -> None:
        self.answer = Answer.DISCARD
        self.reject()
