"""The timetable of a campaign: what is due when, and to which step it belongs.

::

    done = TimetableDialog(self, services.award_timetable, code, tasks, today).run()      # Done[None] | None
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from culture_desktop.override import override
from culture_desktop.services.awards.rows import TaskRow
from culture_desktop.services.awards.timetable import TaskTerms, TimetableService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.row_list import RowList
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import CampaignStep

_TITLE, _STEP, _DAY, _HEIGHT = 210, 110, 130, 380


class TaskLine(QWidget):
    """One line; the day on which it was done shows when it is ticked."""

    def __init__(self, today: date, task: TaskRow | None = None) -> None:
        super().__init__()
        self._id = None if task is None else task.id
        self.title, self.step = QLineEdit(), WordBox(CampaignStep, none="不属哪一步")
        self.title.setPlaceholderText("如 各单位推荐")
        self.title.setMaxLength(128)
        self.due_on = DayEdit(today if task is None else task.due_on)
        self.done = QCheckBox("已完成")
        self.done_on = DayEdit(today)
        for widget, name, width in (
            (self.title, "事项", _TITLE),
            (self.step, "所属步骤", _STEP),
            (self.due_on, "应办日期", _DAY),
            (self.done_on, "完成日期", _DAY),
        ):
            widget.setAccessibleName(name)
            widget.setFixedWidth(width)
        if task is not None:
            self.title.setText(task.title)
            self.step.choose(task.step)
            if task.done_on is not None:
                self.done_on.set_day(task.done_on)
                self.done.setChecked(True)
        self.done.toggled.connect(self.done_on.setEnabled)
        self.done_on.setEnabled(self.done.isChecked())
        self.setFocusProxy(self.title)
        self.setLayout(row(self.title, self.step, self.due_on, self.done, self.done_on, STRETCH))

    def terms(self) -> TaskTerms:
        """What is entered."""
        done_on = self.done_on.day() if self.done.isChecked() else None
        return TaskTerms(self.title.text(), self.step.word(), self.due_on.day(), done_on, self._id)


class TimetableDialog(SavingDialog):
    """A line each."""

    def __init__(
        self, parent: QWidget | None, service: TimetableService, code: str, tasks: Sequence[TaskRow], today: date
    ) -> None:
        super().__init__(parent, "时间表", width=860)
        self._service, self._code = service, code
        self.tasks = RowList[TaskLine]("添加事项", lambda: TaskLine(today))
        for task in tasks:
            self.tasks.add(TaskLine(today, task))
        area = scrolled(holder(column(self.tasks, STRETCH, gap=0)))
        area.setMinimumHeight(_HEIGHT)
        self.body.addWidget(area, 1)
        self.finish()

    @override
    def save(self) -> Done[None]:
        return self._service.save(self._code, [line.terms() for line in self.tasks.lines])
