"""Small random problems for comparison with full enumeration."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from culture_desktop.rules.selection import Candidate, Exclusion, GroupLimit, Inclusion, Problem, Tier, UnitLimit

UNITS = ("公司", "公司/客服", "公司/客服/一班", "公司/客服/二班", "公司/网运", "公司/网运/三班", "公司/客服部")
GROUPS = ("一线", "女", "管理")
TIERS = ("之星", "达人", "能手")
SCORES = (
    Decimal(9),
    Decimal(8),
    Decimal("8.5"),
    Decimal(8),
    Decimal("7.25"),
    Decimal(9),
    Decimal(6),
    Decimal(10),
    None,
)
SHARES = (
    Fraction(0),
    Fraction(15, 100),
    Fraction(333_333_333_333, 10**12),
    Fraction(1, 3),
    Fraction(1, 2),
    Fraction(60, 100),
    Fraction(1),
)


@st.composite
def candidates(draw: st.DrawFn, number: int, tie_values: int) -> Candidate:
    score = draw(st.sampled_from(SCORES))
    overrides = st.sampled_from([(), (), (), (("之星", Decimal(7)),), (("达人", Decimal("9.5")),)])
    return Candidate(
        id=f"{number:02d}",
        unit=draw(st.sampled_from(UNITS[2:])),
        score=score,
        groups=draw(st.frozensets(st.sampled_from(GROUPS))),
        tiers=draw(st.sampled_from([None, None, None, frozenset(TIERS[:1]), frozenset(TIERS[1:])])),
        tie_values=tuple(draw(st.integers(0, 2).map(Decimal)) for _ in range(tie_values)),
        tier_scores=draw(overrides),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    tiers = tuple(
        Tier(name, draw(st.sampled_from([1, 2, 2, 3, 0]))) for name in TIERS[: draw(st.sampled_from([1, 2, 2, 3]))]
    )
    names = [tier.name for tier in tiers]
    tie_values = draw(st.integers(0, 1))
    people = [draw(candidates(number, tie_values)) for number in range(draw(st.sampled_from([5, 6, 7, 4, 3, 0])))]
    known = [_within(person, names) for person in people]
    fixed = draw(st.lists(st.sampled_from([c.id for c in known]), max_size=2, unique=True)) if known else []
    ins = draw(st.integers(0, len(fixed)))
    return Problem(
        tiers=tiers,
        candidates=tuple(draw(st.permutations(known))),
        unit_limits=tuple(draw(st.lists(unit_limits(names), max_size=3))),
        group_limits=tuple(draw(st.lists(group_limits(names), max_size=2))),
        exactly=draw(st.booleans()),
        included=tuple(Inclusion(one, "一等功", draw(st.sampled_from([None, *names]))) for one in fixed[:ins]),
        excluded=tuple(Exclusion(one, "本人放弃") for one in fixed[ins:]),
    )


@st.composite
def unit_limits(draw: st.DrawFn, names: list[str]) -> UnitLimit:
    low = draw(st.sampled_from([None, None, 1]))
    high = draw(st.sampled_from([None, 1, 2]))
    return UnitLimit(draw(st.sampled_from(UNITS)), draw(st.sampled_from([None, *names])), low, high)


@st.composite
def group_limits(draw: st.DrawFn, names: list[str]) -> GroupLimit:
    low, high = sorted((draw(st.sampled_from(SHARES)), draw(st.sampled_from(SHARES))))
    sides = draw(st.sampled_from([(low, None), (None, high), (low, high)]))
    return GroupLimit(draw(st.sampled_from(GROUPS)), draw(st.sampled_from([None, *names])), *sides)


def _within(person: Candidate, names: list[str]) -> Candidate:
    """The same candidate without mention of tiers the problem has not."""
    tiers = None if person.tiers is None else person.tiers & frozenset(names)
    scores = tuple(pair for pair in person.tier_scores if pair[0] in names)
    return Candidate(
        person.id, person.unit, person.score, person.groups, tiers, tie_values=person.tie_values, tier_scores=scores
    )
