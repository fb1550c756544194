"""What the user does in 拟定名单."""

from culture_desktop.progress import Progress
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.results import Done
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.vocabulary import DocumentKind


class SelectionActions(CampaignActions):
    """The list proposed, and the minutes of the meeting that did."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        pane = desk.view.selection
        pane.proposal_wanted.connect(self.propose)
        pane.minutes_wanted.connect(lambda: self.make_paper(DocumentKind.MINUTES))

    def propose(self) -> None:
        """Work the list out."""
        code, awards = self._code, self._services.awards

        def work(progress: Progress) -> Done[CampaignBoard]:
            return awards.propose(code, progress)

        self._runner.run(work, title="拟定名单", done=self._tell_change)
