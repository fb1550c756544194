"""A selection as a file: the same bytes for the same selection, and every change found."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from culture_desktop.errors import SelectionFileBrokenError
from culture_desktop.rules.selection import solve
from culture_desktop.rules.selection.document import digest
from culture_desktop.rules.selection.record import record_bytes, record_document, verify_record
from tests.rules.selection.test_what_if import PROBLEM

ABOUT = {"campaign": "2026-XJ"}


def record() -> dict[str, Any]:
    return record_document(PROBLEM, solve(PROBLEM), ABOUT)


def test_the_same_whatever_the_order_of_the_input() -> None:
    turned = replace(PROBLEM, candidates=PROBLEM.candidates[::-1])
    content = record_bytes(record())
    assert record_bytes(record_document(turned, solve(turned), ABOUT)) == content
    found = verify_record(content, "a.json")
    assert (found.same, found.proven, found.digest) == (True, True, record()["digest"])


def signed(value: dict[str, Any]) -> dict[str, Any]:
    """With the digest made to fit, as a forger would."""
    return value | {"digest": digest({key: part for key, part in value.items() if key != "digest"})}


def winners(value: dict[str, Any]) -> None:
    value["result"]["winners"][1]["id"] = "3"
    value["result"]["totals"]["达人"] = "187"


def score(value: dict[str, Any]) -> None:
    value["problem"]["candidates"][2]["score"] = "99"


def rule(value: dict[str, Any]) -> None:
    value["rules"][0] = "没有规则"


def reason(value: dict[str, Any]) -> None:
    value["result"]["explanations"]["3"] = "不为什么"


def price(value: dict[str, Any]) -> None:
    value["prices"][0]["entered"] = [{"id": "3", "tier": "达人"}]


def tie(value: dict[str, Any]) -> None:
    value["result"] |= {"status": "tie", "tied": ["3", "4"]}


@pytest.mark.parametrize(
    ("forge", "words"),
    [
        (winners, "名单不同：文件中多出 3（达人），文件中缺少 2（达人）"),
        (winners, "替换"),
        (score, "问题的摘要不同"),
        (score, "理由不同：1、2、3、4"),
        (rule, "规则不同"),
        (reason, "理由不同：3"),
        (price, "规则的影响不同"),
        (tie, "结论不同"),
        (tie, "同分人选不同"),
    ],
)
def test_what_was_changed_is_named(forge: Callable[[dict[str, Any]], None], words: str) -> None:
    value = record()
    forge(value)
    plain = verify_record(json.dumps(value).encode(), "a.json")
    assert plain.differences[0] == "文件在写成之后被改动过（摘要不符）"
    found = verify_record(json.dumps(signed(value)).encode(), "a.json")
    assert not found.same
    assert not found.proven
    assert any(words in one for one in found.differences), found.differences


def test_a_changed_remark_shows_in_the_digest_alone() -> None:
    value = record()
    value["about"]["campaign"] = "2025-XJ"
    assert verify_record(json.dumps(value).encode(), "a.json").differences == ("文件在写成之后被改动过（摘要不符）",)


def test_a_proof_that_does_not_hold_is_no_difference_but_proves_nothing() -> None:
    value = record()
    value["proof"][0]["multipliers"] = {}
    found = verify_record(json.dumps(signed(value)).encode(), "a.json")
    assert (found.same, found.proven) == (True, False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "x/9"}, "“format”应为“runwu-selection/1”"),
        ({"extra": 1}, "“extra”应为以下各项之一"),
        ({"problem": {}}, "“problem 的 tiers”应为一个列表"),
        ({"result": {"status": "good"}}, "“result 的 tied”应为一列编号"),
        (
            {"proof": [{"of": "之星", "multipliers": {"tiers/0/maximum": "1"}}]},
            "“proof 第 1 项 的 multipliers”应为一组整数",
        ),
        ({"result": []}, "“result”应为一组"),
    ],
)
def test_what_is_no_record_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(SelectionFileBrokenError) as refused:
        verify_record(json.dumps(record() | change).encode(), "a.json")
    assert words in str(refused.value)
