"""资格审查: passed or not, and by which condition; what departments say; who is barred."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.findings_card import FindingsCard
from culture_desktop.ui.pages.awards.nominee_columns import ELIGIBILITY_COLUMNS
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane, View
from culture_desktop.ui.widgets.buttons import Button, IconButton
from culture_desktop.ui.widgets.menu_button import MenuButton


class OpinionAct(Enum):
    """What can be done with opinions of departments."""

    ASK = auto()
    WRITE = auto()  # a list for each department
    IMPORT = auto()


_OPINION_ACTS = (
    ("征求意见：勾选的对象，不勾选则为全部…", OpinionAct.ASK),
    ("生成征求意见表，每个部门一份…", OpinionAct.WRITE),
    ("导入答复的征求意见表…", OpinionAct.IMPORT),
)


class EligibilityPane(NomineesPane):
    """The check is worked out anew from the data each time it is looked at.

    Signals:
        report_wanted: the report of the check is to be made.
        everyone_wanted: everyone on the books is to be checked.
        vetoes_wanted: everybody who is barred is to be shown.
        opinions_wanted: what is to be done with opinions (OpinionAct, object).
    """

    report_wanted = Signal()
    everyone_wanted = Signal()
    vetoes_wanted = Signal()
    opinions_wanted = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        self.findings_card = FindingsCard(today)
        super().__init__("资格审查", ELIGIBILITY_COLUMNS, self.findings_card, checkable=True)
        self.everyone_button = Button("全体人员", icon="users", clicked=self.everyone_wanted.emit)
        self.vetoes_button = IconButton("gavel", "一票否决名单", bordered=True, clicked=self.vetoes_wanted.emit)
        self.opinions_button = MenuButton("征求意见", _OPINION_ACTS, icon="message-report")
        self.opinions_button.picked.connect(self.opinions_wanted)
        self.report_button = Button("资格审查表", icon="file-type-pdf", clicked=self.report_wanted.emit)
        for button in (self.everyone_button, self.vetoes_button, self.opinions_button, self.report_button):
            self.card.add_action(button)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        super().show_board(board)
        self.report_button.setEnabled(bool(board.nominees))
        self.opinions_button.setVisible(bool(board.nominees) and not board.confirmed)

    @override
    def views(self, board: CampaignBoard) -> Sequence[View]:
        nominees = board.nominees
        passed = sum(nominee.eligibility.passed for nominee in nominees)
        views = [
            View(f"全部 {len(nominees)}", lambda n: True),
            View(f"合格 {passed}", lambda n: n.eligibility.passed),
            View(f"不合格 {len(nominees) - passed}", lambda n: not n.eligibility.passed),
        ]
        if any(nominee.opinions for nominee in nominees):
            against = sum(any(not one.favourable for one in nominee.opinions) for nominee in nominees)
            waiting = sum(any(one.verdict is None for one in nominee.opinions) for nominee in nominees)
            views += [
                View(f"部门有意见 {against}", lambda n: any(not one.favourable for one in n.opinions)),
                View(f"待答复 {waiting}", lambda n: any(one.verdict is None for one in n.opinions)),
            ]
        return views
