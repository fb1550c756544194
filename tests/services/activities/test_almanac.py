"""The calendar of a span, and what party branches owe."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import ProfileBrokenError
from culture_desktop.rules.duties import bundled_duties, duties_from_text
from culture_desktop.services.activities.almanac import AlmanacService
from culture_desktop.services.activities.duties import DutyService
from culture_desktop.vocabulary import ActivityState, DutyKind, Layer, OrganisationKind, PersonStatus
from tests.services.company import Company


@pytest.fixture
def almanac(database: Database) -> AlmanacService:
    return AlmanacService(database)


def test_days_of_a_month(almanac: AlmanacService) -> None:
    span = almanac.span(date(2026, 10, 1), date(2026, 10, 31))
    days = {facts.day.day: facts for facts in span.days}
    assert len(days) == 31
    assert [n for n, facts in days.items() if facts.off] == [1, 2, 3, 4, 5, 6, 7]
    assert [n for n, facts in days.items() if facts.make_up] == [10]
    assert [days[n].works for n in (1, 10, 11, 12)] == [False, True, False, True]
    labels = {n: days[n].label for n in (1, 2, 8, 10, 18, 23)}
    assert labels == {1: "国庆节", 2: "廿二", 8: "寒露", 10: "九月", 18: "重阳节", 23: "霜降"}


def test_a_year_nobody_knows_yet(almanac: AlmanacService) -> None:
    (day,) = almanac.span(date(2090, 10, 1), date(2090, 10, 1)).days
    assert (day.works, day.off, day.label) == (None, False, "国庆节")
    (beyond,) = almanac.span(date(2150, 10, 2), date(2150, 10, 2)).days
    assert beyond.label == ""


def test_activities_that_touch_a_span(company: Company, almanac: AlmanacService) -> None:
    at = partial(datetime, 2026)
    somebody = company.person("1001")
    company.activity("A", starts=at(9, 30, 14), ends=at(10, 2, 12))
    company.activity("B", starts=at(9, 30, 14), ends=at(10, 1))  # ends at midnight, so on the day before
    company.sign_up(company.activity("C", starts=at(10, 1)), somebody)
    company.activity("D", starts=at(10, 31, 23, 59))
    company.activity("E", starts=at(11, 1))
    company.activity("F", starts=at(9, 30, 14))
    entries = almanac.span(date(2026, 10, 1), date(2026, 10, 31)).entries
    assert [(e.code, e.first.day, e.last.day, e.people) for e in entries] == [
        ("A", 30, 2, 0),
        ("C", 1, 1, 1),
        ("D", 31, 31, 0),
    ]


def test_birthdays_and_anniversaries(company: Company, almanac: AlmanacService) -> None:
    company.person("1001", "林婉清", birth_date=date(1990, 8, 6), hire_date=date(2016, 8, 6))
    company.person("1002", "曹堃", birth_date=date(1988, 12, 31), hire_date=date(2015, 1, 1))
    company.person("1003", "芦斌", birth_date=date(1988, 8, 6), hire_date=date(2019, 8, 6))
    company.person("1004", "周岚", birth_date=date(1970, 8, 6), status=PersonStatus.LEFT)
    (day,) = almanac.span(date(2026, 8, 6), date(2026, 8, 6)).days
    assert (day.birthdays, day.anniversaries) == (2, 1)
    assert almanac.people_of(date(2026, 8, 6)) == (
        ("芦斌", "", "生日"),
        ("林婉清", "", "生日"),
        ("林婉清", "", "入职 10 年"),
    )
    over = almanac.span(date(2029, 12, 31), date(2030, 1, 1)).days
    assert [(d.birthdays, d.anniversaries) for d in over] == [(1, 0), (0, 1)]
    whole = almanac.span(date(2026, 1, 1), date(2026, 12, 31)).days
    assert sum(d.birthdays for d in whole) == 3
    without = almanac.span(date(2026, 8, 6), date(2026, 8, 6), people=False).days[0]
    assert (without.birthdays, without.anniversaries) == (0, 0)


def test_a_year_at_a_glance_and_the_board(company: Company, almanac: AlmanacService) -> None:
    at = partial(datetime, 2026)
    company.activity("A", Layer.AWARENESS, starts=at(3, 8, 9))
    company.activity("B", Layer.AWARENESS, starts=at(3, 8, 23, 59))
    company.activity("C", Layer.RESOURCES, starts=at(3, 8), state=ActivityState.ARCHIVED)
    company.activity("D", starts=at(12, 31, 23, 59), state=ActivityState.ARCHIVED)
    company.activity("E", starts=datetime(2027, 1, 1))
    year = almanac.year(2026)
    assert len(year.days) == 365
    assert (year.begun, year.total) == ({date(2026, 3, 8): (2, 0, 0, 1), date(2026, 12, 31): (0, 0, 1, 0)}, 4)
    board = {column.state: column for column in almanac.board(2026, most=1)}
    assert list(board) == list(ActivityState)
    assert (board[ActivityState.PLAN].total, [e.code for e in board[ActivityState.PLAN].entries]) == (2, ["A"])
    archived = board[ActivityState.ARCHIVED]
    assert (archived.total, [e.code for e in archived.entries]) == (2, ["D"])


def test_what_branches_owe(company: Company, database: Database) -> None:
    party = partial(company.unit, kind=OrganisationKind.PARTY)
    party("党委")
    one, two = party("党委/客服支部"), party("党委/运维支部")
    group = party("党委/客服支部/第一党小组")
    hold = partial(company.activity)
    hold("A", duty=DutyKind.PARTY_DAY, host_id=one, joint_host_ids=(two,), starts=datetime(2026, 11, 15, 15))
    hold("B", duty=DutyKind.GROUP_MEETING, host_id=group, starts=datetime(2026, 11, 8, 16))
    hold("C", duty=DutyKind.PARTY_LECTURE, host_id=two, starts=datetime(2026, 10, 20, 15))
    hold("D", duty=DutyKind.COMMITTEE_MEETING, host_id=one, starts=datetime(2026, 11, 30, 15))
    hold("E", duty=DutyKind.COMMITTEE_MEETING, host_id=one, starts=datetime(2026, 10, 30, 15))
    today = date(2026, 11, 23)
    found = {branch.branch: branch for branch in DutyService(database).standing(today, today)}
    assert set(found) == {"客服支部", "运维支部"}
    assert [one.sentence for one in found["客服支部"].standings] == [
        "第四季度党员大会还差 1 次，还没有排",
        "11月支委会还差 1 次，已排 11月30日",
        "11月党小组会已完成",
        "第四季度党课还差 1 次，还没有排",
        "11月主题党日已完成",
        "2026年组织生活会还差 1 次，还没有排",
        "2026年民主评议党员还差 1 次，还没有排",
    ]
    assert [one.unplanned for one in found["客服支部"].owed] == [1, 0, 1, 1, 1]
    assert [one.rule.duty for one in found["运维支部"].standings if not one.owed] == [
        DutyKind.PARTY_LECTURE,
        DutyKind.PARTY_DAY,
    ]


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2026, 12, 31), ["2026-12-01 2026-12-31", "2026-10-01 2026-12-31", "2026-01-01 2026-12-31"]),
        (date(2028, 2, 29), ["2028-02-01 2028-02-29", "2028-01-01 2028-03-31", "2028-01-01 2028-12-31"]),
    ],
)
def test_periods(day: date, spans: list[str]) -> None:
    rules = {rule.every: rule for rule in bundled_duties()}
    assert [" ".join(map(str, rules[every].span(day))) for every in ("month", "quarter", "year")] == spans  # type: ignore[index]


def test_a_profile_of_duties_that_does_not_fit() -> None:
    with pytest.raises(ProfileBrokenError, match="every"):
        duties_from_text('{"format": 1, "duties": [{"duty": "party_day", "every": "week", "times": 1}]}', "d")


def test_a_span_of_10_000_activities_is_read_by_range(company: Company, almanac: AlmanacService) -> None:
    """The rows read follow from the span, not from how many activities there are."""
    with company.database.read() as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM activity WHERE (starts >= ? AND starts < ?)"
            " OR (starts >= ? AND starts < ? AND ends > ?)",
            tuple(str(datetime(2026, 10, 1) + timedelta(days=n)) for n in range(5)),
        )
        assert not any("SCAN activity" in row[3] for row in plan)
