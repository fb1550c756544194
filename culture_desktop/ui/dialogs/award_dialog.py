"""Asks before the commendation, as after it every change is a correction: what is written, and the day of the decision.

::

    on = award_dialog.ask(self, board.title, "50 人、3 个集体", earliest=board.award_from, latest=today)      # date | None
"""

from datetime import date

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph
from culture_desktop.vocabulary import quoted

_LABELS, _FIELD = 64, 150


def ask(parent: QWidget | None, title: str, winners: str, *, earliest: date, latest: date) -> date | None:
    """The day of the decision; None when the dialog was left."""
    dialog = AwardDialog(parent, title, winners, earliest=earliest, latest=latest)
    return dialog.day.day() if dialog.exec() == Dialog.DialogCode.Accepted else None


class AwardDialog(Dialog):
    """Says what is written and that every correction is kept."""

    def __init__(self, parent: QWidget | None, title: str, winners: str, *, earliest: date, latest: date) -> None:
        super().__init__(parent, f"确认表彰 {winners}", act="确认表彰", width=460)
        effect = (
            f"{quoted(title)}的荣誉记入名册，证书编号随即占用。确认后名单、得分和审查结论不再改动；"
            "要撤销须写明理由，更正和理由都留在记录里。"
        )
        self.setAccessibleDescription(effect)
        self.day = DayEdit(latest, earliest=earliest, latest=latest)
        form = Form(label_width=_LABELS)
        form.add("表彰日期", self.day, width=_FIELD, hint="证书和决定落款用")
        self.body.addWidget(paragraph(effect, "secondary"))
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.act_button.setDefault(False)  # Enter must not decide
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
