"""What places are divided by, where it is more than one number; and how many are put forward for them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil

from culture_desktop.errors import InvalidFieldError, QuotaImpossibleError
from culture_desktop.rules.apportionment.problem import Weight
from culture_desktop.rules.rounding import percentage, plain

Factors = Mapping[str, tuple[Weight, Mapping[str, Weight]]]
"""Name of a factor -> its part in the whole, and each unit's number: ``{"在岗人数": (50, {"客服部": 312, …}), …}``."""


def weigh(factors: Factors) -> dict[str, Fraction]:
    """Each unit's weight: its share of every factor's sum times the factor's part; the weights add up to 1.

    Parts are taken relative to their sum, so 50 and 50 are 1 and 1. Every factor names the same units.
    """
    parts = {name: Fraction(part) for name, (part, _) in factors.items()}
    for name, part in parts.items():
        if part <= 0:
            raise InvalidFieldError(field=f"{name}的比重", value=factors[name][0], expected="大于 0 的数")
    if not parts:
        raise QuotaImpossibleError(reason="没有写按什么分配")
    whole = sum(parts.values())
    units = list(dict.fromkeys(unit for _, numbers in factors.values() for unit in numbers))
    weights = dict.fromkeys(units, Fraction(0))
    for name, (_, numbers) in factors.items():
        total = _total(name, units, numbers)
        for unit in units:
            weights[unit] += parts[name] / whole * Fraction(numbers[unit]) / total
    return weights


def weighings(factors: Factors) -> dict[str, str]:
    """How each unit's weight came about: ``在岗人数 312 占 26.00%，×50%；…；合计 25.50%``."""
    weights = weigh(factors)
    whole = sum(Fraction(part) for part, _ in factors.values())
    totals = {
        name: sum((Fraction(number) for number in numbers.values()), Fraction())
        for name, (_, numbers) in factors.items()
    }
    found = {}
    for unit, weight in weights.items():
        parts = (
            f"{name} {plain(Fraction(numbers[unit]))} 占 {percentage(Fraction(numbers[unit]) / totals[name])}，"
            f"×{plain(Fraction(part) / whole * 100)}%"
            for name, (part, numbers) in factors.items()
        )
        found[unit] = f"{'；'.join(parts)}；合计 {percentage(weight)}"
    return found


def _total(name: str, units: list[str], numbers: Mapping[str, Weight]) -> Fraction:
    for unit in units:
        if unit not in numbers:
            raise QuotaImpossibleError(reason=f"“{unit}”没有{name}")
        if numbers[unit] < 0:
            raise QuotaImpossibleError(reason=f"“{unit}”的{name}是 {numbers[unit]}，不能为负")
    total = sum((Fraction(number) for number in numbers.values()), Fraction())
    if not total:
        raise QuotaImpossibleError(reason=f"各单位的{name}都是 0")
    return total


def nominees(seats: int, ratio: Fraction | Decimal | int) -> int:
    """How many a unit puts forward for its places at one to ``ratio`` (差额): the next whole number up.

    At 1 : 1.2 there are 2 for one place, 6 for five and 8 for six; a unit without places puts nobody forward. The
    sum over the units is therefore more than the ratio of the whole, and each unit has a choice.
    """
    if ratio < 1:
        raise InvalidFieldError(field="差额比例", value=f"1：{ratio}", expected="不小于 1：1")
    return ceil(seats * Fraction(ratio))
