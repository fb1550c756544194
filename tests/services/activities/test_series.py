"""Activities that come again."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.activities.series import SeriesDraft, SeriesService
from culture_desktop.vocabulary import DutyKind, OrganisationKind, Recurrence
from tests.services.company import Company, dump, refusal

MONTHLY = SeriesDraft("主题党日", Recurrence.MONTHLY, date(2026, 1, 31), "party_day")


@pytest.fixture
def series(database: Database) -> SeriesService:
    return SeriesService(database)


@pytest.mark.parametrize(
    ("changed", "until", "days"),
    [
        ({}, date(2026, 4, 30), ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ({"ends_on": date(2026, 3, 1)}, date(2026, 12, 31), ["2026-01-31", "2026-02-28"]),
        ({"recurrence": Recurrence.QUARTERLY}, date(2026, 8, 1), ["2026-01-31", "2026-04-30", "2026-07-31"]),
        ({"recurrence": Recurrence.YEARLY}, date(2028, 1, 31), ["2026-01-31", "2027-01-31", "2028-01-31"]),
        ({"recurrence": Recurrence.WEEKLY, "every": 2}, date(2026, 3, 1), ["2026-01-31", "2026-02-14", "2026-02-28"]),
        ({}, date(2026, 1, 30), []),
    ],
)
def test_days_of_a_series(series: SeriesService, changed: dict[str, object], until: date, days: list[str]) -> None:
    made = series.create(replace(MONTHLY, **changed)).value  # type: ignore[arg-type]
    assert [str(day) for day in series.days(made, until)] == days


def test_planned_once_and_kept_when_moved(company: Company, series: SeriesService, database: Database) -> None:
    branch = company.unit("党委/客服支部", OrganisationKind.PARTY)
    made = series.create(replace(MONTHLY, host_id=branch)).value
    first, second = series.plan(made, date(2026, 2, 28)).value
    detail = company.activities.detail(second)
    assert (detail.draft.title, detail.draft.host_id) == ("主题党日（2026年2月）", branch)
    assert (detail.draft.duty, detail.series_id) == (DutyKind.PARTY_DAY, made)
    PlanningService(database).hold_on(second, date(2026, 2, 5))
    before = dump(database)
    assert series.plan(made, date(2026, 2, 28)).sentence == "“主题党日”到这一天为止都已排好"
    assert dump(database) == before
    company.activities.delete(first)
    assert [str(day) for day in series.days(made, date(2026, 3, 31))] == ["2026-01-31", "2026-03-31"]
    (row,) = series.rows()
    assert (row.planned, row.last) == (1, date(2026, 2, 5))
    series.remove(made)
    assert company.activities.detail(second).series_id is None


def test_what_is_no_series(series: SeriesService, database: Database) -> None:
    refuse = partial(refusal, database)
    for changed in ({"title": " "}, {"every": 0}, {"ends_on": date(2025, 1, 1)}):
        refuse(InvalidFieldError, partial(series.create, replace(MONTHLY, **changed)))
    refuse(RecordMissingError, partial(series.create, replace(MONTHLY, template="没有")))
    refuse(RecordMissingError, partial(series.create, replace(MONTHLY, host_id=99)))
    refuse(RecordMissingError, partial(series.plan, 99, date(2026, 1, 1)))
    made = series.create(replace(MONTHLY, recurrence=Recurrence.WEEKLY)).value
    refuse(InvalidFieldError, partial(series.plan, made, date(2036, 1, 1)))
