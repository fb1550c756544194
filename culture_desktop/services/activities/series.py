"""Activities that come again: a series, and the next of it planned from its template."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Activity, ActivitySeries
from culture_desktop.rules.activity_templates import bundled_template
from culture_desktop.rules.spans import add_months
from culture_desktop.services.activities.checks import LONGEST_TEXT
from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.activities.plans import ActivityPlan
from culture_desktop.services.organisations import require_organisation
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Recurrence

_CHANGED = frozenset({Topic.ACTIVITIES})
_MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.YEARLY: 12}
_MOST_EVERY, _MOST_AT_ONCE = 120, 120
_WEEK = 7


@dataclass(frozen=True)
class SeriesDraft:
    """What the user enters of a series: every ``every`` weeks, months … from a day on, by a template and a host."""

    title: str
    recurrence: Recurrence
    starts_on: date
    template: str
    every: int = 1
    ends_on: date | None = None
    host_id: int | None = None


@dataclass(frozen=True)
class SeriesRow:
    """A series, how many of it are planned or held, and up to which day."""

    id: int
    draft: SeriesDraft
    planned: int
    last: date | None


class SeriesService:
    """One method, one intention about series."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._planning = PlanningService(database)

    def rows(self) -> tuple[SeriesRow, ...]:
        """All series, by name."""
        statement = (
            select(ActivitySeries, func.count(Activity.id), func.max(Activity.starts))
            .outerjoin(Activity, Activity.series_id == ActivitySeries.id)
            .group_by(ActivitySeries.id)
            .order_by(ActivitySeries.title, ActivitySeries.id)
        )
        with self._database.read() as session:
            return tuple(
                SeriesRow(one.id, _draft(one), number, last.date() if number else None)
                for one, number, last in session.execute(statement)
            )

    def create(self, draft: SeriesDraft) -> Done[int]:
        """Begin a series; raises on a title, a template, a number or days that cannot be."""
        draft = _checked(draft)
        template = bundled_template(draft.template)
        with self._database.begin("新建系列活动") as session:
            if draft.host_id is not None:
                require_organisation(session, draft.host_id)
            series = ActivitySeries(
                title=draft.title,
                recurrence=draft.recurrence,
                every=draft.every,
                starts_on=draft.starts_on,
                ends_on=draft.ends_on,
                host_id=draft.host_id,
                duty=template.duty,
                template=draft.template,
            )
            session.add(series)
            session.flush()
            series_id = series.id
        return Done(series_id, _CHANGED, f"已新建系列“{draft.title}”，{draft.recurrence.label}一次")

    def days(self, series_id: int, until: date) -> tuple[date, ...]:
        """The days up to one on which the series is held and nothing of it is planned yet; changes nothing."""
        with self._database.read() as session:
            series = _require(session, series_id)
            held = select(Activity.starts).where(Activity.series_id == series_id)
            periods = {_period(_draft(series), moment.date()) for moment in session.scalars(held)}
            draft = _draft(series)
        return tuple(day for day in _days(draft, until) if _period(draft, day) not in periods)

    def plan(self, series_id: int, until: date) -> Done[tuple[int, ...]]:
        """Plan what is missing up to a day, each from the template; the value is the new activities' ids."""
        days = self.days(series_id, until)
        if len(days) > _MOST_AT_ONCE:
            raise InvalidFieldError(field="截止日期", value=until, expected=f"一次至多排 {_MOST_AT_ONCE} 场的日期")
        with self._database.read() as session:
            draft = _draft(_require(session, series_id))
        made = [self._planning.create(self._plan(series_id, draft, day)).value for day in days]
        words = f"已排 {len(made)} 场" if made else "到这一天为止都已排好"
        return Done(tuple(made), _CHANGED, f"“{draft.title}”{words}")

    def remove(self, series_id: int) -> Done[None]:
        """End a series for good; what was planned of it stays."""
        with self._database.begin("删除系列活动") as session:
            series = _require(session, series_id)
            title = series.title
            session.delete(series)
        return Done(None, _CHANGED, f"已删除系列“{title}”，已排的活动保留")

    def _plan(self, series_id: int, draft: SeriesDraft, day: date) -> ActivityPlan:
        plan = self._planning.from_template(draft.template, day, day)
        host = plan.draft.host_id if draft.host_id is None else draft.host_id
        title = f"{draft.title}（{day.year}年{day.month}月）"
        return replace(plan, draft=replace(plan.draft, title=title, host_id=host), series_id=series_id)


def _days(draft: SeriesDraft, until: date) -> Iterator[date]:
    """The days of a series up to one, both ends included."""
    last = until if draft.ends_on is None else min(until, draft.ends_on)
    number = 0
    while True:
        if draft.recurrence is Recurrence.WEEKLY:
            day = draft.starts_on + timedelta(days=_WEEK * draft.every * number)
        else:
            day = add_months(draft.starts_on, _MONTHS[draft.recurrence] * draft.every * number)
        if day > last:
            return
        yield day
        number += 1


def _period(draft: SeriesDraft, day: date) -> int:
    """Which of the series' periods a day is in: one that was held a few days later counts for its own."""
    if draft.recurrence is Recurrence.WEEKLY:
        monday = draft.starts_on - timedelta(days=draft.starts_on.weekday())
        return (day - monday).days // (_WEEK * draft.every)
    months = (day.year - draft.starts_on.year) * 12 + day.month - draft.starts_on.month
    return months // (_MONTHS[draft.recurrence] * draft.every)


def _draft(series: ActivitySeries) -> SeriesDraft:
    return SeriesDraft(
        series.title,
        series.recurrence,
        series.starts_on,
        series.template,
        series.every,
        series.ends_on,
        series.host_id,
    )


def _checked(draft: SeriesDraft) -> SeriesDraft:
    draft = replace(draft, title=draft.title.strip())
    if not 0 < len(draft.title) <= LONGEST_TEXT - 16:  # the year and month come behind it
        raise InvalidFieldError(field="名称", value=draft.title[:20], expected=f"1 到 {LONGEST_TEXT - 16} 个字")
    if not 1 <= draft.every <= _MOST_EVERY:
        raise InvalidFieldError(field="间隔", value=draft.every, expected=f"1 到 {_MOST_EVERY} 的整数")
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise InvalidFieldError(field="结束日期", value=draft.ends_on, expected="不早于开始的日期")
    return draft


def _require(session: Session, series_id: int) -> ActivitySeries:
    series = session.get(ActivitySeries, series_id)
    if series is None:
        raise RecordMissingError(what="系列活动", key=series_id)
    return series
