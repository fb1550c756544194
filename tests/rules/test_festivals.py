"""Lunar days, solar terms and festivals, held against published calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules import lunar
from culture_desktop.rules.festivals import FestivalKind, bundled_festivals, festivals_between, own_festival

BY_NAME = {festival.name: festival for festival in bundled_festivals()}


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        # From the State Council's notices of holidays and the calendars of the Purple Mountain Observatory.
        ("春节", 2024, date(2024, 2, 10)),
        ("春节", 2025, date(2025, 1, 29)),
        ("春节", 2026, date(2026, 2, 17)),
        ("春节", 2027, date(2027, 2, 6)),
        ("除夕", 2026, date(2026, 2, 16)),
        ("元宵节", 2026, date(2026, 3, 3)),
        ("清明节", 2026, date(2026, 4, 5)),
        ("端午节", 2025, date(2025, 5, 31)),
        ("端午节", 2026, date(2026, 6, 19)),
        ("中秋节", 2025, date(2025, 10, 6)),
        ("中秋节", 2026, date(2026, 9, 25)),
        ("重阳节", 2026, date(2026, 10, 18)),
        ("重阳节", 2025, date(2025, 10, 29)),
        ("冬至", 2026, date(2026, 12, 22)),
        ("腊八节", 2026, date(2026, 1, 26)),
        ("建党节", 2026, date(2026, 7, 1)),
        ("元旦", 1850, date(1850, 1, 1)),
        ("春节", 1850, None),
        ("清明节", 2101, None),
    ],
)
def test_days_of_festivals(name: str, year: int, expected: date | None) -> None:
    assert BY_NAME[name].on(year) == expected


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 17), "正月初一"),
        (date(2026, 9, 25), "八月十五"),
        (date(2025, 7, 25), "闰六月初一"),  # 2025 had a leap sixth month
        (date(2025, 8, 22), "闰六月廿九"),
        (date(2026, 2, 16), "腊月廿九"),
        (date(2026, 11, 9), "十月初一"),
        (date(2026, 11, 18), "十月初十"),
        (date(2026, 11, 28), "十月二十"),
        (date(2026, 12, 8), "十月三十"),
        (date(2026, 12, 9), "冬月初一"),
    ],
)
def test_lunar_days(day: date, text: str) -> None:
    found = lunar.lunar_day(day)
    assert found is not None
    assert found.text == text


def test_a_year_has_its_24_terms_in_order() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    terms = [(day, lunar.solar_term(day)) for day in days if lunar.solar_term(day)]
    assert len(terms) == 24
    assert (terms[0], terms[4], terms[-1]) == (
        (date(2026, 1, 5), "小寒"),
        (date(2026, 3, 5), "惊蛰"),
        (date(2026, 12, 22), "冬至"),
    )


@settings(max_examples=15, deadline=None)  # a year is worked out in 70 ms
@given(st.dates(date(1902, 1, 1), date(2099, 12, 30)))
def test_lunar_days_follow_one_another(day: date) -> None:
    one, next_ = lunar.lunar_day(day), lunar.lunar_day(day + timedelta(days=1))
    assert one is not None
    assert next_ is not None
    assert next_.day == one.day + 1 or (next_.day == 1 and one.day in (29, 30))


def test_a_span_over_two_years() -> None:
    own = own_festival("客服节", "8-6")
    found = festivals_between((*bundled_festivals(), own), date(2025, 12, 22), date(2026, 1, 1))
    assert {day: [f.name for f in festivals] for day, festivals in found.items()} == {date(2026, 1, 1): ["元旦"]}
    (customers,) = festivals_between((own,), date(2026, 8, 1), date(2026, 8, 31))[date(2026, 8, 6)]
    assert (customers.kind, customers.when) == (FestivalKind.OWN, "8月6日")
    assert own_festival("开业", "2-29").on(2026) is None


@pytest.mark.parametrize(
    ("name", "when", "lunar_date"), [("", "8-6", False), ("节", "13-1", False), ("节", "2-30", False)]
)
def test_what_is_no_festival(name: str, when: str, lunar_date: bool) -> None:
    with pytest.raises(InvalidFieldError):
        own_festival(name, when, lunar_date)


def test_what_they_are_called() -> None:
    assert BY_NAME["中秋节"].when == "农历八月十五"
    assert BY_NAME["清明节"].when == "清明"
    assert BY_NAME["除夕"].when == "除夕"
    assert [name for name in ("春节", "清明节", "国庆节") if BY_NAME[name].moves] == ["春节", "清明节"]
    assert own_festival("祖师诞", "2-30", True).when == "农历二月三十"
