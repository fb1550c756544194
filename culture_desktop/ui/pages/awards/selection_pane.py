"""拟定名单: who is on the list, who is not, and why."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.awards.nominee_rows import Nominee, Outcome
from culture_desktop.services.awards.rows import CampaignBoard, TierRow
from culture_desktop.ui.pages.awards.clashes import Clashes
from culture_desktop.ui.pages.awards.nominee_card import WhyCard
from culture_desktop.ui.pages.awards.nominee_columns import SELECTION_COLUMNS
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane, View
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.vocabulary import CampaignStep


class RecordAct(Enum):
    """What is done with the record of a selection."""

    SAVE = auto()
    CHECK = auto()


_RECORD_ACTS = (("保存本次名单的评选记录…", RecordAct.SAVE), ("核对一份评选记录…", RecordAct.CHECK))


class SelectionPane(NomineesPane):
    """Views by tier; the card says why and shows the structure.

    Signals:
        proposal_wanted: the list is to be worked out anew.
        minutes_wanted: the minutes of the review are to be made.
        record_wanted: a record is to be saved or checked (RecordAct, object).
    """

    proposal_wanted = Signal()
    minutes_wanted = Signal()
    record_wanted = Signal(object)

    def __init__(self) -> None:
        self.why_card = WhyCard()
        super().__init__("候选对象", SELECTION_COLUMNS, self.why_card)
        self.propose_button = Button("重新拟定", icon="refresh", clicked=self.proposal_wanted.emit)
        self.minutes_button = Button("评审会议记录", icon="gavel", clicked=self.minutes_wanted.emit)
        self.record_button = MenuButton("评选记录", _RECORD_ACTS, icon="shield-lock")
        self.record_button.picked.connect(self.record_wanted)
        self.clashes = Clashes()
        self.card.body.insertWidget(0, self.clashes)
        self.card.add_action(self.record_button)
        self.card.add_action(self.minutes_button)
        self.card.add_action(self.propose_button)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        again = board.proposal is not None and not board.confirmed
        self.propose_button.setVisible(again and not board.blocker_of(CampaignStep.SELECTION))
        self.minutes_button.setVisible(bool(board.winners) and not board.blocker_of(CampaignStep.NOTICE))
        self.clashes.show_proposal(board.proposal, open_=not board.confirmed)
        super().show_board(board)

    @override
    def views(self, board: CampaignBoard) -> Sequence[View]:
        if board.proposal is None or not board.winners:
            return ()
        return (
            View("全部", lambda n: True),
            *(View(f"{tier.name} {tier.seats}", _Won(tier)) for tier in board.tiers),
            View("未入选", lambda n: n.outcome in (Outcome.NOT_SELECTED, Outcome.TIED, Outcome.OPEN)),
        )

    @override
    def note(self, board: CampaignBoard) -> str:
        seats = sum(tier.seats for tier in board.tiers)
        passed = sum(nominee.eligibility.passed for nominee in board.nominees)
        return f"{passed} 个，取 {seats} 个"


class _Won:
    """Whether a nominee is listed in a tier, tied or not."""

    def __init__(self, tier: TierRow) -> None:
        self._tier = tier.name

    def __call__(self, nominee: Nominee) -> bool:
        return nominee.tier == self._tier
