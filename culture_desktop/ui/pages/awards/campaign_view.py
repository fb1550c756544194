"""One campaign: its seven steps, what comes next, and the step looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from culture_desktop.rules.workdays import NoticePeriod
from culture_desktop.services.awards.judging_rows import Panel
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.voting_rows import Voting
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.pages.awards.award_pane import AwardPane
from culture_desktop.ui.pages.awards.eligibility_pane import EligibilityPane
from culture_desktop.ui.pages.awards.fixed_pane import FixedPane
from culture_desktop.ui.pages.awards.judging_pane import JudgingPane
from culture_desktop.ui.pages.awards.nomination_pane import NominationPane
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane
from culture_desktop.ui.pages.awards.notice_pane import NoticePane
from culture_desktop.ui.pages.awards.prices_pane import PricesPane
from culture_desktop.ui.pages.awards.prompts import Act, Prompt, prompt
from culture_desktop.ui.pages.awards.scoring_pane import ScoringPane
from culture_desktop.ui.pages.awards.selection_pane import SelectionPane
from culture_desktop.ui.pages.awards.setup_pane import Setup, SetupPane
from culture_desktop.ui.pages.awards.voting_pane import VotingPane
from culture_desktop.ui.pages.awards.what_if_pane import WhatIfPane
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import clear, column
from culture_desktop.ui.widgets.paper_problem import PaperProblem
from culture_desktop.ui.widgets.segments import SegmentDeck
from culture_desktop.ui.widgets.stepper import Step, Stepper
from culture_desktop.vocabulary import CampaignStep

STEPS = tuple(CampaignStep)
_ICONS = {
    Act.LOOK: "arrow-right",
    Act.NOMINATE_PEOPLE: "user-plus",
    Act.NOMINATE_TEAMS: "users-group",
    Act.IMPORT_SCORES: "table-import",
    Act.PROPOSE: "award",
    Act.SETTLE_TIE: "gavel",
    Act.EDIT_LIMITS: "scale",
    Act.START_NOTICE: "speakerphone",
    Act.CONFIRM: "rubber-stamp",
}


@dataclass(frozen=True)
class Campaign:
    """What the view shows: the board, its papers, the numbers its certificates would get, the head of its record."""

    board: CampaignBoard
    papers: tuple[IssuedRow, ...]
    numbers: tuple[str, ...]
    ledger_head: str
    setup: Setup
    panel: Panel
    voting: Voting


class CampaignView(QWidget):
    """Stepper, band, pane.

    Signals:
        act_wanted: the band's Act (object).
    """

    act_wanted = Signal(object)

    def __init__(self, period: Callable[[str, date], NoticePeriod], today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.campaign: Campaign | None = None
        self.shown = CampaignStep.SETUP
        self._filled: set[CampaignStep] = set()
        self.stepper = Stepper("评选步骤")
        self.stepper.chosen.connect(self._choose)
        self._band_place = column(gap=0)
        self.said: Prompt | None = None
        self.band_button: Button | None = None
        self.problem = PaperProblem()
        self.setup, self.nomination, self.eligibility = SetupPane(), NominationPane(), EligibilityPane(today)
        self.scoring, self.selection = ScoringPane(), SelectionPane()
        self.notice, self.award = NoticePane(period, today), AwardPane()
        self.voting = VotingPane()
        self.review = SegmentDeck("评审的各个部分")
        self.judging = JudgingPane()
        self.review.add("评分", self.scoring)
        self.review.add("评委与回避", self.judging)
        self.review.add("投票与测评", self.voting)
        self.fixed, self.prices, self.what_if = FixedPane(), PricesPane(), WhatIfPane()
        self.choosing = SegmentDeck("拟定名单的各个部分")
        for words, part in (
            ("名单", self.selection),
            ("指定人选", self.fixed),
            ("规则的影响", self.prices),
            ("试算", self.what_if),
        ):
            self.choosing.add(words, part)
        self._panes = QStackedWidget()
        for pane in (
            self.setup,
            self.nomination,
            self.eligibility,
            self.review,
            self.choosing,
            self.notice,
            self.award,
        ):
            self._panes.addWidget(pane)
        whole = column(self.stepper, self._band_place, self.problem, gap=10, margins=(PAGE_MARGIN, 2, PAGE_MARGIN, 14))
        whole.addWidget(self._panes, 1)
        self.setLayout(whole)

    @property
    def nominee_panes(self) -> Sequence[NomineesPane]:
        """The panes with a search."""
        return (self.nomination, self.eligibility, self.scoring, self.selection)

    @property
    def board(self) -> CampaignBoard:
        """The campaign shown."""
        assert self.campaign is not None
        return self.campaign.board

    def show_campaign(self, campaign: Campaign, *, at_current: bool) -> None:
        """Show a campaign; ``at_current`` turns to the step it stands at, else the one looked at stays."""
        board = campaign.board
        self.campaign = campaign
        if at_current:
            self.review.show_part(0)
            self.choosing.show_part(0)
            self.shown = board.current_step.step
            self.problem.hide()
        position = next((at for at, state in enumerate(board.steps) if state.current), len(STEPS))
        steps = [Step(state.step.label, state.caption) for state in board.steps]
        self.stepper.set_steps(steps, position, STEPS.index(self.shown))
        self._filled.clear()
        self.show_step(self.shown)

    def show_step(self, step: CampaignStep) -> None:
        """Look at a step."""
        self.shown = step
        self._fill(step)
        self.stepper.show_step(STEPS.index(step))
        self._panes.setCurrentIndex(STEPS.index(step))
        self._show_band(prompt(self.board, step, self._today()))

    def _fill(self, step: CampaignStep) -> None:
        """Show the campaign in a pane, when it is first looked at."""
        if self.campaign is None or step in self._filled:
            return
        self._filled.add(step)
        board, papers = self.campaign.board, self.campaign.papers
        pane = self._panes.widget(STEPS.index(step))
        if isinstance(pane, NoticePane):
            pane.show_board(board, papers)
        elif isinstance(pane, AwardPane):
            pane.show_board(board, papers, self.campaign.numbers, self.campaign.ledger_head)
        elif isinstance(pane, SetupPane):
            pane.show_setup(board, self.campaign.setup)
        elif pane is self.review:
            self.scoring.show_board(board)
            self.judging.show_panel(board, self.campaign.panel)
            self.voting.show_voting(board, self.campaign.voting)
        elif pane is self.choosing:
            self.selection.show_board(board)
            self.fixed.show_board(board)
            self.prices.forget()
            self.what_if.forget()
        elif isinstance(pane, NomineesPane):
            pane.show_board(board)

    def _choose(self, position: int) -> None:
        self.show_step(STEPS[position])

    def _show_band(self, said: Prompt) -> None:
        clear(self._band_place)
        self.said = said
        self.band_button = None
        if said.act is not None:
            kind = Kind.PRIMARY if said.act is not Act.LOOK else Kind.SECONDARY
            self.band_button = Button(said.button, icon=_ICONS[said.act], kind=kind, clicked=_Answers(self, said))
        actions = [self.band_button] if self.band_button else []
        band = Band(said.icon, said.title, said.detail, tone=said.tone, actions=actions)
        band.setAccessibleName(said.title)
        band.setAccessibleDescription(said.detail)
        self._band_place.addWidget(band)
        band.show()  # now, not with the next turn of the event loop: the pane below must not jump


class _Answers:
    """Does what the band's button says."""

    def __init__(self, view: CampaignView, said: Prompt) -> None:
        self._view, self._said = view, said

    def __call__(self) -> None:
        if self._said.act is Act.LOOK and self._said.step is not None:
            self._view.show_step(self._said.step)
        else:
            self._view.act_wanted.emit(self._said.act)
