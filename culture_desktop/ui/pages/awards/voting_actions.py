"""What the user does in 投票与测评: rounds called, counted, corrected, voted again, printed."""

from culture_desktop.rules.voting_plan import RoundPlan
from culture_desktop.services.awards.tally_draft import TallyDraft
from culture_desktop.services.awards.voting_rows import Round, Voting
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import copies_dialog, correction_dialog
from culture_desktop.ui.dialogs.round_dialog import RoundDialog
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.voting_pane import RoundPaper

_EFFECT = "登记过的计票只能更正，不能改写：更正前后的票数和理由都留在记录里。"


class VotingActions(CampaignActions):
    """From the ballot paper to the signed result."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        pane = desk.view.voting
        pane.round_wanted.connect(self.call)
        pane.count_wanted.connect(self.count)
        pane.second_wanted.connect(self.vote_again)
        pane.removal_wanted.connect(self.remove)
        pane.paper_wanted.connect(self.print)

    @property
    def _voting(self) -> Voting:
        assert self._view.campaign is not None
        return self._view.campaign.voting

    def call(self, plan: RoundPlan | None) -> None:
        """Call a round, as a plan of the template has it or from scratch."""
        dialog = RoundDialog(self._page, self._services.voting, self._board, self._voting, self._today(), plan)
        done = dialog.run()
        self._tell_change(done)
        if done is not None:
            self._view.voting.select_round(done.value)

    def count(self, draft: TallyDraft) -> None:
        """Record what is typed; what was recorded before is corrected, with a reason."""
        reason = ""
        if draft.round.counted:
            given = correction_dialog.ask(self._page, f"更正“{draft.round.terms.title}”", _EFFECT, act="更正")
            if given is None:
                return
            reason = given
        self._tell(self._page.carry_out(lambda: self._record(draft, reason)))

    def _record(self, draft: TallyDraft, reason: str) -> Done[Round]:
        code, number, papers, void = self._code, draft.round.number, draft.papers, draft.papers.void
        if draft.assessment:
            return self._services.voting.assess(code, number, papers, draft.grades, void=void, reason=reason)
        return self._services.voting.count(code, number, papers, draft.marks, void=void, reason=reason)

    def vote_again(self, round_: Round) -> None:
        """Call the round among those tied."""
        code, day = self._code, self._today()
        done = self._page.carry_out(lambda: self._services.voting.second(code, round_.number, day))
        self._tell(done)
        if done is not None:
            self._view.voting.select_round(done.value)

    def remove(self, round_: Round) -> None:
        """Take back a round that nothing was counted in."""
        code = self._code
        self._tell(self._page.carry_out(lambda: self._services.voting.remove(code, round_.number)))

    def print(self, paper: RoundPaper, round_: Round) -> None:
        """Make a paper of a round."""
        papers, number = self._services.vote_papers, round_.number
        if paper is RoundPaper.BALLOTS:
            offered = round_.papers.issued or 30
            copies = copies_dialog.ask(self._page, "生成选票", "与发出张数一致，不编号", offered)
            if copies is None:
                return
            self.make(lambda code, *rest: papers.ballots(code, number, copies, *rest), "生成选票")
        elif paper is RoundPaper.TALLY:
            self.make(lambda code, *rest: papers.tally(code, number, *rest), "生成计票单")
        else:
            self.make(lambda code, *rest: papers.result(code, number, *rest), "生成计票结果")
