"""Divisor methods under limits, exactly and without a loop over the places.

A divisor method gives a unit of weight w that already holds a places the claim w / d(a) to one more, d being a + 1
for D'Hondt, a + 1/2 for Webster and the root of a (a + 1) for Huntington-Hill. Under limits every unit begins with
its minimum, then each place goes to the highest claim of a unit below its maximum. The result is the one for which
there is a divisor x such that every unit's w / x, rounded as the method rounds and brought up to its minimum or down
to its maximum, adds up to the places (Balinski and Young, Fair Representation, 1982).

Claims are compared as integers: ``w << shift // d`` with a shift so great that different fractions stay different.
The places' worth of highest claims is cut off by bisection, in which units that are settled drop out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isqrt

from culture_desktop.rules.apportionment.problem import Method, Problem


@dataclass(frozen=True, slots=True)
class Steps:
    """A divisor method in whole numbers.

    A unit that holds a places claims ``(factor * weight) ** power / step(a)`` for the next; ``count(q)`` is how many a
    have ``step(a) <= q``.
    """

    factor: int
    power: int
    step: Callable[[int], int]
    count: Callable[[int], int]


STEPS = {
    Method.DHONDT: Steps(1, 1, lambda a: a + 1, lambda q: q),
    Method.WEBSTER: Steps(2, 1, lambda a: 2 * a + 1, lambda q: (q + 1) // 2),
    Method.HUNTINGTON_HILL: Steps(1, 2, lambda a: a * (a + 1), lambda q: (isqrt(4 * q + 1) + 1) // 2),
}


def divide(problem: Problem) -> tuple[list[int], list[int]]:
    """Places that are certain, and the positions of the units tied for the rest (none if nothing is left)."""
    if sum(problem.floors) == problem.seats:
        return list(problem.floors), []
    steps = STEPS[problem.method]
    highest = steps.step(max(problem.caps) - 1)
    shift = (highest * highest).bit_length()
    claims = [((steps.factor * weight) ** steps.power) << shift for weight in problem.weights]

    def held(units: Iterable[int], cut: int) -> dict[int, int]:
        """How many places each unit holds if every claim of ``cut`` and more is met."""
        count, floors, caps = steps.count, problem.floors, problem.caps
        return {n: min(max(count(claims[n] // cut), floors[n]), caps[n]) for n in units}

    places = list(problem.floors)
    low, high = 1, max(claims) + 1
    at_low, at_high = held(range(len(places)), low), held(range(len(places)), high)
    settled = 0
    while True:
        for n in [n for n, many in at_low.items() if many == at_high[n]]:
            places[n] = at_low.pop(n)
            settled += places[n]
        if high - low == 1 or not at_low:
            break
        middle = (low + high) // 2
        found = held(at_low, middle)
        if settled + sum(found.values()) >= problem.seats:
            low, at_low = middle, found
        else:
            high, at_high = middle, found
    rest = problem.seats - settled
    if sum(at_low.values()) == rest:
        tied = []
        certain = at_low
    else:
        tied = sorted(at_low)
        certain = {n: at_high[n] for n in at_low}
    for n, many in certain.items():
        places[n] = many
    return places, tied
