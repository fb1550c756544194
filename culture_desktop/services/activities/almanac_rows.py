"""What the calendar gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from culture_desktop.rules.festivals import Festival, FestivalKind
from culture_desktop.vocabulary import ActivityState, Layer

_ORDER = (FestivalKind.STATUTORY, FestivalKind.OWN, FestivalKind.TRADITIONAL, FestivalKind.MEMORIAL)


@dataclass(frozen=True)
class CalendarEntry:
    """An activity as the calendar shows it; ``people`` are on its list."""

    id: int
    code: str
    title: str
    layer: Layer
    state: ActivityState
    starts: datetime
    ends: datetime | None
    place: str
    host: str
    people: int

    @property
    def first(self) -> date:
        """The first day of it."""
        return self.starts.date()

    @property
    def last(self) -> date:
        """The last day of it; one that ends at midnight ends the day before."""
        if self.ends is None or self.ends <= self.starts:
            return self.first
        return (self.ends - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class DayFacts:
    """What a day is. ``works`` is None where nobody knows it yet; ``off`` a day of rest by the calendar of holidays,
    ``make_up`` a weekend that is worked."""

    day: date
    works: bool | None = None
    off: bool = False
    make_up: bool = False
    festivals: tuple[Festival, ...] = ()
    lunar: str = ""  # 初一 as the month: 十月
    lunar_date: str = ""
    term: str = ""
    birthdays: int = 0
    anniversaries: int = 0

    @property
    def label(self) -> str:
        """What stands beside the number: a festival, a solar term, or the lunar day."""
        names = sorted(self.festivals, key=lambda festival: _ORDER.index(festival.kind))
        return names[0].name if names else self.term or self.lunar


@dataclass(frozen=True)
class CalendarSpan:
    """All the calendar shows of a span of days, both ends included."""

    first: date
    last: date
    days: tuple[DayFacts, ...]
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True)
class CalendarYear:
    """A year at a glance: its days, and of each with activities how many begin in each layer."""

    year: int
    days: tuple[DayFacts, ...]
    begun: Mapping[date, tuple[int, int, int, int]]

    @property
    def total(self) -> int:
        """How many activities begin in the year."""
        return sum(map(sum, self.begun.values()))


@dataclass(frozen=True)
class BoardColumn:
    """The activities of a year in one state: the first of them by day, and how many there are."""

    state: ActivityState
    total: int
    entries: tuple[CalendarEntry, ...]
