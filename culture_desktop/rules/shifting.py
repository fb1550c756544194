"""Where last year's activity falls in another year: on the same weekday, by the same festival, on the same date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from culture_desktop.rules.festivals import Festival, FestivalKind
from culture_desktop.rules.spans import add_years
from culture_desktop.vocabulary import chinese_date

NEAR = 15  # days within which an activity may belong to a festival that its title does not name
_CLOSE = 3
_WEEK, _HALF = 7, 3


class Keeping(StrEnum):
    """What stays as it was when the year changes."""

    FESTIVAL = "festival"
    WEEKDAY = "weekday"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Shift:
    """A day and where it goes; ``festival`` is the one it keeps its distance from."""

    old: date
    new: date
    keeping: Keeping
    festival: Festival | None = None

    @property
    def delta(self) -> timedelta:
        """What every other date of the activity is moved by."""
        return self.new - self.old

    @property
    def sentence(self) -> str:
        """``2026年9月22日（中秋节前 3 天）``."""
        day = chinese_date(self.new)
        if self.keeping is Keeping.WEEKDAY:
            return f"{day}（仍是周{'一二三四五六日'[self.new.weekday()]}）"
        if self.festival is None:
            return f"{day}（日期不变）"
        at = self.festival.on(self.new.year)
        distance = 0 if at is None else (self.new - at).days
        words = "当天" if distance == 0 else f"{'后' if distance > 0 else '前'} {abs(distance)} 天"
        return f"{day}（{self.festival.name}{words}）"


def shifts(old: date, year: int, festivals: Iterable[Festival], title: str = "") -> tuple[Shift, ...]:
    """The ways into another year, the likeliest first.

    An activity that names a festival, or is held within 3 days of one that moves or is the unit's own, goes by it; any
    other keeps its weekday. Festivals within 15 days are offered after that.
    """
    near = _near(old, year, festivals)
    named = [one for one in near if one.festival is not None and _names(title, one.festival)]
    close = [one for one in near if one.festival is not None and _belongs(old, one.festival)]
    first = (named or close)[:1]
    weekday, same = Shift(old, on_weekday(old, year), Keeping.WEEKDAY), Shift(old, _same(old, year), Keeping.DATE)
    return (*first, weekday, *(one for one in near if one not in first), same)


def on_weekday(old: date, year: int) -> date:
    """The day of that weekday nearest to the same date in another year."""
    same = _same(old, year)
    ahead = (old.weekday() - same.weekday()) % _WEEK
    return same + timedelta(days=ahead if ahead <= _HALF else ahead - _WEEK)


def _same(old: date, year: int) -> date:
    return add_years(old, year - old.year)


def _near(old: date, year: int, festivals: Iterable[Festival]) -> list[Shift]:
    found: list[tuple[int, Shift]] = []
    for festival in festivals:
        # A week after New Year's Eve may belong to the festival of another calendar year than its own.
        for back in (0, 1, -1):
            was, will = festival.on(old.year + back), festival.on(year + back)
            if was is not None and will is not None and abs((old - was).days) <= NEAR:
                found.append((abs((old - was).days), Shift(old, will + (old - was), Keeping.FESTIVAL, festival)))
                break
    return [shift for _distance, shift in sorted(found, key=lambda one: one[0])]


def _belongs(old: date, festival: Festival) -> bool:
    if not festival.moves and festival.kind is not FestivalKind.OWN:
        return False
    at = festival.on(old.year)
    return at is not None and abs((old - at).days) <= _CLOSE


def _names(title: str, festival: Festival) -> bool:
    """Whether a title speaks of a festival: 中秋 of 中秋节, 七一 of 建党节."""
    name = festival.name.removesuffix("节") if len(festival.name) > len("春节") else festival.name
    return name in title or bool(festival.also and festival.also in title)
