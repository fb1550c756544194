"""The eligibility check: verdicts, figures and records."""

import json
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import RuleInvalidError
from culture_desktop.rules.eligibility import (
    AgeRule,
    CandidateFacts,
    Conduct,
    ConductRule,
    EarlierHonour,
    Field,
    FieldRule,
    ParticipationRule,
    RecentHonourRule,
    Rule,
    TenureRule,
    Veto,
    VetoRule,
    check,
    check_all,
    rule_from_dict,
)
from culture_desktop.vocabulary import ActivityKind, EmploymentType, Layer, PersonStatus, PoliticalStatus, Sex

AS_OF = date(2026, 11, 23)
LIN = CandidateFacts(
    id=1,
    number="10001",
    name="林晚晴",
    unit_path=("公司", "客服部", "一班"),
    sex=Sex.FEMALE,
    birth_date=date(1990, 11, 24),
    hire_date=date(2024, 7, 20),
    employment=EmploymentType.OUTSOURCED,
    front_line=True,
    political_status=PoliticalStatus.LEAGUE_MEMBER,
    participations={(Layer.BEHAVIOUR, ActivityKind.CARE): 2, (Layer.AWARENESS, ActivityKind.LECTURE): 3},
)


def judged(facts: CandidateFacts, rule: Rule) -> tuple[bool, str, str]:
    finding = check(facts, [rule], AS_OF).findings[0]
    return finding.ok, finding.rule, finding.reason


@pytest.mark.parametrize(
    ("hired", "ok", "reason"),
    [
        (date(2024, 7, 20), False, "司龄 2 年 4 个月，差 8 个月"),
        (date(2023, 11, 23), True, "司龄 3 年"),
        (date(2023, 11, 24), False, "司龄 2 年 11 个月，差 1 天"),
        (date(2023, 12, 20), False, "司龄 2 年 11 个月，差 27 天"),
        (date(2026, 11, 1), False, "司龄不足 1 个月，差 3 年"),
        (date(2026, 12, 1), False, "2026年12月1日才入职"),
        (None, False, "没有登记入职日期，无法计算司龄"),
    ],
)
def test_tenure(hired: date | None, ok: bool, reason: str) -> None:
    found = judged(replace(LIN, hire_date=hired), TenureRule(years=3))
    assert found == (ok, "司龄满 3 年（截至2026年11月23日）", reason)


def test_tenure_from_a_leap_day() -> None:
    leap = replace(LIN, hire_date=date(2020, 2, 29))
    assert check(leap, [TenureRule(years=3)], date(2023, 2, 28)).passed
    assert check(leap, [TenureRule(years=3)], date(2023, 2, 27)).sentence.endswith("司龄 2 年 11 个月，差 1 天")


@pytest.mark.parametrize(
    ("rule", "ok", "sentence", "reason"),
    [
        (
            ParticipationRule(3, months=6),
            False,
            "近 6 个月内参加活动不少于 3 次（截至2026年11月23日）",
            "参加活动 2 次，差 1 次",
        ),
        (ParticipationRule(2, months=6), True, "近 6 个月内参加活动不少于 2 次（截至2026年11月23日）", "参加活动 2 次"),
        (
            ParticipationRule(1, months=12),
            False,
            "近 1 年内参加活动不少于 1 次（截至2026年11月23日）",
            "参加活动 0 次，差 1 次",
        ),
    ],
)
def test_participation_within_months(rule: Rule, ok: bool, sentence: str, reason: str) -> None:
    half_a_year = (date(2026, 5, 24), date(2026, 11, 24))
    assert ParticipationRule(1, months=6).at(AS_OF).window == half_a_year
    facts = replace(LIN, windows={half_a_year: {(Layer.BEHAVIOUR, ActivityKind.CARE): 2}})
    assert judged(facts, rule) == (ok, sentence, reason)


@pytest.mark.parametrize(
    ("rule", "ok", "reason"),
    [
        (ConductRule(months=12), False, "2025年11月24日“怠慢来访”-2 分"),
        (ConductRule(months=11), True, "没有负面记录"),
        (ConductRule(months=12, minimum=3), True, "3 条记录共 3.5 分"),
        (ConductRule(months=12, minimum=4), False, "3 条记录共 3.5 分，差 0.5 分"),
        (ConductRule(months=24, minimum=9), True, "4 条记录共 13.5 分"),
    ],
)
def test_conduct(rule: Rule, ok: bool, reason: str) -> None:
    days = (date(2026, 11, 23), date(2026, 1, 1), date(2025, 11, 24), date(2025, 11, 23))
    norms = ("拾金不昧", "微笑服务", "怠慢来访", "见义勇为")
    points = ("3.00", "2.50", "-2.00", "10.00")
    entries = tuple(Conduct(day, norm, Decimal(p)) for day, norm, p in zip(days, norms, points, strict=True))
    found = judged(replace(LIN, conduct=entries), rule)
    assert (found[0], found[2]) == (ok, reason)


def test_conduct_in_words() -> None:
    assert ConductRule(months=12).sentence == "近 1 年内没有文明行为负面记录"
    assert ConductRule(months=6, minimum=5).sentence == "近 6 个月内文明行为得分不低于 5 分"
    with pytest.raises(RuleInvalidError):
        ConductRule(months=0)


def test_a_rule_may_be_tied_to_its_own_day() -> None:
    rule = TenureRule(years=2, as_of=date(2026, 6, 30))
    assert judged(LIN, rule) == (False, "司龄满 2 年（截至2026年6月30日）", "司龄 1 年 11 个月，差 20 天")


@pytest.mark.parametrize(
    ("rule", "ok", "sentence", "reason"),
    [
        (ParticipationRule(5), True, "评选周期内参加活动不少于 5 次", "参加活动 5 次"),
        (ParticipationRule(6), False, "评选周期内参加活动不少于 6 次", "参加活动 5 次，差 1 次"),
        (
            ParticipationRule(3, Layer.BEHAVIOUR),
            False,
            "评选周期内参加行为层活动不少于 3 次",
            "参加行为层活动 2 次，差 1 次",
        ),
        (
            ParticipationRule(1, Layer.RESOURCES, ActivityKind.VOLUNTEER),
            False,
            "评选周期内参加物资层志愿服务活动不少于 1 次",
            "参加物资层志愿服务活动 0 次，差 1 次",
        ),
        (
            ParticipationRule(3, None, ActivityKind.LECTURE),
            True,
            "评选周期内参加宣讲活动不少于 3 次",
            "参加宣讲活动 3 次",
        ),
        (AgeRule(maximum=35), True, "年龄不超过 35 周岁（截至2026年11月23日）", "35 周岁"),
        (AgeRule(minimum=36), False, "年满 36 周岁（截至2026年11月23日）", "35 周岁，差 1 岁"),
        (AgeRule(minimum=18, maximum=30), False, "年龄 18 至 30 周岁（截至2026年11月23日）", "35 周岁，超出 5 岁"),
        (
            FieldRule(Field.EMPLOYMENT, ("own", "agency")),
            False,
            "用工形式为合同制或劳务派遣",
            "用工形式为众包",
        ),
        (FieldRule(Field.FRONT_LINE, ("yes",)), True, "在一线岗位", "在一线岗位"),
        (FieldRule(Field.MANAGER, ("yes",)), False, "是管理人员", "不是管理人员"),
        (FieldRule(Field.POLITICAL_STATUS, ("01",)), False, "政治面貌为中共党员", "政治面貌为共青团员"),
        (FieldRule(Field.STATUS, ("active",)), True, "人员状态为在职", "人员状态为在职"),
        (FieldRule(Field.SEX, ("female",)), True, "性别为女", "性别为女"),
        (
            FieldRule(Field.UNIT, ("公司/客服部",)),
            True,
            "所在单位为“公司/客服部”（含下级）",
            "所在单位为“公司/客服部/一班”",
        ),
        (
            FieldRule(Field.UNIT, ("公司/客服",)),
            False,
            "所在单位为“公司/客服”（含下级）",
            "所在单位为“公司/客服部/一班”",
        ),
        (VetoRule(), True, "没有一票否决情形", "没有一票否决记录"),
        (
            RecentHonourRule(years=2),
            True,
            "近 2 年内未获任何荣誉（截至2026年11月23日）",
            "近 2 年内没有相应的获奖记录",
        ),
    ],
)
def test_each_kind_says_what_it_asks_and_what_it_found(rule: Rule, ok: bool, sentence: str, reason: str) -> None:
    assert judged(LIN, rule) == (ok, sentence, reason)


@pytest.mark.parametrize(
    ("facts", "rule", "reason"),
    [
        (replace(LIN, sex=None), FieldRule(Field.SEX, ("female",)), "没有登记性别"),
        (replace(LIN, unit_path=()), FieldRule(Field.UNIT, ("公司",)), "没有登记所在单位"),
        (replace(LIN, birth_date=None), AgeRule(maximum=35), "没有登记出生日期，无法计算年龄"),
        (replace(LIN, status=PersonStatus.LEFT), FieldRule(Field.STATUS, ("active",)), "人员状态为离职"),
    ],
)
def test_what_is_not_known_does_not_pass(facts: CandidateFacts, rule: Rule, reason: str) -> None:
    assert judged(facts, rule)[::2] == (False, reason)


@pytest.mark.parametrize(
    ("honour", "ok"),
    [
        (EarlierHonour("心级之星", 2024, date(2024, 11, 23)), True),
        (EarlierHonour("心级之星", 2024, date(2024, 11, 24)), False),
        (EarlierHonour("心级之星", 2025), False),
        (EarlierHonour("心级之星", 2024), True),
        (EarlierHonour("优秀党员", 2026, date(2026, 7, 1)), True),
    ],
)
def test_earlier_honours(honour: EarlierHonour, ok: bool) -> None:
    rule = RecentHonourRule(years=2, titles=("心级之星", "心级达人"))
    assert judged(replace(LIN, honours=(honour,)), rule)[0] is ok


def test_honours_and_vetoes_are_told_with_their_days() -> None:
    facts = replace(
        LIN,
        honours=(EarlierHonour("心级达人", 2026), EarlierHonour("心级之星", 2025, date(2025, 12, 1))),
        vetoes=(Veto("有效投诉", date(2026, 5, 3), "工单 20260503-17"), Veto("旷工", date(2026, 3, 2))),
    )
    verdict = check(facts, [VetoRule(), RecentHonourRule(years=2), ParticipationRule(9)], AS_OF)
    assert not verdict.passed
    assert verdict.sentence == (
        "不符合“没有一票否决情形”：2026年3月2日旷工；2026年5月3日有效投诉（依据：工单 20260503-17）；"
        "不符合“近 2 年内未获任何荣誉（截至2026年11月23日）”：2025年12月1日已获“心级之星”；2026年已获“心级达人”；"
        "不符合“评选周期内参加活动不少于 9 次”：参加活动 5 次，差 4 次"
    )


def test_every_condition_has_a_finding_and_no_condition_passes_all() -> None:
    verdict = check(LIN, [ParticipationRule(1), ParticipationRule(9)], AS_OF)
    assert [finding.ok for finding in verdict.findings] == [True, False]
    assert len(verdict.failures) == 1
    assert check(LIN, [], AS_OF).sentence == "符合条件"


rules = st.one_of(
    st.builds(lambda n, d: TenureRule(years=n, as_of=d), st.integers(1, 40), st.none() | st.dates()),
    st.builds(lambda n: AgeRule(minimum=n), st.integers(0, 60)),
    st.builds(lambda n: AgeRule(maximum=n), st.integers(0, 60)),
    st.builds(
        ParticipationRule,
        st.integers(1, 50),
        st.none() | st.sampled_from(list(Layer)),
        st.none() | st.sampled_from(list(ActivityKind)),
        st.none() | st.integers(1, 60),
    ),
    st.builds(lambda n, m: ConductRule(months=n, minimum=m), st.integers(1, 60), st.none() | st.integers(-9, 99)),
    st.builds(
        lambda n, t: RecentHonourRule(years=n, titles=tuple(t)), st.integers(1, 9), st.lists(st.text(max_size=5))
    ),
    st.builds(
        lambda v: FieldRule(Field.EMPLOYMENT, tuple(v)), st.lists(st.sampled_from(["own", "agency"]), min_size=1)
    ),
    st.just(VetoRule()),
)


@given(rules)
def test_records_read_back_as_written(rule: Rule) -> None:
    assert rule_from_dict(json.loads(json.dumps(rule.to_dict()))) == rule


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "不认识这种条件"),
        ({"kind": "luck"}, "不认识这种条件"),
        ({"kind": ["tenure"]}, "不认识这种条件"),
        ({"kind": "tenure"}, "缺少“years”"),
        ({"kind": "tenure", "years": "3"}, "“years”不能是“3”"),
        ({"kind": "tenure", "years": True}, "“years”不能是“True”"),
        ({"kind": "tenure", "years": 0}, "年数应不小于 1"),
        ({"kind": "tenure", "years": 3, "yaers": 3}, "不认识的项“yaers”"),
        ({"kind": "tenure", "years": 3, "as_of": "2026-02-30"}, "“as_of”不能是“2026-02-30”"),
        ({"kind": "age"}, "没有写年龄上限或下限"),
        ({"kind": "age", "minimum": 40, "maximum": 30}, "年龄上下限颠倒"),
        ({"kind": "field", "field": "height", "values": ["1"]}, "“field”不能是“height”"),
        ({"kind": "field", "field": "sex", "values": []}, "没有列出任何取值"),
        ({"kind": "field", "field": "sex", "values": ["x"]}, "不认识的取值“x”"),
        ({"kind": "field", "field": "manager", "values": ["maybe"]}, "不认识的取值“maybe”"),
        ({"kind": "participation", "minimum": 1, "layer": "cloud"}, "“layer”不能是“cloud”"),
    ],
)
def test_broken_records_are_refused_in_words(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(RuleInvalidError) as refused:
        rule_from_dict(record)
    assert reason in str(refused.value)


def test_a_hundred_thousand_people_take_seconds() -> None:
    people = [replace(LIN, id=n, hire_date=date(2005 + n % 21, 1 + n % 12, 28)) for n in range(100_000)]
    conditions = [
        FieldRule(Field.STATUS, ("active",)),
        TenureRule(years=3),
        ParticipationRule(4),
        ConductRule(months=12),
        ParticipationRule(1, Layer.BEHAVIOUR),
        RecentHonourRule(years=2),
        VetoRule(),
    ]
    start = time.process_time()
    passed = sum(verdict.passed for verdict in check_all(people, conditions, AS_OF))
    assert time.process_time() - start < 8
    assert passed == sum(check(facts, [TenureRule(years=3)], AS_OF).passed for facts in people)
