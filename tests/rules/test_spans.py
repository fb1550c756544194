"""Spans of years and months, corresponding day to corresponding day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.spans import add_months, add_years, in_words, months_between

days = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2023, 11, 23), date(2026, 11, 23), 36),
        (date(2023, 11, 24), date(2026, 11, 23), 35),
        (date(2020, 2, 29), date(2023, 2, 28), 36),
        (date(2020, 2, 29), date(2023, 2, 27), 35),
        (date(2020, 2, 29), date(2024, 2, 28), 47),
        (date(2020, 2, 29), date(2024, 2, 29), 48),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2024, 1, 31), date(2024, 4, 30), 3),
        (date(2026, 11, 23), date(2026, 11, 22), 0),
        (date(2026, 11, 23), date(2025, 1, 1), 0),
    ],
)
def test_whole_months(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def test_years_from_a_leap_day() -> None:
    assert add_years(date(2020, 2, 29), 1) == date(2021, 2, 28)
    assert add_years(date(2020, 2, 29), 4) == date(2024, 2, 29)
    assert add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert add_years(date(2026, 11, 23), -2) == date(2024, 11, 23)


@given(days, st.integers(0, 600))
def test_a_term_is_full_on_its_day_and_not_the_day_before(start: date, months: int) -> None:
    end = add_months(start, months)
    assert months_between(start, end) == months
    if months:
        assert months_between(start, date.fromordinal(end.toordinal() - 1)) == months - 1


@pytest.mark.parametrize(("months", "words"), [(28, "2 年 4 个月"), (36, "3 年"), (5, "5 个月"), (0, "不足 1 个月")])
def test_words(months: int, words: str) -> None:
    assert in_words(months) == words
