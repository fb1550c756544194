"""What the user does with one campaign: each act one call of a service."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from culture_desktop.errors import CultureError, LedgerBrokenError
from culture_desktop.progress import Progress
from culture_desktop.services.awards.ledger import LedgerReport
from culture_desktop.services.awards.rows import CampaignBoard, Nominee
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Done
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs import (
    award_dialog,
    files,
    people_picker,
    reason_dialog,
    team_picker,
    veto_dialog,
)
from culture_desktop.ui.pages.awards.campaign_view import CampaignView
from culture_desktop.ui.pages.awards.prompts import Act
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, TierKind

MakePaper = Callable[[str, UnitSettings, Path | None, Progress], Done[IssuedRow]]


class AwardActions(QObject):
    """Joins the view of one campaign to the services."""

    def __init__(
        self,
        page: Page,
        view: CampaignView,
        services: Services,
        runner: Runner,
        settings: Settings,
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._page, self._view, self._services = page, view, services
        self._runner, self._settings, self._today = runner, settings, today
        self._acts: dict[Act, Callable[[], None]] = {
            Act.NOMINATE_PEOPLE: self.nominate_people,
            Act.NOMINATE_TEAMS: self.nominate_teams,
            Act.PROPOSE: self.propose,
            Act.START_NOTICE: view.notice.start,
            Act.CONFIRM: self.confirm,
        }
        view.act_wanted.connect(self._do)
        view.problem.settings_wanted.connect(self._show_settings)
        for pane in view.nominee_panes:
            pane.searched.connect(self.find)
        self._connect_nominees()
        self._connect_papers()

    def _connect_nominees(self) -> None:
        view = self._view
        view.nomination.people_wanted.connect(self.nominate_people)
        view.nomination.teams_wanted.connect(self.nominate_teams)
        view.nomination.withdrawal_wanted.connect(self.withdraw)
        view.nomination.reason_card.reason_wanted.connect(self.write_reason)
        view.eligibility.findings_card.veto_wanted.connect(self.veto)
        view.eligibility.findings_card.lift_wanted.connect(self.lift_veto)
        view.selection.proposal_wanted.connect(self.propose)
        view.notice.start_wanted.connect(self.start_notice)

    def _connect_papers(self) -> None:
        view, documents = self._view, self._services.documents
        view.setup.quotas.table_wanted.connect(lambda: self.make(documents.quotas, "生成名额分配表"))
        view.eligibility.report_wanted.connect(lambda: self.make(documents.eligibility, "生成资格审查表"))
        view.selection.minutes_wanted.connect(lambda: self.make(documents.minutes, "生成评审会议记录"))
        view.notice.paper_wanted.connect(lambda: self.make(documents.notice, "生成公示"))
        view.award.certificates_wanted.connect(lambda: self.make(documents.certificates, "生成荣誉证书"))
        view.award.decision_wanted.connect(lambda: self.make(documents.decision, "生成表彰决定"))
        view.award.list_wanted.connect(self.export_winners)
        view.award.check_wanted.connect(self.check_record)
        for card in (view.notice.papers, view.award.papers):
            card.opened.connect(self._open_paper)

    @property
    def _board(self) -> CampaignBoard:
        return self._view.board

    def _do(self, act: Act) -> None:
        if act in self._acts:
            self._acts[act]()

    def find(self, words: str) -> None:
        """Show the nominees who fit the words: people by name, pinyin, number or unit, teams by name."""
        nominees = self._board.nominees
        found: frozenset[int] | None = None
        if words:
            ids = frozenset(n.subject_id for n in nominees if n.kind is TierKind.PERSON)
            people = set(self._services.people.ids(PeopleQuery(search=words, ids=ids, status=frozenset())))
            found = frozenset(
                nominee.nomination_id
                for nominee in nominees
                if (nominee.subject_id in people if nominee.kind is TierKind.PERSON else words in nominee.number)
            )
        for pane in self._view.nominee_panes:
            if pane.isVisible():
                pane.show_found(found)

    def nominate_people(self) -> None:
        """Choose people and put them forward."""
        board, services = self._board, self._services
        present = {n.subject_id for n in board.nominees if n.kind is TierKind.PERSON}
        ids = people_picker.ask(
            self._page, "推荐人员", services.people, services.organisations, year=board.period_to.year, present=present
        )
        if ids:
            self._tell(self._page.carry_out(lambda: services.award_setup.nominate(board.code, ids)))

    def nominate_teams(self) -> None:
        """Choose teams and put them forward."""
        board, services = self._board, self._services
        present = {n.subject_id for n in board.nominees if n.kind is TierKind.TEAM}
        nodes = services.organisations.nodes(tuple(ADMINISTRATIVE_KINDS))
        ids = team_picker.ask(self._page, nodes, present=present)
        if ids:
            self._tell(self._page.carry_out(lambda: services.award_setup.nominate_teams(board.code, ids)))

    def withdraw(self, nominees: list[Nominee]) -> None:
        """Take nominations back, with their scores."""
        code, ids = self._board.code, [nominee.nomination_id for nominee in nominees]
        self._tell(self._page.carry_out(lambda: self._services.award_setup.withdraw(code, ids)))

    def write_reason(self, nominee: Nominee) -> None:
        """Say what speaks for a nominee."""
        code, setup = self._board.code, self._services.award_setup
        words = reason_dialog.ask(self._page, nominee.name, nominee.reason)
        if words is not None and words != nominee.reason:
            self._page.carry_out(lambda: setup.set_reason(code, nominee.nomination_id, words))

    def veto(self, nominee: Nominee) -> None:
        """Bar a person, with the evidence."""
        code, setup = self._board.code, self._services.award_setup

        def decide(reason: str, evidence: str, day: date) -> Done[None]:
            return setup.set_veto(code, nominee.subject_id, reason, evidence, day)

        self._tell_change(veto_dialog.ask(self._page, nominee.name, self._today(), decide))

    def lift_veto(self, nominee: Nominee) -> None:
        """Take a veto back; the other conditions decide again."""
        code, setup = self._board.code, self._services.award_setup
        self._tell(self._page.carry_out(lambda: setup.lift_veto(code, nominee.subject_id)))

    def propose(self) -> None:
        """Work the list out."""
        code, awards = self._board.code, self._services.awards

        def work(progress: Progress) -> Done[CampaignBoard]:
            return awards.propose(code, progress)

        self._runner.run(work, title="拟定名单", done=self._tell_change)

    def start_notice(self, first_day: date, last_day: date | None) -> None:
        """Set the period of the public notice."""
        code, awards = self._board.code, self._services.awards
        self._tell(self._page.carry_out(lambda: awards.start_notice(code, first_day, last_day)))

    def confirm(self) -> None:
        """The committee's decision, after asking: from then on it is only corrected, with a reason."""
        board, services = self._board, self._services
        assert board.award_from is not None
        people = sum(winner.kind is TierKind.PERSON for winner in board.winners)
        teams = len(board.winners) - people
        counted = "、".join(words for words, some in ((f"{people} 人", people), (f"{teams} 个集体", teams)) if some)
        on = award_dialog.ask(self._page, board.title, counted, earliest=board.award_from, latest=self._today())
        if on is not None:
            pattern = services.settings.unit().certificate_pattern
            self._tell(self._page.carry_out(lambda: services.awards.confirm(board.code, on, pattern)))

    def make(self, paper: MakePaper, title: str) -> None:
        """Make a paper and keep it; what keeps it from being made is said in the page."""
        code, settings = self._board.code, self._services.settings

        def work(progress: Progress) -> Done[IssuedRow]:
            return paper(code, settings.unit(), None, progress)

        self._view.problem.hide()
        self._runner.run(work, title=title, done=self._paper_made, failed=self._paper_failed)

    def _paper_made(self, done: Done[IssuedRow]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence, "查看", lambda: self._open_paper(done.value.id))

    def _paper_failed(self, error: CultureError) -> None:
        self._view.problem.show_error(error)

    def check_record(self, head: str) -> None:
        """Hold scores and result against the hash chain, and say what does not fit."""
        self._runner.run(lambda _progress: self._services.ledger.verify(head), title="核验存证", done=self._say_checked)

    def _say_checked(self, report: LedgerReport) -> None:
        if report.sound:
            words = "".join(report.corrections) or f"评分和名单与表彰时一致，共 {report.links} 条"
            self._page.notify(f"存证完好：{words}")
        else:
            self._page.failed.emit(LedgerBrokenError(fault=report.faults[0]))

    def export_winners(self) -> None:
        """Write the winners to a file."""
        board, lists = self._board, self._services.lists
        name = f"{board.code}获奖名单.xlsx"
        path = files.save(self._page, "导出获奖名单", name, (files.SHEETS, files.CSV), self._settings)
        if path is not None:

            def export(progress: Progress) -> Done[Path]:
                return lists.export_winners(board.code, path, progress)

            self._runner.run(export, title="导出获奖名单", done=self._tell)

    def delete(self) -> bool:
        """Remove the campaign; whether it is gone. The notice says what went with it."""
        board, setup = self._board, self._services.award_setup
        done = self._page.carry_out(lambda: setup.delete(board.code))
        self._tell(done)
        return done is not None

    def _open_paper(self, document_id: object) -> None:
        self._page.navigated.emit("documents", document_id)

    def _show_settings(self) -> None:
        self._page.navigated.emit("settings", None)

    def _tell(self, done: Done[Any] | None) -> None:
        if done is not None:
            self._page.notify(done.sentence)

    def _tell_change(self, done: Done[Any] | None) -> None:
        """Pass on what a dialog or a task has changed."""
        if done is not None:
            self._page.changed.emit(done.changed)
            self._page.notify(done.sentence)
