"""Dividing places, in one pool or in several."""

from collections.abc import Mapping
from dataclasses import dataclass

from culture_desktop.errors import QuotaImpossibleError
from culture_desktop.rules.apportionment import divisor, hamilton
from culture_desktop.rules.apportionment.problem import Apportionment, Limit, Method, Tie, Weight, problem_of


def apportion(
    weights: Mapping[str, Weight], seats: int, method: str, minimum: Limit = None, maximum: Limit = None
) -> Apportionment:
    """Divide ``seats`` places among units in proportion to their weights (people, output, ``weigh``'s mixture).

    ``method`` is ``"hamilton"``, ``"webster"``, ``"dhondt"`` or ``"huntington_hill"``; what each means under limits
    stands in ``hamilton`` and ``divisor``. ``minimum`` and ``maximum`` are one number for all units or numbers for
    the units named. A unit without weight gets its minimum and nothing else; with Huntington-Hill every other unit
    gets at least one place.

    Ties are never broken: of units with equal claims to fewer places than they are, none gets one. Those places stay
    unassigned in ``.seats`` and stand in ``.ties``.

    Raises QuotaImpossibleError, which names the limits in conflict, when there is no solution; InvalidFieldError for
    an unknown method or a negative number of places.
    """
    problem = problem_of(weights, seats, method, minimum, maximum)
    divide = hamilton.divide if problem.method is Method.HAMILTON else divisor.divide
    places, tied = divide(problem)
    ties = (Tie(tuple(problem.units[n] for n in tied), seats - sum(places)),) if tied else ()
    return Apportionment(problem, dict(zip(problem.units, places, strict=True)), ties)


@dataclass(frozen=True, slots=True)
class Pool:
    """People counted apart, such as own or outsourced staff, with places of their own."""

    weights: Mapping[str, Weight]
    seats: int
    minimum: Limit = None
    maximum: Limit = None


def apportion_pools(pools: Mapping[str, Pool], method: str) -> dict[str, Apportionment]:
    """Each pool divided by itself, under its name; errors name the pool."""
    found = {}
    for name, pool in pools.items():
        try:
            found[name] = apportion(pool.weights, pool.seats, method, pool.minimum, pool.maximum)
        except QuotaImpossibleError as error:
            raise QuotaImpossibleError(reason=f"“{name}”一组，{error.data['reason']}") from error
    return found
