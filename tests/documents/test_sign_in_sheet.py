"""The sheet to sign in on: boxes one can sign in, heads on every page, figures that add up, no page too many."""

import io
from dataclasses import replace
from itertools import pairwise

import pypdf
import pytest

from culture_desktop.documents.sign_in_sheet import (
    SignInContent,
    SignInGroup,
    SignInPerson,
    preflight_sign_in_sheet,
    write_sign_in_sheet,
)
from culture_desktop.errors import TextOverflowError
from tests.documents.reading import fonts, pages_text, text_boxes, without_spaces

LONG_UNIT = "云川供电服务中心青溪供电服务站智能计量与用电检查联合班组"


def people(count: int, unit: str = "客户服务部") -> tuple[SignInPerson, ...]:
    return tuple(SignInPerson(f"欧阳䶮{number}", unit, f"YC-{number:04d}", ("",)) for number in range(1, count + 1))


def sheet(count: int = 3, **fields: object) -> SignInContent:
    groups = (SignInGroup(f"客户服务部　应到 {count} 人", people(count)),)
    content = SignInContent(
        "趣味运动会签到表", "时间：2026年3月6日", "工号", ("签名",), groups, 2, f"应到 {count} 人。"
    )
    return replace(content, **fields)  # type: ignore[arg-type]


def written(content: SignInContent) -> bytes:
    stream = io.BytesIO()
    write_sign_in_sheet(content, stream)
    return stream.getvalue()


@pytest.mark.parametrize("boxes", [("签名",), ("上午", "下午"), tuple(f"第 {n} 场" for n in range(1, 9))])
def test_boxes_are_nine_millimetres_high_at_least(boxes: tuple[str, ...]) -> None:
    pdf = written(sheet(boxes=boxes, groups=(SignInGroup("", _blank(people(5), len(boxes))),)))
    digits = [box.baseline for box in text_boxes(pdf) if box.text in "12345" and 18 < box.left < 29]
    assert len(digits) >= 5
    assert all(9 <= there - here <= 11 for here, there in pairwise(sorted(digits)[:5]))
    assert all(use.embedded and use.has_unicode for use in fonts(pdf))


def _blank(those: tuple[SignInPerson, ...], count: int) -> tuple[SignInPerson, ...]:
    return tuple(replace(one, states=("",) * count) for one in those)


def test_many_sessions_lie_on_their_side() -> None:
    for boxes, lying in ((2, False), (6, True)):
        groups = (SignInGroup("客户服务部", _blank(people(2), boxes)),)
        page = pypdf.PdfReader(io.BytesIO(written(sheet(boxes=("场",) * boxes, groups=groups)))).pages[0]
        assert (page.mediabox.width > page.mediabox.height) is lying


def test_heads_and_units_stand_again_on_every_page() -> None:
    pages = [without_spaces(text) for text in pages_text(written(sheet(60)))]
    assert len(pages) == 3
    assert all("序号姓名工号签名" in text for text in pages)
    assert "客户服务部应到60人（续）" in pages[1]
    assert [f"第{number}页共3页" in text for number, text in enumerate(pages, start=1)] == [True] * 3
    assert "临时参加" in pages[2]
    assert "应到60人。" in pages[2]


def test_what_is_on_record_stands_beside_the_box() -> None:
    groups = (SignInGroup("", tuple(replace(one, states=("签到 13:52",)) for one in people(2))),)
    text = without_spaces(pages_text(written(sheet(groups=groups, settled=True)))[0])
    assert "序号姓名单位工号状态签名" in text
    assert text.count("签到13:52") == 2


def test_a_long_unit_is_set_smaller_and_an_absurd_one_refused() -> None:
    whole = replace(sheet(), groups=(SignInGroup("", people(2, LONG_UNIT)),))
    assert LONG_UNIT in without_spaces(pages_text(written(whole))[0])
    absurd = replace(sheet(), groups=(SignInGroup("", people(2, LONG_UNIT * 4)),))
    assert {problem.field for problem in preflight_sign_in_sheet(absurd)} == {"单位"}
    with pytest.raises(TextOverflowError, match="欧阳䶮1"):
        written(absurd)
