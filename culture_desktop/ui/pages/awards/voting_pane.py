"""投票与测评: the rounds, and one of them: its papers, the votes for each by keyboard, what came of it."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.tally_draft import TallyDraft
from culture_desktop.services.awards.voting_rows import Candidate, Round, Voting
from culture_desktop.ui.pages.awards.count_input import CountInput
from culture_desktop.ui.pages.awards.round_columns import ROUND_COLUMNS, CandidateColumns
from culture_desktop.ui.pages.awards.round_figures import RoundFigures
from culture_desktop.ui.tables.grid_edit import GridEdit
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import VotingKind

_ROUNDS_WIDTH = 300
_NONE = "计票"


class RoundPaper(Enum):
    """What can be printed of a round."""

    BALLOTS = auto()
    TALLY = auto()
    RESULT = auto()


class VotingPane(QWidget):
    """Rounds at the left, the current one at the right.

    Signals:
        round_wanted: a round is to be called (a RoundPlan or None, object).
        count_wanted: what is typed is to be recorded (TallyDraft, object).
        second_wanted, removal_wanted: of this round (Round, object).
        import_wanted: ballots are to be imported.
        paper_wanted: a paper of a round (RoundPaper, Round).
    """

    round_wanted = Signal(object)
    count_wanted = Signal(object)
    second_wanted = Signal(object)
    removal_wanted = Signal(object)
    import_wanted = Signal()
    paper_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._code, self._open = "", False
        self._voting = Voting()
        self.draft: TallyDraft | None = None
        self._drafts: dict[int, TallyDraft] = {}  # what is typed and not recorded yet, by round
        whole = row(gap=12)
        whole.addWidget(self._rounds_card())
        whole.addWidget(self._count_card(), 1)
        self.setLayout(whole)

    def show_voting(self, board: CampaignBoard, voting: Voting) -> None:
        """Show the votes of a campaign; the current round stays, and what is typed of a round that is as it was."""
        if board.code != self._code:
            self._drafts.clear()
        self._code, self._open, self._voting = board.code, not board.confirmed, voting
        self._drafts = {key: draft for key, draft in self._drafts.items() if draft.round in voting.rounds}
        plan = voting.plans[0] if voting.plans else None
        self.plan_band.setVisible(plan is not None and self._open)
        if plan is not None:
            self.plan_band.set_text(f"模板备有“{plan.title}”，可以新建。")
        self.loose.setText(voting.loose)
        self.loose.setVisible(bool(voting.loose))
        self.new_button.setVisible(self._open)
        self.rounds.set_rows(voting.rounds)
        self.rounds_card.set_note(f"{len(voting.rounds)} 轮" if voting.rounds else "")
        if self.rounds.current_row() is None and voting.rounds:
            self.rounds.select_key(voting.rounds[-1].id)
        self._show_round(self.rounds.current_row())

    def select_round(self, number: int) -> None:
        """Turn to a round."""
        for round_ in self._voting.rounds:
            if round_.number == number:
                self.rounds.select_key(round_.id)

    def _rounds_card(self) -> Card:
        self.new_button = Button("新建", icon="plus", clicked=lambda: self.round_wanted.emit(None))
        self.new_button.setAccessibleName("新建投票或测评")
        self.rounds = RowTable[Round](ROUND_COLUMNS, name="各轮投票和测评", key=lambda r: r.id)
        self.rounds.current_changed.connect(self._show_round)
        self.rounds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plan_button = Button("按模板新建", clicked=self._want_plan)
        self.plan_band = Band("clipboard-text", "", tone=Tone.INFO, actions=[self.plan_button])
        self.plan_band.hide()
        self.loose = Label("", "caption", tone=Tone.WARN)
        self.loose.setWordWrap(True)
        self.rounds_card = Card("投票与测评", flush=True)
        self.rounds_card.setFixedWidth(_ROUNDS_WIDTH)
        self.rounds_card.add_action(self.new_button)
        self.rounds_card.body.addWidget(holder(column(self.plan_band, self.loose, margins=(15, 0, 15, 0))))
        self.rounds_card.body.addWidget(self.rounds, 1)
        return self.rounds_card

    def _count_card(self) -> Card:
        self.papers_button = MenuButton(
            "打印",
            (("选票或测评表", RoundPaper.BALLOTS), ("计票单", RoundPaper.TALLY), ("计票结果", RoundPaper.RESULT)),
            icon="printer",
        )
        self.papers_button.picked.connect(self._want_paper)
        self.import_button = Button("导入选票", icon="table-import", clicked=self.import_wanted.emit)
        self.remove_button = Button("删除", icon="trash", clicked=lambda: self._want(self.removal_wanted))
        self.second_button = Button("再次投票", icon="refresh", clicked=lambda: self._want(self.second_wanted))
        self.count_button = Button("登记计票", icon="check", clicked=self._want_count)
        self.figures = RoundFigures()
        self.figures.changed.connect(self._enter_papers)
        self.table = RowTable[Candidate]((), name="候选对象得票", key=lambda one: one.nomination_id)
        self.edit = GridEdit(self.table, self._input, self._enter_votes)
        self.table.opened.connect(lambda _one: self._type_current())
        self.table.doubleClicked.connect(self.edit.begin)
        self.said = Label("", "secondary", selectable=True)
        self.said.setWordWrap(True)
        self.card = Card(_NONE, flush=True)
        for button in (self.remove_button, self.import_button, self.papers_button):
            self.card.add_action(button)
        self.card.body.setSpacing(10)
        self.card.body.addWidget(holder(column(self.figures, margins=(15, 0, 15, 0))))
        self.card.body.addWidget(self.table, 1)
        foot = row(gap=8, margins=(15, 0, 15, 10))
        foot.addWidget(self.said, 1)
        foot.addWidget(self.second_button)
        foot.addWidget(self.count_button)
        self.card.body.addLayout(foot)
        return self.card

    def _show_round(self, round_: Round | None) -> None:
        shown = round_ is not None
        for part in (self.figures, self.papers_button, self.said):
            part.setVisible(shown)
        if round_ is None:
            self.draft = None
            self.card.set_title(_NONE)
            for button in (self.import_button, self.remove_button, self.second_button, self.count_button):
                button.hide()
            self.import_button.setVisible(self._open)
            self.table.set_columns(())
            self.table.set_rows(())
            self.table.horizontalHeader().hide()
            self.table.set_placeholder(self._nothing())
            return
        self.table.horizontalHeader().show()
        terms = round_.terms
        election = terms.kind is VotingKind.ELECTION
        self.card.set_title(terms.title, _terms_words(round_))
        self.import_button.setVisible(self._open and election and (not round_.counted or round_.imported > 0))
        self.remove_button.setVisible(self._open and not round_.counted and not round_.imported)
        draft = self._drafts.get(round_.id) or TallyDraft.of(round_)
        self._columns = CandidateColumns(draft)
        self.draft = draft
        self.table.set_columns(self._columns.columns())
        self._show_draft(draft)

    def _nothing(self) -> EmptyState:
        words = "登记张数和票数，或导入选票；谁投了什么不进数据"
        if not self._open:
            return EmptyState("list-check", "没有投票", "这次评选没有举行投票或民主测评")
        return EmptyState(
            "list-check", "还没有投票或测评", words, "新建投票", self.new_button.click, kind=Kind.SECONDARY
        )

    def _show_draft(self, draft: TallyDraft) -> None:
        self.draft = self._columns.draft = draft
        round_ = draft.round
        if draft.changed:
            self._drafts[round_.id] = draft
        else:
            self._drafts.pop(round_.id, None)
        self.figures.show_draft(draft, open_=self._open)
        self.table.set_rows(round_.candidates)
        self.count_button.setVisible(self._open and (draft.changed or not round_.counted))
        self.count_button.setText(_count_words(draft))
        self.count_button.setEnabled(not draft.blocker)
        self.second_button.setVisible(self._open and not draft.changed and bool(round_.tied) and round_.second is None)
        typing = draft.changed or not round_.counted
        self.said.setText(draft.blocker if typing else round_.sentence)

    def _enter_papers(self, name: str, value: int) -> None:
        if self.draft is not None:
            self._show_draft(self.draft.set_papers(name, value))

    def _input(self, one: Candidate, choice: str) -> QWidget:
        assert self.draft is not None
        title = next(word.label for word in self.draft.choices if word.value == choice)
        return CountInput(f"{one.label}的{title}票数", self.draft.typed.get(one.nomination_id, {}).get(choice))

    def _enter_votes(self, one: Candidate, choice: str, votes: int | None) -> bool:
        assert self.draft is not None
        self._show_draft(self.draft.set_votes(one.nomination_id, choice, votes))
        return True

    def _type_current(self) -> None:
        """Enter on a row types its first number."""
        draft, at = self.draft, self.table.currentIndex().row()
        if draft is not None and self._open and at >= 0:
            self.edit.begin(self.table.row_model.index(at, 1))

    def _want(self, wanted: SignalInstance) -> None:
        if self.draft is not None:
            wanted.emit(self.draft.round)

    def _want_plan(self) -> None:
        self.round_wanted.emit(self._voting.plans[0])

    def _want_count(self) -> None:
        if self.draft is not None:
            self.count_wanted.emit(self.draft)

    def _want_paper(self, paper: object) -> None:
        if self.draft is not None:
            self.paper_wanted.emit(paper, self.draft.round)


def _terms_words(round_: Round) -> str:
    terms = round_.terms
    again = f"　第 {round_.again_of} 轮的再次投票" if round_.again_of else ""
    if terms.kind is VotingKind.ASSESSMENT:
        return f"{terms.held_on}　四个等次，优秀不超过 {terms.best_share}"
    return f"{terms.held_on}　应选 {terms.places} 名，{_majority(round_)}{again}"


def _majority(round_: Round) -> str:
    return f"过半数按{round_.terms.majority_of.label}" if round_.terms.majority_of != "none" else "得票多的当选"


def _count_words(draft: TallyDraft) -> str:
    if draft.papers.void:
        return "登记为无效"
    what = "测评" if draft.assessment else "计票"
    return f"更正{what}" if draft.round.counted else f"登记{what}"
