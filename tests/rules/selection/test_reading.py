"""Problems as JSON: what is read, what is refused and where, and that what is written is read back."""

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from culture_desktop.errors import SelectionFileBrokenError, SelectionInvalidError
from culture_desktop.rules.selection import Candidate, GroupLimit, Problem, Tier, UnitLimit
from culture_desktop.rules.selection.document import problem_digest, problem_document
from culture_desktop.rules.selection.reading import MOST_BYTES, read_problem
from tests.rules.selection.problems import problems

NAME = "评选.json"


def plain() -> dict[str, Any]:
    return {
        "tiers": [{"name": "之星", "seats": 1}, {"name": "达人", "seats": 2}],
        "candidates": [
            {"id": "1", "unit": "公司/甲", "score": "93.25", "groups": ["女"], "tiers": ["达人"]},
            {"id": "2", "unit": "公司/乙", "score": 90, "groups": []},
        ],
        "unit_limits": [{"unit": "公司", "tier": None, "minimum": 1, "maximum": 3}],
        "group_limits": [{"group": "女", "tier": "达人", "minimum_share": "1/3", "maximum_share": 0.60}],
        "exactly": False,
    }


def read(value: object) -> Problem:
    return read_problem(json.dumps(value).encode(), NAME)


def test_the_format() -> None:
    assert read(plain()) == Problem(
        (Tier("之星", 1), Tier("达人", 2)),
        (
            Candidate("1", "公司/甲", Decimal("93.25"), frozenset({"女"}), frozenset({"达人"})),
            Candidate("2", "公司/乙", Decimal(90)),
        ),
        (UnitLimit("公司", None, 1, 3),),
        (GroupLimit("女", "达人", Fraction(1, 3), Fraction(3, 5)),),
        exactly=False,
    )


def test_only_tiers_and_candidates_are_needed() -> None:
    assert read({"tiers": [{"name": "奖", "seats": 0}], "candidates": []}) == Problem((Tier("奖", 0),), ())


@pytest.mark.parametrize(
    ("written", "share"), [("20%", "1/5"), ("12.5%", "1/8"), ("0.2", "1/5"), (1, "1"), (0.29, "29/100")]
)
def test_shares_are_exact(written: object, share: str) -> None:
    value = plain()
    value["group_limits"] = [{"group": "女", "minimum_share": written}]
    assert read(value).group_limits[0].minimum_share == Fraction(share)


def changed(path: str, new: object) -> Callable[[], object]:
    """The plain problem with one entry set; ``-`` takes it away."""

    def build() -> object:
        value: Any = plain()
        *way, last = path.split("/")
        inner = value
        for step in way:
            inner = inner[int(step) if isinstance(inner, list) else step]
        if new == "-":
            del inner[last]
        else:
            inner[int(last) if isinstance(inner, list) else last] = new
        return value

    return build


@pytest.mark.parametrize(
    ("build", "place"),
    [
        (lambda: [], "内容应为一组"),
        (changed("seats", 3), "“seats”应为以下各项之一"),
        (changed("tiers", "-"), "“tiers”应为一个列表"),
        (changed("tiers", []), "“tiers”应为至少一个档次"),
        (changed("candidates", {}), "“candidates”应为一个列表"),
        (changed("exactly", "yes"), "“exactly”应为true 或 false"),
        (changed("tiers/0/seats", -1), "“tiers 第 1 项 的 seats”应为不小于 0 的整数"),
        (changed("tiers/0/seats", 1.5), "“tiers 第 1 项 的 seats”应为不小于 0 的整数"),
        (changed("tiers/0/seats", 10**9), "“tiers 第 1 项 的 seats”应为不超过"),
        (changed("tiers/0/name", ""), "“tiers 第 1 项 的 name”应为一段文字"),
        (changed("tiers/0/kind", "dog"), "“tiers 第 1 项 的 kind”应为以下之一"),
        (changed("candidates/1/id", 2), "“candidates 第 2 项 的 id”应为一段文字"),
        (changed("candidates/1/ID", "2"), "“candidates 第 2 项 的 ID”应为以下各项之一"),
        (changed("candidates/1/unit", "a//b"), "“candidates 第 2 项 的 unit”应为“公司/部门/班组”"),
        (changed("candidates/1/unit", "公" * 201), "“candidates 第 2 项 的 unit”应为不超过 200 个字"),
        (changed("candidates/1/score", "九十"), "“candidates 第 2 项 的 score”应为得分"),
        (changed("candidates/1/score", "1e3"), "“candidates 第 2 项 的 score”应为得分"),
        (changed("candidates/1/score", "9.1234567890123"), "“candidates 第 2 项 的 score”应为得分"),
        (changed("candidates/1/score", True), "“candidates 第 2 项 的 score”应为得分"),
        (changed("candidates/1/groups", "女"), "“candidates 第 2 项 的 groups”应为不超过 100 项的列表"),
        (changed("candidates/1/groups", ["女", "女"]), "“candidates 第 2 项 的 groups”应为没有重复项"),
        (changed("candidates/1/groups", [1]), "“candidates 第 2 项 的 groups”应为一列文字"),
        (changed("candidates/1/tie_values", ["1"] * 11), "“candidates 第 2 项 的 tie_values”应为不超过 10 项"),
        (changed("candidates/1/tier_scores", {"之星": "x"}), "“candidates 第 2 项 的 tier_scores 的 之星”应为得分"),
        (changed("unit_limits/0/maximum", 0), "“unit_limits 第 1 项 的 maximum”应为不小于 minimum"),
        (changed("unit_limits/0/unit", "-"), "“unit_limits 第 1 项 的 unit”应为一段文字"),
        (changed("group_limits/0/minimum_share", "120%"), "“group_limits 第 1 项 的 minimum_share”应为不超过 100%"),
        (changed("group_limits/0/minimum_share", "1/0"), "“group_limits 第 1 项 的 minimum_share”应为加引号的比例"),
        (changed("group_limits/0/minimum_share", -0.1), "“group_limits 第 1 项 的 minimum_share”应为加引号的比例"),
        (changed("group_limits/0/minimum_share", "0." + "3" * 60), "“group_limits 第 1 项 的 minimum_share”应为不超过 40"),
        (changed("group_limits/0/maximum_share", "10%"), "“group_limits 第 1 项 的 maximum_share”应为不小于"),
        (changed("included", [{"id": "1"}]), "“included 第 1 项 的 reason”应为一段文字"),
        (changed("excluded", [{"id": "1", "reason": "x", "tier": "之星"}]), "“excluded 第 1 项 的 tier”应为以下各项之一"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_place(build: Callable[[], object], place: str) -> None:
    with pytest.raises(SelectionFileBrokenError) as refused:
        read(build())
    sentence = str(refused.value)
    assert sentence.startswith(f"评选文件“{NAME}”有误，没有计算：{place}")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (changed("candidates/1/id", "1"), "候选人“1”出现了两次"),
        (changed("tiers/1/name", "之星"), "档次“之星”出现了两次"),
        (changed("candidates/0/tiers", ["金星"]), "“1”申报的档次“金星”不存在"),
        (changed("unit_limits/0/tier", "金星"), "限制所指的档次“金星”不存在"),
        (changed("included", [{"id": "9", "reason": "一等功"}]), "指定的人选“9”不在候选人中"),
    ],
)
def test_what_contradicts_itself_is_refused(build: Callable[[], object], words: str) -> None:
    with pytest.raises(SelectionInvalidError) as refused:
        read(build())
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "第 1 行第 1 个字符处应为正确的 JSON"),
        (b'{"tiers": [}', "第 1 行第 12 个字符处应为正确的 JSON"),
        ('{"tiers": "之星"}'.encode("gb18030"), "文件应为UTF-8 编码的 JSON"),
        (b'{"exactly": true, "exactly": false}', "“exactly”应为只写一次的项目"),
        (b'{"exactly": NaN}', "“NaN”应为一个数"),
        (b"[" * 200_000, "文件应为正确的 JSON（没有过长的数，也没有过深的嵌套）"),
        (b'{"exactly": ' + b"1" * 5000 + b"}", "文件应为正确的 JSON（没有过长的数，也没有过深的嵌套）"),
        (b" " * (MOST_BYTES + 1), "文件应为不超过 64 MB 的文件"),
    ],
)
def test_what_is_no_json_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(SelectionFileBrokenError) as refused:
        read_problem(content, NAME)
    assert words in str(refused.value)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_problem(b"\xef\xbb\xbf" + json.dumps(plain()).encode(), NAME) == read(plain())


@settings(max_examples=100, deadline=None)
@given(problems())
def test_what_is_written_is_read_back(problem: Problem) -> None:
    if problem.tiers:
        again = read(problem_document(problem))
        assert problem_document(again) == problem_document(problem)
        assert sorted(again.candidates, key=lambda c: c.id) == sorted(problem.candidates, key=lambda c: c.id)
        assert problem_digest(again) == problem_digest(problem)
