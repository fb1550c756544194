"""How dates and numbers read in papers."""

from datetime import date

import pytest

from culture_desktop.services.documents.wording import document_number
from culture_desktop.vocabulary import numeral_date


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 1), "二〇二六年十二月一日"),
        (date(2026, 10, 10), "二〇二六年十月十日"),
        (date(2000, 1, 20), "二〇〇〇年一月二十日"),
        (date(2026, 11, 30), "二〇二六年十一月三十日"),
        (date(2026, 8, 21), "二〇二六年八月二十一日"),
        (date(2019, 5, 31), "二〇一九年五月三十一日"),
    ],
)
def test_dates_in_numerals(day: date, words: str) -> None:
    assert numeral_date(day) == words


def test_document_numbers_have_the_year_in_full_and_no_leading_zero() -> None:
    """GB/T 9704-2012, 7.2.5."""
    assert document_number("云工发", 2026, 1) == "云工发〔2026〕1号"
