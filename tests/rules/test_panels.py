"""Scores of a panel summed up in four ways, missing judges, disagreement."""

from collections.abc import Mapping
from decimal import Decimal
from math import sqrt
from statistics import fmean, median, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import InvalidFieldError, ScoreInvalidError
from culture_desktop.rules.panels import PanelRules, Summary, summarise
from culture_desktop.rules.scoring import JudgeScore

Sheets = Mapping[str, list[JudgeScore]]

NARROW = PanelRules(widest_range=Decimal(5), widest_deviation=Decimal(5))


def sheets(**points: Mapping[str, str]) -> Sheets:
    """``nominee={"甲": "90", "乙": "回避"}``."""
    return {
        nominee: [
            JudgeScore(judge, Decimal(0) if score == "回避" else Decimal(score), score == "回避")
            for judge, score in given_.items()
        ]
        for nominee, given_ in points.items()
    }


THREE = sheets(
    张三={"甲": "90", "乙": "80", "丙": "85", "丁": "88", "戊": "60"},
    李四={"甲": "95", "乙": "85", "丙": "90", "丁": "93", "戊": "70"},
    王五={"甲": "92", "乙": "70", "丙": "回避", "丁": "91"},
)


def test_side_by_side() -> None:
    found = summarise(THREE, PanelRules())
    assert {name: str(points) for name, points in found["张三"].by.items()} == {
        "trimmed": "84.33", "mean": "80.60", "median": "85.00", "standardised": "72.97",
    }  # fmt: skip
    assert found["王五"].by[Summary.MEAN] == Decimal("84.33")
    assert found["张三"].sentence == "5 位评委打分，去掉 90 与 60，余 3 个平均 84.33"
    assert (
        found["王五"].sentence
        == "3 位评委打分，丙回避，不计入总和与人数，缺 戊的分数，去掉 92 与 70，余 1 个平均 91.00"
    )
    assert found["王五"].missing == ("戊",)


def test_standardising_takes_out_that_a_judge_is_strict() -> None:
    """The strict judge saw only the better nominee: means put that nominee behind, distances do not."""
    seen = sheets(
        好={"严": "70", "甲": "92"},
        中={"甲": "85", "宽": "95"},
        差={"甲": "80", "宽": "90"},
        弱={"严": "60", "宽": "85"},
    )
    found = summarise(seen, PanelRules(drop_highest=0, drop_lowest=0, minimum_judges=2))
    assert found["好"].by[Summary.MEAN] < found["差"].by[Summary.MEAN]
    assert found["好"].by[Summary.STANDARDISED] == max(one.by[Summary.STANDARDISED] for one in found.values())


def test_a_judge_who_gives_everybody_the_same_says_nothing() -> None:
    found = summarise(sheets(甲={"平": "80"}, 乙={"平": "80"}), PanelRules(minimum_judges=1))
    assert found["甲"].by == dict.fromkeys(Summary, Decimal("80.00"))
    assert found["甲"].deviation == Decimal("0.00")


@pytest.mark.parametrize(
    ("points", "rules", "disagreement"),
    [
        (["90", "70"], PanelRules(widest_range=Decimal(20)), ""),
        (["90.5", "70"], PanelRules(widest_range=Decimal(20)), "最高与最低相差 20.50 分，超过 20 分"),
        (["90", "70"], PanelRules(widest_deviation=Decimal(10)), ""),
        (["90", "69"], PanelRules(widest_deviation=Decimal(10)), "标准差 10.50，超过 10"),
        (["90", "60"], NARROW, "最高与最低相差 30.00 分，超过 5 分；标准差 15.00，超过 5"),
        (["90"], NARROW, ""),
    ],
)  # fmt: skip
def test_disagreement_is_flagged_beyond_the_limit_only(points: list[str], rules: PanelRules, disagreement: str) -> None:
    sheet = {str(n): one for n, one in enumerate(points)}
    assert summarise(sheets(张三=sheet), rules)["张三"].disagreement == disagreement


def test_too_few_judges_make_no_points() -> None:
    found = summarise(
        sheets(张三={"甲": "90", "乙": "80", "丙": "回避"}, 李四={}), PanelRules(), ["甲", "乙", "丙", "丁"]
    )
    assert not found["张三"].enough
    assert found["张三"].points(Summary.MEAN) is None
    assert found["张三"].sentence == "2 位评委打分，丙回避，不计入总和与人数，缺 丁的分数，不足 3 位，不计成绩"
    assert found["李四"].by == {}
    assert found["李四"].sentence == "0 位评委打分，缺 丁、丙、乙、甲的分数，不足 3 位，不计成绩"


def test_a_judge_scores_a_nominee_once() -> None:
    twice = {"张三": [JudgeScore("甲", Decimal(90)), JudgeScore("甲", Decimal(80))]}
    with pytest.raises(ScoreInvalidError, match="甲给“张三”评了不止一次"):
        summarise(twice, PanelRules())


@pytest.mark.parametrize("rules", [{"drop_highest": -1}, {"drop_lowest": -1}, {"minimum_judges": 0}, {"digits": -1}])
def test_rules_that_make_no_sense(rules: dict[str, int]) -> None:
    with pytest.raises(InvalidFieldError):
        PanelRules(**rules)  # type: ignore[arg-type]


scored = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.decimals(0, 100, places=1), min_size=1)


@given(st.dictionaries(st.sampled_from(["张", "李", "王"]), scored, min_size=1), st.randoms(use_true_random=False))
def test_against_floating_point_and_in_any_order(points: dict[str, dict[str, Decimal]], random: object) -> None:
    rules = PanelRules(drop_highest=0, drop_lowest=0, minimum_judges=1, digits=4)
    given_ = {n: [JudgeScore(judge, one) for judge, one in sheet.items()] for n, sheet in points.items()}
    found = summarise(given_, rules)
    by_judge: dict[str, list[float]] = {}
    for sheet in points.values():
        for judge, one in sheet.items():
            by_judge.setdefault(judge, []).append(float(one))
    everything = [one for judged in by_judge.values() for one in judged]
    for nominee, sheet in points.items():
        numbers = [float(one) for one in sheet.values()]
        distances = [
            (float(one) - fmean(by_judge[judge])) / deviation if (deviation := pstdev(by_judge[judge])) > 1e-9 else 0
            for judge, one in sheet.items()
        ]
        by = found[nominee].by
        assert float(by[Summary.MEAN]) == pytest.approx(fmean(numbers), abs=1e-4)
        assert float(by[Summary.MEDIAN]) == pytest.approx(median(numbers), abs=1e-4)
        expected = fmean(everything) + fmean(distances) * pstdev(everything)
        assert float(by[Summary.STANDARDISED]) == pytest.approx(expected, abs=1e-3)
        assert float(found[nominee].deviation or 0) == pytest.approx(sqrt(max(pstdev(numbers) ** 2, 0)), abs=1e-3)
    turned = {nominee: list(sheet) for nominee, sheet in given_.items()}
    for sheet_ in turned.values():
        random.shuffle(sheet_)  # type: ignore[attr-defined]
    again = summarise(dict(reversed(turned.items())), rules)
    assert {name: again[name].by for name in found} == {name: found[name].by for name in found}
