"""Bars a person from honours by one vote, with the evidence, the scope and how long.

::

    done = veto_dialog.ask(self, "林婉清", today, lambda terms: vetoes.bar(...))      # Done | None
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.rules.spans import add_years
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form


@dataclass(frozen=True)
class VetoTerms:
    """What is entered; ``expires_on`` None is for good."""

    reason: str
    evidence: str
    decided_on: date
    expires_on: date | None
    everywhere: bool


Decide = Callable[[VetoTerms], Done[None]]
_LABELS, _SHORT, _LONG = 64, 150, 340
_EVIDENCE_HEIGHT = 72
_LONGEST = 255
_SCOPES = ("本次评选", "全部评选")


def ask(parent: QWidget | None, name: str, today: date, decide: Decide) -> Done[None] | None:
    """What ``decide`` answered; None when the dialog was left."""
    dialog = VetoDialog(parent, name, today, decide)
    dialog.exec()
    return dialog.answer


class VetoDialog(Dialog):
    """Reason, evidence, day, scope, expiry."""

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
        self.scope = QComboBox()
        self.scope.addItems(_SCOPES)
        self.expires = QCheckBox("到期后自动解除")
        self.until = DayEdit(add_years(today, 1))
        self.until.setEnabled(False)
        self.expires.toggled.connect(self.until.setEnabled)
        self._reason_field = self.form.add("事由", self.reason, width=_LONG)
        self.form.add("依据", self.evidence, width=_LONG)
        self.form.add("认定日期", self.day, width=_SHORT)
        self.form.add("范围", self.scope, width=_SHORT, hint="全部评选：进行中的和以后的")
        self.form.add_wide(self.expires)
        self._until_field = self.form.add("到期日", self.until, width=_SHORT, hint="从这一天起不再否决")
        self.body.addWidget(self.form)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def terms(self) -> VetoTerms:
        """What is entered."""
        return VetoTerms(
            self.reason.text().strip(),
            self.evidence.toPlainText().strip(),
            self.day.day(),
            self.until.day() if self.expires.isChecked() else None,
            self.scope.currentIndex() == 1,
        )

    @override
    def accept(self) -> None:
        """Decide; on an error stay open and say it under what is wrong."""
        for field in (self._reason_field, self._until_field):
            field.clear_failure()
        terms = self.terms()
        try:
            self.answer = self._decide(terms)
        except CultureError as error:
            late = bool(terms.reason) and terms.expires_on is not None and terms.expires_on <= terms.decided_on
            field = self._until_field if late else self._reason_field
            field.fail(str(error))
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()
