"""推荐: who is put forward, against the seats there are."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from culture_desktop.override import override
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.nominee_card import ReasonCard
from culture_desktop.ui.pages.awards.nominee_columns import NOMINATION_COLUMNS
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane, View
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import TierKind

_BAR_HEIGHT = 44


class FormAct(Enum):
    """What can be done with 推荐表."""

    WRITE = auto()  # a file for each unit
    WRITE_ONE = auto()  # all in one file
    IMPORT = auto()
    PRINT = auto()  # one page for each nominee


_FORM_ACTS = (
    ("生成推荐表，每个单位一个文件…", FormAct.WRITE),
    ("生成推荐表，合成一个文件…", FormAct.WRITE_ONE),
    ("导入交回的推荐表…", FormAct.IMPORT),
    ("打印用推荐表（PDF），每个对象一份", FormAct.PRINT),
)


class NominationPane(NomineesPane):
    """Ticked nominees can be withdrawn.

    Signals:
        people_wanted: people are to be put forward.
        teams_wanted: teams are to be put forward.
        withdrawal_wanted: the nominees to take back (list, object).
        forms_wanted: what is to be done with 推荐表 (FormAct, object).
    """

    people_wanted = Signal()
    teams_wanted = Signal()
    withdrawal_wanted = Signal(object)
    forms_wanted = Signal(object)

    def __init__(self) -> None:
        self.reason_card = ReasonCard()
        super().__init__("推荐对象", NOMINATION_COLUMNS, self.reason_card, checkable=True)
        self.forms_button = MenuButton("推荐表", _FORM_ACTS, icon="file-spreadsheet")
        self.forms_button.picked.connect(self.forms_wanted)
        self.card.add_action(self.forms_button)
        self.people_button = Button("推荐人员", icon="user-plus", clicked=self.people_wanted.emit)
        self.teams_button = Button("推荐集体", icon="users-group", clicked=self.teams_wanted.emit)
        self.card.add_action(self.people_button)
        self.card.add_action(self.teams_button)
        self.bar = self._make_bar()
        self.card.body.addWidget(self.bar)
        self.table.ticked.connect(self._show_bar)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        kinds = {tier.kind for tier in board.tiers}
        self.people_button.setVisible(TierKind.PERSON in kinds and not board.confirmed)
        self.teams_button.setVisible(TierKind.TEAM in kinds and not board.confirmed)
        self.forms_button.setVisible(not board.confirmed)
        super().show_board(board)
        self._show_bar()

    @override
    def views(self, board: CampaignBoard) -> Sequence[View]:
        kinds = {tier.kind for tier in board.tiers}
        if len(kinds) < len(TierKind):
            return ()
        return (
            View("全部", lambda n: True),
            View("个人", lambda n: n.kind is TierKind.PERSON),
            View("集体", lambda n: n.kind is TierKind.TEAM),
        )

    @override
    def note(self, board: CampaignBoard) -> str:
        parts = []
        for kind, word in ((TierKind.PERSON, "人"), (TierKind.TEAM, "集体")):
            seats = sum(tier.seats for tier in board.tiers if tier.kind is kind)
            if seats:
                parts.append(f"{sum(n.kind is kind for n in board.nominees)} {word} / 名额 {seats}")
        return "，".join(parts)

    @override
    def empty(self) -> EmptyState:
        return EmptyState("users", "还没有推荐对象", "点“推荐人员”或“推荐集体”从名册里挑选，或用“推荐表”发给各单位填写")

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bulk")
        bar.setFixedHeight(_BAR_HEIGHT)
        self._ticked = Label("")
        self.withdraw_button = Button("撤回推荐", icon="arrow-back-up", clicked=self._withdraw)
        bar.setLayout(row(self._ticked, STRETCH, self.withdraw_button, margins=(14, 0, 8, 0)))
        bar.hide()
        return bar

    def _show_bar(self, _keys: object = None) -> None:
        ticked: list[Nominee] = self.table.ticked_rows()
        self._ticked.setText(f"已选 {len(ticked)} 个")
        self.bar.setVisible(bool(ticked) and not self.board.confirmed)

    def _withdraw(self) -> None:
        if ticked := self.table.ticked_rows():
            self.withdrawal_wanted.emit(ticked)
