"""What the user does in 规则的影响 and 试算. One basis is read for both, and read anew when the campaign changes."""

import time
from collections.abc import Iterator

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.awards.alternatives import (
    Alternative,
    Answer,
    Basis,
    RulePrice,
    answer,
    rule_prices,
)
from culture_desktop.services.results import Done
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.campaign_view import Campaign
from culture_desktop.ui.pages.awards.prices_pane import PricesPane
from culture_desktop.ui.pages.awards.what_if_pane import WhatIfPane
from culture_desktop.ui.tasks import Task

_AT_ONCE = 0.15  # seconds of prices in one task: rows come, and other work is not kept waiting


class AlternativesActions(CampaignActions):
    """Only the newest question is answered; answers about an earlier state of the campaign are dropped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._basis: Basis | None = None
        self._read_of: Campaign | None = None
        self._asked = 0
        self._answering: Task[tuple[int, Answer]] | None = None
        self._wanting: set[PricesPane | WhatIfPane] = set()
        self._pricing = 0  # the round of prices that is wanted; another one makes the last one stop
        self._prices, self._what_if = desk.view.prices, desk.view.what_if
        self._prices.wanted.connect(lambda: self._want(self._prices))
        self._prices.stop_wanted.connect(self.stop_prices)
        self._what_if.wanted.connect(lambda: self._want(self._what_if))
        self._what_if.asked.connect(self.ask)
        self._what_if.adopt_wanted.connect(self.adopt)

    def ask(self, tried: Alternative | None) -> None:
        """What would these numbers change? An earlier question still waiting is not asked any more."""
        self._asked += 1
        if self._answering is not None:
            self._answering.cancel()
        basis, number = self._basis, self._asked
        if tried is None or basis is None:
            self._what_if.show_answer(None)
            return

        def work(_progress: Progress) -> tuple[int, Answer]:
            return number, answer(basis, tried)

        self._answering = self._runner.run(work, title="试算", done=self._show_answer, failed=self._answer_failed)

    def adopt(self, tried: Alternative, reason: str) -> None:
        """Make what was tried the campaign's own numbers."""
        basis, service = self._basis, self._services.award_alternatives
        if basis is None:
            return

        def work(_progress: Progress) -> Done[None]:
            return service.adopt(basis, tried, reason)

        self._runner.run(work, title="采用试算", done=self._tell_change, failed=self._answer_failed)

    def stop_prices(self) -> None:
        """No more prices are wanted."""
        self._pricing += 1
        self._prices.end()

    def _want(self, pane: PricesPane | WhatIfPane) -> None:
        """Give a pane its basis, reading it first when the campaign has changed."""
        campaign = self._view.campaign
        if campaign is None:
            return
        if self._basis is not None and self._read_of is campaign:
            self._give(pane, self._basis)
            return
        waiting, self._wanting = bool(self._wanting), self._wanting | {pane}
        if waiting and self._read_of is campaign:
            return
        self._basis, self._read_of = None, campaign
        code, service = campaign.board.code, self._services.award_alternatives

        def read(_progress: Progress) -> tuple[Campaign, Basis]:
            return campaign, service.basis(code)

        self._runner.run(read, title="读取评选条件", done=self._receive, failed=self._refuse)

    def _receive(self, read: tuple[Campaign, Basis]) -> None:
        campaign, basis = read
        if campaign is not self._read_of:
            return
        self._basis = basis
        panes, self._wanting = self._wanting, set()
        for pane in panes:
            self._give(pane, basis)

    def _refuse(self, error: CultureError) -> None:
        panes, self._wanting, self._read_of = self._wanting, set(), None
        for pane in panes:
            pane.show_blocked(str(error))

    def _give(self, pane: PricesPane | WhatIfPane, basis: Basis) -> None:
        if isinstance(pane, WhatIfPane):
            self._asked += 1
            pane.show_basis(basis)
        else:
            self._pricing += 1
            pane.begin(basis.rules)
            self._price(rule_prices(basis), self._pricing)

    def _price(self, left: Iterator[RulePrice], number: int) -> None:
        """Work out some more prices, then ask for the next ones: one task each, so that rows come as they are known."""

        def work(_progress: Progress) -> list[RulePrice]:
            began, found = time.monotonic(), list[RulePrice]()
            for price in left:
                found.append(price)
                if time.monotonic() - began >= _AT_ONCE:
                    break
            return found

        def done(found: list[RulePrice]) -> None:
            if number != self._pricing or self._basis is None:
                return
            self._prices.add(found)
            if found:
                self._price(left, number)
            else:
                self._prices.end()

        self._runner.run(work, title="算出规则的影响", done=done, failed=self._prices_failed)

    def _prices_failed(self, error: CultureError) -> None:
        self.stop_prices()
        self._page.failed.emit(error)

    def _show_answer(self, found: tuple[int, Answer]) -> None:
        number, said = found
        if number == self._asked:
            self._what_if.show_answer(said)

    def _answer_failed(self, error: CultureError) -> None:
        self._what_if.show_problem(str(error))
