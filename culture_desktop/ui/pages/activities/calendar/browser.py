"""The ways to look at the activities: list, month, week, year at a glance, board; and from one period to the next."""

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from culture_desktop.ui.pages.activities.calendar.board_view import BoardView
from culture_desktop.ui.pages.activities.calendar.day_pane import DayPane
from culture_desktop.ui.pages.activities.calendar.month_view import MonthView
from culture_desktop.ui.pages.activities.calendar.year_view import YearView
from culture_desktop.ui.pages.activities.list_view import ActivityList
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, IconButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.segments import Segments
from culture_desktop.ui.widgets.text import Label

_PANE, _PERIOD = 264, 220


class Look(IntEnum):
    """A way to look, by the place of its segment."""

    LIST = 0
    MONTH = 1
    WEEK = 2
    YEAR = 3
    BOARD = 4


_WORDS = {Look.LIST: "列表", Look.MONTH: "月", Look.WEEK: "周", Look.YEAR: "年", Look.BOARD: "看板"}


class ActivityBrowser(QWidget):
    """The switch and what it switches.

    Signals:
        look_changed: the user turned to another look (Look, object).
        stepped: the period before (-1) or after (1) is wanted (int).
        today_wanted: back to today.
    """

    look_changed = Signal(object)
    stepped = Signal(int)
    today_wanted = Signal()

    def __init__(self, list_: ActivityList) -> None:
        super().__init__()
        self.list = list_
        self.month, self.week = MonthView("月历"), MonthView("周历", detailed=True)
        self.year, self.board, self.day = YearView(), BoardView(), DayPane()
        self.look = Look.LIST
        self._calendars = QStackedWidget()
        for view in (self.month, self.week, self.year):
            card = Card(flush=True)
            card.body.addWidget(view)
            self._calendars.addWidget(card)
        self.day.setFixedWidth(_PANE)
        beside = row(gap=16, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 16))
        beside.addWidget(self._calendars, 1)
        beside.addWidget(self.day)
        self._stack = QStackedWidget()
        self._stack.addWidget(list_)
        self._stack.addWidget(holder(beside))
        self._stack.addWidget(holder(column(self.board, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 16))))
        whole = column(self._bar(), gap=8)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def turn_to(self, look: Look) -> None:
        """Look another way; as if the user had pressed its segment."""
        self.segments.turn_to(look)

    def show_period(self, words: str) -> None:
        """Name the period shown."""
        self.period.setText(words)

    def _bar(self) -> QWidget:
        self.segments = Segments("查看方式")
        for look in Look:
            self.segments.add(_WORDS[look])
        self.segments.chosen.connect(self._bring_up)
        self.back = IconButton("chevron-left", "上一段", shortcut="Ctrl+PgUp", clicked=lambda: self.stepped.emit(-1))
        self.on = IconButton("chevron-right", "下一段", shortcut="Ctrl+PgDown", clicked=lambda: self.stepped.emit(1))
        self.today = Button("今天", shortcut="Ctrl+T", clicked=self.today_wanted.emit)
        self.period = Label("", "card_title")
        self.period.setMinimumWidth(_PERIOD)
        self._moving = (self.back, self.on, self.today, self.period)
        for part in self._moving:
            part.hide()
        bar = row(self.segments, 8, *self._moving, STRETCH, margins=(PAGE_MARGIN, 0, PAGE_MARGIN, 0))
        return holder(bar)

    def _bring_up(self, position: int) -> None:
        self.look = Look(position)
        calendar = self.look in (Look.MONTH, Look.WEEK, Look.YEAR)
        self._stack.setCurrentIndex(1 if calendar else 2 if self.look is Look.BOARD else 0)
        if calendar:
            self._calendars.setCurrentIndex(self.look - Look.MONTH)
        for part in self._moving:
            part.setVisible(self.look is not Look.LIST)
        self.look_changed.emit(self.look)
