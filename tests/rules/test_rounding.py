"""Rounding half up, and numbers as people write them."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.rounding import percentage, plain, rounded


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_half_up_to_the_digits(value: Fraction, digits: int) -> None:
    with localcontext(prec=200):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        assert rounded(value, digits) == exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert rounded(value, digits).as_tuple().exponent == -digits


@pytest.mark.parametrize(
    ("value", "text"), [("1/200", "0.01"), ("-1/200", "-0.01"), ("1/300", "0.00"), ("-1/300", "0.00")]
)
def test_rounding_at_the_edges(value: str, text: str) -> None:
    assert str(rounded(Fraction(value), 2)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("312", "312"), ("1/2", "0.5"), ("1/3", "0.3333"), ("100", "100"), ("0", "0"), ("-5/2", "-2.5")]
)
def test_numbers_without_needless_zeros(value: str, text: str) -> None:
    assert plain(Fraction(value)) == text


@pytest.mark.parametrize(("share", "text"), [("1/2", "50.00%"), ("1/3", "33.33%"), ("2/3", "66.67%"), ("0", "0.00%")])
def test_percentages(share: str, text: str) -> None:
    assert percentage(Fraction(share)) == text
