"""What the user does in 资格审查: everyone checked, who is barred, what departments say, the report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from culture_desktop.progress import Progress
from culture_desktop.services.awards.everyone_index import EveryoneIndex
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Done
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.ui.dialogs import files, people_picker, veto_dialog, vetoes_dialog
from culture_desktop.ui.dialogs.everyone_dialog import EveryoneDialog
from culture_desktop.ui.dialogs.opinion_dialogs import AnswerDialog, AskDialog
from culture_desktop.ui.dialogs.veto_dialog import VetoTerms
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.eligibility_pane import OpinionAct
from culture_desktop.vocabulary import DocumentKind, ListKind


class EligibilityActions(CampaignActions):
    """Vetoes and opinions.

    Signals:
        import_wanted: a list of this kind is to be imported into the campaign (ListKind, object).
    """

    import_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        pane = desk.view.eligibility
        pane.findings_card.veto_wanted.connect(self.veto)
        pane.findings_card.lift_wanted.connect(self.show_vetoes)
        pane.findings_card.answer_wanted.connect(self.answer)
        pane.everyone_wanted.connect(self.check_everyone)
        pane.vetoes_wanted.connect(self.show_vetoes)
        pane.opinions_wanted.connect(self.do_with_opinions)
        pane.report_wanted.connect(lambda: self.make_paper(DocumentKind.ELIGIBILITY))

    def veto(self, nominee: Nominee) -> None:
        """Bar a nominee, with the evidence."""
        self._bar(nominee.subject_id, nominee.name)

    def show_vetoes(self, nominee: Nominee | None = None) -> None:
        """Everybody who is barred; there a veto is lifted and others are barred."""
        vetoes_dialog.show(
            self._page,
            self._services.vetoes,
            self._code,
            add=None if self._board.confirmed else self.veto_somebody,
            told=self._tell_change,
            person_id=nominee.subject_id if nominee is not None else None,
        )

    def veto_somebody(self) -> None:
        """Bar anybody on the books, put forward or not."""
        services = self._services
        person_id = people_picker.ask_one(
            self._page,
            "一票否决谁",
            services.people,
            services.organisations,
            year=self._board.period_to.year,
            act="选定",
        )
        if person_id is not None:
            query = PeopleQuery(ids=frozenset({person_id}), status=frozenset())
            self._bar(person_id, services.people.rows(query, self._board.period_to.year)[0].name)

    def check_everyone(self) -> None:
        """Judge everyone on the books; whom the user chooses there is put forward."""
        code, services = self._code, self._services

        def read(progress: Progress) -> EveryoneIndex:
            checked = services.eligibility.everyone(code, progress)
            services.people.warm(PeopleQuery())
            return EveryoneIndex(checked)

        self._runner.run(read, title="审查全体人员资格", done=self._show_everyone)

    def _show_everyone(self, index: EveryoneIndex) -> None:
        code, services = self._code, self._services
        dialog = EveryoneDialog(
            self._page,
            index,
            find=lambda words: services.people.ids(PeopleQuery(search=words)),
            export=self._export_everyone,
            open_=not self._board.confirmed,
        )
        ids = dialog.run()
        if ids:

            def nominate(_progress: Progress) -> Done[int]:
                return services.award_setup.nominate(code, ids)

            self._runner.run(nominate, title="推荐人员", done=self._tell_change)

    def _export_everyone(self, shown: Callable[[], ShownTable]) -> None:
        name, kinds = f"全体人员资格审查_{self._code}.xlsx", (files.SHEETS, files.CSV)
        path = files.save(self._page, "导出全体人员资格审查", name, kinds, self._settings)
        if path is None:
            return

        def write(progress: Progress) -> Done[Path]:
            progress(0, 0, "正在整理")
            return self._services.lists.export_shown(shown(), path, progress)

        self._runner.run(write, title="导出全体人员资格审查", done=self._tell)

    def do_with_opinions(self, act: OpinionAct) -> None:
        """Ask about the ticked nominees, or about all; write what was asked for the departments."""
        code, opinions = self._code, self._services.opinions
        if act is OpinionAct.ASK:
            nominees = self._view.eligibility.table.ticked_rows() or list(self._board.nominees)
            self._tell_change(AskDialog(self._page, opinions, code, nominees, self._today()).run())
        elif act is OpinionAct.IMPORT:
            self.import_wanted.emit(ListKind.OPINION)
        else:
            folder = files.folder(self._page, "征求意见表存放在", self._settings)
            if folder is not None:
                self._runner.run(
                    lambda progress: opinions.write(code, folder, progress), title="生成征求意见表", done=self._tell
                )

    def answer(self, nominee: Nominee) -> None:
        """Note what a department says of a nominee."""
        dialog = AnswerDialog(self._page, self._services.opinions, self._code, nominee, self._today())
        self._tell_change(dialog.run())

    def _bar(self, person_id: int, name: str) -> None:
        code, vetoes = self._code, self._services.vetoes

        def decide(terms: VetoTerms) -> Done[None]:
            scope = None if terms.everywhere else code
            return vetoes.bar(scope, person_id, terms.reason, terms.evidence, terms.decided_on, terms.expires_on)

        self._tell_change(veto_dialog.ask(self._page, name, self._today(), decide))
