"""Asks for a day.

::

    day = day_dialog.ask(self, "看某一天的人员", "日期", today, "列出这一天在册、在所选单位的人")      # date | None
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph


def ask(parent: QWidget | None, title: str, label: str, day: date, words: str, *, act: str = "查看") -> date | None:
    """The day; None when the dialog was left."""
    dialog = DayDialog(parent, title, label, day, words, act)
    return dialog.day.day() if dialog.exec() == Dialog.DialogCode.Accepted else None


class DayDialog(Dialog):
    """One field, and what it is for."""

    def __init__(self, parent: QWidget | None, title: str, label: str, day: date, words: str, act: str) -> None:
        super().__init__(parent, title, act=act, width=400)
        self.day = DayEdit(day)
        form = Form(label_width=52)
        form.add(label, self.day, width=Form.SHORT)
        self.body.addWidget(paragraph(words, "secondary"))
        self.body.addWidget(form)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
