"""Explanations: the words on known cases, and figures that keep their promise."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from culture_desktop.rules.selection import (
    Candidate,
    Exclusion,
    GroupLimit,
    Inclusion,
    Problem,
    Status,
    Tier,
    UnitLimit,
    solve,
)
from tests.rules.selection.problems import problems

TIERS = (Tier("心级之星", 1), Tier("心级达人", 2))
PEOPLE = (
    Candidate("1", "公司/客服", Decimal("98.00"), name="林晚晴"),
    Candidate("2", "公司/客服", Decimal("97.50"), name="单雄信"),
    Candidate("3", "公司/客服", Decimal("96.10"), name="仇英"),
    Candidate("4", "公司/网运", Decimal("91.00"), frozenset({"一线"}), name="查理"),
    Candidate("5", "公司/网运", Decimal("90.20"), name="解缙"),
    Candidate("6", "公司/网运", None, name="曾巩"),
    Candidate("7", "公司/网运", Decimal("99"), tiers=frozenset(), name="任红"),
)
PROBLEM = Problem(TIERS, PEOPLE, (UnitLimit("公司/客服", None, None, 2),))


def test_the_words() -> None:
    assert solve(PROBLEM).explanations == {
        "1": "入选“心级之星”：得分 98.00；比可替换的未入选者仇英（96.10）高 1.90 分。",
        "2": "入选“心级达人”：得分 97.50；比可替换的未入选者仇英（96.10）高 1.40 分。",
        "3": (
            "未入选：得分 96.10，高于“心级达人”末位查理（91.00），但换入会违反“公司/客服获奖合计至多 2 人”；"
            "能替换的获奖者中末位是单雄信（97.50），差 1.40 分。"
        ),
        "4": (
            "入选“心级达人”：得分 91.00；得分更高的仇英（96.10）未入选，因为换入会违反“公司/客服获奖合计至多 2 人”。"
        ),
        "5": "未入选：得分 90.20，低于“心级达人”末位查理（91.00），差 0.80 分。",
        "6": "未入选：还没有得分。",
        "7": "未入选：没有可以参评的档次。",
    }


def test_both_the_score_and_a_rule() -> None:
    problem = replace(PROBLEM, group_limits=(GroupLimit("一线", "心级达人", Fraction(1, 2)),))
    assert solve(problem).explanations["5"] == (
        "未入选：得分 90.20，低于“心级达人”末位查理（91.00），而且换入会违反“‘心级达人’中一线不低于 50%（至少 1 人）”；"
        "能替换的获奖者中末位是单雄信（97.50），差 7.30 分。"
    )


def test_a_winner_kept_out_of_the_higher_tier() -> None:
    problem = replace(PROBLEM, group_limits=(GroupLimit("一线", "心级之星", Fraction(1)),))
    assert (
        solve(problem)
        .explanations["1"]
        .startswith(
            "入选“心级达人”：得分 98.00；未进“心级之星”，"
            "因为与其末位查理（91.00）对调会违反“‘心级之星’中一线不低于 100%（至少 1 人）”；"
        )
    )


def test_the_rule_in_the_way_is_named_even_where_a_higher_tier_is_nearer() -> None:
    people = (replace(PEOPLE[0], score=Decimal("96.15")), *PEOPLE[2:5])
    capped = Problem(TIERS, people, (UnitLimit("公司/客服", None, None, 1),))
    assert solve(capped).explanations["3"] == (
        "未入选：得分 96.10，高于“心级达人”末位解缙（90.20），但换入会违反“公司/客服获奖合计至多 1 人”；"
        "低于“心级之星”末位林晚晴（96.15），差 0.05 分。"
    )


def test_those_fixed_beforehand() -> None:
    fixed = replace(PROBLEM, included=(Inclusion("5", "一等功"),), excluded=(Exclusion("2", "本人放弃"),))
    found = solve(fixed).explanations
    assert found["5"] == "入选“心级达人”：得分 90.20；按指定入选（一等功）。"
    assert found["2"] == "未入选：不列入（本人放弃）。"
    assert "换入会违反“解缙须入选（一等功）”" in found["4"]


def test_nobody_to_be_exchanged_with() -> None:
    problem = Problem((Tier("奖", 1),), PEOPLE[3:5], (), (GroupLimit("一线", None, Fraction(1)),))
    assert solve(problem).explanations == {
        "4": "入选“奖”：得分 91.00；没有符合各项限制的人选可以替换。",
        "5": (
            "未入选：得分 90.20，低于“奖”末位查理（91.00），而且换入会违反“全部获奖者中一线不低于 100%（至少 1 人）”；"
            "其余获奖者也都不能单独替换。"
        ),
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems(), st.data())
def test_a_little_more_than_the_missing_points_wins(problem: Problem, data: st.DataObject) -> None:
    result = solve(problem)
    assume(result.status is not Status.INFEASIBLE)
    short = {one: found[1] for one, text in result.explanations.items() if (found := re.search(r"差 (\S+) 分", text))}
    assume(short)
    one = data.draw(st.sampled_from(sorted(short)))
    more = Decimal(short[one]) + Decimal("0.01")
    raised = replace(problem, candidates=tuple(_raised(c, more) if c.id == one else c for c in problem.candidates))
    assert one in {winner.id for winner in solve(raised).winners}


def _raised(candidate: Candidate, more: Decimal) -> Candidate:
    score = None if candidate.score is None else candidate.score + more
    return replace(candidate, score=score, tier_scores=tuple((tier, its + more) for tier, its in candidate.tier_scores))
