"""Rubrics: bands without gaps or overlaps, points on the scale."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import RuleInvalidError, ScoreInvalidError
from culture_desktop.rules.rubrics import Band, Part, Rubric, bands_from_words, bands_in_words


def bands(*spans: tuple[str, str, str]) -> tuple[Band, ...]:
    return tuple(Band(name, Decimal(low), Decimal(high)) for name, low, high in spans)


WHOLE = bands(("一般", "0", "59"), ("良好", "60", "84"), ("优秀", "85", "100"))
SERVICE = Part("服务质量", Decimal(100), WHOLE)


@pytest.mark.parametrize(
    ("points", "name"), [("0", "一般"), ("59", "一般"), ("60", "良好"), ("84", "良好"), ("85", "优秀"), ("100", "优秀")]
)
def test_points_fall_in_their_band(points: str, name: str) -> None:
    band = SERVICE.band(Decimal(points))
    assert band is not None
    assert band.name == name


@pytest.mark.parametrize(
    ("spans", "digits", "reason"),
    [
        ([("甲", "0", "59"), ("乙", "60", "100")], 1, "59.1 分不属于任何一档，在“甲”和“乙”之间"),
        ([("甲", "0", "58"), ("乙", "60", "100")], 0, "59 分不属于任何一档，在“甲”和“乙”之间"),
        ([("甲", "0", "60"), ("乙", "60", "100")], 0, "60 分同属“甲”和“乙”两档"),
        ([("甲", "0", "100"), ("乙", "60", "80")], 0, "80 分同属“甲”和“乙”两档"),
        ([("甲", "1", "100")], 0, "最低一档“甲”从 1 分起，应从 0 分起"),
        ([("甲", "0", "99")], 0, "最高一档“甲”到 99 分止，应到满分 100 分止"),
        ([("甲", "0", "101")], 0, "最高一档“甲”到 101 分止，应到满分 100 分止"),
        ([("甲", "60", "0")], 0, "“甲”的起点 60 高于终点 0"),
        ([("甲", "0", "59.5"), ("乙", "60", "100")], 0, "“甲”的起止超出 0 位小数"),
    ],
)
def test_bands_cover_every_score_once(spans: Sequence[tuple[str, str, str]], digits: int, reason: str) -> None:
    with pytest.raises(RuleInvalidError) as refused:
        Part("服务质量", Decimal(100), bands(*spans), digits)
    assert refused.value.data["reason"] == reason


@given(st.sets(st.integers(1, 99), max_size=5), st.integers(0, 2))
def test_any_division_of_the_scale_has_one_band_for_each_score(cuts: set[int], digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    starts = [0, *sorted(cuts)]
    ends = [Decimal(cut) - step for cut in sorted(cuts)] + [Decimal(100)]
    part = Part(
        "项", Decimal(100), bands(*((str(s), str(s), str(e)) for s, e in zip(starts, ends, strict=True))), digits
    )
    for hundredths in range(0, 10001, 37):
        points = (Decimal(hundredths) / 100).quantize(step)
        assert sum(band.lowest <= points <= band.highest for band in part.bands) == 1


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("101", "“服务质量”给了 101 分，应在 0 到 100 分之间"),
        ("-1", "“服务质量”给了 -1 分，应在 0 到 100 分之间"),
        ("NaN", "“服务质量”给了 NaN 分，应在 0 到 100 分之间"),
        ("90.5", "“服务质量”给了 90.5 分，应为整数"),
    ],
)
def test_points_off_the_scale(points: str, reason: str) -> None:
    with pytest.raises(ScoreInvalidError) as refused:
        SERVICE.check(Decimal(points))
    assert refused.value.data["reason"] == reason


def test_the_parts_add_up_and_none_may_be_missing() -> None:
    rubric = Rubric("评审得分", (Part("事迹", Decimal(60)), Part("表达", Decimal(40), digits=1)))
    assert rubric.maximum == 100
    assert rubric.total({"事迹": Decimal(55), "表达": Decimal("37.5")}) == Decimal("92.5")
    for points, reason in (
        ({"事迹": Decimal(55)}, "“评审得分”缺“表达”的分数"),
        ({"事迹": Decimal(55), "表达": Decimal("37.55")}, "“表达”给了 37.55 分，至多 1 位小数"),
        ({"事迹": Decimal(1), "表达": Decimal(1), "仪态": Decimal(1)}, "“评审得分”没有细项“仪态”"),
    ):
        with pytest.raises(ScoreInvalidError) as refused:
            rubric.total(points)
        assert refused.value.data["reason"] == reason


def test_rubrics_that_cannot_be() -> None:
    for parts, reason in (
        ((), "没有评分细项"),
        ((Part("事迹", Decimal(60)), Part("事迹", Decimal(40))), "细项“事迹”列了不止一次"),
    ):
        with pytest.raises(RuleInvalidError) as refused:
            Rubric("评审得分", parts)
        assert refused.value.data["reason"] == reason
    with pytest.raises(RuleInvalidError, match="满分是 0，应大于 0"):
        Part("事迹", Decimal(0))
    with pytest.raises(RuleInvalidError, match="超出 0 位小数"):
        Part("事迹", Decimal("0.5"))


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("", ()),
        ("优 34-40，良 24-33", (Band("优", Decimal(34), Decimal(40)), Band("良", Decimal(24), Decimal(33)))),
        (
            "优秀：8.5—10分；合格 0～8.4 分",
            (Band("优秀", Decimal("8.5"), Decimal(10)), Band("合格", Decimal(0), Decimal("8.4"))),
        ),
    ],
)
def test_bands_as_they_are_written(text: str, bands: tuple[Band, ...]) -> None:
    assert bands_from_words("业务能力", text) == bands
    assert bands_from_words("业务能力", bands_in_words(bands)) == bands


@pytest.mark.parametrize("text", ["优", "34-40", "优 34", "优 好-坏"])
def test_bands_that_cannot_be_read(text: str) -> None:
    with pytest.raises(RuleInvalidError, match="读不出来"):
        bands_from_words("业务能力", text)
