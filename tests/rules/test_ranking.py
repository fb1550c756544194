"""Ranks 1-1-3, ordered tie rules, ties across the cut."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.ranking import Cut, Entry, Key, Number, Place, competition_ranks, rank

KEYS = [Key("总分"), Key("评审得分"), Key("迟到次数", highest_first=False)]

points = st.decimals(0, 100, places=2)


def D(text: str) -> Decimal:  # noqa: N802  (reads as the literal it stands for)
    return Decimal(text)


def entry(name: str, *values: Number | None) -> Entry:
    return Entry(name, dict(zip([key.name for key in KEYS], values, strict=False)))


def test_ordered_keys_decide_between_equals() -> None:
    ranking = rank(
        [
            entry("甲", D("90.00"), D("88"), 2),
            entry("乙", D("95"), D("80"), 0),
            entry("丙", D("90"), D("91"), 5),
            entry("丁", D("90.0"), D("88"), 1),
            entry("戊", None, D("99"), 0),
        ],
        KEYS,
    )
    assert ranking.places == (
        Place("乙", 1, False, None),
        Place("丙", 2, False, "评审得分"),
        Place("丁", 3, False, "迟到次数"),
        Place("甲", 4, False, "迟到次数"),
    )
    assert ranking.unranked == ("戊",)


def test_equals_share_the_better_rank() -> None:
    ranking = rank([entry(name, total, 1, 1) for name, total in (("甲", 9), ("乙", 9), ("丙", 8))], KEYS)
    assert [(place.id, place.rank, place.shared) for place in ranking.places] == [
        ("甲", 1, True), ("乙", 1, True), ("丙", 3, False)
    ]  # fmt: skip


def test_a_missing_value_decides_nothing() -> None:
    ranking = rank([entry("甲", 9, 7, 0), entry("乙", 9, None, 3), entry("丙", 9, 8, 1)], KEYS)
    assert {place.rank for place in ranking.places} == {1}
    assert ranking.cut(1).tied == ("甲", "乙", "丙")


def test_a_tie_across_the_cut_stops_and_asks() -> None:
    ranking = rank([entry(n, t, 5, 0) for n, t in (("甲", 9), ("乙", 8), ("丙", 8), ("丁", 8), ("戊", 1))], KEYS)
    assert ranking.cut(3) == Cut(
        ("甲",),
        ("乙", "丙", "丁"),
        2,
        "乙、丙、丁并列第 2 名，依次比较总分、评审得分、迟到次数后仍不分先后，其间 2 个名额待定。",
    )
    assert ranking.cut(4) == Cut(("甲", "乙", "丙", "丁"), (), 0, "")
    assert ranking.cut(9).within == ("甲", "乙", "丙", "丁", "戊")
    assert ranking.cut(0) == Cut((), (), 0, "")


values = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 2))


@given(st.lists(values, max_size=9), st.integers(0, 10), st.randoms(use_true_random=False))
def test_ranks_and_cuts_do_not_depend_on_the_order(
    given_: list[tuple[int, int, int]], seats: int, random: object
) -> None:
    entries = [entry(str(n), *one) for n, one in enumerate(given_)]
    better = {str(n): (-a, -b, c) for n, (a, b, c) in enumerate(given_)}
    ranking = rank(entries, KEYS)
    for place in ranking.places:
        assert place.rank == 1 + sum(other < better[place.id] for other in better.values())
        assert place.shared == (list(better.values()).count(better[place.id]) > 1)
    random.shuffle(entries)  # type: ignore[attr-defined]
    again, cut = rank(entries, KEYS).cut(seats), ranking.cut(seats)
    assert (set(again.within), set(again.tied), again.open) == (set(cut.within), set(cut.tied), cut.open)
    assert len(cut.within) + cut.open == min(seats, len(entries))
    assert not cut.tied or 0 < cut.open < len(cut.tied)


def test_fractions_are_compared_exactly() -> None:
    thirds = [Entry("甲", {"总分": Fraction(1, 3)}), Entry("乙", {"总分": D("0.3333333333333333333333333333333333")})]
    assert [place.id for place in rank(thirds, [Key("总分")]).places] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("totals", "ranks"),
    [
        (["95", "95", "90"], (1, 1, 3)),
        (["90", "95", "95", "80", "80", "70"], (3, 1, 1, 4, 4, 6)),
        (["90.0", "90.00"], (1, 1)),
        ([], ()),
    ],
)
def test_ranks(totals: list[str], ranks: tuple[int, ...]) -> None:
    assert competition_ranks([D(total) for total in totals]) == ranks


@given(st.lists(st.one_of(st.none(), points), max_size=12))
def test_a_rank_is_one_more_than_the_number_of_better_ones(totals: list[Decimal | None]) -> None:
    for total, place in zip(totals, competition_ranks(totals), strict=True):
        expected = None if total is None else 1 + sum(other is not None and other > total for other in totals)
        assert place == expected
