"""The timetable of a campaign: steps relative to an anchor day, last year's days moved to this year, and what is due.

Working days follow the statutory calendar with its make-up days; for a year without data the operator is asked
(``CalendarUnknownError``), nothing is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from culture_desktop.errors import RuleInvalidError
from culture_desktop.rules.spans import add_years
from culture_desktop.rules.workdays import STATUTORY, WorkCalendar, workday_on_or_after, workdays_from
from culture_desktop.vocabulary import Word, chinese_date

_WEEKDAYS = "一二三四五六日"


class Count(Word):
    """How an offset is counted."""

    DAYS = "days", "天"
    WORKING_DAYS = "working_days", "个工作日"


class StepState(Word):
    """Where a step stands on a day."""

    DONE = "done", "已完成"
    BLOCKED = "blocked", "等待前一步"
    OVERDUE = "overdue", "已逾期"
    DUE = "due", "应办"
    UPCOMING = "upcoming", "未到"


@dataclass(frozen=True, slots=True)
class Step:
    """A step ``offset`` days or working days after another step, or after the anchor where ``after`` is None.

    ``needs`` are the steps that must be done before it.
    """

    name: str
    offset: int
    count: Count = Count.WORKING_DAYS
    after: str | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with its day; ``wanted`` is the day the offset leads to, a day of rest where it differs from ``day``."""

    step: Step
    day: date
    wanted: date
    sentence: str


@dataclass(frozen=True, slots=True)
class Shifted:
    """A day of an earlier timetable in a later year; ``wanted`` is the same date there."""

    name: str
    was: date
    wanted: date
    day: date
    sentence: str

    @property
    def moved(self) -> bool:
        """Whether the same date is a day of rest."""
        return self.day != self.wanted


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands, and by which steps it is blocked."""

    name: str
    day: date
    state: StepState
    blocked_by: tuple[str, ...]
    sentence: str


def timetable(
    steps: Sequence[Step],
    anchor: date,
    calendar: WorkCalendar = STATUTORY,
) -> tuple[Planned, ...]:
    """The day of each step, in the order of the steps; a day of rest gives way to the next working day.

    Raises RuleInvalidError for a step that refers to one there is not, and for steps that wait for each other.
    """
    by_name = _by_name(steps)
    planned: dict[str, Planned] = {}
    for name in _in_order(by_name):
        step = by_name[name]
        start = anchor if step.after is None else planned[step.after].day
        if step.count is Count.WORKING_DAYS and step.offset:
            wanted = workdays_from(start, step.offset, calendar)
        else:
            wanted = start + timedelta(days=step.offset)
        day = workday_on_or_after(wanted, calendar)
        planned[name] = Planned(step, day, wanted, f"{name}：{_told(wanted, day)}。")
    return tuple(planned[step.name] for step in steps)


def shifted(
    days: Mapping[str, date],
    years: int = 1,
    calendar: WorkCalendar = STATUTORY,
) -> tuple[Shifted, ...]:
    """The days of an earlier timetable ``years`` later, on working days and in the same order.

    29 February becomes the 28th. Where the same date is a day of rest, the next working day takes its place.
    """
    found = []
    for name, was in days.items():
        wanted = add_years(was, years)
        day = workday_on_or_after(wanted, calendar)
        found.append(Shifted(name, was, wanted, day, f"{name}：原为{chinese_date(was)}，今为{_told(wanted, day)}。"))
    return tuple(found)


def standings(
    days: Mapping[str, date],
    done: Mapping[str, date],
    today: date,
    needs: Mapping[str, Sequence[str]] | None = None,
    notice_days: int = 3,
) -> tuple[Standing, ...]:
    """Where each step stands: a step is due from ``notice_days`` days before its day, overdue after it.

    A step that is due or overdue while one it needs is not done is blocked; the one to do then is the other.
    """
    found = []
    for name, day in days.items():
        blockers = tuple(other for other in (needs or {}).get(name, ()) if other not in done)
        state = _state(name in done, day, today, notice_days, bool(blockers))
        found.append(Standing(name, day, state, blockers, _sentence(name, day, state, blockers, done, today)))
    return tuple(found)


def _state(done: bool, day: date, today: date, notice_days: int, blocked: bool) -> StepState:
    if done:
        return StepState.DONE
    if today < day - timedelta(days=notice_days):
        return StepState.UPCOMING
    if blocked:
        return StepState.BLOCKED
    return StepState.OVERDUE if today > day else StepState.DUE


def _sentence(
    name: str, day: date, state: StepState, blockers: Iterable[str], done: Mapping[str, date], today: date
) -> str:
    if state is StepState.DONE:
        late = f"，比计划晚 {(done[name] - day).days} 天" if done[name] > day else ""
        return f"{name}：{chinese_date(done[name])}完成{late}。"
    plan = f"{name}：计划{chinese_date(day)}"
    late = f"，已逾期 {(today - day).days} 天" if today > day else ""
    if state is StepState.BLOCKED:
        return f"{plan}{late}，须先完成{'、'.join(blockers)}。"
    if state is StepState.DUE:
        left = (day - today).days
        return f"{plan}，{f'还有 {left} 天' if left else '今天到期'}。"
    return f"{plan}{late}。"


def _told(wanted: date, day: date) -> str:
    if wanted == day:
        return f"{chinese_date(day)}（星期{_WEEKDAYS[day.weekday()]}）"
    rest = f"{chinese_date(wanted)}（星期{_WEEKDAYS[wanted.weekday()]}）是休息日"
    return f"{chinese_date(day)}（星期{_WEEKDAYS[day.weekday()]}），因{rest}顺延"


def _by_name(steps: Sequence[Step]) -> dict[str, Step]:
    by_name: dict[str, Step] = {}
    for step in steps:
        if step.name in by_name:
            raise RuleInvalidError(rule=step.name, reason="时间表里有同名的步骤")
        by_name[step.name] = step
    for step in steps:
        for other in (*filter(None, (step.after,)), *step.needs):
            if other not in by_name:
                raise RuleInvalidError(rule=step.name, reason=f"它所依据的步骤“{other}”不在时间表里")
    return by_name


def _in_order(by_name: Mapping[str, Step]) -> list[str]:
    """The steps such that each comes after those it is counted from or waits for."""
    waits = {name: {*step.needs, *filter(None, (step.after,))} for name, step in by_name.items()}
    try:
        return list(TopologicalSorter(waits).static_order())
    except CycleError as error:
        circle = error.args[1]
        raise RuleInvalidError(rule=circle[0], reason=f"步骤互相等待：{'、'.join(circle[:-1])}") from error
