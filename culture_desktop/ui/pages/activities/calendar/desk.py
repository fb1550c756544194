"""Joins the calendar to the services: reads by range what is on screen, and carries out what is dragged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from culture_desktop.progress import Progress
from culture_desktop.services.activities.almanac import AlmanacService
from culture_desktop.services.activities.almanac_rows import BoardColumn, CalendarEntry, CalendarSpan, CalendarYear
from culture_desktop.services.activities.duties import BranchDuties, DutyService
from culture_desktop.services.activities.lifecycle import LifecycleService
from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.results import Topic
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.activities.calendar.browser import ActivityBrowser, Look
from culture_desktop.ui.pages.activities.calendar.month_model import DAYS, by_day
from culture_desktop.ui.pages.activities.state_actions import StateActions
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page, Topics

_TOPICS: Topics = frozenset({Topic.ACTIVITIES, Topic.PEOPLE, Topic.SETTINGS})


@dataclass(frozen=True)
class CalendarServices:
    """What the calendar works with."""

    almanac: AlmanacService
    duties: DutyService
    planning: PlanningService
    lifecycle: LifecycleService


@dataclass(frozen=True)
class _Read:
    """What was asked for and found."""

    look: Look
    day: date
    span: CalendarSpan | None = None
    year: CalendarYear | None = None
    board: tuple[BoardColumn, ...] = ()
    duties: tuple[BranchDuties, ...] = ()


class CalendarDesk(QObject):
    """Keeps the current day and shows the period round it.

    Signals:
        shown: another period is on screen (its words, and how many activities).
    """

    shown = Signal(str, str)

    def __init__(
        self,
        page: Page,
        browser: ActivityBrowser,
        services: CalendarServices,
        states: StateActions,
        runner: Runner,
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._page, self._browser, self._services, self._runner = page, browser, services, runner
        self._today, self.day = today, today()
        self._wanted: tuple[Look, date] | None = None
        self._span: CalendarSpan | None = None
        browser.look_changed.connect(lambda _look: self.load())
        browser.stepped.connect(self.step)
        browser.today_wanted.connect(lambda: self.go_to(self._today()))
        for view in (browser.month, browser.week):
            view.day_chosen.connect(self._show_day)
            view.day_opened.connect(self._open_day)
            view.left.connect(self.go_to)
            view.move_wanted.connect(self.hold_on)
        browser.year.day_chosen.connect(self._look_at_day)
        browser.year.day_opened.connect(self._zoom)
        browser.year.left.connect(self.go_to)
        browser.board.state_wanted.connect(states.bring_to)
        browser.day.moved.connect(self._shift)

    def refresh(self, topics: Topics) -> None:
        """Read again what these topics touch."""
        if not topics or topics & _TOPICS:
            self.load()

    def go_to(self, day: date) -> None:
        """Show the period of a day."""
        self.day = day
        self.load()

    def step(self, way: int) -> None:
        """The period before or after."""
        look, day = self._browser.look, self.day
        if look is Look.WEEK:
            self.go_to(day + timedelta(days=DAYS * way))
        elif look is Look.MONTH:
            month = day.year * 12 + day.month - 1 + way
            self.go_to(date(month // 12, month % 12 + 1, 1))
        else:
            self.go_to(date(day.year + way, 1, 1))

    def load(self) -> None:
        """Read the period of the current day in the look that is on."""
        look, day, services, today = self._browser.look, self.day, self._services, self._today()
        if look is Look.LIST:
            return
        self._wanted = look, day

        def read(_progress: Progress) -> _Read:
            if look is Look.BOARD:
                return _Read(look, day, board=services.almanac.board(day.year))
            duties = services.duties.standing(day, today)
            if look is Look.YEAR:
                return _Read(look, day, year=services.almanac.year(day.year), duties=duties)
            return _Read(look, day, span=services.almanac.span(*_weeks(look, day)), duties=duties)

        self._runner.run(read, title="读取日历", done=self._show)

    def hold_on(self, activity_id: int, day: date) -> None:
        """Hold an activity on another day."""
        done = self._page.carry_out(lambda: self._services.planning.hold_on(activity_id, day))
        if done is not None:
            self._page.notify(done.sentence)

    def _shift(self, activity_id: int, days: int) -> None:
        self.day += timedelta(days=days)
        self.hold_on(activity_id, self.day)

    def _show(self, read: _Read) -> None:
        if (read.look, read.day) != self._wanted:
            return
        browser, today = self._browser, self._today()
        self._span = read.span
        words = _period(read.look, read.day)
        browser.show_period(words)
        if read.look is Look.BOARD:
            browser.board.show_board(read.board)
            number = sum(column.total for column in read.board)
        elif read.year is not None:
            browser.day.show_duties(read.duties)
            browser.year.show_year(read.year, today, read.day)
            number = read.year.total
        else:
            assert read.span is not None
            browser.day.show_duties(read.duties)
            view, month = (browser.week, None) if read.look is Look.WEEK else (browser.month, read.day.month)
            view.show_span(read.span, month, today, read.day)
            number = sum(_begins_in(entry, read.look, read.day) for entry in read.span.entries)
        self.shown.emit(words, count(number, "场"))

    def _show_day(self, day: date) -> None:
        if self._span is None:
            return
        self.day = day
        self._show_facts(self._span, day)

    def _look_at_day(self, day: date) -> None:
        """Of the year at a glance only counts are held: the day's own is read."""
        self.day = day
        self._show_facts(self._services.almanac.span(day, day), day)

    def _show_facts(self, span: CalendarSpan, day: date) -> None:
        facts = span.days[(day - span.first).days]
        self._browser.day.show_day(facts, by_day(span).get(day, ()))
        if facts.birthdays or facts.anniversaries:
            self._browser.day.show_people(self._services.almanac.people_of(day))

    def _open_day(self, day: date) -> None:
        """One activity is opened; of several, or none, the list beside takes the keyboard."""
        entries = self._browser.day.entries
        if len(entries.entries) == 1:
            entry = entries.entries[0].key
            assert isinstance(entry, CalendarEntry)
            self._browser.day.opened.emit(entry.code)
        elif entries.entries:
            entries.setFocus()
            entries.setCurrentIndex(entries.model().index(0, 0))

    def _zoom(self, day: date) -> None:
        self.day = day
        self._browser.turn_to(Look.MONTH)
        self._browser.month.setFocus()


def _weeks(look: Look, day: date) -> tuple[date, date]:
    """Whole weeks: the one of a day, or those its month reaches into."""
    if look is Look.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=DAYS - 1)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=DAYS - 1 - last.weekday())


def _period(look: Look, day: date) -> str:
    if look is Look.WEEK:
        first, last = _weeks(look, day)
        return f"{first.year}年{first.month}月{first.day}日—{last.month}月{last.day}日"
    return f"{day.year}年{day.month}月" if look is Look.MONTH else f"{day.year}年"


def _begins_in(entry: CalendarEntry, look: Look, day: date) -> bool:
    return look is Look.WEEK or (entry.first.year, entry.first.month) == (day.year, day.month)
