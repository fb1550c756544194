"""The selection on cases with known answers."""

import random
import time
from decimal import Decimal
from fractions import Fraction

import pytest

from culture_desktop.rules.profiles import TEN_HUNDRED_THOUSAND, bundled_profile
from culture_desktop.rules.selection import (
    Candidate,
    GroupLimit,
    Problem,
    Status,
    Tier,
    UnitLimit,
    Winner,
    solve,
    verify,
)
from culture_desktop.vocabulary import TierKind


def person(number: str, score: str, unit: str = "公司", *groups: str, **more: object) -> Candidate:
    return Candidate(number, unit, Decimal(score), frozenset(groups), **more)  # type: ignore[arg-type]


def company(people: int, units: int, seed: int, seats: tuple[int, ...], cap: int) -> Problem:
    """An invented company with caps on every unit and four structure rules."""
    dice = random.Random(seed)
    chances = {"一线": 0.55, "女": 0.4, "管理": 0.2, "众包": 0.25}
    candidates = tuple(
        Candidate(
            f"{number:05d}",
            f"公司/部{(unit := dice.randrange(units)) // 5}/班{unit}",
            Decimal(dice.randint(6000, 9999)).scaleb(-2),
            frozenset(group for group, chance in chances.items() if dice.random() < chance),
        )
        for number in range(people)
    )
    tiers = tuple(Tier(f"第{n}档", seat) for n, seat in enumerate(seats, start=1))
    return Problem(
        tiers,
        candidates,
        tuple(UnitLimit(f"公司/部{unit // 5}/班{unit}", None, None, cap) for unit in range(units)),
        (
            GroupLimit("一线", None, Fraction(60, 100)),
            GroupLimit("女", None, Fraction(45, 100)),
            GroupLimit("管理", None, None, Fraction(15, 100)),
            GroupLimit("众包", tiers[0].name, Fraction(40, 100)),
        ),
    )


def test_xiamen_2016() -> None:
    """250 winners: unit heads at most 15 % (37), front line at least 60 % (150), and the other published shares."""
    dice = random.Random(2016)
    people = []
    for number in range(700):
        head = dice.random() < 0.4
        groups = {"单位负责人"} if head else {"一线"} if dice.random() < 0.6 else set()
        groups |= {name for name, chance in (("企业", 0.6), ("女", 0.3), ("农民工", 0.15)) if dice.random() < chance}
        bonus = 800 if head else 0  # unit heads score higher, so that every share has to bind
        people.append(
            Candidate(f"{number:03d}", "厦门", Decimal(dice.randint(6000, 9000) + bonus).scaleb(-2), frozenset(groups))
        )
    limits = (
        GroupLimit("单位负责人", None, None, Fraction(15, 100)),
        GroupLimit("一线", None, Fraction(60, 100)),
        GroupLimit("企业", None, Fraction(50, 100)),
        GroupLimit("女", None, Fraction(20, 100)),
        GroupLimit("农民工", None, Fraction(20, 100)),
    )
    problem = Problem((Tier("先进", 250),), tuple(people), (), limits)
    result = solve(problem)
    assert verify(problem, result) == ()
    won = {winner.id for winner in result.winners}
    counts = {limit.group: sum(limit.group in p.groups for p in people if p.id in won) for limit in limits}
    assert len(won) == 250
    assert counts["单位负责人"] == 37
    assert counts["一线"] >= 150
    assert counts["企业"] >= 125
    assert counts["女"] >= 50
    assert counts["农民工"] >= 50
    assert any("一线不低于 60%（至少 150 人）" in text for text in result.explanations.values())
    assert any("单位负责人不超过 15%（至多 37 人）" in text for text in result.explanations.values())


def test_the_highest_tier_comes_first_even_at_the_cost_of_the_next() -> None:
    # One unit may have one winner. With 甲 in the star tier, the second tier has to do with 丙.
    problem = Problem(
        (Tier("之星", 1), Tier("达人", 1)),
        (
            person("甲", "90", "公司/一班"),
            person("乙", "89.99", "公司/二班"),
            person("丙", "10", "公司/三班"),
            person("丁", "88", "公司/一班"),
        ),
        (UnitLimit("公司/二班", None, None, 0), UnitLimit("公司/一班", None, None, 1)),
    )
    result = solve(problem)
    assert result.winners == (Winner("甲", "之星"), Winner("丙", "达人"))
    assert result.totals == {"之星": Decimal(90), "达人": Decimal(10)}


def test_a_limit_covers_the_subtree_and_not_names_that_begin_alike() -> None:
    people = (
        person("1", "99", "公司/客服/一班"),
        person("2", "98", "公司/客服/二班"),
        person("3", "97", "公司/客服部"),
        person("4", "96", "公司/客服"),
    )
    result = solve(Problem((Tier("奖", 2),), people, (UnitLimit("公司/客服", None, None, 1),)))
    assert [winner.id for winner in result.winners] == ["1", "3"]


def test_teams_are_chosen_beside_persons_and_counted_apart() -> None:
    teams = tuple(person(f"班{n}", str(90 + n), f"公司/部{n}", kind=TierKind.TEAM) for n in range(3))
    people = tuple(person(f"人{n}", str(80 + n), f"公司/部{n}", *(("一线",) if n else ())) for n in range(3))
    tiers = (Tier("班组", 1, TierKind.TEAM), Tier("之星", 1), Tier("达人", 1))
    limits = (GroupLimit("一线", None, Fraction(1)),)
    problem = Problem(tiers, teams + people, (UnitLimit("公司/部2", None, None, 1),), limits)
    result = solve(problem)
    assert result.winners == (Winner("班2", "班组"), Winner("人2", "之星"), Winner("人1", "达人"))
    assert verify(problem, result) == ()


def test_without_a_tier_for_persons_all_together_means_teams() -> None:
    teams = tuple(person(f"班{n}", str(90 + n), "公司/甲" if n else "公司/乙", kind=TierKind.TEAM) for n in range(3))
    limit = UnitLimit("公司/甲", None, None, 1)
    result = solve(Problem((Tier("班组", 2, TierKind.TEAM),), teams, (limit,)))
    assert {winner.id for winner in result.winners} == {"班2", "班0"}
    assert "至多 1 个" in result.explanations["班1"]


def test_a_tie_at_the_cut_is_reported_with_a_canonical_proposal() -> None:
    people = (person("03", "90"), person("01", "90"), person("02", "95"), person("04", "80"))
    result = solve(Problem((Tier("奖", 2),), people))
    assert result.status is Status.TIE
    assert result.tied == ("01", "03")
    assert [winner.id for winner in result.winners] == ["02", "01"]
    assert "须由评委会决定" in result.explanations["03"]
    assert "须由评委会决定" not in result.explanations["02"]


def test_equals_inside_the_cut_are_no_tie() -> None:
    people = (person("1", "90"), person("2", "90"), person("3", "80"))
    assert solve(Problem((Tier("奖", 2),), people)).status is Status.OPTIMAL


def test_equals_across_two_tiers_are_a_tie() -> None:
    result = solve(Problem((Tier("之星", 1), Tier("达人", 1)), (person("1", "90"), person("2", "90"))))
    assert result.status is Status.TIE
    assert result.winners == (Winner("1", "之星"), Winner("2", "达人"))


def test_published_values_decide_between_equals() -> None:
    values = {"1": ("12", "1"), "2": ("12", "3"), "3": ("11", "9")}
    people = tuple(person(n, "90", tie_values=tuple(map(Decimal, those))) for n, those in values.items())
    result = solve(Problem((Tier("奖", 1),), people))
    assert result.status is Status.OPTIMAL
    assert result.winners == (Winner("2", "奖"),)
    assert "与未入选的1（90）同分，按公布的同分次序排在其前" in result.explanations["2"]
    assert result.explanations["1"] == "未入选：得分 90，与“奖”末位2（90）同分，按公布的同分次序排在其后。"


def test_scores_of_different_digits_are_exact() -> None:
    people = (person("1", "0.1"), person("2", "0.2"), person("3", "0.30000001"), person("4", "0.29"))
    limits = (GroupLimit("甲", None, Fraction(0)),)
    result = solve(Problem((Tier("奖", 2),), people, (), limits))
    assert result.totals["奖"] == Decimal("0.59000001")


def test_scores_of_a_single_tier_override_the_common_one() -> None:
    people = (person("1", "90", tier_scores=(("达人", Decimal(99)),)), person("2", "89"))
    result = solve(Problem((Tier("之星", 1), Tier("达人", 1)), people))
    assert result.totals == {"之星": Decimal(90), "达人": Decimal(89)}


def test_seats_stay_empty_only_where_they_must() -> None:
    people = tuple(person(str(n), str(90 - n), "公司/甲", *(("女",) if n == 5 else ())) for n in range(6))
    problem = Problem((Tier("奖", 4),), people, (), (GroupLimit("女", None, Fraction(1, 3)),), exactly=False)
    result = solve(problem)
    assert [winner.id for winner in result.winners] == ["0", "1", "5"]
    assert result.explanations["2"] == ("未入选：得分 88，“奖”空缺 1 个名额，但增补会违反“全部获奖者中女不低于 1/3”。")
    assert verify(problem, result) == ()


@pytest.mark.parametrize("exactly", [True, False])
def test_nothing_to_choose(exactly: bool) -> None:
    assert solve(Problem((), (), exactly=exactly)).winners == ()
    assert solve(Problem((Tier("奖", 0),), (person("1", "9"),), exactly=exactly)).winners == ()
    empty = solve(Problem((Tier("奖", 1),), (), exactly=exactly))
    assert empty.status is (Status.INFEASIBLE if exactly else Status.OPTIMAL)


def test_conflicts_are_named_in_words() -> None:
    people = tuple(person(str(n), "90", "公司/甲", *(("管理",) if n < 3 else ())) for n in range(6))
    units = (UnitLimit("公司/甲", "奖", None, 5), UnitLimit("公司", None, 1, 6))
    nobody = solve(Problem((Tier("奖", 4),), people, units, (GroupLimit("一线", None, Fraction(1, 2)),)))
    assert nobody.status is Status.INFEASIBLE
    assert nobody.conflict == ("全部获奖者中一线不低于 50%（至少 2 人）",)
    assert nobody.explanations["0"].startswith("现有条件下排不出名单：")
    heads = solve(Problem((Tier("奖", 4),), people, units, (GroupLimit("管理", None, None, Fraction(15, 100)),)))
    assert heads.conflict == ("“奖”评满 4 人", "全部获奖者中管理不超过 15%（至多 0 人）")


def test_ten_hundred_thousand_profile_at_its_size() -> None:
    profile = bundled_profile(TEN_HUNDRED_THOUSAND)
    dice = random.Random(10)
    names = [group.name for group in profile.limits.groups]
    candidates = [
        Candidate(
            f"{n:04d}",
            f"公司/部{n % 8}/班{n % 32}",
            Decimal(dice.randint(7000, 9900)).scaleb(-2),
            frozenset(g for g in names if dice.random() < 0.4),
        )
        for n in range(300)
    ]
    candidates += [
        Candidate(f"班{n}", f"公司/部{n % 8}/班{n}", Decimal(80 + n % 19), kind=TierKind.TEAM) for n in range(32)
    ]
    problem = profile.limits.problem(profile.tiers, candidates)
    result = solve(problem)
    assert result.status is not Status.INFEASIBLE
    assert [sum(w.tier == tier.name for w in result.winners) for tier in profile.tiers] == [3, 10, 40]
    assert verify(problem, result) == ()
    assert result.explanations.keys() == {candidate.id for candidate in candidates}


def test_a_thousand_equals_are_a_tie_at_once() -> None:
    people = tuple(person(f"{n:04d}", "90", f"公司/{n % 3}") for n in range(1_000))
    start = time.process_time()
    result = solve(Problem((Tier("之星", 2), Tier("达人", 60)), people, (UnitLimit("公司/0", None, None, 10),)))
    assert time.process_time() - start < 5
    assert (result.status, len(result.tied)) == (Status.TIE, 1_000)
    assert [winner.id for winner in result.winners][:4] == ["0000", "0001", "0002", "0003"]


def test_two_thousand_candidates_take_seconds_and_any_order_gives_the_same() -> None:
    problem = company(2_000, 40, seed=5, seats=(3, 10, 40), cap=2)
    start = time.process_time()
    result = solve(problem)
    assert time.process_time() - start < 5
    assert verify(problem, result) == ()
    dice = random.Random(7)
    people = dice.sample(problem.candidates, len(problem.candidates))
    units = dice.sample(problem.unit_limits, len(problem.unit_limits))
    again = solve(Problem(problem.tiers, tuple(people), tuple(units), problem.group_limits))
    assert (again.winners, again.totals, again.tied) == (result.winners, result.totals, result.tied)
