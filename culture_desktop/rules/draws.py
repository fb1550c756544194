"""Drawing lots so that anybody can draw them again: the order comes from SHA-256 of a seed and each name in the pool.

The seed is said aloud and written down before the draw; whoever has seed and pool computes the same result with any
program: ``sha256(f"{seed}|{place}")`` in hexadecimal, where ``place`` is the one in the pool from 1; the pool is
ordered by these. No digest says anything of another, so nobody can choose a seed to please somebody among many.
"""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
_SEED_DIGITS = 8


def new_seed() -> str:
    """Eight random digits, short enough to be read out."""
    return f"{secrets.randbelow(10**_SEED_DIGITS):0{_SEED_DIGITS}d}"


def drawn(pool: Sequence[T], seed: str) -> tuple[T, ...]:
    """The pool in the order of the draw."""
    keys = [hashlib.sha256(f"{seed}|{place}".encode()).hexdigest() for place in range(1, len(pool) + 1)]
    return tuple(pool[place] for place in sorted(range(len(pool)), key=keys.__getitem__))


def winners(pool: Sequence[T], seed: str, prizes: Sequence[int]) -> tuple[tuple[T, ...], ...]:
    """Who wins each prize, of which there are so many; nobody wins two. ValueError when there are too few."""
    if sum(prizes) > len(pool):
        raise ValueError(f"{sum(prizes)} prizes for {len(pool)}")
    order, found = drawn(pool, seed), []
    for count in prizes:
        found.append(order[:count])
        order = order[count:]
    return tuple(found)


def groups(pool: Sequence[T], seed: str, count: int, kinds: Sequence[Hashable] = ()) -> tuple[tuple[T, ...], ...]:
    """The pool dealt to ``count`` groups whose sizes differ by one at most.

    ``kinds`` are of each in the pool what should be mixed, such as the unit: of every kind the groups then get as many
    as each other, give or take one. ValueError for fewer people than groups.
    """
    if not 1 <= count <= len(pool):
        raise ValueError(f"{count} groups of {len(pool)}")
    order = drawn(range(len(pool)), seed)
    by_kind: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in order:
        by_kind[kinds[place] if kinds else None].append(place)
    dealt: list[list[T]] = [[] for _ in range(count)]
    # One round of cards through all kinds: each kind is dealt evenly, and so is the whole.
    for at, place in enumerate(place for kind in by_kind.values() for place in kind):
        dealt[at % count].append(pool[place])
    return tuple(map(tuple, dealt))
