"""Asks what a step of an activity needs: the approval, or why something is left open.

::

    approval = state_dialog.ask_approval(self, date.today())                       # Approval | None
    reason = state_dialog.ask_reason(self, ActivityState.ARCHIVED, ["还没有写总结"])  # str | None
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from culture_desktop.services.activities.rows import Approval
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph
from culture_desktop.vocabulary import ActivityState

_HEIGHT = 88


def ask_reason(parent: QWidget | None, state: ActivityState, open_points: Sequence[str]) -> str | None:
    """Why these are left open; None when the dialog was left."""
    dialog = ReasonForStateDialog(parent, state, open_points)
    return dialog.editor.toPlainText().strip() if dialog.exec() == Dialog.DialogCode.Accepted else None


def ask_approval(parent: QWidget | None, today: date) -> Approval | None:
    """Who approved a plan, when, by which paper; None when the dialog was left."""
    dialog = ApprovalDialog(parent, today)
    return dialog.approval if dialog.exec() == Dialog.DialogCode.Accepted else None


class ReasonForStateDialog(Dialog):
    """What is open, and one field of several lines."""

    def __init__(self, parent: QWidget | None, state: ActivityState, open_points: Sequence[str]) -> None:
        super().__init__(parent, f"带未结事项转到“{state.label}”", act=f"转到“{state.label}”", width=460)
        self.body.addWidget(paragraph("；\n".join(open_points) + "。"))
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("理由")
        self.editor.setPlaceholderText("写明理由，随活动一起保存")
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(_HEIGHT)
        self.editor.textChanged.connect(self._check)
        self.body.addWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._check()

    def _check(self) -> None:
        self.act_button.setEnabled(bool(self.editor.toPlainText().strip()))


class ApprovalDialog(Dialog):
    """The day, who approved, and the number of the paper."""

    def __init__(self, parent: QWidget | None, today: date) -> None:
        super().__init__(parent, "登记批准", act="登记批准", width=420)
        form = Form(label_width=72)
        self.day = DayEdit(today)
        self.day.setAccessibleName("批准日期")
        self.by, self.number = QLineEdit(), QLineEdit()
        self.by.setMaxLength(64)
        self.number.setMaxLength(64)
        self.by.textChanged.connect(lambda _text: self._check())
        form.add("批准日期", self.day)
        form.add("批准人", self.by)
        form.add("批复文号", self.number)
        self.body.addWidget(form)
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        self._check()

    @property
    def approval(self) -> Approval:
        """What was entered."""
        return Approval(self.day.day(), self.by.text().strip(), self.number.text().strip())

    def _check(self) -> None:
        self.act_button.setEnabled(bool(self.by.text().strip()))
