"""Figures, money and dates as the design writes them."""

from datetime import date, datetime

import pytest

from culture_desktop.ui import labels
from culture_desktop.ui.labels import apart


def test_figures() -> None:
    assert labels.count(1203, "人") == "1,203 人"
    assert labels.money(8642050) == "86,420.50 元"
    assert labels.money(-5) == "-0.05 元"
    assert labels.percent(0.57) == "57%"


def test_dates() -> None:
    assert labels.day(date(2026, 11, 23)) == "2026-11-23"
    assert labels.day(None) == "—"
    assert labels.short_day(date(2026, 1, 5)) == "01-05"
    assert labels.weekday(date(2026, 11, 23)) == "星期一"


def test_spans() -> None:
    start = datetime(2026, 11, 23, 19, 0)
    assert labels.span(start, datetime(2026, 11, 23, 21, 0)) == "2026年11月23日 19:00–21:00"
    assert labels.span(start, None) == "2026年11月23日 19:00"
    assert labels.span(start, datetime(2026, 11, 24, 9, 30)) == "2026年11月23日 19:00 至 11月24日 09:30"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("公司/客服部/一班", "公司/客服部/二班", ("一班", "二班")),
        ("公司/客服部", "公司/营销部/二班", ("客服部", "营销部/二班")),
        ("公司/客服部", "公司/客服部/一班", ("客服部", "客服部/一班")),
        ("公司", "公司", ("公司", "公司")),
        ("", "公司/一班", ("", "公司/一班")),
    ],
)
def test_two_units_are_told_apart_by_their_ends(one: str, other: str, shown: tuple[str, str]) -> None:
    assert apart(one, other) == shown
    assert apart(other, one) == shown[::-1]
