"""The judge the table stands on: what ties them to whom, whom they do not judge, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from culture_desktop.services.awards.judging_rows import JudgeRow, Panel, TieRow
from culture_desktop.ui.pages.awards.nominee_card import CARD_WIDTH
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind, LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.reasons import Reason, Reasons
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline

_MARGINS = (15, 12, 15, 14)


class JudgeCard(QFrame):
    """Name, ties, recusals.

    Signals:
        tie_wanted: a tie of this judge is to be noted (JudgeRow, object).
        tie_withdrawn: a tie is to be taken back (TieRow, object).
        recusal_wanted: this judge declares to keep out (JudgeRow, object).
        removal_wanted: this judge is to leave the panel (JudgeRow, object).
    """

    tie_wanted = Signal(object)
    tie_withdrawn = Signal(object)
    recusal_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(CARD_WIDTH)
        self._judge: JudgeRow | None = None
        self._panel, self._open = Panel(), True
        self._name, self._unit = ElidedLabel("", "page_title"), ElidedLabel("", "caption")
        self._name.setMinimumHeight(30)
        self._figures = Label("", "secondary")
        self.tie_button = LinkButton("登记关系", clicked=lambda: self.tie_wanted.emit(self._judge))
        self.recusal_button = LinkButton("申报回避", clicked=lambda: self.recusal_wanted.emit(self._judge))
        self.removal_button = Button(
            "移除评委", icon="trash", kind=Kind.QUIET, clicked=lambda: self.removal_wanted.emit(self._judge)
        )
        self._ties: QVBoxLayout = column(gap=2)
        self.recusals = Reasons(joined=False)
        self._recusals_head = Label("回避", "card_title")
        self._whole = holder(
            column(
                self._name,
                self._unit,
                self._figures,
                8,
                hline(),
                row(Label("利害关系", "card_title"), STRETCH, self.tie_button),
                self._ties,
                hline(),
                row(self._recusals_head, STRETCH, self.recusal_button),
                self.recusals,
                8,
                row(self.removal_button, STRETCH),
                gap=6,
            )
        )
        self._hint = Label("在左边选一位评委", "caption")
        content = column(self._hint, self._whole, STRETCH, gap=8, margins=_MARGINS)
        self.setLayout(column(scrolled(holder(content)), gap=0, margins=(1, 1, 1, 1)))
        self._whole.hide()

    def show_panel(self, panel: Panel, *, open_: bool) -> None:
        """Show another state of the panel; ``open_``: whether it may be changed."""
        self._panel, self._open = panel, open_
        kept = self._judge.id if self._judge else None
        self.show_judge(next((judge for judge in panel.judges if judge.id == kept), None))

    def show_judge(self, judge: JudgeRow | None) -> None:
        """Show a judge, or a hint in the place of nobody."""
        self._judge = judge
        self._hint.setVisible(judge is None)
        self._whole.setVisible(judge is not None)
        if judge is None:
            return
        self._name.setText(judge.name)
        self._unit.setText("　".join(filter(None, (judge.number, judge.unit))) or "外部评委")
        half = f"　评了一半 {judge.half}" if judge.half else ""
        self._figures.setText(f"已评 {judge.scored}　缺 {judge.missing}{half}")
        for button in (self.tie_button, self.recusal_button):
            button.setVisible(self._open)
        self.removal_button.setVisible(self._open and not judge.scored and not judge.half)
        self._show_ties(judge)
        its = [recusal for recusal in self._panel.recusals if recusal.judge == judge.name]
        self._recusals_head.setText(f"回避 {len(its)}" if its else "回避")
        self.recusals.set_reasons(
            [Reason(Tone.WARN, one.nominee.name, f"{one.reason}{'（按规则）' if one.automatic else ''}") for one in its]
        )

    def _show_ties(self, judge: JudgeRow) -> None:
        clear(self._ties)
        for tie in judge.ties:
            words = ElidedLabel(tie.words)
            line = row(gap=4)
            line.addWidget(words, 1)
            if self._open:
                line.addWidget(IconButton("x", f"删除{tie.words}", clicked=_Withdrawal(self, tie)))
            self._ties.addLayout(line)
        if not judge.ties:
            self._ties.addWidget(Label("没有登记", "caption"))


class _Withdrawal:
    """Takes one tie back."""

    def __init__(self, card: JudgeCard, tie: TieRow) -> None:
        self._card, self._tie = card, tie

    def __call__(self) -> None:
        self._card.tie_withdrawn.emit(self._tie)
