"""What is due when: a line for each step of the timetable, with its state and a box to tick it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout

from culture_desktop.rules.schedule import StepState
from culture_desktop.services.awards.timetable import TaskState
from culture_desktop.ui.labels import day
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import Tag
from culture_desktop.ui.widgets.layouts import clear
from culture_desktop.ui.widgets.text import Label

_TONES = {
    StepState.DONE: Tone.OK,
    StepState.BLOCKED: Tone.WARN,
    StepState.OVERDUE: Tone.BAD,
    StepState.DUE: Tone.ACCENT,
    StepState.UPCOMING: Tone.NEUTRAL,
}


class TimetableCard(Card):
    """A line each.

    Signals:
        ticked: a line (its id) was done or is open again (bool).
        edit_wanted: lines are to be changed.
        plan_wanted: the template's timetable is to be laid out.
    """

    ticked = Signal(int, bool)
    edit_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("时间表")
        self.plan_button = LinkButton("重新排期", clicked=self.plan_wanted.emit)
        self.edit_button = LinkButton("修改时间表", clicked=self.edit_wanted.emit)
        self.add_action(self.plan_button)
        self.add_action(self.edit_button)
        self.boxes: dict[int, QCheckBox] = {}
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(2, 1)
        self._none = Label("还没有时间表。", "caption")
        self.body.addWidget(self._none)
        self.body.addLayout(self._lines)

    def show_states(self, states: Sequence[TaskState], *, confirmed: bool) -> None:
        """Show the lines; what is due, overdue or held up says why."""
        clear(self._lines)
        self.boxes = {}
        self._none.setVisible(not states)
        done = sum(state.state is StepState.DONE for state in states)
        late = sum(state.state is StepState.OVERDUE for state in states)
        self.set_note(f"{done} / {len(states)} 项完成{f'，{late} 项逾期' if late else ''}" if states else "")
        self.plan_button.setVisible(not confirmed)
        self.edit_button.setVisible(not confirmed)
        at = 0
        for state in states:
            self._add(at, state)
            at += 1
            words = state.blocker or (state.sentence if state.state is StepState.BLOCKED else "")
            if words:
                why = Label(words.removeprefix(f"{state.task.title}："), "caption")
                why.setWordWrap(True)
                self._lines.addWidget(why, at, 1, 1, 3)
                at += 1

    def _add(self, at: int, state: TaskState) -> None:
        task, by_hand = state.task, state.state is not StepState.DONE or state.task.done_on is not None
        box = QCheckBox()
        box.setAccessibleName(f"{task.title}已完成")
        box.setChecked(state.state is StepState.DONE)
        box.setEnabled(by_hand)
        box.setToolTip("" if by_hand else "按评选的进度已经完成")
        box.toggled.connect(lambda on: self.ticked.emit(task.id, on))
        self.boxes[task.id] = box
        title = Label(task.title, "strong" if state.state in (StepState.DUE, StepState.OVERDUE) else "body")
        title.setToolTip(state.sentence)
        self._lines.addWidget(box, at, 0)
        self._lines.addWidget(title, at, 1)
        self._lines.addWidget(Label(day(task.due_on), "caption"), at, 2)
        self._lines.addWidget(Tag(state.state.label, _TONES[state.state]), at, 3)
