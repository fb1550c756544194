"""设置: tiers with their seats, what is scored and how, who may run, the limits of the list, and what is due when."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from culture_desktop.services.awards.campaign_terms import COUNTED, CampaignTerms, CriterionTerms, TierTerms
from culture_desktop.services.awards.quota_rows import SavedQuotas
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.timetable import TaskState
from culture_desktop.ui.labels import day
from culture_desktop.ui.pages.awards.quota_card import QuotaCard
from culture_desktop.ui.pages.awards.timetable_card import TimetableCard
from culture_desktop.ui.widgets.buttons import IconButton, LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import Tag
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph
from culture_desktop.vocabulary import CriterionSource, TierKind

_MOST_SEATS = 9999
_SPIN_WIDTH = 88
_SCORED = "已有评分，不再改动"


class Edit(Enum):
    """What is to be changed in a dialog."""

    TIERS = auto()
    CRITERIA = auto()
    PROCEDURE = auto()
    LIMITS = auto()


class Setup(NamedTuple):
    """What the pane shows beside the board."""

    terms: CampaignTerms
    timetable: tuple[TaskState, ...]
    quotas: SavedQuotas


class SetupPane(QWidget):
    """Two columns of cards. Seats are kept as soon as their field is left.

    Signals:
        seats_changed: a tier (its id) is to have so many seats.
        edit_wanted: a card (Edit, object) is to be changed.
        rule_wanted: a condition at this place is to be changed, one past the last to be added.
        rule_moved: a condition at this place is to move so many places.
        rule_dropped: a condition at this place is to be taken out.
    """

    seats_changed = Signal(int, int)
    edit_wanted = Signal(object)
    rule_wanted = Signal(int)
    rule_moved = Signal(int, int)
    rule_dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.spins: dict[int, QSpinBox] = {}
        self.buttons: dict[Edit, LinkButton] = {}
        self._tiers_card, self._tiers = _grid_card("档次与名额")
        self._criteria_card, self._criteria = _grid_card("评分项")
        self._procedure_card, self._procedure = _list_card("评分办法和并列规则")
        self._rules_card, self._rules = _list_card("资格条件")
        self._limits_card, self._limits = _list_card("名额与结构限制")
        for edit, card, words in (
            (Edit.TIERS, self._tiers_card, "修改档次"),
            (Edit.CRITERIA, self._criteria_card, "修改评分项"),
            (Edit.PROCEDURE, self._procedure_card, "修改办法"),
            (Edit.LIMITS, self._limits_card, "修改限制"),
        ):
            self.buttons[edit] = LinkButton(words, clicked=_Wants(self, edit))
            card.add_action(self.buttons[edit])
        self.add_rule_button = LinkButton("添加条件", clicked=lambda: self.rule_wanted.emit(len(self.rule_buttons)))
        self.rule_buttons: list[tuple[IconButton, ...]] = []
        self._rules_card.add_action(self.add_rule_button)
        self.timetable, self.quotas = TimetableCard(), QuotaCard()
        self._facts = Card("依据")
        self._source = paragraph("", "secondary")
        self._facts.body.addWidget(self._source)
        self.left = column(
            self._tiers_card, self._criteria_card, self._procedure_card, self.timetable, self._facts, STRETCH, gap=12
        )
        self.right = column(self._rules_card, self._limits_card, self.quotas, STRETCH, gap=12)
        both = row(gap=12)
        both.addLayout(self.left, 1)
        both.addLayout(self.right, 1)
        self.setLayout(column(scrolled(holder(both)), gap=0))

    def show_setup(self, board: CampaignBoard, setup: Setup) -> None:
        """Show a campaign's settings; what may no longer be changed has no button, and says why."""
        terms = setup.terms
        self._show_tiers(terms)
        self._show_criteria(terms.criteria)
        _show_sentences(self._procedure, (terms.procedure.scoring.sentence, terms.procedure.tie_sentence))
        self._show_rules(terms)
        _show_sentences(self._limits, terms.limit_sentences)
        self.timetable.show_states(setup.timetable, confirmed=terms.confirmed)
        self.quotas.show_quotas(setup.quotas, confirmed=terms.confirmed)
        for edit, button in self.buttons.items():
            decides = edit in (Edit.CRITERIA, Edit.PROCEDURE)
            button.setVisible(not terms.confirmed and not (decides and terms.scored))
        locked = _SCORED if terms.scored and not terms.confirmed else ""
        for card in (self._criteria_card, self._procedure_card):
            card.set_note(locked)
        period = f"{day(board.period_from)} 至 {day(board.period_to)}"
        facts = f"评选周期 {period}，资格截至 {day(board.as_of)}，公示 {board.notice_days} 个工作日。"
        set_paragraph(self._source, f"{facts}\n{f'模板：{board.source}。' if board.source else '没有写明依据。'}")

    def _show_tiers(self, terms: CampaignTerms) -> None:
        tiers = terms.tiers
        self._tiers_card.set_note(f"{len(tiers)} 档，共 {sum(tier.seats for tier in tiers)} 个")
        clear(self._tiers)
        self.spins = {tier.id: self._add_tier(at, tier) for at, tier in enumerate(tiers) if tier.id is not None}
        for spin in self.spins.values():
            spin.setEnabled(not terms.confirmed)

    def _add_tier(self, at: int, tier: TierTerms) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(1, _MOST_SEATS)
        spin.setFixedWidth(_SPIN_WIDTH)
        spin.setKeyboardTracking(False)
        spin.setAccessibleName(f"{tier.name}名额")
        spin.setValue(tier.seats)
        spin.valueChanged.connect(lambda seats: self.seats_changed.emit(tier.id, seats))
        prize = "" if tier.prize is None else f"奖金 {tier.prize.normalize():f} 元"
        self._tiers.addWidget(Label(tier.name, "strong"), at, 0)
        self._tiers.addWidget(Tag(tier.kind.label), at, 1)
        self._tiers.addWidget(Label(prize, "caption"), at, 2)
        self._tiers.addWidget(spin, at, 3)
        self._tiers.addWidget(Label("人" if tier.kind is TierKind.PERSON else "个", "caption"), at, 4)
        return spin

    def _show_criteria(self, criteria: Sequence[CriterionTerms]) -> None:
        clear(self._criteria)
        for at, criterion in enumerate(criteria):
            how = Label(_how(criterion), "caption")
            how.setWordWrap(True)
            self._criteria.addWidget(Label(criterion.name, "strong"), at, 0)
            self._criteria.addWidget(Tag(criterion.kind.label), at, 1)
            self._criteria.addWidget(how, at, 2)
            self._criteria.addWidget(Label(f"{criterion.weight.normalize():f}%"), at, 3)
            self._criteria.setRowMinimumHeight(at, 28)

    def _show_rules(self, terms: CampaignTerms) -> None:
        open_ = not terms.scored and not terms.confirmed
        note = f"{len(terms.rules)} 项，须全部符合" if terms.rules else "还没有条件"
        locked = f"，{_SCORED}" if terms.scored and not terms.confirmed else ""
        self._rules_card.set_note(f"{note}{locked}")
        self.add_rule_button.setVisible(open_)
        self.rule_buttons = [self._buttons_of(at, words) for at, words in enumerate(terms.rule_sentences)]
        _show_sentences(self._rules, terms.rule_sentences, self.rule_buttons if open_ else ())
        for buttons in self.rule_buttons[:1]:
            buttons[1].setEnabled(False)
        if not open_:
            for button in (button for buttons in self.rule_buttons for button in buttons):
                button.deleteLater()

    def _buttons_of(self, at: int, words: str) -> tuple[IconButton, ...]:
        return (
            IconButton("pencil", f"修改条件：{words}", clicked=lambda: self.rule_wanted.emit(at)),
            IconButton("chevron-up", f"上移条件：{words}", clicked=lambda: self.rule_moved.emit(at, -1)),
            IconButton("trash", f"去掉条件：{words}", clicked=lambda: self.rule_dropped.emit(at)),
        )


class _Wants:
    """Asks for a card to be changed."""

    def __init__(self, pane: SetupPane, edit: Edit) -> None:
        self._pane, self._edit = pane, edit

    def __call__(self) -> None:
        self._pane.edit_wanted.emit(self._edit)


def _how(criterion: CriterionTerms) -> str:
    if criterion.source is CriterionSource.CONDUCT:
        return f"{criterion.source.label}，基础分 {criterion.base}，按记录加减"
    if criterion.source in COUNTED:
        layer = f"{criterion.layer.label}层" if criterion.layer else ""
        kind = f"{criterion.activity_kind.label}活动" if criterion.activity_kind else ""
        narrowed = f"（{layer}{kind}）" if layer or kind else ""
        unit = "次" if criterion.source is CriterionSource.PARTICIPATION else "个月"
        return f"{criterion.source.label}{narrowed}，满 {criterion.full_at} {unit}得满分"
    parts = "、".join(f"{part.name} {part.maximum.normalize():f}" for part in criterion.parts)
    return f"{criterion.source.label}{f'：{parts}' if parts else ''}"


def _grid_card(title: str) -> tuple[Card, QGridLayout]:
    card, grid = Card(title), QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    card.body.addLayout(grid)
    return card, grid


def _list_card(title: str) -> tuple[Card, QVBoxLayout]:
    card, lines = Card(title), column(gap=6)
    card.body.addLayout(lines)
    return card, lines


def _show_sentences(lines: QVBoxLayout, sentences: Sequence[str], buttons: Sequence[Sequence[IconButton]] = ()) -> None:
    clear(lines)
    for number, sentence in enumerate(sentences, start=1):
        words = Label(sentence, selectable=True)
        words.setWordWrap(True)
        figure = Label(str(number), "caption")
        figure.setFixedWidth(18)
        beside = (STRETCH, figure, STRETCH) if buttons else (figure, STRETCH)
        line = row(column(*beside, gap=0), gap=6)
        line.addWidget(words, 1)
        for button in buttons[number - 1] if buttons else ():
            line.addWidget(button)
        lines.addLayout(line)
