"""What the user does in 公示 and 表彰: the notice, the decision, their papers and the record."""

from datetime import date
from functools import partial
from pathlib import Path

from culture_desktop.errors import LedgerBrokenError
from culture_desktop.progress import Progress
from culture_desktop.rules.objections import state_of
from culture_desktop.services.awards.ledger import LedgerReport
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.objections import ObjectionTerms
from culture_desktop.services.awards.rows import ObjectionRow
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import (
    award_dialog,
    design_choice_dialog,
    files,
    handling_dialog,
    holidays_dialog,
    objection_dialog,
    revocation_dialog,
    signing_dialog,
)
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.vocabulary import DocumentKind, TierKind


class AwardActions(CampaignActions):
    """From the public notice to the certificates."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        view = desk.view
        view.problem.settings_wanted.connect(self._show_settings)
        view.notice.start_wanted.connect(self.start_notice)
        view.notice.holidays_wanted.connect(self.enter_holidays)
        objections = view.notice.objections
        objections.entry_wanted.connect(self.enter_objection)
        objections.handling_wanted.connect(self.handle_objection)
        objections.paper_wanted.connect(lambda: self.make_paper(DocumentKind.OBJECTIONS))
        view.notice.paper_wanted.connect(lambda: self.make_paper(DocumentKind.NOTICE))
        view.award.certificates_wanted.connect(self.make_certificates)
        view.award.designs_wanted.connect(self.choose_designs)
        view.award.decision_wanted.connect(lambda: self.make_paper(DocumentKind.DECISION))
        view.award.list_wanted.connect(self.export_winners)
        view.award.correction_wanted.connect(self.correct)
        view.award.check_wanted.connect(self.check_record)
        for card in (view.notice.papers, view.award.papers):
            card.opened.connect(self._open_paper)

    def start_notice(self, first_day: date, last_day: date | None) -> None:
        """Set the period of the public notice."""
        code, awards = self._code, self._services.awards
        self._tell(self._page.carry_out(lambda: awards.start_notice(code, first_day, last_day)))

    def enter_holidays(self, year: int) -> None:
        """Ask for the holidays and make-up days of a year."""
        self._tell_change(holidays_dialog.ask(self._page, self._services.workdays, year, self._today()))

    def enter_objection(self) -> None:
        """Ask for an objection as received."""
        code, service, today = self._code, self._services.objections, self._today()

        def deadline(raised_on: date) -> date:
            return service.deadline(code, raised_on)

        def receive(terms: ObjectionTerms) -> Done[int]:
            return service.receive(code, terms, today)

        self._tell_change(objection_dialog.ask(self._page, self._board, today, deadline, receive))

    def handle_objection(self, row: ObjectionRow) -> None:
        """Ask what was found out about an objection and how it ended."""
        code, service, today = self._code, self._services.objections, self._today()
        sentence = state_of(row.fact, today, self._board.notice_to).sentence
        done = handling_dialog.ask(
            self._page,
            row,
            f"{sentence}联系方式：{service.contact(code, row.id) or '没有留'}",
            today,
            note=lambda words: service.look_into(code, row.id, words),
            close=lambda closing: service.close(code, row.id, closing, today),
            reopen=lambda reason: service.reopen(code, row.id, reason),
            may_exclude=not self._board.confirmed,
        )
        self._tell_change(done)

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

    def correct(self, winner: Nominee) -> None:
        """Ask what is to be corrected of a result that was confirmed, and why."""
        code, service, today = self._code, self._services.revocations, self._today()
        done = revocation_dialog.ask(
            self._page,
            winner,
            today,
            revoke=lambda on, reason: service.revoke(code, winner.number, on, reason, today),
            rename=lambda name, reason: service.correct_name(code, winner.number, name, reason),
        )
        self._tell_change(done)

    def check_record(self, head: str) -> None:
        """Hold scores and result against the hash chain, and say what does not fit."""
        self._runner.run(lambda _progress: self._services.ledger.verify(head), title="核验存证", done=self._say_checked)

    def _say_checked(self, report: LedgerReport) -> None:
        if report.sound:
            words = "".join(report.corrections) or f"评分和名单与表彰时一致，共 {report.links} 条"
            self._page.notify(f"存证完好：{words}")
        else:
            self._page.failed.emit(LedgerBrokenError(fault=report.faults[0]))

    def make_certificates(self) -> None:
        """Make the certificates, signed where there is a key and its passphrase is given."""
        if signing_dialog.ask(self._page, self._services.signing, self._runner):
            self.make_paper(DocumentKind.CERTIFICATES)

    def choose_designs(self) -> None:
        """Ask which design each tier's certificates follow."""
        code, services = self._code, self._services
        tiers = services.design_choices.of(code, services.settings.unit())
        choose = partial(services.design_choices.choose, code)
        self._tell_change(design_choice_dialog.ask(self._page, tiers, services.designs.rows(), choose))

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

    def _show_settings(self) -> None:
        self._page.navigated.emit("settings", None)
