"""A division of places (名额) among units as a problem in whole numbers, and the result.

Weights become integers by one common factor, limits become one minimum and maximum per unit, and whatever cannot be
divided is refused here with the limits in conflict.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from culture_desktop.errors import InvalidFieldError, QuotaImpossibleError
from culture_desktop.rules.fields import word
from culture_desktop.vocabulary import Word

Weight = int | Fraction | Decimal
Limit = int | Mapping[str, int] | None
"""One number for every unit, or numbers for the units named, or none."""

NAMED = 5
"""As many units are named in a sentence; of more, their number is told."""


class Method(Word):
    """How fractions of a place are rounded."""

    HAMILTON = "hamilton", "最大余数法"
    WEBSTER = "webster", "圣拉古法"
    DHONDT = "dhondt", "洪德法"
    HUNTINGTON_HILL = "huntington_hill", "亨廷顿—希尔法"


@dataclass(frozen=True, slots=True)
class Problem:
    """``seats`` places for ``units``; all sequences are in the units' order.

    ``weights`` are integers: the true weights times ``scale``. ``floors`` and ``caps`` are what a unit can get at
    least and at most by its limits, its weight and the method; ``minimums`` and ``maximums`` are the limits as given.
    """

    method: Method
    units: tuple[str, ...]
    weights: tuple[int, ...]
    scale: int
    seats: int
    floors: tuple[int, ...]
    caps: tuple[int, ...]
    minimums: tuple[int, ...]
    maximums: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """The sum of the integer weights."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class Tie:
    """Units with equal claims to the last ``seats`` places, which are fewer than they are."""

    units: tuple[str, ...]
    seats: int

    @property
    def sentence(self) -> str:
        """The tie in words."""
        return f"{named(self.units)}不分先后，其间 {self.seats} 个名额待定"


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Places by unit, in the order of the input.

    Places that are tied are given to nobody: ``seats`` holds what each unit has for certain, each tie says how many
    places are open and between whom. Without ties the places add up to those there were.
    """

    problem: Problem
    seats: dict[str, int]
    ties: tuple[Tie, ...]

    @property
    def open(self) -> int:
        """How many places are still to be given by a decision on the ties."""
        return sum(tie.seats for tie in self.ties)


def problem_of(weights: Mapping[str, Weight], seats: int, method: str, minimum: Limit, maximum: Limit) -> Problem:
    """The problem in whole numbers; raises QuotaImpossibleError, InvalidFieldError, and TypeError for a float."""
    if method not in set(Method):
        known = "、".join(f"{one.value}（{one.label}）" for one in Method)
        raise InvalidFieldError(field="分配办法", value=method, expected=known)
    if seats < 0:
        raise InvalidFieldError(field="名额", value=seats, expected="不小于 0 的整数")
    units = tuple(weights)
    numbers, scale = _integers(weights)
    minimums = [0 if one is None else one for one in _by_unit(units, minimum, "下限")]
    maximums = _by_unit(units, maximum, "上限")
    for unit, least, most in zip(units, minimums, maximums, strict=True):
        if most is not None and least > most:
            raise QuotaImpossibleError(reason=f"“{unit}”的下限 {least} 大于上限 {most}")
    chosen = word(Method, method)
    floors = tuple(
        max(least, 1) if chosen is Method.HUNTINGTON_HILL and weight and most != 0 else least
        for weight, least, most in zip(numbers, minimums, maximums, strict=True)
    )
    caps = tuple(
        (seats if most is None else min(most, seats)) if weight else least
        for weight, least, most in zip(numbers, floors, maximums, strict=True)
    )
    problem = Problem(chosen, units, tuple(numbers), scale, seats, floors, caps, tuple(minimums), maximums)
    _check_solvable(problem)
    return problem


def _integers(weights: Mapping[str, Weight]) -> tuple[list[int], int]:
    exact: list[Fraction] = []
    for unit, weight in weights.items():
        if isinstance(weight, bool) or not isinstance(weight, int | Fraction | Decimal):
            raise TypeError(f"weight of {type(weight).__name__}, not an exact number")
        if isinstance(weight, Decimal) and not weight.is_finite():
            raise QuotaImpossibleError(reason=f"“{unit}”的权数不是数字")
        if weight < 0:
            raise QuotaImpossibleError(reason=f"“{unit}”的权数是 {weight}，不能为负")
        exact.append(Fraction(weight))
    if not any(exact):
        raise QuotaImpossibleError(reason="各单位的权数都是 0" if exact else "没有要分配的单位")
    scale = lcm(*(one.denominator for one in exact))
    return [one.numerator * (scale // one.denominator) for one in exact], scale


def _by_unit(units: Sequence[str], limit: Limit, name: str) -> tuple[int | None, ...]:
    if isinstance(limit, Mapping):
        strange = [unit for unit in limit if unit not in set(units)]
        if strange:
            raise QuotaImpossibleError(reason=f"给“{named(strange)}”写了{name}，但分配的单位里没有它")
        found = tuple(limit.get(unit) for unit in units)
    else:
        found = (limit,) * len(units)
    for number in found:
        if number is not None and number < 0:
            raise InvalidFieldError(field=name, value=number, expected="不小于 0 的整数")
    return found


def _check_solvable(problem: Problem) -> None:
    least = sum(problem.floors)
    if least > problem.seats:
        raise QuotaImpossibleError(reason=_too_few(problem, least))
    most = sum(problem.caps)
    if most < problem.seats:
        raise QuotaImpossibleError(reason=_too_many(problem, most))


def _too_few(problem: Problem, least: int) -> str:
    floors = {unit: floor for unit, floor in zip(problem.units, problem.floors, strict=True) if floor}
    why = "各单位下限"
    if problem.floors != problem.minimums:
        why = f"按{problem.method.label}，权数不为 0 的单位至少各得 1 个，连同下限"
    return f"{why}合计 {least} 个（{_listed(floors)}），多于名额 {problem.seats} 个"


def _too_many(problem: Problem, most: int) -> str:
    given = zip(problem.units, problem.weights, problem.caps, strict=True)
    caps = {unit: cap for unit, weight, cap in given if weight}
    weightless = [unit for unit, weight in zip(problem.units, problem.weights, strict=True) if not weight]
    reason = f"各单位上限合计 {most} 个（{_listed(caps)}），少于名额 {problem.seats} 个"
    return f"{reason}；{named(weightless)}的权数为 0，只能得下限" if weightless else reason


def _listed(numbers: Mapping[str, int]) -> str:
    return named([f"{unit} {number}" for unit, number in numbers.items()])


def named(names: Iterable[str], count: int | None = None) -> str:
    """The first few names and how many there are; ``count`` where ``names`` are not all."""
    listed = list(names)
    many = len(listed) if count is None else count
    return "、".join(listed[:NAMED]) + (f" 等 {many} 个单位" if many > NAMED else "")
