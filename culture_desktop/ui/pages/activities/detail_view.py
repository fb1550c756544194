"""All of one activity on a page: how far it is, facts, people; pictures, summary and papers at the side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.activities.rows import ActivityDetail
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.pages.activities.documents_card import DocumentsCard
from culture_desktop.ui.pages.activities.facts_card import FactsCard
from culture_desktop.ui.pages.activities.participants_card import ParticipantsCard
from culture_desktop.ui.pages.activities.pictures_card import PicturesCard
from culture_desktop.ui.pages.activities.steps import STATES, following, next_step, steps_of
from culture_desktop.ui.pages.activities.summary_card import SummaryCard
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.stepper import Stepper

_SIDE = 316


class ActivityDetailView(QWidget):
    """Shows; what the user wants goes out by the cards' signals.

    Signals:
        state_wanted: the activity is to be moved to this ActivityState (object).
    """

    state_wanted = Signal(object)

    def __init__(self, pictures: PicturesCard) -> None:
        super().__init__()
        self._detail: ActivityDetail | None = None
        self.stepper = Stepper("活动进度")
        self.stepper.chosen.connect(self._choose_step)
        self.facts, self.people, self.pictures = FactsCard(), ParticipantsCard(), pictures
        self.summary, self.documents = SummaryCard(), DocumentsCard()
        self._band = column()
        main = column(self._band, self.facts, gap=12)
        main.addWidget(self.people, 1)
        side = column(self.pictures, gap=12)
        side.addWidget(self.summary, 1)
        side.addWidget(self.documents)
        pane = scrolled(holder(side))
        pane.setFixedWidth(_SIDE)
        body = row(gap=16)
        body.addLayout(main, 1)
        body.addWidget(pane)
        whole = column(self.stepper, gap=12, margins=(PAGE_MARGIN, 10, PAGE_MARGIN, 16))
        whole.addLayout(body, 1)
        self.setLayout(whole)

    @property
    def detail(self) -> ActivityDetail | None:
        """What is shown."""
        return self._detail

    def show_activity(self, detail: ActivityDetail, papers: Sequence[IssuedRow]) -> None:
        """Show an activity, or the same one after a change."""
        other = self._detail is None or self._detail.id != detail.id
        self._detail = detail
        self.stepper.set_steps(steps_of(detail), STATES.index(detail.draft.state))
        self._show_band(detail)
        self.facts.show_activity(detail)
        if other:
            self.people.search.clear()
            self.people.show_found(None)
        self.people.show_activity(detail)
        self.pictures.show_pictures(detail.pictures)
        self.documents.show_papers(papers, people=len(detail.participants))
        self.summary.show_text(detail.draft.summary, other=other)

    def _show_band(self, detail: ActivityDetail) -> None:
        clear(self._band)
        step = next_step(detail)
        actions = [Button(step.act, kind=Kind.PRIMARY, clicked=self._go_on)] if step.act else []
        self._band.addWidget(Band(step.icon, step.title, step.detail, tone=step.tone, actions=actions))

    def _go_on(self) -> None:
        if self._detail is not None and (state := following(self._detail.draft.state)) is not None:
            self.state_wanted.emit(state)

    def _choose_step(self, at: int) -> None:
        if self._detail is not None and STATES[at] != self._detail.draft.state:
            self.state_wanted.emit(STATES[at])
