"""设置: tiers with their seats, what is scored, who may run, and the limits of the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from culture_desktop.services.awards.rows import CampaignBoard, CriterionRow, TierRow
from culture_desktop.ui.labels import day
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import Tag
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph
from culture_desktop.vocabulary import CriterionSource, TierKind

_MOST_SEATS = 9999
_SPIN_WIDTH = 88


class SetupPane(QWidget):
    """Two columns of cards. Seats are kept as soon as their field is left.

    Signals:
        seats_changed: a tier (its id) is to have so many seats.
    """

    seats_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.spins: dict[int, QSpinBox] = {}
        self._tiers_card, self._tiers = _grid_card("档次与名额", stretch=1)
        self._criteria_card, self._criteria = _grid_card("评分项", stretch=1)
        self._rules_card, self._rules = _list_card("资格条件")
        self._limits_card, self._limits = _list_card("名额与结构限制")
        self._facts = Card("依据")
        self._source = paragraph("", "secondary")
        self._facts.body.addWidget(self._source)
        left = column(self._tiers_card, self._criteria_card, self._facts, STRETCH, gap=12)
        right = column(self._rules_card, self._limits_card, STRETCH, gap=12)
        both = row(gap=12)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.setLayout(column(scrolled(holder(both)), gap=0))

    def show_board(self, board: CampaignBoard) -> None:
        """Show a campaign's settings; once confirmed nothing can be changed."""
        self._show_tiers(board)
        self._show_criteria(board.criteria)
        _show_sentences(self._rules, board.rules)
        _show_sentences(self._limits, board.limits)
        self._rules_card.set_note(f"{len(board.rules)} 项，须全部符合")
        period = f"{day(board.period_from)} 至 {day(board.period_to)}"
        facts = f"评选周期 {period}，资格截至 {day(board.as_of)}，公示 {board.notice_days} 个工作日。"
        set_paragraph(self._source, f"{facts}\n{f'模板：{board.source}。' if board.source else '没有写明依据。'}")

    def _show_tiers(self, board: CampaignBoard) -> None:
        self._tiers_card.set_note(f"{len(board.tiers)} 档，共 {sum(tier.seats for tier in board.tiers)} 个")
        if list(self.spins) != [tier.id for tier in board.tiers]:
            clear(self._tiers)
            self.spins = {tier.id: self._add_tier(at, tier) for at, tier in enumerate(board.tiers)}
        for tier in board.tiers:
            spin = self.spins[tier.id]
            spin.blockSignals(True)
            spin.setValue(tier.seats)
            spin.blockSignals(False)
            spin.setEnabled(not board.confirmed)

    def _add_tier(self, at: int, tier: TierRow) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(1, _MOST_SEATS)
        spin.setFixedWidth(_SPIN_WIDTH)
        spin.setKeyboardTracking(False)
        spin.setAccessibleName(f"{tier.name}名额")
        spin.setValue(tier.seats)
        spin.valueChanged.connect(lambda seats: self.seats_changed.emit(tier.id, seats))
        self._tiers.addWidget(Label(tier.name, "strong"), at, 0)
        self._tiers.addWidget(Tag(tier.kind.label), at, 1)
        self._tiers.addWidget(spin, at, 3)
        self._tiers.addWidget(Label("人" if tier.kind is TierKind.PERSON else "个", "caption"), at, 4)
        return spin

    def _show_criteria(self, criteria: Sequence[CriterionRow]) -> None:
        clear(self._criteria)
        for at, criterion in enumerate(criteria):
            self._criteria.addWidget(Label(criterion.name, "strong"), at, 0)
            self._criteria.addWidget(Tag(criterion.kind.label), at, 1)
            self._criteria.addWidget(Label(_how(criterion), "caption"), at, 2)
            self._criteria.addWidget(Label(f"{criterion.weight.normalize():f}%"), at, 3)
            self._criteria.setRowMinimumHeight(at, 28)


def _how(criterion: CriterionRow) -> str:
    if criterion.source is CriterionSource.PARTICIPATION:
        return f"{criterion.source.label}，满 {criterion.full_at} 次得满分"
    return f"{criterion.source.label}，去掉最高分和最低分取平均"


def _grid_card(title: str, *, stretch: int) -> tuple[Card, QGridLayout]:
    card, grid = Card(title), QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, stretch)
    card.body.addLayout(grid)
    return card, grid


def _list_card(title: str) -> tuple[Card, QVBoxLayout]:
    card, lines = Card(title), column(gap=6)
    card.body.addLayout(lines)
    return card, lines


def _show_sentences(lines: QVBoxLayout, sentences: Sequence[str]) -> None:
    clear(lines)
    for number, sentence in enumerate(sentences, start=1):
        words = Label(sentence, selectable=True)
        words.setWordWrap(True)
        figure = Label(str(number), "caption")
        figure.setFixedWidth(18)
        line = row(column(figure, STRETCH, gap=0), gap=6)
        line.addWidget(words, 1)
        lines.addLayout(line)
