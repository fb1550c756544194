"""Exact numbers brought to a declared number of decimals, halves up (四舍五入), and as people write them."""

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction, digits: int) -> Decimal:
    """``value`` to ``digits`` decimals, halves away from zero: 2.345 to two digits is 2.35."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal((1 if value < 0 and whole else 0, tuple(map(int, str(whole))), -digits))


def percentage(share: Fraction, digits: int = 2) -> str:
    """A share as ``26.00%``, always with its decimals, as in a table of figures."""
    return f"{rounded(share * 100, digits)}%"


def plain(value: Fraction, digits: int = 4) -> str:
    """A number without needless zeros, rounded to at most ``digits`` decimals: 312, 0.5, 0.3333."""
    text = str(rounded(value, digits))
    return text.rstrip("0").rstrip(".") if "." in text else text
