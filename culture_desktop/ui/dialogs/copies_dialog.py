"""Asks how many copies of a paper there are to be.

::

    copies = copies_dialog.ask(self, "打印选票", "应与发出张数一致", 42)      # int | None
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.form import Form

_MOST, _WIDTH = 5_000, 120


def ask(parent: QWidget | None, title: str, hint: str, offered: int) -> int | None:
    """How many; None when the dialog was left."""
    dialog = CopiesDialog(parent, title, hint, offered)
    return dialog.copies.value() if dialog.exec() == Dialog.DialogCode.Accepted else None


class CopiesDialog(Dialog):
    """One number."""

    def __init__(self, parent: QWidget | None, title: str, hint: str, offered: int) -> None:
        super().__init__(parent, title, act="生成", width=420)
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST)
        self.copies.setValue(offered)
        self.copies.selectAll()
        form = Form(label_width=48)
        form.add("张数", self.copies, hint=hint, width=_WIDTH)
        self.body.addWidget(form)
        self.copies.setFocus(Qt.FocusReason.OtherFocusReason)
