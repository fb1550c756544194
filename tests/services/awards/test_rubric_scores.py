"""The whole way to a total with numbers worked out by hand: counted, month by month, conduct, judged in parts."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from culture_desktop.database import Database
from culture_desktop.rules.panels import PanelRules, Summary
from culture_desktop.rules.procedure import Procedure, ScoringRules
from culture_desktop.rules.profiles import profile_from_dict
from culture_desktop.rules.rubrics import Band, Part
from culture_desktop.services.awards.campaign_terms import CriterionTerms
from culture_desktop.services.awards.judges import JudgeService
from culture_desktop.services.awards.service import AwardService
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.conduct import ConductDraft, ConductService
from culture_desktop.vocabulary import CriterionSource, TierKind
from tests.services.awards.campaign import CODE, FIRST, Round, document

PARTS = (
    Part("质量", Decimal(60), (Band("优", Decimal(48), Decimal(60)), Band("中", Decimal(0), Decimal("47.9"))), 1),
    Part("口碑", Decimal(40)),
)
CRITERIA = (
    CriterionTerms(TierKind.PERSON, "参与", CriterionSource.PARTICIPATION, Decimal(10), full_at=4),
    CriterionTerms(TierKind.PERSON, "坚持", CriterionSource.MONTHS, Decimal(15), full_at=3),
    CriterionTerms(TierKind.PERSON, "行为", CriterionSource.CONDUCT, Decimal(25), base=85),
    CriterionTerms(TierKind.PERSON, "评审", CriterionSource.JUDGES, Decimal(50), parts=PARTS),
    CriterionTerms(TierKind.TEAM, "坚持", CriterionSource.MONTHS, Decimal(40), full_at=3),
    CriterionTerms(TierKind.TEAM, "行为", CriterionSource.CONDUCT, Decimal(60), base=85),
)


@pytest.fixture
def scored(round_: Round, database: Database) -> Round:
    """Two activities in May, one in July; conduct in and out of the period, one record reversed."""
    company = round_.company
    for code, month in (("2026-003", 7), ("2025-009", 12)):
        year = int(code[:4])
        company.sign_up(
            company.activity(code, starts=datetime(year, month, 5, 9), ends=datetime(year, month, 5, 11)),
            round_.ids["1001"],
        )
    conduct = ConductService(database)
    person = round_.ids["1001"]
    for day, points in ((date(2026, 3, 1), "5.5"), (date(2026, 4, 1), "-2"), (date(2025, 12, 1), "-30")):
        conduct.add(person, ConductDraft(day, "文明服务", Decimal(points)))
    wrong = conduct.add(person, ConductDraft(date(2026, 5, 1), "文明服务", Decimal(-20))).value
    conduct.reverse(wrong, "登记错人", date(2026, 5, 2))
    round_.create()
    terms = TermsService(database)
    terms.save_criteria(CODE, CRITERIA)
    rules = ScoringRules(Summary.TRIMMED, PanelRules(minimum_judges=3, digits=1))
    terms.save_procedure(CODE, Procedure(rules, ()))
    round_.nominate()
    return round_


def give(round_: Round, points: Mapping[str, tuple[str, str]], number: str = "1001") -> None:
    """Judge -> points on both parts."""
    lines = ["评委,编号,姓名,质量,口碑"]
    lines += [f"{judge},{number},林婉清,{quality},{word}" for judge, (quality, word) in points.items()]
    path = round_.folder / "评分.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    preview = round_.scores.preview(path, into=CODE)
    assert not preview.rejected
    round_.scores.apply(preview)


def test_every_kind_of_criterion_comes_into_the_total(scored: Round, database: Database) -> None:
    give(
        scored, {"甲": ("50.5", "30"), "乙": ("47.5", "35"), "丙": ("55", "38"), "丁": ("40", "20"), "戊": ("58", "39")}
    )
    JudgeService(database).recuse(
        CODE,
        next(j.id for j in JudgeService(database).panel(CODE).judges if j.name == "戊"),
        [scored.nominee("1001").nomination_id],
        "师徒",
    )
    nominee = scored.nominee("1001")
    points = {score.name: (score.points, score.reason) for score in nominee.scores}
    assert points["参与"] == (Decimal("75.0"), "参加 3 次，满 4 次得满分")
    assert points["坚持"] == (Decimal("66.7"), "2 个月参加了活动，满 3 个月得满分")
    assert points["行为"] == (Decimal("88.5"), "基础分 85，2 条行为记录加 3.5 分，在 0 到 100 分之间")
    # 甲 80.5, 乙 82.5, 丙 93, 丁 60: without 93 and 60 the mean is 81.5; the parts are of all four who count.
    assert points["评审"] == (
        Decimal("81.5"),
        "4 位评委，1 位回避（戊），去掉 93.00 与 60.00，余 2 个平均 81.5；细项平均：质量 48.3/60（优）、口碑 30.8/40",
    )
    # 7.5 + 10.005 + 22.125 + 40.75 = 80.38, one decimal, halves up.
    assert nominee.total == Decimal("80.4")


def test_teams_by_the_mean_of_their_members(scored: Round) -> None:
    team = scored.nominee(FIRST)
    points = {score.name: (score.points, score.reason) for score in team.scores}
    # Of three members one was there in two months, two in one.
    assert points["坚持"] == (Decimal("44.4"), "3 人人均 1.33 个月参加了活动，满 3 个月得满分")
    # 3.5 points of one member over three.
    assert points["行为"] == (Decimal("86.2"), "基础分 85，3 人 2 条行为记录，人均加 1.17 分，在 0 到 100 分之间")
    assert team.total == Decimal("69.5")  # 17.76 + 51.72 = 69.48


def test_a_judge_who_leaves_a_part_out_has_not_scored(scored: Round, database: Database) -> None:
    give(scored, {"甲": ("50.5", "30"), "乙": ("47.5", "35"), "丙": ("55", "38")})
    path = scored.folder / "半份.csv"
    path.write_text("评委,编号,姓名,评分项,分数\n丁,1001,林婉清,质量,50", encoding="utf-8")
    scored.scores.apply(scored.scores.preview(path, into=CODE))
    score = scored.nominee("1001").scores[3]
    assert score.missing == ("丁",)
    assert score.reason.endswith("，缺 丁的分数；细项平均：质量 51.0/60（优）、口碑 34.3/40；丁缺“口碑”")


def test_conduct_never_leaves_the_scale(scored: Round, database: Database) -> None:
    for _ in range(2):
        ConductService(database).add(scored.ids["1002"], ConductDraft(date(2026, 6, 1), "有责投诉", Decimal(-50)))
    assert scored.nominee("1002").scores[2].points == Decimal("0.0")


def test_a_template_may_hold_them() -> None:
    criteria: list[dict[str, Any]] = [
        {"kind": "person", "name": "坚持", "source": "months", "weight": "30", "parameters": {"full_at": 6}},
        {"kind": "person", "name": "行为", "source": "conduct", "weight": "70", "parameters": {"base": 80}},
        {"kind": "team", "name": "评审", "source": "judges", "weight": "100"},
    ]
    made = profile_from_dict(document(criteria=criteria), "测试")
    assert [c.parameters for c in made.criteria] == [{"full_at": 6}, {"base": 80}, {}]
    criteria[1]["parameters"] = {"base": 101}
    with pytest.raises(Exception, match="0 到 100 的整数"):
        profile_from_dict(document(criteria=criteria), "测试")


def test_the_campaign_is_read_as_a_whole(scored: Round, database: Database) -> None:
    board = AwardService(database).board(CODE)
    assert board.scoring.panel.digits == 1
    assert [row.source.label for row in board.criteria][:3] == ["参与记录", "参与月数", "文明行为记录"]
