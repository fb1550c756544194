"""The list of a year's activities with its filters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.services.activities.rows import ActivityQuery, ActivityRow
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.activities.list_columns import ACTIVITY_COLUMNS, LAYERS, STATES
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layer_chip import LayerChip
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, column, holder, row
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import vline


class ActivityList(QWidget):
    """Year, search, layers, states; then the table.

    Signals:
        query_changed: other activities are wanted (ActivityQuery, object).
        opened: the code of the activity to be shown (str).
        new_wanted: the user wants to make the first activity.
    """

    query_changed = Signal(object)
    opened = Signal(str)
    new_wanted = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self._query = ActivityQuery(year)
        self.in_year = 0
        self.search = SearchBox("名称、编号、地点", shortcut="Ctrl+F", width=220)
        self.search.searched.connect(self._filters_changed)
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.years.addItem(f"{year} 年", year)
        self.years.activated.connect(self._filters_changed)
        self.layer_chips: list[ChoiceChip] = [LayerChip(layer.label, at) for at, layer in enumerate(LAYERS)]
        self.state_chips = [ChoiceChip(state.label) for state in STATES]
        self.table = RowTable[ActivityRow](ACTIVITY_COLUMNS, name="活动", key=lambda r: r.code)
        self.table.opened.connect(self._open)
        card = Card(flush=True)
        card.body.addWidget(self.table)
        whole = column(self._filters(), gap=12, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 16))
        whole.addWidget(card, 1)
        self.setLayout(whole)

    @property
    def query(self) -> ActivityQuery:
        """What is asked for."""
        return self._query

    def show_years(self, years: tuple[int, ...]) -> None:
        """Offer these years, and the one that is shown."""
        wanted = sorted({*years, self._query.year}, reverse=True)
        if wanted == [self.years.itemData(at) for at in range(self.years.count())]:
            return
        self.years.clear()
        for year in wanted:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(wanted.index(self._query.year))

    def show_rows(self, rows: tuple[ActivityRow, ...], in_year: int) -> None:
        """Show what was found; ``in_year`` is how many the year has without conditions."""
        self.in_year = in_year
        self.table.set_placeholder(self._placeholder(in_year))
        self.table.set_rows(rows)

    def clear_filters(self) -> None:
        """Take all conditions off."""
        for chip in (*self.layer_chips, *self.state_chips):
            chip.setChecked(False)
        self.search.clear()
        self._filters_changed()

    def conditions(self) -> int:
        """How many conditions are in force."""
        return sum((bool(self._query.search), bool(self._query.layers), bool(self._query.states)))

    def _filters(self) -> QWidget:
        chips = Flow(gap=6)
        for chip in self.layer_chips:
            chips.addWidget(chip)
        line = vline()
        line.setFixedHeight(26)
        chips.addWidget(line)
        for chip in self.state_chips:
            chips.addWidget(chip)
        for chip in (*self.layer_chips, *self.state_chips):
            chip.clicked.connect(self._filters_changed)
        layout = row(self.search, self.years, 4)
        layout.addWidget(holder(column(3, holder(chips), STRETCH, gap=0)), 1)
        return holder(layout)

    def _filters_changed(self) -> None:
        query = ActivityQuery(
            year=int(self.years.currentData()),
            search=self.search.text().strip(),
            layers=frozenset(layer for layer, chip in zip(LAYERS, self.layer_chips, strict=True) if chip.isChecked()),
            states=frozenset(state for state, chip in zip(STATES, self.state_chips, strict=True) if chip.isChecked()),
        )
        if query != self._query:
            self._query = query
            self.query_changed.emit(query)

    def _placeholder(self, in_year: int) -> EmptyState:
        if in_year:
            reason = f"{count(in_year, '场')}被 {self.conditions()} 个条件挡住"
            return EmptyState.filtered("没有符合的活动", reason, self.clear_filters)
        reason = f"{self._query.year} 年还没有安排活动"
        # The one red button of the screen stands in the top bar.
        return EmptyState("calendar-plus", "还没有活动", reason, "新建活动", self.new_wanted.emit, kind=Kind.SECONDARY)

    def _open(self, row_: ActivityRow) -> None:
        self.opened.emit(row_.code)
