"""A step that is a table of nominees: search and views over it, the current nominee's card beside it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from culture_desktop.services.awards.nominee_rows import Nominee, Outcome
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.nominee_card import NomineeCard
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row
from culture_desktop.ui.widgets.search_box import SearchBox

_SEARCH_WIDTH = 160


@dataclass(frozen=True)
class View:
    """A chip over the table: its word, and whom it lets through."""

    word: str
    holds: Callable[[Nominee], bool]


class NomineesPane(QWidget):
    """Title, views and search; table; card.

    Signals:
        searched: nominees are looked for by these words (str); answer with ``show_found``.
    """

    searched = Signal(str)

    def __init__(
        self, title: str, columns: Sequence[Column[Nominee]], card: NomineeCard, *, checkable: bool = False
    ) -> None:
        super().__init__()
        self._board: CampaignBoard | None = None
        self._found: Collection[int] | None = None
        self._chosen = 0
        self._views: Sequence[View] = ()
        self.nominee_card = card
        self.search = SearchBox("姓名或拼音", width=_SEARCH_WIDTH)
        self.search.searched.connect(self.searched)
        self._chips = Flow(gap=6)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self.table = RowTable[Nominee](
            columns,
            name=f"{title}：推荐对象",
            key=lambda n: n.nomination_id,
            checkable=checkable,
            muted=lambda n: n.outcome is Outcome.INELIGIBLE,
        )
        self.table.current_changed.connect(card.show_nominee)
        self.card = Card(title, flush=True)
        self.card.body.setSpacing(10)
        self.card.body.addLayout(self._filters())
        self.card.body.addWidget(self.table, 1)
        whole = row(gap=12)
        whole.addWidget(self.card, 1)
        whole.addWidget(card)
        self.setLayout(whole)

    @property
    def board(self) -> CampaignBoard:
        """The campaign shown; ``show_board`` comes first."""
        assert self._board is not None
        return self._board

    def show_board(self, board: CampaignBoard) -> None:
        """Show a campaign; view and current row stay."""
        if self._board is None or self._board.code != board.code:
            self._chosen, self._found = 0, None
            self.search.clear()
        self._board = board
        self._show_chips(self.views(board))
        self.nominee_card.show_board(board)
        self._show_rows()
        if self.table.current_row() is None and self.table.row_model.rows:
            self.table.select_key(self.table.row_model.rows[0].nomination_id)

    def show_found(self, nominations: Collection[int] | None) -> None:
        """Show only these nominations; None shows all of the view."""
        self._found = nominations
        self._show_rows()

    def views(self, board: CampaignBoard) -> Sequence[View]:
        """The chips, the first is what is shown at first."""
        return ()

    def note(self, board: CampaignBoard) -> str:
        """What stands beside the title."""
        return ""

    def empty(self) -> EmptyState:
        """What stands in the place of the rows when nobody is nominated."""
        return EmptyState("users", "还没有推荐对象", "先在“推荐”一步推荐人员或集体")

    def _filters(self) -> QHBoxLayout:
        layout = row(self.search, gap=8, margins=(15, 0, 15, 0))
        layout.addWidget(holder(column(3, holder(self._chips), STRETCH, gap=0)), 1)
        return layout

    def _show_chips(self, views: Sequence[View]) -> None:
        self._views = views
        self._chosen = min(self._chosen, max(0, len(views) - 1))
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._chips)
        for at, view in enumerate(views):
            chip = ChoiceChip(view.word, checked=at == self._chosen)
            self._group.addButton(chip, at)
            self._chips.addWidget(chip)

    def _choose(self, at: int) -> None:
        self._chosen = at
        self._show_rows()

    def _show_rows(self) -> None:
        board = self.board
        rows = [n for n in board.nominees if not self._views or self._views[self._chosen].holds(n)]
        if self._found is not None:
            rows = [nominee for nominee in rows if nominee.nomination_id in self._found]
        self.card.set_note(self.note(board))
        self.table.set_placeholder(self._placeholder())
        self.table.set_rows(rows)

    def _placeholder(self) -> EmptyState:
        if not self.board.nominees:
            return self.empty()
        reason = f"{len(self.board.nominees)} 个推荐对象都不在这个范围"
        return EmptyState.filtered("没有符合的推荐对象", reason, self.clear_filters)

    def clear_filters(self) -> None:
        """Show everybody."""
        self._chosen, self._found = 0, None
        self.search.clear()
        if self._group.button(0) is not None:
            self._group.button(0).setChecked(True)
        self._show_rows()
