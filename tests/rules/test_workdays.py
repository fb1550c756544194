"""Working days and periods of public notice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import CalendarUnknownError, InvalidFieldError
from culture_desktop.rules.workdays import WorkCalendar, is_workday, notice_period, workday_on_or_after, workdays_from


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        (date(2024, 3, 12), 5, date(2024, 3, 18)),  # published notices
        (date(2024, 2, 28), 5, date(2024, 3, 5)),
        (date(2024, 2, 8), 5, date(2024, 2, 20)),  # over the Spring Festival (10 to 17), Sunday the 18th worked
        (date(2024, 2, 18), 1, date(2024, 2, 18)),
        (date(2024, 9, 28), 5, date(2024, 10, 10)),  # Sunday 29 September is a make-up day, then the holidays
        (date(2026, 9, 30), 2, date(2026, 10, 8)),
    ],
)
def test_last_day(first: date, days: int, last: date) -> None:
    period = notice_period(first, days)
    assert (period.start, period.end) == (first, last)
    assert len(period.counted) == days


def test_make_up_days_and_holidays() -> None:
    assert is_workday(date(2024, 2, 4))  # a Sunday worked for the Spring Festival
    assert not is_workday(date(2024, 2, 12))  # a Monday of the festival
    assert not is_workday(date(2024, 3, 16))


def test_a_year_without_data_is_asked_for_not_guessed() -> None:
    with pytest.raises(CalendarUnknownError) as unknown:
        is_workday(date(2027, 3, 1))
    assert "2027" in str(unknown.value)
    with pytest.raises(CalendarUnknownError):
        notice_period(date(2026, 12, 30), 5)


def test_entered_days_win_and_can_stand_for_a_year() -> None:
    assert is_workday(date(2027, 3, 1), WorkCalendar({date(2027, 3, 1): True}))
    assert not is_workday(date(2024, 3, 12), WorkCalendar({date(2024, 3, 12): False}))
    new_year = {date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 1, 3): False}
    period = notice_period(date(2026, 12, 30), 5, WorkCalendar(new_year, [2027]))
    assert period.end == date(2027, 1, 6)


def test_no_days_is_no_notice() -> None:
    with pytest.raises(InvalidFieldError):
        notice_period(date(2024, 3, 12), 0)


@given(st.dates(date(2004, 1, 1), date(2026, 10, 1)), st.integers(1, 20))
def test_counts_exactly_the_working_days(first: date, days: int) -> None:
    period = notice_period(first, days)
    span = [period.start + timedelta(n) for n in range((period.end - period.start).days + 1)]
    assert [day for day in span if is_workday(day)] == list(period.counted)
    assert len(period.counted) == days
    assert is_workday(period.end)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2024, 3, 11), 5, date(2024, 3, 18)),  # Monday to Monday
        (date(2024, 3, 16), 1, date(2024, 3, 18)),  # a Saturday is not counted
        (date(2024, 2, 8), 1, date(2024, 2, 9)),
        (date(2024, 2, 9), 1, date(2024, 2, 18)),  # over the Spring Festival to a Sunday that is worked
        (date(2024, 2, 18), -1, date(2024, 2, 9)),
        (date(2024, 3, 18), -5, date(2024, 3, 11)),
        (date(2024, 3, 16), 0, date(2024, 3, 18)),
        (date(2024, 3, 15), 0, date(2024, 3, 15)),
    ],
)
def test_so_many_working_days_on(day: date, count: int, expected: date) -> None:
    assert workdays_from(day, count) == expected


def test_the_next_working_day_may_be_the_day_itself() -> None:
    assert workday_on_or_after(date(2024, 2, 4)) == date(2024, 2, 4)
    assert workday_on_or_after(date(2024, 2, 10)) == date(2024, 2, 18)
    with pytest.raises(CalendarUnknownError):
        workday_on_or_after(date(2027, 2, 6))


@given(st.dates(date(2005, 1, 1), date(2025, 10, 1)), st.integers(1, 20))
def test_back_again_by_as_many_working_days(day: date, count: int) -> None:
    start = workday_on_or_after(day)
    assert workdays_from(workdays_from(start, count), -count) == start
