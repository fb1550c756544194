"""Revokes a winner's honour, or puts the name right, with the reason; the dialog stays until the service takes it.

::

    done = revocation_dialog.ask(self, winner, today, revoke=..., rename=...)      # Done[Nominee] | None
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form

Revoke = Callable[[date, str], Done[Nominee]]
Rename = Callable[[str, str], Done[Nominee]]
_LABELS, _SHORT, _LONG = 64, 170, 340
_REVOKE, _RENAME = "撤销荣誉", "更正名称"
_LONGEST = 255


def ask(
    parent: QWidget | None, winner: Nominee, today: date, *, revoke: Revoke, rename: Rename
) -> Done[Nominee] | None:
    """What the service answered; None when the dialog was left."""
    dialog = RevocationDialog(parent, winner, today, revoke=revoke, rename=rename)
    dialog.exec()
    return dialog.answer


class RevocationDialog(Dialog):
    """Which of the two, the day or the name, the reason."""

    def __init__(self, parent: QWidget | None, winner: Nominee, today: date, *, revoke: Revoke, rename: Rename) -> None:
        super().__init__(parent, f"撤销或更正：{winner.name}", act=_RENAME, danger=True, width=480)
        self._revoke, self._rename = revoke, rename
        self.answer: Done[Nominee] | None = None
        self.what = QComboBox()
        self.what.addItems([_RENAME] if winner.revoked_on else [_RENAME, _REVOKE])
        self.name = QLineEdit(winner.name)
        self.day = DayEdit(today, latest=today)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.form = Form(label_width=_LABELS)
        self.form.add("办理", self.what, width=_SHORT)
        self._name_field = self.form.add("正确名称", self.name, width=_LONG)
        self._day_field = self.form.add("撤销日期", self.day, width=_SHORT)
        self._reason_field = self.form.add("原因", self.reason, width=_LONG)
        self.body.addWidget(self.form)
        self.what.currentIndexChanged.connect(self._show_what)
        self._show_what()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Do it; on an error stay open and say it under the reason."""
        self._reason_field.clear_failure()
        try:
            self.answer = (
                self._revoke(self.day.day(), self.reason.text())
                if self._revokes
                else self._rename(self.name.text(), self.reason.text())
            )
        except CultureError as error:
            self._reason_field.fail(str(error))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()

    @property
    def _revokes(self) -> bool:
        return self.what.currentText() == _REVOKE

    def _show_what(self, _index: int = 0) -> None:
        self.form.set_row_visible(self._name_field, not self._revokes)
        self.form.set_row_visible(self._day_field, self._revokes)
        self.act_button.setText(self.what.currentText())
