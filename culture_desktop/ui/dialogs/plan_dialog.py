"""Lays the template's timetable out from a day, in place of the one there is.

::

    done = PlanDialog(self, services.award_timetable, code, today).run()      # Done[None] | None
"""

from datetime import date

from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.services.awards.timetable import TimetableService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph

_LABELS, _SHORT = 72, 150


class PlanDialog(SavingDialog):
    """The first day."""

    def __init__(self, parent: QWidget | None, service: TimetableService, code: str, today: date) -> None:
        super().__init__(parent, "重新排期", act="重新排期", width=460)
        self._service, self._code = service, code
        self.starts = DayEdit(today)
        form = Form(label_width=_LABELS)
        form.add("启动日期", self.starts, width=_SHORT)
        self.body.addWidget(
            paragraph("按模板的时间表从这一天起按工作日重排，现有的事项和登记的完成日期不再保留。", "caption")
        )
        self.body.addWidget(form)
        self.finish()

    @override
    def save(self) -> Done[None]:
        return self._service.lay_out(self._code, self.starts.day())
