"""试算: change a number and see at once who would come and who would go; nothing is written before 采用."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from culture_desktop.services.awards.alternatives import Alternative, Answer, Basis, Swap
from culture_desktop.ui.dialogs.fixed_choice_dialog import reason_line
from culture_desktop.ui.pages.awards.study_pane import StudyPane
from culture_desktop.ui.pages.awards.swap_words import change_words, totals_words
from culture_desktop.ui.pages.awards.what_if_numbers import Numbers
from culture_desktop.ui.tables.cells import Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, column, row, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

_WIDTH, _PAUSE_MS = 440, 120  # a number typed digit by digit is asked about once


def _after(swap: Swap) -> Status:
    if not swap.after:
        return Status("落选", Tone.BAD)
    return Status(swap.after, Tone.OK if not swap.before else Tone.INFO)


_COLUMNS = (
    Column[Swap]("姓名或集体", lambda s: Name(s.name), width=150, stretch=True, order=lambda s: s.name),
    Column[Swap]("单位", lambda s: Muted(s.unit.rpartition("/")[2]), width=130, priority=1, tooltip=lambda s: s.unit),
    Column[Swap]("得分", lambda s: Figure(f"{s.score:.2f}"), width=76, right=True, order=lambda s: s.score),
    Column[Swap]("现在", lambda s: Muted(s.before or "未入选"), width=110, order=lambda s: s.before),
    Column[Swap]("试算后", _after, width=120, order=lambda s: s.after),
)


class WhatIfPane(StudyPane):
    """Numbers at the left, the swaps at the right.

    Signals:
        asked: what an Alternative would change is wanted (object).
        adopt_wanted: the Alternative is to be the campaign's own (object), for a reason (str).
    """

    asked = Signal(object)
    adopt_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._basis: Basis | None = None
        self.numbers = Numbers()
        self.numbers.changed.connect(self._follow)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_now)
        self.table = RowTable[Swap](_COLUMNS, name="试算的变动", key=lambda swap: swap.key)
        self.said, self.totals = Label("", "strong"), Label("", "secondary")
        self.said.setWordWrap(True)
        self.help = paragraph("", "caption")
        self.reason = reason_line("采用的理由")
        self.discard_button = Button("还原", icon="restore", clicked=self.discard)
        self.adopt_button = Button("采用为评选条件", icon="check", clicked=self._adopt)
        self._foot = QFrame()
        self._foot.setLayout(row(self.reason, STRETCH, self.discard_button, self.adopt_button, margins=(15, 0, 15, 8)))
        left = Card("试算", "改动任何一个数，右边立刻显示变化", flush=False)
        left.setFixedWidth(_WIDTH)
        left.body.addWidget(scrolled(self.numbers), 1)
        right = Card("名单的变化", flush=True)
        right.body.addLayout(column(self.said, self.totals, self.help, gap=4, margins=(15, 0, 15, 0)))
        right.body.addWidget(self.table, 1)
        right.body.addWidget(self._foot)
        whole = row(left, gap=12)
        whole.addWidget(right, 1)
        self.setLayout(whole)
        self._show_state()

    def show_basis(self, basis: Basis) -> None:
        """Show a selection as it stands; what was tried before is gone."""
        self._basis = basis
        self.reason.clear()
        self.numbers.show_basis(basis)
        self.show_answer(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what would change; None for nothing tried."""
        self.table.set_rows(answer.swaps if answer else ())
        self.help.setVisible(bool(answer and (answer.relaxations or answer.tied)))
        self.totals.setVisible(bool(answer and totals_words(answer)))
        if answer is None:
            self._say("还没有改动", "改动左边的数，这里列出谁会入选、谁会落选。")
            return
        if answer.hindrance:
            self._say("排不出名单", "上面这些条件不能同时满足，放宽其中一条再看。")
            self.said.setText(f"排不出名单：{answer.hindrance}")
            set_paragraph(self.help, "；".join(answer.relaxations))
            return
        self._say("名单不变", "这样改动，入选的还是这些对象。")
        self.said.setText(change_words(answer))
        self.totals.setText(f"总分变化：{totals_words(answer)}")
        set_paragraph(self.help, f"同分待定：{'、'.join(answer.tied)}" if answer.tied else "")

    def show_problem(self, sentence: str) -> None:
        """Say what kept something from being done."""
        self.said.setText(sentence)
        self.totals.hide()

    def show_blocked(self, sentence: str) -> None:
        """Nothing can be tried yet."""
        self._basis = None
        self.table.set_rows(())
        self._say("还不能试算", sentence)
        self._show_state()

    def discard(self) -> None:
        """Back to the numbers as they are."""
        self._pause.stop()
        if self._basis is not None:
            self.show_basis(self._basis)
            self._show_state()

    def tried(self) -> Alternative | None:
        """The numbers on screen where they are other than the campaign's."""
        found = self.numbers.alternative()
        return None if self._basis is None or found is None or found == self._basis.present else found

    def _say(self, title: str, reason: str) -> None:
        self.said.setText(title)
        self.table.set_placeholder(EmptyState("scale", title, reason))
        self._show_state()

    def _follow(self) -> None:
        self._show_state()
        self._pause.start()

    def _ask_now(self) -> None:
        self.asked.emit(self.tried())

    def _show_state(self) -> None:
        tried, basis = self.tried(), self._basis
        decided = tried is not None and basis is not None and dict(tried.places) != dict(basis.present.places)
        self.numbers.setEnabled(basis is not None)
        self.discard_button.setEnabled(tried is not None)
        self.adopt_button.setVisible(basis is not None and not basis.confirmed)
        self.adopt_button.setEnabled(tried is not None)
        self.reason.setVisible(decided)

    def _adopt(self) -> None:
        tried = self.tried()
        if tried is not None:
            self.adopt_wanted.emit(tried, self.reason.text())
