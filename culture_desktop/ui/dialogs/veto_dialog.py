"""Bars a person from a campaign by one vote, with the evidence; the dialog stays until the service takes it.

::

    done = veto_dialog.ask(self, "林婉清", today, lambda *given: setup.set_veto(code, person_id, *given))      # Done | None
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form

Decide = Callable[[str, str, date], Done[None]]
_LABELS, _SHORT, _LONG = 64, 150, 340
_EVIDENCE_HEIGHT = 72
_LONGEST = 255


def ask(parent: QWidget | None, name: str, today: date, decide: Decide) -> Done[None] | None:
    """What ``decide`` answered to (reason, evidence, day); None when the dialog was left."""
    dialog = VetoDialog(parent, name, today, decide)
    dialog.exec()
    return dialog.answer


class VetoDialog(Dialog):
    """Reason, evidence, day."""

    def __init__(self, parent: QWidget | None, name: str, today: date, decide: Decide) -> None:
        super().__init__(parent, f"对{name}一票否决", act="一票否决", danger=True, width=470)
        self._decide = decide
        self.answer: Done[None] | None = None
        self.form = Form(label_width=_LABELS)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("如 有责投诉")
        self.evidence = QPlainTextEdit()
        self.evidence.setTabChangesFocus(True)
        self.evidence.setFixedHeight(_EVIDENCE_HEIGHT)
        self.evidence.setPlaceholderText("工单号、通报文号等")
        self.day = DayEdit(today, latest=today)
        self._reason_field = self.form.add("事由", self.reason, width=_LONG)
        self.form.add("依据", self.evidence, width=_LONG)
        self.form.add("认定日期", self.day, width=_SHORT)
        self.body.addWidget(self.form)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Decide; on an error stay open and say it under the reason."""
        self._reason_field.clear_failure()
        try:
            self.answer = self._decide(self.reason.text().strip(), self.evidence.toPlainText().strip(), self.day.day())
        except CultureError as error:
            self._reason_field.fail(str(error))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()
