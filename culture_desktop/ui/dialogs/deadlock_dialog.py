"""A tie: who, what was compared and is equal, and the two ways out: one comparison more, or places decided one by one.

::

    done = DeadlockDialog(self, services.award_ties, services.award_choices, tie, today).run()      # Done[None] | None
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QRadioButton, QWidget

from culture_desktop.errors import InvalidFieldError
from culture_desktop.override import override
from culture_desktop.services.awards.choices import ChoiceService, Decision
from culture_desktop.services.awards.ties import Comparison, Tie, TieService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.fixed_choice_dialog import PlaceBox, reason_line
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.tables.cells import Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph

_HEIGHT, _PLACES, _WHY, _PLACE = 246, 112, 480, 180
_SHOWN = 6  # people with a column of their own


class DeadlockDialog(SavingDialog):
    """A table of comparisons; below it the choice of the way."""

    def __init__(self, parent: QWidget | None, ties: TieService, choices: ChoiceService, tie: Tie, today: date) -> None:
        super().__init__(parent, f"处理 {len(tie.nominees)} 个对象的并列", act="按此议定", width=720)
        self._ties, self._choices, self._tie, self._today = ties, choices, tie, today
        self._open = [one for one in tie.comparisons if not one.used and one.separates]
        self.body.addWidget(paragraph(_sentence(tie), "secondary"))
        self.table = RowTable[Comparison](_columns(tie), name="并列者逐项比较", key=lambda one: one.rule.name)
        self.table.setFixedHeight(min(_HEIGHT, 36 + 30 * len(tie.comparisons)))
        self.table.set_rows(tie.comparisons)
        self.body.addWidget(self.table)
        self.by_rule = QRadioButton("增加一项并列规则，高者在前")
        self.by_hand = QRadioButton("逐个议定（抽签、评委会表决等）")
        self.rule = QComboBox()
        self.rule.setAccessibleName("增加比较哪一项")
        self.rule.addItems([one.rule.name for one in self._open])
        self.places = [PlaceBox(tie.tiers, "由程序排定") for _ in tie.nominees]
        self._hand = self._place_rows()
        self.reason = reason_line("议定的理由")
        self.body.addLayout(row(self.by_rule, self.rule, STRETCH))
        self.body.addWidget(self.by_hand)
        self.body.addWidget(self._hand)
        form = Form(label_width=48)
        form.add("理由", self.reason, width=_WHY)
        self.body.addWidget(form)
        self.finish()
        self.by_rule.setEnabled(bool(self._open))
        if not self._open:
            self.by_rule.setText("没有还未比较而能分出先后的项目")
            self.rule.hide()
        self.by_rule.toggled.connect(self._turn)
        (self.by_rule if self._open else self.by_hand).setChecked(True)
        self._turn()

    @override
    def save(self) -> Done[None]:
        if self.by_rule.isChecked():
            rule = self._open[self.rule.currentIndex()].rule
            return self._ties.add_rule(self._tie.code, rule, self.reason.text(), self._today)
        chosen = zip(self._tie.nominees, (box.place() for box in self.places), strict=True)
        decisions = [Decision(nominee.nomination_id, *place) for nominee, place in chosen if place is not None]
        if not decisions:
            raise InvalidFieldError(field="议定的结果", value="空白", expected="至少一个对象入选或不列入")
        return self._choices.decide(self._tie.code, decisions, self.reason.text())

    def _place_rows(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setColumnStretch(3, 1)
        for at, (nominee, box) in enumerate(zip(self._tie.nominees, self.places, strict=True)):
            box.setFixedWidth(_PLACE)
            box.setAccessibleName(f"{nominee.name}的结果")
            grid.addWidget(Label(nominee.name), at, 0)
            grid.addWidget(Label(nominee.unit, "caption"), at, 1)
            grid.addWidget(box, at, 2)
        area = scrolled(holder(column(holder(grid), STRETCH, gap=0)))
        area.setFixedHeight(min(_PLACES, 44 * len(self.places)))
        return area

    def _turn(self) -> None:
        by_rule = self.by_rule.isChecked()
        self.rule.setEnabled(by_rule)
        self._hand.setEnabled(not by_rule)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)


def _sentence(tie: Tie) -> str:
    names = "、".join(f"{n.name}（{n.total}）" for n in tie.nominees[:_SHOWN])
    more = f"等 {len(tie.nominees)} 个" if len(tie.nominees) > _SHOWN else ""
    used = "、".join(one.rule.name for one in tie.comparisons if one.used)
    compared = f"公布的并列规则依次比较{used}，都相同" if used else "没有公布并列规则"
    return f"{names}{more}跨在取舍线上，{compared}。请评委会议定，程序不代为决定。"


def _columns(tie: Tie) -> Sequence[Column[Comparison]]:
    people = [
        Column[Comparison](nominee.name, _ValueOf(at), width=92, right=True)
        for at, nominee in enumerate(tie.nominees[:_SHOWN])
    ]
    return (
        Column[Comparison]("比较", lambda one: Name(one.rule.name), width=150, stretch=True),
        *people,
        Column[Comparison]("", _state, width=110),
    )


class _ValueOf:
    """What a comparison says of one of the tied."""

    def __init__(self, at: int) -> None:
        self._at = at

    def __call__(self, one: Comparison) -> Muted:
        value = one.values[self._at]
        return Muted(f"{value.normalize() if value else Decimal(0):f}")


def _state(one: Comparison) -> Status:
    if one.used:
        return Status("已比较，相同", Tone.NEUTRAL) if not one.separates else Status("已比较", Tone.NEUTRAL)
    return Status("可以分出", Tone.OK) if one.separates else Status("也相同", Tone.WARN)
