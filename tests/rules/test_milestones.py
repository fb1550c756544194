"""Anniversaries of service: a table of cases, and what holds for all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.milestones import YEARS, Away, Milestone, anniversary, counted_from, milestone_in

DAYS = st.dates(date(1960, 1, 1), date(2030, 12, 31))
GAPS = st.lists(
    st.tuples(DAYS, st.integers(0, 2000)).map(lambda gap: Away(gap[0], gap[0] + timedelta(days=gap[1]))), max_size=4
)


@pytest.mark.parametrize(
    ("start", "years", "on"),
    [
        (date(2016, 7, 1), 10, date(2026, 7, 1)),
        (date(1996, 2, 29), 30, date(2026, 2, 28)),
        (date(1996, 2, 29), 32, date(2028, 2, 29)),
        (date(2000, 2, 29), 100, date(2100, 2, 28)),  # a century that is no leap year
        (date(2001, 12, 31), 25, date(2026, 12, 31)),
        (date(2001, 1, 1), 25, date(2026, 1, 1)),
    ],
)
def test_the_day(start: date, years: int, on: date) -> None:
    assert anniversary(start, years) == on


@pytest.mark.parametrize(
    ("hired", "away", "start"),
    [
        (date(2006, 7, 1), (), date(2006, 7, 1)),
        (date(2006, 7, 1), (Away(date(2010, 1, 1), date(2011, 1, 1)),), date(2007, 7, 1)),
        (date(2015, 7, 1), (Away(date(2018, 1, 1), date(2019, 2, 11)),), date(2016, 8, 11)),
        (date(2006, 7, 1), (Away(date(2000, 1, 1), date(2006, 7, 1)),), date(2006, 7, 1)),  # before the first day
        (date(2006, 7, 1), (Away(date(2006, 6, 1), date(2006, 7, 11)),), date(2006, 7, 11)),
        (
            date(2006, 7, 1),
            (Away(date(2010, 1, 11), date(2010, 1, 21)), Away(date(2010, 1, 1), date(2010, 1, 15))),
            date(2006, 7, 21),  # twenty days, those in both once
        ),
        (date(2006, 7, 1), (Away(date(2010, 1, 1), date(2010, 1, 1)),), date(2006, 7, 1)),  # back on the same day
    ],
)
def test_time_away_is_not_served(hired: date, away: tuple[Away, ...], start: date) -> None:
    assert counted_from(hired, away) == start


@pytest.mark.parametrize(
    ("start", "years", "found"),
    [
        (date(2016, 7, 1), YEARS, Milestone(10, date(2026, 7, 1))),
        (date(1986, 11, 23), YEARS, Milestone(40, date(2026, 11, 23))),
        (date(2017, 7, 1), YEARS, None),
        (date(2026, 7, 1), YEARS, None),
        (date(2026, 7, 1), (0,), None),  # nobody celebrates the day of coming
        (date(2031, 7, 1), YEARS, None),
        (date(2016, 7, 1), (5, 20), None),
        (date(2025, 7, 1), (1,), Milestone(1, date(2026, 7, 1))),
    ],
)
def test_what_falls_in_a_year(start: date, years: tuple[int, ...], found: Milestone | None) -> None:
    assert milestone_in(2026, start, years) == found


@given(DAYS, st.integers(1, 60))
def test_an_anniversary_is_in_its_year_and_never_late(start: date, years: int) -> None:
    on = anniversary(start, years)
    assert on.year == start.year + years
    assert (on.month, on.day) in {(start.month, start.day), (2, 28)}
    assert anniversary(start, years) < anniversary(start + timedelta(days=2), years) or start.day >= 27


@given(DAYS, GAPS)
def test_the_order_of_gaps_is_nothing_and_more_away_is_later(hired: date, gaps: list[Away]) -> None:
    start = counted_from(hired, gaps)
    assert start == counted_from(hired, gaps[::-1])
    assert start >= hired
    assert start >= counted_from(hired, gaps[:-1]) - timedelta(days=3 * len(gaps))  # a month is 28 to 31 days
    assert counted_from(hired, [*gaps, *gaps]) == start


@given(DAYS, st.integers(1, 60))
def test_each_year_has_its_own(start: date, years: int) -> None:
    assert milestone_in(start.year + years, start, range(1, 61)) == Milestone(years, anniversary(start, years))
