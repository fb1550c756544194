"""What would happen if one candidate took another's place: the arithmetic behind the explanations.

Which requirements an exchange would break is read off bit masks (bit n stands for requirement n), so that
thousands of candidates take milliseconds.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from culture_desktop.rules.selection.layout import Layout


class Rival(NamedTuple):
    """Someone to be exchanged with."""

    score: Decimal
    number: int


def standing(rival: Rival) -> tuple[Decimal, int]:
    """Order of standing, last first: by score, and among equals by id from the end."""
    return rival.score, -rival.number


class Exchange:
    """A selection with its edges. ``won`` maps candidate numbers to tier positions.

    ``last`` and ``best_out`` hold, for each tier, the winner who stands last and the best of those without any
    honour; None where there is none.
    """

    def __init__(self, layout: Layout, won: Mapping[int, int]) -> None:
        self._layout = layout
        self._won = won
        self._tiers = range(len(layout.problem.tiers))
        self._in_tier = [
            sum(1 << n for n, one in enumerate(layout.requirements) if t in one.tiers) for t in self._tiers
        ]
        self._masks = [sum(1 << its for its in counted) for counted in layout.memberships]
        self.filled = [sum(1 for its in won.values() if its == t) for t in self._tiers]
        self._counts = self._count()
        self._full, self._bare = self._tight()
        winners = [[Rival(layout.scores[n, t], n) for n, its in won.items() if its == t] for t in self._tiers]
        losers: list[list[Rival]] = [[] for _ in self._tiers]
        for (number, tier), score in layout.scores.items():
            if number not in won:
                losers[tier].append(Rival(score, number))
        self.last = [min(those, key=standing, default=None) for those in winners]
        self.best_out = [max(those, key=standing, default=None) for those in losers]
        # Candidates with the same memberships have the same answer.
        self._place_for = cache(self._find_place)
        self._challenger_of = cache(self._find_challenger)
        self._edge_in = [self._edge(sorted(those, key=standing)) for those in winners]
        self._edge_out = [self._edge(sorted(those, key=standing, reverse=True)) for those in losers]

    def replaceable(self, number: int, tier: int) -> Rival | None:
        """The last winner of a tier whose place the candidate could take without breaking anything."""
        return self._place_for(self._masks[number], tier)

    def challenger(self, number: int, tier: int) -> Rival | None:
        """The best of those left out who could take this winner's place without breaking anything."""
        return self._challenger_of(self._masks[number], tier)

    def _find_place(self, comes: int, tier: int) -> Rival | None:
        edge = self._edge_in[tier].items()  # from the last winner up, so the first that fits is the one
        return next((rival for goes, rival in edge if not self._against(comes, goes, tier)), None)

    def _find_challenger(self, goes: int, tier: int) -> Rival | None:
        edge = self._edge_out[tier].items()  # from the best of them down
        return next((rival for comes, rival in edge if not self._against(comes, goes, tier)), None)

    def broken(self, comes: int, goes: int, tier: int) -> list[str]:
        """What would be broken if ``comes`` took the place of ``goes`` in a tier."""
        return self._sentences(self._against(self._masks[comes], self._masks[goes], tier))

    def broken_by_trading(self, lower: int, upper: int) -> list[str]:
        """What would be broken if two winners traded their tiers."""
        low, high = self._in_tier[self._won[lower]], self._in_tier[self._won[upper]]
        up, down = self._masks[lower], self._masks[upper]
        above = self._against(up, down, self._won[upper]) & high & ~low
        below = self._against(down, up, self._won[lower]) & low & ~high
        return self._sentences(above | below)

    def broken_by_adding(self, number: int, tier: int) -> list[str]:
        """What would be broken if the candidate took one of a tier's empty seats."""
        counted = self._layout.memberships[number]
        found = []
        for n, one in enumerate(self._layout.requirements):
            if tier in one.tiers:
                limit = one.limit(1 + sum(self.filled[t] for t in one.tiers))
                count = self._counts[n] + (n in counted)
                if count > limit if one.upper else count < limit:
                    found.append(one.sentence)
        return found

    def _against(self, comes: int, goes: int, tier: int) -> int:
        return self._in_tier[tier] & ((comes & ~goes & self._full) | (goes & ~comes & self._bare))

    def _sentences(self, mask: int) -> list[str]:
        found = []
        while mask:
            found.append(self._layout.requirements[(mask & -mask).bit_length() - 1].sentence)
            mask &= mask - 1
        return found

    def _count(self) -> list[int]:
        counts = [0] * len(self._layout.requirements)
        for number, tier in self._won.items():
            for its in self._layout.memberships[number]:
                counts[its] += tier in self._layout.requirements[its].tiers
        return counts

    def _tight(self) -> tuple[int, int]:
        """Masks of the requirements that cannot take one more, and of those that cannot lose one."""
        full = bare = 0
        for n, one in enumerate(self._layout.requirements):
            if self._counts[n] == one.limit(sum(self.filled[t] for t in one.tiers)):
                full |= one.upper << n
                bare |= (not one.upper) << n
        return full, bare

    def _edge(self, ordered: Sequence[Rival]) -> dict[int, Rival]:
        """For each pattern of membership the first of an order."""
        edge: dict[int, Rival] = {}
        for rival in ordered:
            edge.setdefault(self._masks[rival.number], rival)
        return edge
