"""资格审查: passed or not, and by which condition."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.nominee_card import FindingsCard
from culture_desktop.ui.pages.awards.nominee_columns import ELIGIBILITY_COLUMNS
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane, View
from culture_desktop.ui.widgets.buttons import Button


class EligibilityPane(NomineesPane):
    """The check is worked out anew from the data each time it is looked at.

    Signals:
        report_wanted: the report of the check is to be made.
    """

    report_wanted = Signal()

    def __init__(self) -> None:
        self.findings_card = FindingsCard()
        super().__init__("资格审查", ELIGIBILITY_COLUMNS, self.findings_card)
        self.report_button = Button("资格审查表", icon="file-type-pdf", clicked=self.report_wanted.emit)
        self.card.add_action(self.report_button)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        super().show_board(board)
        self.report_button.setEnabled(bool(board.nominees))

    @override
    def views(self, board: CampaignBoard) -> Sequence[View]:
        passed = sum(nominee.eligibility.passed for nominee in board.nominees)
        return (
            View(f"全部 {len(board.nominees)}", lambda n: True),
            View(f"合格 {passed}", lambda n: n.eligibility.passed),
            View(f"不合格 {len(board.nominees) - passed}", lambda n: not n.eligibility.passed),
        )
