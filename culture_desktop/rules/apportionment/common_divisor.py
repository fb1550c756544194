"""The number by which all weights can be divided so that rounding gives the result, for readers who redo the sum."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, isqrt

from culture_desktop.rules.apportionment.divisor import STEPS
from culture_desktop.rules.apportionment.problem import Apportionment
from culture_desktop.rules.rounding import plain

ROOT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Divisor:
    """The divisor of a result: as short a number as will do, and between which numbers every other would do as well.

    ``power`` is its exact first or second power, as the method takes it, in the measure of the integer weights. In a
    tie it is the claim that is tied, and no other divisor would do.
    """

    text: str
    low: str | None
    high: str | None
    power: Fraction


def common_divisor(result: Apportionment) -> Divisor | None:
    """What every weight is divided by; None where limits alone decide."""
    problem, steps = result.problem, STEPS[result.problem.method]
    low = high = None
    for n, places in enumerate(result.seats.values()):
        if not problem.weights[n]:
            continue
        claim, most = (steps.factor * problem.weights[n]) ** steps.power, problem.maximums[n]
        if most is None or places < most:
            next_one = Fraction(claim, steps.step(places))
            low = next_one if low is None else max(low, next_one)
        if places > problem.floors[n]:
            last = Fraction(claim, steps.step(places - 1))
            high = last if high is None else min(high, last)
    scale = problem.scale**steps.power
    if result.ties:
        assert low is not None
        tied = root(low / scale, steps.power)
        return Divisor(plain(tied, 6 if tied >= 1 else ROOT_DIGITS), None, None, low)
    if low is None and high is None:
        return None
    low, high = (None if end is None else end / scale for end in (low, high))
    unit, found = _shortest(low or Fraction(0), high, steps.power)
    fine = unit / 100
    return Divisor(
        _written(found),
        None if low is None else _written(_above(low, fine, steps.power)),
        None if high is None else _written(_below(high, fine, steps.power)),
        found**steps.power * scale,
    )


def _shortest(low: Fraction, high: Fraction | None, power: int) -> tuple[Fraction, Fraction]:
    """The number with the fewest digits whose power lies between two bounds, and its last digit's place."""
    unit = Fraction(10) ** len(str(floor(high if high is not None else low)))
    while True:
        found = _above(low, unit, power)
        if high is None or found**power < high:
            return unit, found
        unit /= 10


def _above(bound: Fraction, unit: Fraction, power: int) -> Fraction:
    """The smallest multiple of a unit whose power is greater than a bound."""
    scaled = floor(bound / unit**power)
    return ((scaled if power == 1 else isqrt(scaled)) + 1) * unit


def _below(bound: Fraction, unit: Fraction, power: int) -> Fraction:
    """The greatest multiple of a unit whose power is less than a bound."""
    scaled = ceil(bound / unit**power) - 1
    return (scaled if power == 1 else isqrt(scaled)) * unit


def _written(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def root(value: Fraction, power: int) -> Fraction:
    """The root; a square root to twelve decimals, halves up."""
    if power == 1:
        return value
    return Fraction((isqrt(floor(4 * value * 100**ROOT_DIGITS)) + 1) // 2, 10**ROOT_DIGITS)
