"""Makes two records one: both side by side, a choice where they differ.

::

    done = merge_dialog.ask(self, merge_service, keep_id, drop_id)      # Done[MergePlan] | None
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QRadioButton, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.people.merge import MergePlan, MergeService, MergeSide
from culture_desktop.services.people.merge_fields import MergeField
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import NONE, apart
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import ElidedLabel, Label

_WIDTH, _TALLEST = 680, 300
_VALUE = 230
_LONGEST = 200


def ask(parent: QWidget | None, service: MergeService, keep_id: int, drop_id: int) -> Done[MergePlan] | None:
    """What the service answered; None when the dialog was left. Raises the CultureError of the first look."""
    dialog = MergeDialog(parent, service, keep_id, drop_id)
    dialog.exec()
    return dialog.answer


class MergeDialog(Dialog):
    """Fields that differ have two buttons each; what only one record says is taken; the rest is counted."""

    def __init__(self, parent: QWidget | None, service: MergeService, keep_id: int, drop_id: int) -> None:
        super().__init__(parent, "合并为一人", act="合并", width=_WIDTH)
        self._service = service
        self._plan = service.plan(keep_id, drop_id)
        self.answer: Done[MergePlan] | None = None
        self.choices: dict[str, QButtonGroup] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.swap = Button("调换", icon="arrows-right-left", clicked=self._swap, tip="留下另一条记录")
        self._records = Label("", "secondary")
        self._records.setWordWrap(True)
        self.note = Label("", "caption")
        self.note.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("如 同一人登记了两次")
        self.reason.textChanged.connect(self._show_state)
        form = Form(label_width=40)
        form.add("理由", self.reason, width=Form.FILL)
        area = scrolled(holder(column(self._grid, STRETCH)))
        area.setMinimumHeight(_TALLEST)
        for part in (area, self._records, form, self.note):
            self.body.addWidget(part)
        self._show_plan()

    @property
    def plan(self) -> MergePlan:
        """What is shown."""
        return self._plan

    @override
    def accept(self) -> None:
        wanted = {key: group.checkedId() == 1 for key, group in self.choices.items()}
        plan = self._plan
        try:
            self.answer = self._service.merge(plan.keep.id, plan.drop.id, wanted, reason=self.reason.text())
        except CultureError as error:
            self._say(str(error), Tone.BAD)
        else:
            super().accept()

    def _swap(self) -> None:
        self._plan = self._service.plan(self._plan.drop.id, self._plan.keep.id)
        self._show_plan()

    def _show_plan(self) -> None:
        clear(self._grid)
        self.choices.clear()
        plan = self._plan
        self._grid.addWidget(self.swap_holder(), 0, 0)
        for at, (side, words) in enumerate(((plan.keep, "留下"), (plan.drop, "并入")), start=1):
            self._grid.addWidget(_head(side, words), 0, at)
        shown = [field for field in plan.fields if field.kept != field.dropped]
        for at, field in enumerate(shown, start=1):
            self._add(at, field)
        same = sum(bool(field.kept) for field in plan.fields) - sum(bool(field.kept) for field in shown)
        moved = [f"{counted.what} {counted.moved} 条" for counted in plan.records if counted.moved]
        parts = [
            f"其余 {same} 项相同。" if same else "",
            f"并入：{'、'.join(moved)}。" if moved else "没有别的记录要并入。",
        ]
        self._records.setText("".join(parts))
        self._show_state()

    def swap_holder(self) -> QWidget:
        """The button that exchanges the two; made anew with the grid it stands in."""
        self.swap = Button("调换", icon="arrows-right-left", clicked=self._swap, tip="留下另一条记录")
        return holder(row(self.swap))

    def _add(self, at: int, field: MergeField) -> None:
        self._grid.addWidget(Label(field.title, "caption"), at, 0, Qt.AlignmentFlag.AlignRight)
        if not field.differs:  # only one of them says anything
            for place, words in enumerate((field.kept, field.dropped), start=1):
                self._grid.addWidget(ElidedLabel(words or NONE, "strong" if words else "caption"), at, place)
            return
        group, pair = QButtonGroup(self), (field.kept, field.dropped)
        shown = apart(*pair) if field.key == "unit" else pair
        for place, (words, short) in enumerate(zip(pair, shown, strict=True)):
            button = QRadioButton()
            button.setText(button.fontMetrics().elidedText(short, Qt.TextElideMode.ElideRight, _VALUE))
            button.setAccessibleName(f"{field.title}取{words}")
            button.setToolTip(words)
            group.addButton(button, place)
            self._grid.addWidget(button, at, place + 1)
        group.button(int(field.from_dropped)).setChecked(True)
        self.choices[field.key] = group

    def _show_state(self) -> None:
        """Whether the two can be merged now, and if not why."""
        missing = self._plan.needs_reason and not self.reason.text().strip()
        self.act_button.setEnabled(not self._plan.clashes and not missing)
        if self._plan.clashes:
            self._say(str(self._plan.refusal), Tone.BAD)
        elif missing and self._plan.doubts:
            self._say(f"两条记录{'、'.join(self._plan.doubts)}，像是两个人：确是一人，请写明理由。", Tone.WARN)
        elif missing:
            self._say("荣誉随之转到留下的记录，是对评选结果的更正：请写明理由，留在台账里。", Tone.WARN)
        else:
            self._say("合并后可以撤销。", Tone.NEUTRAL)

    def _say(self, words: str, tone: Tone) -> None:
        self.note.setText(words)
        self.note.set_tone(tone)


def _head(side: MergeSide, words: str) -> QWidget:
    place = side.unit.rpartition("/")[2] or "未分单位"
    name = ElidedLabel(f"{side.name}（{words}）", "card_title")
    return holder(column(name, ElidedLabel(f"{side.number}　{place}", "caption"), gap=0))
