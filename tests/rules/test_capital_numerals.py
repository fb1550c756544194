"""Sums of money in capital numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.capital_numerals import capital_amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("16", "壹拾陆元整"),
        ("100", "壹佰元整"),
        ("105", "壹佰零伍元整"),
        ("150", "壹佰伍拾元整"),
        ("1005", "壹仟零伍元整"),
        ("1050", "壹仟零伍拾元整"),
        ("6000", "陆仟元整"),
        ("10000", "壹万元整"),
        ("10005", "壹万零伍元整"),
        ("20600", "贰万零陆佰元整"),
        ("107000", "壹拾万零柒仟元整"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0.50", "伍角整"),
        ("0.05", "伍分"),
        ("1000000", "壹佰万元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000100010.10", "壹拾亿零壹拾万零壹拾元壹角整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_cases(amount: str, words: str) -> None:
    assert capital_amount(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000"])
def test_what_is_no_sum(amount: str) -> None:
    with pytest.raises(ValueError, match="no sum of money"):
        capital_amount(Decimal(amount))


def _read(words: str) -> Decimal:
    """The figure that the words stand for, worked out another way."""
    digits = {word: number for number, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
    units = {"拾": 10, "佰": 100, "仟": 1000}
    total, section, digit = 0, 0, 0
    cents = 0
    for word in words.removesuffix("整"):
        if word in digits:
            digit = digits[word]
        elif word in units:
            section, digit = section + digit * units[word], 0
        elif word in "万亿元":
            section, digit = section + digit, 0
            total, section = total + section * {"万": 10**4, "亿": 10**8, "元": 1}[word], 0
        else:
            cents, digit = cents + digit * (10 if word == "角" else 1), 0
    return Decimal(total) + Decimal(cents) / 100


@given(st.integers(0, 10**14 - 1))
def test_the_words_read_back_as_the_figure(cents: int) -> None:
    words = capital_amount(Decimal(cents) / 100)
    assert _read(words) == Decimal(cents) / 100
    assert "零零" not in words
