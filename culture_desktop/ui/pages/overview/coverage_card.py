"""The heat map with its switch, its legend and, at the foot, this month's gaps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QWidget

from culture_desktop.services.coverage import Coverage, CoverageLevel, CoverageRow
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Kind, LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.heat_map import HeatLegend, HeatMap
from culture_desktop.ui.widgets.heat_model import MONTHS, HeatCell, HeatData, HeatRow
from culture_desktop.ui.widgets.layer_chip import LayerChip
from culture_desktop.ui.widgets.layouts import clear, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline
from culture_desktop.vocabulary import Layer

_LAYERS = tuple(Layer)
_LEVELS = {CoverageLevel.DEPARTMENT: "部门", CoverageLevel.TEAM: "班组"}
_MOST_CHIPS = 4

Gap = tuple[CoverageRow, Layer]


def heat_data(coverage: Coverage, month: int) -> HeatData:
    """A year's coverage as the map takes it; ``month`` is the last that has begun."""
    rows = tuple(
        HeatRow(
            row.unit_id,
            row.name,
            row.people,
            tuple(
                HeatCell(row.reached.get((layer, number), 0), coverage.held.get((layer, number), 0))
                for layer in _LAYERS
                for number in range(1, MONTHS + 1)
            ),
            row.reached_in_year / row.people if row.people else 0.0,
        )
        for row in coverage.rows
    )
    people = max(1, coverage.people)
    return HeatData(rows, month, tuple(coverage.reached_by_layer[layer] / people for layer in _LAYERS))


class CoverageCard(Card):
    """Unit × layer × month.

    Signals:
        cell_activated: a cell or a gap was chosen (unit_id object, layer 0 to 3, month).
        level_chosen: departments or teams are wanted (CoverageLevel, object).
        people_wanted: there is nobody yet, and the user wants to go and see to it.
    """

    cell_activated = Signal(object, int, int)
    level_chosen = Signal(object)
    people_wanted = Signal()

    def __init__(self, level: CoverageLevel) -> None:
        super().__init__("覆盖热力图", "单位 × 四层 × 月份")
        self._month = MONTHS
        self.map = HeatMap()
        self.map.cell_activated.connect(self.cell_activated)
        self.levels = QButtonGroup(self)
        self._add_switch(level)
        empty = EmptyState(
            "users",
            "还没有人员",
            "导入名册后，这里显示每个单位参加活动的情况",
            "导入名册",
            self.people_wanted.emit,
            kind=Kind.SECONDARY,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.map)
        self._stack.addWidget(empty)
        self._gaps = row(gap=8)
        self._foot = holder(self._gaps)
        self._foot.setFixedHeight(28)
        for part in (self._stack, hline(), self._foot):
            self.body.addWidget(part)

    def show_coverage(self, coverage: Coverage, month: int) -> None:
        """Show another year's or level's coverage."""
        self._month = month
        self.map.set_data(heat_data(coverage, month))
        self._stack.setCurrentIndex(0 if coverage.rows else 1)
        self._show_gaps(sorted(coverage.gaps(month), key=lambda gap: -gap[0].people), coverage)

    def _add_switch(self, level: CoverageLevel) -> None:
        self.add_action(Label("当月参加人数占在册人数", "caption"))
        self.add_action(HeatLegend())
        for at, (key, word) in enumerate(_LEVELS.items()):
            chip = ChoiceChip(word, checked=key == level)
            chip.setToolTip(f"按{word}看")
            self.levels.addButton(chip, at)
            self.add_action(chip)
        self.levels.idClicked.connect(self._choose_level)

    def _choose_level(self, at: int) -> None:
        self.level_chosen.emit(tuple(_LEVELS)[at])

    def _show_gaps(self, gaps: list[Gap], coverage: Coverage) -> None:
        clear(self._gaps)
        if gaps:
            self._gaps.addWidget(Label(f"{self._month}月缺口 {len(gaps)} 处", "strong", tone=Tone.ACCENT))
            self._gaps.addSpacing(8)
            for gap in gaps[:_MOST_CHIPS]:
                self._gaps.addWidget(self._chip(gap))
            if rest := gaps[_MOST_CHIPS:]:
                self._gaps.addWidget(self._rest_link(rest))
        elif coverage.rows:
            self._gaps.addWidget(Label(f"{self._month}月各单位四层都有人参加", tone=Tone.OK))
        key = ElidedLabel("空框＝该月无人参加　小点＝尚未到的月份" if coverage.rows else "", "caption")
        key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._gaps.addWidget(key, 1)  # gives way in a narrow window

    def _chip(self, gap: Gap) -> QWidget:
        chip = LayerChip(f"{gap[0].name} {gap[1].label}", _LAYERS.index(gap[1]), kind="chip_view")
        chip.setToolTip("查看未参加的人")
        chip.clicked.connect(lambda _checked=False: self._open_gap(gap))
        return chip

    def _rest_link(self, rest: list[Gap]) -> QWidget:
        link = LinkButton(f"另 {len(rest)} 处")
        link.setAccessibleName(f"另 {len(rest)} 处缺口")
        menu = QMenu(link)
        for gap in rest:
            menu.addAction(f"{gap[0].name}　{gap[1].label}").triggered.connect(
                lambda _checked=False, gap=gap: self._open_gap(gap)
            )
        link.clicked.connect(lambda _checked=False: menu.exec(link.mapToGlobal(link.rect().topLeft())))
        return link

    def _open_gap(self, gap: Gap) -> None:
        self.cell_activated.emit(gap[0].unit_id, _LAYERS.index(gap[1]), self._month)
