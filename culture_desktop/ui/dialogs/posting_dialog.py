"""Puts right when somebody was in a unit.

::

    done = posting_dialog.ask(self, posting, units, save, today)      # Done | None
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.dossier_rows import DossierPosting
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.person_form import UnitBox
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import holder, row

Save = Callable[[int | None, date | None, date | None], Done[None]]
_LABELS, _SHORT, _LONG = 40, 140, 340


def ask(
    parent: QWidget | None, posting: DossierPosting, units: Sequence[OrganisationNode], save: Save, today: date
) -> Done[None] | None:
    """What ``save(unit, first day, first day after)`` answered; None when the dialog was left."""
    dialog = PostingDialog(parent, posting, units, save, today)
    dialog.exec()
    return dialog.answer


class PostingDialog(Dialog):
    """Unit, first day and first day after; of the present unit just the first day. It stays while they do not fit."""

    def __init__(
        self,
        parent: QWidget | None,
        posting: DossierPosting,
        units: Sequence[OrganisationNode],
        save: Save,
        today: date,
    ) -> None:
        super().__init__(parent, "更正任职经历", act="更正", width=460)
        self._save, self._posting = save, posting
        self.answer: Done[None] | None = None
        self.form = Form(label_width=_LABELS)
        self.unit = UnitBox(units)
        self.unit.show_unit(posting.unit_id)
        self.unit.setEnabled(posting.id is not None)
        self.starts = DayEdit(posting.starts or posting.ends or today)
        self.unknown = QCheckBox("不详")
        self.unknown.setAccessibleName("开始日期不详")
        self.unknown.toggled.connect(self.starts.setDisabled)
        self.unknown.setChecked(posting.starts is None)
        self.ends = DayEdit(posting.ends or today)
        self._fields = {
            "单位": self.form.add("单位", self.unit, width=_LONG),
            "开始": self.form.add("开始", self.starts, width=_SHORT),
        }
        self._fields["开始"].add_beside(holder(row(self.unknown)))
        if posting.id is not None:
            self._fields["结束"] = self.form.add("结束", self.ends, width=_SHORT, hint="离开的第一天")
        self.body.addWidget(self.form)
        self.starts.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        for field in self._fields.values():
            field.clear_failure()
        try:
            starts = None if self.unknown.isChecked() else self.starts.day()
            ends = None if self._posting.id is None else self.ends.day()
            self.answer = self._save(self.unit.unit_id(), starts, ends)
        except CultureError as error:
            # An overlap is about both days; it stands under the first.
            self._fields.get(str(error.data.get("field")), self._fields["开始"]).fail(str(error))
        else:
            super().accept()
