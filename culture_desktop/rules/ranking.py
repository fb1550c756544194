"""Ranks 1-1-3 by a sequence of published keys, and the cut after so many places.

Equals by the first key are told apart by the second, and so on. Where a value is missing, the keys from there on decide
nothing between those concerned. Whoever is still equal shares the better rank, and where such a tie lies across the
cut, those concerned are reported and nobody of them is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Key:
    """A value that decides, by name (总分, 评审得分, 参加活动次数); higher is better unless said otherwise."""

    name: str
    highest_first: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """Who is ranked, and their values by key; without a value for the first key somebody has no rank."""

    id: str
    values: Mapping[str, Number | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A rank, and by which key it was told from those with the same values before (None: the first key was enough)."""

    id: str
    rank: int
    shared: bool
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Cut:
    """Who is within so many places for certain, and between whom the ``open`` places are tied."""

    within: tuple[str, ...]
    tied: tuple[str, ...]
    open: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places from the best; equals in the order of the input. ``unranked`` lack the first value."""

    keys: tuple[Key, ...]
    places: tuple[Place, ...]
    unranked: tuple[str, ...]

    def cut(self, seats: int) -> Cut:
        """The first ``seats`` places."""
        if seats <= 0 or len(self.places) <= seats or self.places[seats].rank != self.places[seats - 1].rank:
            return Cut(tuple(place.id for place in self.places[: max(seats, 0)]), (), 0, "")
        rank = self.places[seats].rank
        within = tuple(place.id for place in self.places if place.rank < rank)
        tied = tuple(place.id for place in self.places if place.rank == rank)
        left = seats - len(within)
        compared = "、".join(key.name for key in self.keys)
        words = f"{'、'.join(tied)}并列第 {rank} 名，依次比较{compared}后仍不分先后，其间 {left} 个名额待定"
        return Cut(within, tied, left, f"{words}。")


def rank(entries: Sequence[Entry], keys: Sequence[Key]) -> Ranking:
    """Rank by ``keys``, of which the first is the score itself."""
    ranked = [entry for entry in entries if entry.values.get(keys[0].name) is not None]
    places: list[Place] = []
    for group, level in _groups(ranked, keys):
        first, decided_by = len(places) + 1, keys[level].name if level else None
        places += [Place(entry.id, first, len(group) > 1, decided_by) for entry in group]
    unranked = tuple(entry.id for entry in entries if entry.values.get(keys[0].name) is None)
    return Ranking(tuple(keys), tuple(places), unranked)


def competition_ranks(totals: Sequence[Number | None]) -> tuple[int | None, ...]:
    """The rank of each total, highest first, equals sharing the better rank: 1, 1, 3; None stays unranked."""
    ordered = sorted((total for total in totals if total is not None), reverse=True)
    first: dict[Number, int] = {}
    for place, total in enumerate(ordered, start=1):
        first.setdefault(total, place)
    return tuple(None if total is None else first[total] for total in totals)


def _groups(
    entries: Sequence[Entry], keys: Sequence[Key], level: int = 0, split: int = 0
) -> list[tuple[Sequence[Entry], int]]:
    """The entries in order, equals together, each group with the last key that told it from others."""
    if len(entries) <= 1 or level == len(keys) or any(e.values.get(keys[level].name) is None for e in entries):
        return [(entries, split)] if entries else []

    def value(entry: Entry) -> Fraction:
        number = entry.values[keys[level].name]
        assert number is not None
        return -Fraction(number) if keys[level].highest_first else Fraction(number)

    groups = [list(equal) for _, equal in groupby(sorted(entries, key=value), key=value)]
    last = level if len(groups) > 1 else split
    return [found for group in groups for found in _groups(group, keys, level + 1, last)]
