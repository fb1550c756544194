"""评分: points of every nominee on every criterion, and what other ways of summing up would give."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.awards.methods import Places, places_by_method
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.method_columns import differs, disagreements, method_columns, missing_judges
from culture_desktop.ui.pages.awards.nominee_card import ScoresCard
from culture_desktop.ui.pages.awards.nominee_columns import SCORING_COLUMNS, SCORING_COLUMNS_WITH_VOTES
from culture_desktop.ui.pages.awards.nominee_words import vote_words
from culture_desktop.ui.pages.awards.nominees_pane import NomineesPane, View
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.vocabulary import ListKind


class ScoreOutput(Enum):
    """Where the summary goes."""

    PAPER = auto()
    LIST = auto()


class ScoringPane(NomineesPane):
    """Only who passed the check is scored.

    Signals:
        import_wanted: a list of this kind is to be imported (ListKind, object).
        typing_wanted: paper forms are to be typed in.
        summary_wanted: the summary is to be made (ScoreOutput, object).
    """

    import_wanted = Signal(object)
    typing_wanted = Signal()
    summary_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("评分", SCORING_COLUMNS, ScoresCard())
        self._columns: Sequence[Column[Nominee]] = SCORING_COLUMNS
        self._places: Mapping[int, Places] = {}
        self.methods_button = Button("办法对照", icon="columns", clicked=self._show_columns)
        self.methods_button.setCheckable(True)
        self.methods_button.setToolTip("去高去低、平均、中位数、按评委标准化，四种办法的得分和名次")
        self.summary_button = MenuButton(
            "汇总表",
            (("生成评分汇总表", ScoreOutput.PAPER), ("导出为 xlsx", ScoreOutput.LIST)),
            icon="file-spreadsheet",
        )
        self.summary_button.picked.connect(self.summary_wanted)
        self.typing_button = Button("两遍录入", icon="keyboard", clicked=self.typing_wanted.emit)
        self.import_button = Button("导入评分表", icon="table-import", clicked=self._ask_import)
        for button in (self.methods_button, self.summary_button, self.typing_button, self.import_button):
            self.card.add_action(button)

    def _ask_import(self) -> None:
        self.import_wanted.emit(ListKind.SCORE)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        self.import_button.setVisible(not board.confirmed)
        self.typing_button.setVisible(not board.confirmed)
        scored = any(score.counted for nominee in board.nominees for score in nominee.scores)
        self.methods_button.setVisible(scored)
        self.summary_button.setVisible(scored)
        self._places = places_by_method(board)
        super().show_board(board)
        self._show_columns()

    @override
    def note(self, board: CampaignBoard) -> str:
        return vote_words(board.vote_count)

    @override
    def views(self, board: CampaignBoard) -> Sequence[View]:
        eligible = [nominee for nominee in board.nominees if nominee.eligibility.passed]
        lacking = sum(nominee.total is None for nominee in eligible)
        views = [
            View(f"合格 {len(eligible)}", lambda n: n.eligibility.passed),
            View(f"分数不全 {lacking}", lambda n: n.eligibility.passed and n.total is None),
        ]
        worth_a_look: tuple[tuple[str, Callable[[Nominee], bool]], ...] = (
            ("缺评委分", lambda n: bool(missing_judges(n))),
            ("评委分歧", lambda n: bool(disagreements(n))),
            ("名次有别", lambda n: differs(self._places[n.nomination_id])),
        )
        for words, holds in worth_a_look:
            count = sum(holds(nominee) for nominee in eligible)
            if count:
                views.append(View(f"{words} {count}", _Eligible(holds)))
        return views

    def _show_columns(self) -> None:
        """What the table shows: points and total, or every way of summing up."""
        board = self.board
        columns: Sequence[Column[Nominee]]
        if self.methods_button.isChecked() and not self.methods_button.isHidden():
            columns = method_columns(board, self._places)
        else:
            columns = SCORING_COLUMNS if board.vote_count is None else SCORING_COLUMNS_WITH_VOTES
        if columns is not self._columns:
            self._columns = columns
            self.table.set_columns(columns)


class _Eligible:
    """Of those who passed the check, whom a condition lets through."""

    def __init__(self, holds: Callable[[Nominee], bool]) -> None:
        self._holds = holds

    def __call__(self, nominee: Nominee) -> bool:
        return nominee.eligibility.passed and self._holds(nominee)
