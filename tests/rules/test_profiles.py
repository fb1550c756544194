"""Campaign profiles: the bundled one, and what a broken one says."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from culture_desktop.errors import ProfileBrokenError, RecordMissingError
from culture_desktop.paths import resource
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.rules.limits import limits_from_dict
from culture_desktop.rules.profiles import (
    TEN_HUNDRED_THOUSAND,
    bundled_codes,
    bundled_profile,
    profile_from_dict,
    profile_from_text,
)
from culture_desktop.rules.selection import Candidate, GroupLimit, UnitLimit
from culture_desktop.vocabulary import EmploymentType, Sex, TierKind


def document() -> dict[str, Any]:
    text = resource("profiles", f"{TEN_HUNDRED_THOUSAND}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_every_bundled_profile_is_sound_and_names_its_source() -> None:
    assert TEN_HUNDRED_THOUSAND in bundled_codes()
    for code in bundled_codes():
        profile = bundled_profile(code)
        assert profile.code == code
        assert profile.source
        assert profile.dated.year >= 2000
        assert limits_from_dict(json.loads(json.dumps(profile.limits.to_dict())), code) == profile.limits


def test_ten_hundred_thousand() -> None:
    profile = bundled_profile(TEN_HUNDRED_THOUSAND)
    assert [(tier.name, tier.seats, tier.kind) for tier in profile.tiers] == [
        ("心级班组", 3, TierKind.TEAM),
        ("心级之星", 10, TierKind.PERSON),
        ("心级达人", 40, TierKind.PERSON),
    ]
    assert profile.notice_working_days == 5
    assert [c.parameters for c in profile.criteria] == [{"full_at": 12}, {}, {"full_at": 8}, {}]
    assert profile.criteria[0].weight == Decimal(40)


def test_groups_of_a_person() -> None:
    limits = bundled_profile(TEN_HUNDRED_THOUSAND).limits
    facts = CandidateFacts(1, "1", "林晚晴", ("公司",), sex=Sex.FEMALE, front_line=True)
    assert limits.groups_of(facts) == {"一线职工", "女职工"}
    agency = replace(facts, sex=None, front_line=False, manager=True, employment=EmploymentType.AGENCY)
    assert limits.groups_of(agency) == {"管理人员", "众包和劳务派遣职工"}


def test_unit_rules_become_limits_of_the_units_there_are() -> None:
    limits = bundled_profile(TEN_HUNDRED_THOUSAND).limits
    assert limits.unit_limits(["公司/甲/一班", "公司/乙", "公司/乙", "公司"]) == (
        UnitLimit("公司", None, None, 4),
        UnitLimit("公司/乙", None, None, 4),
        UnitLimit("公司/甲/一班", None, None, 4),
        UnitLimit("公司", "心级之星", None, 1),
        UnitLimit("公司/乙", "心级之星", None, 1),
        UnitLimit("公司/甲/一班", "心级之星", None, 1),
        UnitLimit("公司/乙", "心级班组", None, 1),
        UnitLimit("公司/甲", "心级班组", None, 1),
    )


def test_limits_make_the_problem() -> None:
    profile = bundled_profile(TEN_HUNDRED_THOUSAND)
    problem = profile.limits.problem(profile.tiers, [Candidate("1", "公司/甲", Decimal(90))])
    assert problem.exactly
    assert problem.group_limits[0] == GroupLimit("一线职工", None, Fraction(3, 5))
    assert UnitLimit("公司/甲", None, None, 4) in problem.unit_limits


def test_a_unit_by_path_and_a_third() -> None:
    record = {
        "exactly": False,
        "groups": [{"name": "女职工", "field": "sex", "values": ["female"]}],
        "units": [{"unit": "公司/甲", "tier": "之星", "minimum": 1, "maximum": 2}],
        "shares": [{"group": "女职工", "minimum_share": "1/3", "maximum_share": "62.5%"}],
    }
    limits = limits_from_dict(record, "测试")
    assert not limits.exactly
    assert limits.unit_limits([]) == (UnitLimit("公司/甲", "之星", 1, 2),)
    assert limits.shares == (GroupLimit("女职工", None, Fraction(1, 3), Fraction(5, 8)),)
    assert limits.to_dict() == record


def without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda d: d.pop(key)


BREAKS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (without("title"), "“title”应为一段文字"),
    (without("format"), "“format”应为1"),
    (lambda d: d.update(format=2), "其他版本的模板"),
    (lambda d: d.update(dated="2026-13-01"), "“dated”应为日期"),
    (lambda d: d.update(colour="red"), "“colour”应为以下各项之一"),
    (lambda d: d.update(notice_working_days=0), "“notice_working_days”应为不小于 1 的整数"),
    (lambda d: d.update(notice_working_days=True), "“notice_working_days”应为不小于 1 的整数"),
    (lambda d: d.update(tiers=[]), "至少一个档次"),
    (lambda d: d.update(tiers="三档"), "“tiers”应为一个列表"),
    (lambda d: d["tiers"][1].update(seats="10"), "“tiers 第 2 项 的 seats”应为不小于 1 的整数"),
    (lambda d: d["tiers"][1].update(kind="pet"), "“tiers 第 2 项 的 kind”应为以下之一（person、team）"),
    (lambda d: d["tiers"][1].update(name="心级达人"), "名称各不相同"),
    (lambda d: d["criteria"][0].update(weight="30"), "个人各项权重合计 100（现为 90）"),
    (lambda d: d["criteria"][0].update(weight=40.0), "整数，或加引号的小数"),
    (lambda d: d["criteria"][0].update(weight="0"), "大于 0 的数"),
    (lambda d: d["criteria"][0].pop("parameters"), "“criteria 第 1 项 的 parameters 的 full_at”"),
    (lambda d: d["criteria"][1].update(parameters={"full_at": 3}), "“criteria 第 2 项 的 parameters 的 full_at”"),
    (lambda d: d["rules"][1].update(years=0), "“rules 第 2 项”应为能用的条件（年数应不小于 1）"),
    (lambda d: d["rules"].append(3), "“rules 第 7 项”应为一组"),
    (lambda d: d["limits"]["units"][0].update(each="every"), "“limits 的 units 第 1 项 的 each”"),
    (lambda d: d["limits"]["units"][0].update(unit="公司"), "与 unit 两者之一"),
    (lambda d: d["limits"]["units"][0].pop("maximum"), "一个人数"),
    (lambda d: d["limits"]["units"][0].update(minimum=5), "不小于 minimum 的人数"),
    (lambda d: d["limits"]["units"][1].update(tier="金星"), "没有“金星”"),
    (lambda d: d["limits"]["shares"][0].update(group="老乡"), "groups 里的一个名称"),
    (lambda d: d["limits"]["shares"][0].update(minimum_share=0.6), "加引号的比例"),
    (lambda d: d["limits"]["shares"][0].update(minimum_share="160%"), "不超过 100% 的比例"),
    (lambda d: d["limits"]["shares"][0].pop("minimum_share"), "一个比例"),
    (lambda d: d["limits"]["groups"][0].update(values=["ja"]), "不认识的取值“ja”"),
    (lambda d: d["limits"]["groups"][0].update(values="yes"), "一列文字"),
    (lambda d: d["limits"].update(exactly="yes"), "true 或 false"),
]


@pytest.mark.parametrize(("breaking", "words"), BREAKS)
def test_a_broken_profile_says_where_and_what(breaking: Callable[[dict[str, Any]], object], words: str) -> None:
    broken = copy.deepcopy(document())
    breaking(broken)
    with pytest.raises(ProfileBrokenError) as refused:
        profile_from_dict(broken, "我的模板")
    assert words in str(refused.value)
    assert "“我的模板”" in str(refused.value)


def test_text_that_is_no_json() -> None:
    with pytest.raises(ProfileBrokenError, match="第 2 行"):
        profile_from_text('{"format": 1,\n title: 1}', "我的模板")
    with pytest.raises(ProfileBrokenError, match="名称: 值"):
        profile_from_text("[]", "我的模板")


def test_an_unknown_code() -> None:
    with pytest.raises(RecordMissingError):
        bundled_profile("../secrets")
