"""Why each unit gets what it gets, in figures and in a sentence that can be redone with a pocket calculator."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import floor

from culture_desktop.rules.apportionment.common_divisor import ROOT_DIGITS, common_divisor, root
from culture_desktop.rules.apportionment.divisor import STEPS
from culture_desktop.rules.apportionment.hamilton import due_shares
from culture_desktop.rules.apportionment.problem import NAMED, Apportionment, Method, Problem, named
from culture_desktop.rules.rounding import percentage, plain, rounded
from culture_desktop.vocabulary import Word


class Bound(Word):
    """The limit that decided a unit's places."""

    MINIMUM = "minimum", "下限"
    MAXIMUM = "maximum", "上限"


@dataclass(frozen=True, slots=True)
class UnitShare:
    """One unit's line of the explanation.

    ``share`` is its part of all weights, ``quota`` that part of the places, exactly and without limits. ``due`` is
    what the method rounds: for Hamilton the share of the places that limits leave, otherwise weight over divisor
    (for Huntington-Hill to twelve decimals, as it may be irrational). ``seats`` leaves out places that are tied.
    """

    unit: str
    weight: Fraction
    share: Fraction
    quota: Fraction
    due: Fraction
    seats: int
    bound: Bound | None
    tied: bool
    sentence: str

    @property
    def lower(self) -> int:
        """The whole part of the exact quota."""
        return floor(self.quota)

    @property
    def remainder(self) -> Fraction:
        """What the method rounds, without its whole part."""
        return self.due - floor(self.due)


def explain(result: Apportionment, measure: str = "权数") -> tuple[UnitShare, ...]:
    """A line for each unit in the input's order; ``measure`` names the weight (人数), empty leaves it out."""
    problem = result.problem
    reckon = _by_remainder(result) if problem.method is Method.HAMILTON else _by_divisor(result)
    tied = _tied(result)
    lines = []
    for n, (unit, weight) in enumerate(zip(problem.units, problem.weights, strict=True)):
        share = Fraction(weight, problem.total)
        quota = share * problem.seats
        due, bound, reason = reckon(n)
        number = Fraction(weight, problem.scale)
        what = f"{measure} {plain(number)}，" if measure else ""
        head = f"{unit}：{what}占 {percentage(share)}，应得 {rounded(quota, 2)}"
        if not weight:
            reason = f"只按下限得 {problem.floors[n]} 个" if problem.floors[n] else "不得名额"
        elif unit in tied:
            reason = f"{reason}，{_tie_sentence(result, unit)}"
        lines.append(
            UnitShare(unit, number, share, quota, due, result.seats[unit], bound, unit in tied, f"{head}，{reason}。")
        )
    return tuple(lines)


def how(result: Apportionment, measure: str = "权数") -> str:
    """How the whole was divided, in a sentence for the head of the list; ``measure`` names the weight."""
    problem = result.problem
    words = f"按{problem.method.label}分配 {problem.seats} 个名额"
    if problem.method is Method.HAMILTON:
        return f"{words}：各单位先得应得数的整数部分，余下的名额依小数部分从大到小各进 1。"
    rounding = {
        Method.DHONDT: "舍去小数",
        Method.WEBSTER: "四舍五入",
        Method.HUNTINGTON_HILL: "过相邻两数的几何平均则进、不到则舍",
    }[problem.method]
    divisor = common_divisor(result)
    if divisor is None:
        return f"{words}：上下限之内只有一种分法。"
    words = f"{words}：各单位的{measure}除以 {divisor.text}，{rounding}"
    if divisor.low and divisor.high:
        words += f"（除数在 {divisor.low} 至 {divisor.high} 之间，结果都一样）"
    return f"{words}。"


_Reckoning = Callable[[int], tuple[Fraction, Bound | None, str]]


def _tied(result: Apportionment) -> frozenset[str]:
    return frozenset(unit for tie in result.ties for unit in tie.units)


def _tie_sentence(result: Apportionment, unit: str) -> str:
    tie = next(tie for tie in result.ties if unit in tie.units)
    others = named(islice((other for other in tie.units if other != unit), NAMED + 1), len(tie.units) - 1)
    return f"与{others}不分先后，其间 {tie.seats} 个名额待定，先得 {result.seats[unit]} 个"


def _limited(problem: Problem, n: int, low: bool, high: bool) -> tuple[Bound | None, str]:
    if low:
        return Bound.MINIMUM, f"不足下限 {problem.floors[n]}，按下限得 {problem.floors[n]} 个"
    if high:
        return Bound.MAXIMUM, f"超过上限 {problem.caps[n]}，按上限得 {problem.caps[n]} 个"
    return None, ""


def _by_remainder(result: Apportionment) -> _Reckoning:
    problem, shares = result.problem, due_shares(result.problem)
    due, whole = shares.limited, shares.whole
    places, tied = list(result.seats.values()), _tied(result)
    raised = [one % whole for one, given in zip(due, places, strict=True) if given > one // whole]
    left = [one % whole for one, given in zip(due, places, strict=True) if given == one // whole]
    digits = 2
    if raised and left and max(left) < min(raised):  # the last that went up must not look like the first that did not
        digits = _decimals(_apart(Fraction(min(raised), whole), Fraction(max(left), whole)))

    def reckon(n: int) -> tuple[Fraction, Bound | None, str]:
        exact, free = Fraction(due[n], whole), Fraction(shares.free[n], whole)
        again = free != Fraction(problem.weights[n] * problem.seats, problem.total)
        words = f"除去按上下限取数的单位后应得 {rounded(free, digits)}，" if again else ""
        bound, limit = _limited(problem, n, free < exact, free > exact)
        if bound:
            return exact, bound, words + limit
        lower = floor(exact)
        words += f"先得 {lower}"
        if exact == lower:
            return exact, None, f"{words}，没有余数，得 {lower} 个"
        words += f"，余 {rounded(exact - lower, digits)}"
        if problem.units[n] in tied:
            return exact, None, words
        return exact, None, f"{words}，{'进 1' if places[n] > lower else '不进'}，得 {places[n]} 个"

    return reckon


def _by_divisor(result: Apportionment) -> _Reckoning:
    problem, steps = result.problem, STEPS[result.problem.method]
    divisor = common_divisor(result)
    places = list(result.seats.values())
    tied = _tied(result)

    def reckon(n: int) -> tuple[Fraction, Bound | None, str]:
        if divisor is None:  # every unit stands at a limit
            at_cap = places[n] == problem.maximums[n]
            bound = Bound.MAXIMUM if at_cap else Bound.MINIMUM if places[n] == problem.minimums[n] else None
            return Fraction(places[n]), bound, f"上下限之内只有一种分法，得 {places[n]} 个"
        claim = Fraction((steps.factor * problem.weights[n]) ** steps.power) / divisor.power
        due = root(claim, steps.power) / steps.factor
        words = f"除以 {divisor.text} 得"
        if problem.units[n] in tied:
            return due, None, f"{words} {rounded(due, 2)}，正在进舍之间"
        whole, most = steps.count(floor(claim)), problem.maximums[n]
        bound, limit = _limited(problem, n, whole < problem.floors[n], most is not None and whole > most)
        words += f" {_rounding(problem.method, due, whole)}"
        return due, bound, f"{words}，{limit}" if bound else f"{words}，得 {places[n]} 个"

    return reckon


def _rounding(method: Method, due: Fraction, whole: int) -> str:
    """What the division gave and how it was rounded, with decimals enough to see why."""
    if method is Method.DHONDT:
        return f"{_apart(due, Fraction(whole + 1))}，舍去小数为 {whole}"
    if method is Method.WEBSTER:
        up = due * 2 > 2 * whole - 1 and due < whole
        return f"{_apart(due, whole + Fraction(-1 if up else 1, 2))}，四舍五入为 {whole}"
    up = due < whole
    a, b = (whole - 1, whole) if up else (whole, whole + 1)
    if not a:
        return f"{rounded(due, 2)}，不足 1 的取 1"
    mean = root(Fraction(a * b), 2)
    shown = _apart(due, mean)
    return f"{shown}，{'过' if up else '不到'} √({a}×{b})≈{rounded(mean, _decimals(shown))}，取 {whole}"


def _apart(number: Fraction, bound: Fraction) -> Decimal:
    """A number rounded to two decimals, or to so many more that it does not look like the bound it is not."""
    digits = 2
    while digits < ROOT_DIGITS and rounded(number, digits) == rounded(bound, digits):
        digits += 1
    return rounded(number, digits)


def _decimals(shown: Decimal) -> int:
    return -int(shown.as_tuple().exponent)
