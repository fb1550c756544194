"""Ties, limits in conflict, sentences, factors, pools and nominees."""

from decimal import Decimal
from fractions import Fraction
from time import process_time

import pytest

from culture_desktop.errors import InvalidFieldError, QuotaImpossibleError
from culture_desktop.rules.apportionment import (
    Factors,
    Limit,
    Method,
    Pool,
    Tie,
    Weight,
    apportion,
    apportion_pools,
    explain,
    how,
    nominees,
    weigh,
    weighings,
)

STAFF = {"客户服务部": 312, "计量部": 188, "营业一部": 57, "营业二部": 57, "党建部": 9}


@pytest.mark.parametrize(
    ("weights", "seats", "method", "certain", "tie"),
    [
        pytest.param({"甲": 1, "乙": 1}, 3, "hamilton", [1, 1], Tie(("甲", "乙"), 1), id="two and one"),
        pytest.param(
            {"甲": 1, "乙": 1, "丙": 1}, 2, "webster", [0, 0, 0], Tie(("甲", "乙", "丙"), 2), id="three and two"
        ),
        pytest.param({"甲": 2, "乙": 1}, 2, "dhondt", [1, 0], Tie(("甲", "乙"), 1), id="2 / 2 is 1 / 1"),
        pytest.param({"甲": 3, "乙": 1}, 2, "webster", [1, 0], Tie(("甲", "乙"), 1), id="3 / 3 is 1 / 1"),
        pytest.param({"甲": 5, "乙": 5}, 3, "huntington_hill", [1, 1], Tie(("甲", "乙"), 1), id="roots"),
    ],
)
def test_ties_are_told_and_their_places_stay_open(
    weights: dict[str, int], seats: int, method: str, certain: list[int], tie: Tie
) -> None:
    result = apportion(weights, seats, method)
    assert list(result.seats.values()) == certain
    assert result.ties == (tie,)
    assert result.open == tie.seats == seats - sum(certain)
    assert tie.sentence == f"{'、'.join(tie.units)}不分先后，其间 {tie.seats} 个名额待定"
    for line in explain(result):
        assert line.tied
        assert f"其间 {tie.seats} 个名额待定" in line.sentence


def test_a_limit_can_decide_what_the_weights_leave_open() -> None:
    assert apportion({"甲": 1, "乙": 1}, 3, "hamilton", maximum={"甲": 1}).seats == {"甲": 1, "乙": 2}
    assert apportion({"甲": 1, "乙": 1}, 3, "webster", minimum={"乙": 2}).seats == {"甲": 1, "乙": 2}


@pytest.mark.parametrize(
    ("weights", "seats", "method", "minimum", "maximum", "reason"),
    [
        pytest.param(
            STAFF, 4, "hamilton", 1, None,
            "各单位下限合计 5 个（客户服务部 1、计量部 1、营业一部 1、营业二部 1、党建部 1），多于名额 4 个",
            id="floors over places",
        ),
        pytest.param(
            STAFF, 9, "webster", None, 1,
            "各单位上限合计 5 个（客户服务部 1、计量部 1、营业一部 1、营业二部 1、党建部 1），少于名额 9 个",
            id="places over caps",
        ),
        pytest.param(STAFF, 9, "webster", {"计量部": 3}, 2, "“计量部”的下限 3 大于上限 2", id="floor over cap"),
        pytest.param({"甲": 5, "乙": -1}, 3, "hamilton", None, None, "“乙”的权数是 -1，不能为负", id="negative"),
        pytest.param({"甲": 0, "乙": 0}, 3, "dhondt", None, None, "各单位的权数都是 0", id="no weight at all"),
        pytest.param({}, 3, "dhondt", None, None, "没有要分配的单位", id="no units"),
        pytest.param(
            {"甲": Decimal("NaN")}, 3, "dhondt", None, None, "“甲”的权数不是数字", id="not a number"
        ),
        pytest.param(
            STAFF, 4, "huntington_hill", None, None,
            "按亨廷顿—希尔法，权数不为 0 的单位至少各得 1 个，连同下限合计 5 个"
            "（客户服务部 1、计量部 1、营业一部 1、营业二部 1、党建部 1），多于名额 4 个",
            id="one each by Huntington-Hill",
        ),
        pytest.param(
            {"甲": 5, "乙": 0}, 4, "dhondt", None, {"甲": 3},
            "各单位上限合计 3 个（甲 3），少于名额 4 个；乙的权数为 0，只能得下限",
            id="no weight takes nothing over",
        ),
        pytest.param(
            {"甲": 5}, 4, "dhondt", None, {"丁": 3}, "给“丁”写了上限，但分配的单位里没有它", id="a limit for a stranger"
        ),
        pytest.param(
            {str(n): 1 for n in range(8)}, 4, "dhondt", 1, None,
            "各单位下限合计 8 个（0 1、1 1、2 1、3 1、4 1 等 8 个单位），多于名额 4 个",
            id="many units",
        ),
    ],
)  # fmt: skip
def test_no_solution_names_the_limits_in_conflict(
    weights: dict[str, Weight], seats: int, method: str, minimum: Limit, maximum: Limit, reason: str
) -> None:
    with pytest.raises(QuotaImpossibleError) as refused:
        apportion(weights, seats, method, minimum, maximum)
    assert str(refused.value) == f"名额分不下去：{reason}。没有分配，请调整名额、上下限或权数后再试。"


@pytest.mark.parametrize(
    ("seats", "method", "minimum", "field"),
    [(-1, "hamilton", None, "名额"), (5, "borda", None, "分配办法"), (5, "hamilton", -1, "下限")],
)
def test_senseless_arguments(seats: int, method: str, minimum: int | None, field: str) -> None:
    with pytest.raises(InvalidFieldError) as refused:
        apportion(STAFF, seats, method, minimum)
    assert refused.value.data["field"] == field


def test_floats_are_no_weights() -> None:
    with pytest.raises(TypeError):
        apportion({"甲": 0.5, "乙": 1}, 1, "hamilton")  # type: ignore[dict-item]


def test_no_places_and_no_weight() -> None:
    assert apportion(STAFF, 0, "hamilton").seats == dict.fromkeys(STAFF, 0)
    assert apportion({"甲": 3, "乙": 0}, 4, "huntington_hill", {"乙": 1}).seats == {"甲": 3, "乙": 1}


def test_lines_for_printing() -> None:
    result = apportion(STAFF, 20, "hamilton", minimum=1)
    assert [how(result), *(line.sentence for line in explain(result, "人数"))] == [
        "按最大余数法分配 20 个名额：各单位先得应得数的整数部分，余下的名额依小数部分从大到小各进 1。",
        "客户服务部：人数 312，占 50.08%，应得 10.02，先得 10，余 0.02，不进，得 10 个。",
        "计量部：人数 188，占 30.18%，应得 6.04，先得 6，余 0.04，不进，得 6 个。",
        "营业一部：人数 57，占 9.15%，应得 1.83，先得 1，余 0.83，与营业二部不分先后，其间 1 个名额待定，先得 1 个。",
        "营业二部：人数 57，占 9.15%，应得 1.83，先得 1，余 0.83，与营业一部不分先后，其间 1 个名额待定，先得 1 个。",
        "党建部：人数 9，占 1.44%，应得 0.29，不足下限 1，按下限得 1 个。",
    ]
    assert [line.lower for line in explain(result)] == [10, 6, 1, 1, 0]
    assert explain(result)[2].remainder == Fraction(1140, 623) - 1


def test_lines_when_limits_leave_less_for_the_others() -> None:
    result = apportion(STAFF, 21, "hamilton", minimum=3, maximum=9)
    assert [line.sentence for line in explain(result, "")][1:3] == [
        "计量部：占 30.18%，应得 6.34，除去按上下限取数的单位后应得 4.51，先得 4，余 0.51，进 1，得 5 个。",
        "营业一部：占 9.15%，应得 1.92，除去按上下限取数的单位后应得 1.37，不足下限 3，按下限得 3 个。",
    ]


@pytest.mark.parametrize(
    ("method", "head", "lines"),
    [
        (
            "webster",
            "按圣拉古法分配 20 个名额：各单位的权数除以 30，四舍五入（除数在 29 至 34.1 之间，结果都一样）。",
            [
                "应得 10.02，除以 30 得 10.40，四舍五入为 10，超过上限 9，按上限得 9 个。",
                "应得 6.04，除以 30 得 6.27，四舍五入为 6，得 6 个。",
                "应得 1.83，除以 30 得 1.90，四舍五入为 2，得 2 个。",
                "应得 1.83，除以 30 得 1.90，四舍五入为 2，得 2 个。",
                "应得 0.29，除以 30 得 0.30，四舍五入为 0，不足下限 1，按下限得 1 个。",
            ],
        ),
        (
            "dhondt",
            "按洪德法分配 20 个名额：各单位的权数除以 27，舍去小数（除数在 26.86 至 28.49 之间，结果都一样）。",
            [
                "应得 10.02，除以 27 得 11.56，舍去小数为 11，超过上限 9，按上限得 9 个。",
                "应得 6.04，除以 27 得 6.96，舍去小数为 6，得 6 个。",
                "应得 1.83，除以 27 得 2.11，舍去小数为 2，得 2 个。",
                "应得 1.83，除以 27 得 2.11，舍去小数为 2，得 2 个。",
                "应得 0.29，除以 27 得 0.33，舍去小数为 0，不足下限 1，按下限得 1 个。",
            ],
        ),
        (
            "huntington_hill",
            "按亨廷顿—希尔法分配 20 个名额：各单位的权数除以 30，过相邻两数的几何平均则进、不到则舍"
            "（除数在 29.1 至 34.3 之间，结果都一样）。",
            [
                "应得 10.02，除以 30 得 10.40，不到 √(10×11)≈10.49，取 10，超过上限 9，按上限得 9 个。",
                "应得 6.04，除以 30 得 6.27，不到 √(6×7)≈6.48，取 6，得 6 个。",
                "应得 1.83，除以 30 得 1.90，过 √(1×2)≈1.41，取 2，得 2 个。",
                "应得 1.83，除以 30 得 1.90，过 √(1×2)≈1.41，取 2，得 2 个。",
                "应得 0.29，除以 30 得 0.30，不足 1 的取 1，得 1 个。",
            ],
        ),
    ],
    ids=["webster", "dhondt", "huntington_hill"],
)
def test_lines_of_the_divisor_methods(method: str, head: str, lines: list[str]) -> None:
    result = apportion(STAFF, 20, method, minimum={"党建部": 1}, maximum=9)
    assert how(result) == head
    assert [line.sentence.split("%，")[1] for line in explain(result)] == lines


def test_a_quotient_is_never_shown_as_the_bound_that_it_missed() -> None:
    votes = {"黄": 47000, "白": 16000, "红": 15900, "蓝": 12000, "绿": 6000, "粉": 3100}

    def third(method: str, maximum: int | None) -> str:
        result = apportion(votes, 10, method, minimum=1, maximum=maximum)
        return explain(result)[2].sentence.split("得 ", 1)[1].split("，", 1)[1]

    assert third("dhondt", 4) == "除以 7960 得 1.997，舍去小数为 1，得 1 个。"
    assert third("webster", 4) == "除以 10610 得 1.499，四舍五入为 1，得 1 个。"
    assert third("huntington_hill", None) == "除以 11300 得 1.407，不到 √(1×2)≈1.414，取 1，得 1 个。"


def test_nothing_to_divide_between_the_limits() -> None:
    result = apportion({"甲": 3, "乙": 2}, 2, "dhondt", 1, 1)
    assert how(result) == "按洪德法分配 2 个名额：上下限之内只有一种分法。"
    assert explain(result)[0].sentence == "甲：权数 3，占 60.00%，应得 1.20，上下限之内只有一种分法，得 1 个。"


def test_half_by_staff_and_half_by_output() -> None:
    """As a city divided its model workers in 2011: 50 % by staff on duty, 50 % by industrial output (许昌)."""
    factors: Factors = {
        "在岗人数": (50, {"甲县": 300, "乙县": 100}),
        "工业产值": (50, {"甲县": Decimal("10.5"), "乙县": Decimal("31.5")}),
    }
    assert weigh(factors) == {"甲县": Fraction(1, 2), "乙县": Fraction(1, 2)}
    parts: Factors = {name: (3 if name == "在岗人数" else 1, numbers) for name, (_, numbers) in factors.items()}
    assert weigh(parts) == {"甲县": Fraction(5, 8), "乙县": Fraction(3, 8)}
    assert apportion(weigh(parts), 8, "hamilton").seats == {"甲县": 5, "乙县": 3}
    assert weighings(parts)["甲县"] == "在岗人数 300 占 75.00%，×75%；工业产值 10.5 占 25.00%，×25%；合计 62.50%"


@pytest.mark.parametrize(
    ("factors", "sentence"),
    [
        ({}, "没有写按什么分配"),
        ({"人数": (1, {"甲": 1}), "产值": (1, {"甲": 1, "乙": 2})}, "“乙”没有人数"),
        ({"人数": (1, {"甲": 1, "乙": -2})}, "“乙”的人数是 -2，不能为负"),
        ({"人数": (1, {"甲": 0, "乙": 0})}, "各单位的人数都是 0"),
        ({"人数": (0, {"甲": 1})}, "“人数的比重”填的是“0”，应为大于 0 的数"),
    ],
)
def test_factors_that_do_not_add_up(factors: Factors, sentence: str) -> None:
    with pytest.raises((QuotaImpossibleError, InvalidFieldError)) as refused:
        weigh(factors)
    assert sentence in str(refused.value)


def test_own_and_outsourced_staff_have_places_of_their_own() -> None:
    found = apportion_pools(
        {"合同制": Pool({"客服部": 200, "计量部": 100}, 6), "众包": Pool({"客服部": 10, "计量部": 50}, 3, minimum=1)},
        "hamilton",
    )
    assert {name: result.seats for name, result in found.items()} == {
        "合同制": {"客服部": 4, "计量部": 2},
        "众包": {"客服部": 1, "计量部": 2},
    }
    with pytest.raises(QuotaImpossibleError, match="“众包”一组，各单位下限合计 2 个"):
        apportion_pools({"众包": Pool({"客服部": 10, "计量部": 50}, 1, minimum=1)}, "hamilton")


@pytest.mark.parametrize(
    ("seats", "ratio", "number"),
    [(0, "1.2", 0), (1, "1.2", 2), (5, "1.2", 6), (6, "1.2", 8), (10, "1.5", 15), (3, "1", 3)],
)
def test_more_nominees_than_places(seats: int, ratio: str, number: int) -> None:
    assert nominees(seats, Decimal(ratio)) == number
    with pytest.raises(InvalidFieldError):
        nominees(seats, Decimal("0.9"))


@pytest.mark.parametrize("method", list(Method))
def test_places_cost_next_to_nothing(method: Method) -> None:
    """A hundred thousand places over five thousand units, with limits that bind; a loop over places takes seconds."""
    weights = {f"u{n}": (n * 7919) % 100_003 + 1 for n in range(5000)}
    before = process_time()
    result = apportion(weights, 100_000, method, minimum=1, maximum=35)
    assert process_time() - before < 1
    assert sum(result.seats.values()) + result.open == 100_000


def test_many_places_are_no_more_work_than_few() -> None:
    seats = apportion({"甲": 2, "乙": 1}, 3 * 10**15, "huntington_hill").seats
    assert seats == {"甲": 2 * 10**15, "乙": 10**15}
