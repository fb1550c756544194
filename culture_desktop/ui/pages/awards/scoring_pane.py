"""评分: points of every nominee on every criterion."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.awards.rows import CampaignBoard, Nominee
from culture_desktop.ui.pages.awards.nominee_card import ScoresCard
from culture_desktop.ui.pages.awards.nominee_columns import SCORING_COLUMNS, SCORING_COLUMNS_WITH_VOTES
from culture_desktop.ui.pages.awards.nominee_words import vote_words
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane, View
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.vocabulary import ListKind


class ScoringPane(NomineesPane):
    """Only who passed the check is scored.

    Signals:
        import_wanted: a list of this kind is to be imported (ListKind, object).
    """

    import_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("评分", SCORING_COLUMNS, ScoresCard())
        self._columns: Sequence[Column[Nominee]] = SCORING_COLUMNS
        self.import_button = Button("导入评分表", icon="table-import", clicked=self._ask_import)
        self.card.add_action(self.import_button)

    def _ask_import(self) -> None:
        self.import_wanted.emit(ListKind.SCORE)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        self.import_button.setVisible(not board.confirmed)
        columns = SCORING_COLUMNS if board.vote_count is None else SCORING_COLUMNS_WITH_VOTES
        if columns is not self._columns:
            self._columns = columns
            self.table.set_columns(columns)
        super().show_board(board)

    @override
    def note(self, board: CampaignBoard) -> str:
        return vote_words(board.vote_count)

    @override
    def views(self, board: CampaignBoard) -> Sequence[View]:
        eligible = [nominee for nominee in board.nominees if nominee.eligibility.passed]
        lacking = sum(nominee.total is None for nominee in eligible)
        return (
            View(f"合格 {len(eligible)}", lambda n: n.eligibility.passed),
            View(f"分数不全 {lacking}", lambda n: n.eligibility.passed and n.total is None),
        )
