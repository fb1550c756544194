"""The list of campaigns."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.awards.rows import CampaignRow
from culture_desktop.ui.pages.awards.list_columns import CAMPAIGN_COLUMNS
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column


class CampaignList(QWidget):
    """Newest first.

    Signals:
        opened: the code of the campaign to be shown (str).
        new_wanted: the user wants to make the first campaign.
    """

    opened = Signal(str)
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable[CampaignRow](CAMPAIGN_COLUMNS, name="评选", key=lambda r: r.code)
        self.table.opened.connect(self._open)
        empty = EmptyState(
            "award",
            "还没有评选",
            "从模板建一次评选：档次、名额、条件和评分项都带好",
            "新建评选",
            self.new_wanted.emit,
            kind=Kind.SECONDARY,  # the red one stands above
        )
        self.table.set_placeholder(empty)
        card = Card(flush=True)
        card.body.addWidget(self.table)
        self.setLayout(column(card, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 16)))

    def show_rows(self, rows: Sequence[CampaignRow]) -> None:
        """Show these campaigns."""
        self.table.set_rows(rows)

    def _open(self, row: CampaignRow) -> None:
        self.opened.emit(row.code)
