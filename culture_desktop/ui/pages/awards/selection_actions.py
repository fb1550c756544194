"""What the user does in 拟定名单: the list, places decided beforehand, ties, records."""

from pathlib import Path

from culture_desktop.progress import Progress
from culture_desktop.rules.selection.record import Verification
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard, Clash, ClashPart
from culture_desktop.services.awards.selection_record import check_record
from culture_desktop.services.awards.ties import Tie
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.dialogs.deadlock_dialog import DeadlockDialog
from culture_desktop.ui.dialogs.fixed_choice_dialog import FixedChoiceDialog, ReleaseDialog
from culture_desktop.ui.dialogs.record_dialog import RecordDialog
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.selection_pane import RecordAct
from culture_desktop.ui.pages.awards.setup_actions import SetupActions
from culture_desktop.ui.pages.awards.setup_pane import Edit
from culture_desktop.vocabulary import DocumentKind


class SelectionActions(CampaignActions):
    """Joins the panes to the services; what a rule in conflict leads to is done in the settings."""

    def __init__(self, desk: Desk, setup: SetupActions) -> None:
        super().__init__(desk)
        self._setup = setup
        pane = desk.view.selection
        pane.proposal_wanted.connect(self.propose)
        pane.minutes_wanted.connect(lambda: self.make_paper(DocumentKind.MINUTES))
        pane.record_wanted.connect(self.do_with_record)
        pane.clashes.change_wanted.connect(self.change)
        pane.why_card.fix_wanted.connect(self.fix)
        pane.why_card.release_wanted.connect(self.release)
        desk.view.fixed.release_wanted.connect(self.release)

    def propose(self) -> None:
        """Work the list out."""
        code, awards = self._code, self._services.awards

        def work(progress: Progress) -> Done[CampaignBoard]:
            return awards.propose(code, progress)

        self._runner.run(work, title="拟定名单", done=self._tell_change)

    def fix(self, nominee: Nominee) -> None:
        """Decide a nominee's place."""
        service, tiers = self._services.award_choices, self._board.tiers
        self._tell_change(FixedChoiceDialog(self._page, service, self._code, nominee, tiers).run())

    def release(self, nominee: Nominee) -> None:
        """Take such a decision back."""
        self._tell_change(ReleaseDialog(self._page, self._services.award_choices, self._code, nominee).run())

    def change(self, clash: Clash) -> None:
        """Go to where a rule in conflict is changed."""
        decided = next((n for n in self._board.fixed if n.key == clash.nominee), None)
        if clash.part is ClashPart.DECISION and decided is not None:
            self.release(decided)
        else:
            self._setup.edit(Edit.TIERS if clash.part is ClashPart.SEATS else Edit.LIMITS)

    def settle(self) -> None:
        """Read the tie and ask how it is decided."""
        code, ties = self._code, self._services.award_ties

        def read(_progress: Progress) -> Tie:
            return ties.tie(code)

        self._runner.run(read, title="读取并列", done=self._ask_about_tie)

    def do_with_record(self, act: RecordAct) -> None:
        """Save the record of the list, or check one."""
        if act is RecordAct.SAVE:
            self._save_record()
        else:
            path = files.open_one(self._page, "核对评选记录", (files.RECORDS,), self._settings)
            if path is not None:
                self.check(path)

    def _ask_about_tie(self, tie: Tie) -> None:
        ties, choices = self._services.award_ties, self._services.award_choices
        self._tell_change(DeadlockDialog(self._page, ties, choices, tie, self._today()).run())

    def _save_record(self) -> None:
        name = f"评选记录-{self._code}.json"
        target = files.save(self._page, "保存评选记录", name, (files.RECORDS,), self._settings)
        if target is None:
            return
        code, records = self._code, self._services.selection_records

        def work(progress: Progress) -> Done[str]:
            return records.write(code, target, progress)

        self._runner.run(work, title="保存评选记录", done=self._tell)

    def check(self, path: Path) -> None:
        """Recompute a record and say whether it is the same."""

        def work(progress: Progress) -> tuple[Path, Verification]:
            return path, check_record(path, progress)

        self._runner.run(work, title="核对评选记录", done=self._show_verification)

    def _show_verification(self, checked: tuple[Path, Verification]) -> None:
        path, found = checked
        RecordDialog(self._page, path.name, found).exec()
