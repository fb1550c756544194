"""Largest remainders (Hamilton, Hare-Niemeyer) under limits.

Each unit is due its share of the places in proportion to its weight. Who is due less than its minimum or more than
its maximum gets the limit; every other unit gets the whole part of what it is due, and the places left go one by one
to the largest remainders. So limits change no more than they must, and one that holds by itself changes nothing: the
rule of the Act of Congress of 1850, under which each state had at least one seat.

It cannot come out where minimums take more places than the remainders leave, or maximums give back more than the
remainders take. Then whoever is at a limit leaves the reckoning and the other places are shared in proportion among
the others, until all limits hold: every unit is due its weight times one common rate, brought to the limit where it
lies beyond. There is exactly one such rate (the fair shares of Balinski and Young), so the order of the units plays
no part. Whole parts and remainders are those of these shares, as for Swiss cantons (Bundesgesetz über die politischen
Rechte, article 17).
"""

from dataclasses import dataclass
from fractions import Fraction

from culture_desktop.rules.apportionment.problem import Problem


@dataclass(frozen=True, slots=True)
class Shares:
    """What units are due, as numerators over one denominator: by their weight alone, and within their limits."""

    free: list[int]
    limited: list[int]
    whole: int


def due_shares(problem: Problem) -> Shares:
    """The shares whose whole parts and remainders count.

    Their whole parts leave no fewer than no places and no more than there are remainders.
    """
    shares = _shares(problem, Fraction(problem.seats, problem.total))
    left = problem.seats - sum(one // shares.whole for one in shares.limited)
    if 0 <= left <= sum(one % shares.whole > 0 for one in shares.limited):
        return shares
    return _shares(problem, _fair_rate(problem))


def divide(problem: Problem) -> tuple[list[int], list[int]]:
    """Places that are certain, and the positions of the units tied for the rest (none if nothing is left)."""
    shares = due_shares(problem)
    due, whole = shares.limited, shares.whole
    places = [one // whole for one in due]
    left = problem.seats - sum(places)
    if not left:
        return places, []
    remainders = [one % whole for one in due]
    order = sorted(range(len(due)), key=lambda n: -remainders[n])
    cut = remainders[order[left - 1]]
    at_cut = [n for n in range(len(due)) if remainders[n] == cut]
    above = [n for n in order[:left] if remainders[n] > cut]
    tied = at_cut if len(above) + len(at_cut) > left else []
    for n in above if tied else order[:left]:
        places[n] += 1
    return places, tied


def _shares(problem: Problem, rate: Fraction) -> Shares:
    whole = rate.denominator
    free = [weight * rate.numerator for weight in problem.weights]
    given = zip(free, problem.floors, problem.caps, strict=True)
    return Shares(free, [min(max(one, floor * whole), cap * whole) for one, floor, cap in given], whole)


def _fair_rate(problem: Problem) -> Fraction:
    """Places per unit of weight such that the fair shares add up to the places.

    The sum grows with the rate along straight pieces, which bend where a unit leaves its minimum (the slope grows by
    its weight) or meets its maximum (the slope falls by it).
    """
    shift = 2 * max(problem.weights).bit_length()  # enough to keep different fractions apart
    bends: list[tuple[int, int, int]] = []
    for weight, floor, cap in zip(problem.weights, problem.floors, problem.caps, strict=True):
        if weight and floor < cap:
            bends.append(((floor << shift) // weight, weight, floor))
            bends.append(((cap << shift) // weight, -weight, cap))
    fixed, slope = sum(problem.floors), 0
    if fixed == problem.seats:
        return Fraction(0)
    for _, change, limit in sorted(bends):
        if fixed * abs(change) + limit * slope >= problem.seats * abs(change):
            break
        slope += change
        fixed -= limit if change > 0 else -limit
    return Fraction(problem.seats - fixed, slope)
