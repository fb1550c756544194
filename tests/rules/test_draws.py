"""Draws: what comes out is the same every time, fair, and nobody's twice."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.draws import drawn, groups, new_seed, winners

SEEDS = st.text(min_size=1, max_size=20)


def test_anybody_can_draw_again_by_hand() -> None:
    digests = {place: hashlib.sha256(f"20260806|{place}".encode()).hexdigest() for place in (1, 2, 3, 4, 5)}
    by_hand = [place for place, _ in sorted(digests.items(), key=lambda one: one[1])]
    assert list(drawn([1, 2, 3, 4, 5], "20260806")) == by_hand


def test_a_known_draw() -> None:
    assert drawn("甲乙丙丁戊", "20260806") == ("丁", "甲", "乙", "丙", "戊")


@given(st.integers(0, 60), SEEDS)
def test_everybody_is_drawn_once(size: int, seed: str) -> None:
    assert sorted(drawn(range(size), seed)) == list(range(size))


@given(st.lists(st.integers(0, 5), max_size=5), st.integers(0, 20), SEEDS)
def test_nobody_wins_two_prizes(prizes: list[int], more: int, seed: str) -> None:
    pool = range(sum(prizes) + more)
    found = winners(pool, seed, prizes)
    assert [len(one) for one in found] == prizes
    everyone = [person for one in found for person in one]
    assert len(everyone) == len(set(everyone))


@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=60), st.integers(1, 12), SEEDS)
def test_groups_and_the_kinds_in_them_differ_by_one_at_most(kinds: list[str], count: int, seed: str) -> None:
    count = min(count, len(kinds))
    found = groups(range(len(kinds)), seed, count, kinds)
    sizes = [len(one) for one in found]
    assert max(sizes) - min(sizes) <= 1
    assert sorted(person for one in found for person in one) == list(range(len(kinds)))
    for kind in set(kinds):
        shares = [sum(kinds[person] == kind for person in one) for one in found]
        assert max(shares) - min(shares) <= 1


def test_no_place_in_the_pool_is_favoured() -> None:
    """Each of ten is drawn first about as often as any other: chi squared of nine degrees, below the 0.1 % mark."""
    first = Counter(drawn(range(10), f"seed {n}")[0] for n in range(5000))
    chi = sum((first[place] - 500) ** 2 / 500 for place in range(10))
    assert chi < 27.88


def test_seeds_are_eight_digits() -> None:
    seeds = {new_seed() for _ in range(50)}
    assert all(len(seed) == 8 and seed.isdecimal() for seed in seeds)
    assert len(seeds) > 40


@pytest.mark.parametrize(
    "call", [lambda: winners("甲", "1", [2]), lambda: groups("甲", "1", 2), lambda: groups("", "1", 1)]
)
def test_too_few(call: object) -> None:
    with pytest.raises(ValueError, match=r"of|for"):
        call()  # type: ignore[operator]
