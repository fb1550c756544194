"""Plans a whole activity: from a template, or from one of another year; what it comes to is shown before it is written.

::

    done = activity_plan_dialog.ask_template(self, planning, today)                   # Done[int] | None
    done = activity_plan_dialog.ask_again(self, planning, activity_id, title, 2027)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.rules.shifting import Keeping, Shift
from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.activities.plans import ActivityPlan
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.labels import count, short_day, span, weekday, yuan
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

_CHOICES, _HEIGHT = 260, 420


@dataclass(frozen=True)
class PlanChoice:
    """A way to begin: its name and what is told of it, the day it falls on by itself, and the plan for a day."""

    title: str
    note: str
    propose: Callable[[date | None], ActivityPlan]


def ask_template(parent: QWidget | None, planning: PlanningService, today: date) -> Done[int] | None:
    """Choose a template and a day; what was made of it, or None."""

    def choice(code: str, title: str, note: str) -> PlanChoice:
        return PlanChoice(title, note, lambda day: planning.from_template(code, today, day))

    choices = [choice(one.code, one.name, one.when.sentence) for one in planning.templates()]
    return ActivityPlanDialog(parent, "从模板新建活动", choices, planning).run()


def ask_again(
    parent: QWidget | None, planning: PlanningService, activity_id: int, title: str, year: int
) -> Done[int] | None:
    """Hold an activity again in a year; what was made, or None."""

    def choice(shift: Shift) -> PlanChoice:
        def propose(day: date | None) -> ActivityPlan:
            chosen = shift if day is None else Shift(shift.old, day, Keeping.DATE)
            return planning.from_activity(activity_id, chosen)

        return PlanChoice(_WAYS[shift.keeping], shift.sentence, propose)

    choices = [choice(shift) for shift in planning.shifts(activity_id, year)]
    return ActivityPlanDialog(parent, f"沿用“{title}”到{year}年", choices, planning).run()


_WAYS = {Keeping.FESTIVAL: "随节日", Keeping.WEEKDAY: "保持星期", Keeping.DATE: "保持日期"}


class ActivityPlanDialog(SavingDialog):
    """The ways at the left; title, day and all parts of the plan at the right."""

    def __init__(
        self, parent: QWidget | None, title: str, choices: Sequence[PlanChoice], planning: PlanningService
    ) -> None:
        super().__init__(parent, title, act="新建活动", width=860)
        self._choices, self._planning = choices, planning
        self.plan: ActivityPlan | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("从哪里开始")
        self.list.setFixedWidth(_CHOICES)
        for one in choices:
            item = QListWidgetItem(f"{one.title}\n{one.note}")
            item.setToolTip(one.note)
            self.list.addItem(item)
        self.title_edit = QLineEdit()
        self.title_edit.setMaxLength(128)
        self.day = DayEdit(date.today())
        self.day.setAccessibleName("活动日期")
        form = Form(label_width=64)
        form.add("名称", self.title_edit, width=Form.FILL)
        form.add("日期", self.day, width=Form.SHORT)
        self.facts, self.notes = paragraph("", "caption"), Label("", tone=Tone.WARN)
        self.notes.setWordWrap(True)
        self.parts = paragraph("")
        preview = column(form, self.facts, self.notes, gap=8)
        preview.addWidget(scrolled(holder(column(self.parts, None))), 1)
        both = row(self.list, gap=16)
        both.addLayout(preview, 1)
        body = holder(both)
        body.setMinimumHeight(_HEIGHT)
        self.body.addWidget(body, 1)
        self.finish()
        self.list.currentRowChanged.connect(lambda _row: self._propose(None))
        self.day.picked.connect(self._propose)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> Done[int]:
        assert self.plan is not None
        title = self.title_edit.text().strip()
        return self._planning.create(replace(self.plan, draft=replace(self.plan.draft, title=title)))

    def _propose(self, day: date | None) -> None:
        place = self.list.currentRow()
        if place < 0:
            return
        self.problem.hide()
        try:
            self.plan = self._choices[place].propose(day)
        except CultureError as error:
            self.plan = None
            self.problem.setText(str(error))
            self.problem.show()
        self.act_button.setEnabled(self.plan is not None)
        if self.plan is not None:
            self._show(self.plan, retitle=day is None)

    def _show(self, plan: ActivityPlan, *, retitle: bool) -> None:
        draft = plan.draft
        if retitle:
            self.title_edit.setText(draft.title)
            quiet = self.day.blockSignals(True)
            self.day.set_day(draft.starts.date())
            self.day.blockSignals(quiet)
        when = f"{draft.starts:%Y-%m-%d} {weekday(draft.starts.date())} {span(draft.starts, draft.ends)}"
        people = f"　{count(draft.capacity, '人')}" if draft.capacity else ""
        set_paragraph(self.facts, f"编号 {draft.code}　{draft.layer.label}·{draft.mechanism.label}\n{when}{people}")
        self.notes.setText("\n".join(plan.notes))
        self.notes.setVisible(bool(plan.notes))
        set_paragraph(self.parts, "\n".join(_lines(plan)))


def _lines(plan: ActivityPlan) -> list[str]:
    """Tasks, sessions, budget and resources, each under its heading."""
    tasks = [
        f"{short_day(task.due_on) if task.due_on else '—'}　{task.title}{f'（{task.role}）' if task.role else ''}"
        for task in plan.tasks
    ]
    sessions = [f"{one.starts:%m-%d %H:%M}　{one.title}" for one in plan.sessions]
    budget = [f"{one.source.label}　{one.title}　{yuan(one.amount)}" for one in plan.budget]
    things = [f"{one.title}　{one.quantity or ''} {one.unit}　{one.provider}".rstrip() for one in plan.resources]
    total = f"预算 {yuan(plan.total)}" if plan.total is not None and plan.budget else "预算"
    found: list[str] = []
    for title, lines in ((f"任务 {len(tasks)} 项", tasks), ("场次", sessions), (total, budget), ("物资", things)):
        if lines:
            found += [title, *(f"　{line}" for line in lines), ""]
    if plan.draft.goals:
        found += ["目标", f"　{plan.draft.goals}"]
    return found
