"""What the user does in 推荐: who is put forward, and why."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from culture_desktop.progress import Progress
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import files, people_picker, reason_dialog, team_picker
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.nomination_pane import FormAct
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, DocumentKind, ListKind, TierKind


class NominationActions(CampaignActions):
    """Nominees and their forms; also the search that every list of nominees has.

    Signals:
        import_wanted: a list of this kind is to be imported into the campaign (ListKind, object).
    """

    import_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        view = desk.view
        for pane in view.nominee_panes:
            pane.searched.connect(self.find)
        view.nomination.people_wanted.connect(self.nominate_people)
        view.nomination.teams_wanted.connect(self.nominate_teams)
        view.nomination.forms_wanted.connect(self.do_with_forms)
        view.nomination.withdrawal_wanted.connect(self.withdraw)
        view.nomination.reason_card.reason_wanted.connect(self.write_reason)

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

    def do_with_forms(self, act: FormAct) -> None:
        """Write 推荐表 for the units, or take back what they have filled in."""
        code, forms = self._code, self._services.nomination_forms
        if act is FormAct.IMPORT:
            self.import_wanted.emit(ListKind.NOMINATION)
        elif act is FormAct.PRINT:
            self.make_paper(DocumentKind.NOMINATION_FORMS)
        elif act is FormAct.WRITE:
            folder = files.folder(self._page, "推荐表存放在", self._settings)
            if folder is not None:
                self._write_forms(lambda progress: forms.write(code, folder, progress=progress))
        else:
            name = f"推荐表_{code}.xlsx"
            path = files.save(self._page, "生成推荐表", name, (files.SHEETS,), self._settings)
            if path is not None:
                self._write_forms(lambda progress: forms.write_one(code, path, progress=progress))

    def _write_forms(self, write: Callable[[Progress], Done[tuple[Path, ...]]]) -> None:
        self._runner.run(write, title="生成推荐表", done=self._tell)

    def withdraw(self, nominees: list[Nominee]) -> None:
        """Take nominations back, with their scores."""
        code, ids = self._code, [nominee.nomination_id for nominee in nominees]
        self._tell(self._page.carry_out(lambda: self._services.award_setup.withdraw(code, ids)))

    def write_reason(self, nominee: Nominee) -> None:
        """Say what speaks for a nominee."""
        code, setup = self._code, self._services.award_setup
        words = reason_dialog.ask(self._page, nominee.name, nominee.reason)
        if words is not None and words != nominee.reason:
            self._page.carry_out(lambda: setup.set_reason(code, nominee.nomination_id, words))
