"""Scoring and tie rules: what they say, that they survive storage, and what is refused."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import ProfileBrokenError
from culture_desktop.rules.panels import PanelRules, Summary
from culture_desktop.rules.procedure import Procedure, ScoringRules, TieKey, TieRule, procedure_from_dict

_TIES = st.lists(
    st.sampled_from(
        [*(TieRule(key) for key in TieKey if key is not TieKey.CRITERION), TieRule(TieKey.CRITERION, "笔试")]
    )
)


@given(st.sampled_from(Summary), st.integers(0, 2), st.integers(0, 4), st.none() | st.integers(1, 50), _TIES)
def test_what_is_stored_reads_back_the_same(
    summary: Summary, drop: int, digits: int, widest: int | None, ties: list[TieRule]
) -> None:
    panel = PanelRules(drop, drop, 3, 2 * drop + 1, digits, None if widest is None else Decimal(widest))
    procedure = Procedure(ScoringRules(summary, panel), tuple(ties))
    assert procedure_from_dict(json.loads(json.dumps(procedure.to_dict())), "测试") == procedure


def test_nothing_stored_is_the_common_practice_in_words() -> None:
    procedure = procedure_from_dict({}, "测试")
    assert procedure == Procedure()
    assert procedure.scoring.sentence == ("去掉 1 个最高分、1 个最低分后取平均，保留 2 位小数，四舍五入；至少 3 位评委")
    assert procedure.tie_sentence == "总分相同的，依次比较评委评分、参加活动次数，仍相同的由评委会议定"
    assert procedure_from_dict({"tie_rules": []}, "测试").tie_sentence == "总分相同即为并列，由评委会议定"


@pytest.mark.parametrize(
    ("scoring", "said"),
    [
        ({"minimum_judges": 2}, "多于去掉的 2 个分数"),
        ({"digits": 7}, "0 到 4 的整数"),
        ({"drop_highest": -1}, "不小于 0 的整数"),
        ({"widest_range": "0"}, "大于 0 的数"),
        ({"summary": "best"}, "以下之一"),
        ({"judges": 3}, "以下各项之一"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(scoring: dict[str, Any], said: str) -> None:
    with pytest.raises(ProfileBrokenError) as refused:
        procedure_from_dict({"scoring": scoring}, "测试")
    assert said in str(refused.value)
    assert "测试" in str(refused.value)


def test_few_judges_do_where_nothing_is_dropped() -> None:
    stored = {"scoring": {"summary": "median", "minimum_judges": 1}}
    assert procedure_from_dict(stored, "测试").scoring.sentence == "取中位数，保留 2 位小数，四舍五入；至少 1 位评委"
