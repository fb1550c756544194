"""Revokes certificates, with the day and the reason; the dialog stays until the service takes it.

::

    done = certificate_revocation_dialog.ask(self, rows, today, revoke)      # Done[int] | None; revoke(on, reason)
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.certificates.service import RegisterRow
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph

Revoke = Callable[[date, str], Done[int]]
_LABELS, _SHORT, _LONG = 64, 170, 340
_LONGEST, _MOST_NAMED = 255, 6


def ask(parent: QWidget | None, rows: Sequence[RegisterRow], today: date, revoke: Revoke) -> Done[int] | None:
    """What the service answered; None when the dialog was left."""
    dialog = CertificateRevocationDialog(parent, rows, today, revoke)
    dialog.exec()
    return dialog.answer


class CertificateRevocationDialog(Dialog):
    """Whose certificates, what follows, the day, the reason."""

    def __init__(self, parent: QWidget | None, rows: Sequence[RegisterRow], today: date, revoke: Revoke) -> None:
        act = f"作废 {len(rows)} 张"
        super().__init__(parent, f"作废 {len(rows)} 张证书", act=act, danger=True)
        self._revoke = revoke
        self.answer: Done[int] | None = None
        named = "、".join(f"{found.name}（{found.number}）" for found in rows[:_MOST_NAMED])
        more = "等" if len(rows) > _MOST_NAMED else ""
        honoured = "其中评选颁发的，荣誉一并撤销。" if any(found.campaign_code for found in rows) else ""
        effect = f"{named}{more}。作废后编号不再使用，核验时会说明已作废。{honoured}"
        self.setAccessibleDescription(effect)
        self.day, self.reason = DayEdit(today, latest=today), QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        form = Form(label_width=_LABELS)
        form.add("作废日期", self.day, width=_SHORT)
        self._reason_field = form.add("原因", self.reason, width=_LONG)
        self.body.addWidget(paragraph(effect, "secondary"))
        self.body.addWidget(form)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Do it; on an error stay open and say it under the reason."""
        self._reason_field.clear_failure()
        try:
            self.answer = self._revoke(self.day.day(), self.reason.text())
        except CultureError as error:
            self._reason_field.fail(str(error))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()
