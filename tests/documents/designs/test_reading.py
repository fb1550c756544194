"""Designs from outside: what is right comes back as it went, what is wrong is said with its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.designs.bundled import bundled_codes, bundled_design
from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.elements import (
    CodeElement,
    Condition,
    OrnamentElement,
    PictureElement,
    RuleElement,
    TextElement,
)
from culture_desktop.documents.designs.reading import design_from_dict, design_from_json, design_to_json
from culture_desktop.documents.ornaments import STYLES
from culture_desktop.errors import DesignBrokenError, DesignTooNewError
from culture_desktop.paths import resource
from culture_desktop.vocabulary import (
    Align,
    FieldTest,
    PictureFit,
    PictureRole,
    Symbology,
    TextSetting,
    TypeFace,
)

_words = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
_inks = st.from_regex(r"\A#[0-9A-F]{6}\Z")
_mm = st.floats(-50, 400, allow_nan=False).map(lambda number: round(number, 2))
_sides = st.floats(0.5, 400).map(lambda number: round(number, 2))
_conditions = st.none() | st.builds(Condition, _words, st.sampled_from(FieldTest), st.text(max_size=8))
_common: dict[str, Any] = {
    "name": _words,
    "x": _mm,
    "y": _mm,
    "width": _sides,
    "height": _sides,
    "locked": st.booleans(),
    "hidden": st.booleans(),
    "overprint": st.booleans(),
    "when": _conditions,
}
_elements = st.one_of(
    st.builds(
        TextElement,
        key=st.just(""),
        content=st.text(max_size=40),
        face=st.sampled_from(TypeFace),
        size=st.integers(20, 60),
        least_size=st.integers(4, 20),
        ink=_inks,
        setting=st.sampled_from(TextSetting),
        align=st.sampled_from(Align),
        leading=st.floats(1, 3).map(lambda number: round(number, 2)),
        indent=st.integers(0, 4),
        spaced=st.booleans(),
        **_common,
    ),
    st.builds(
        PictureElement,
        key=st.just(""),
        asset=st.from_regex(r"\A[0-9a-f]{64}\Z"),
        role=st.sampled_from(PictureRole),
        fit=st.sampled_from(PictureFit),
        **_common,
    ),
    st.builds(
        OrnamentElement, key=st.just(""), style=st.sampled_from(sorted(STYLES)), ink=_inks, second_ink=_inks, **_common
    ),
    st.builds(
        CodeElement, key=st.just(""), content=st.text(max_size=20), symbology=st.sampled_from(Symbology), **_common
    ),
    st.builds(RuleElement, key=st.just(""), thickness=st.integers(1, 5), dash=st.integers(0, 9), ink=_inks, **_common),
)


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Any design."""
    found = draw(st.lists(_elements, max_size=6))
    numbered = (type(element)(**{**_values(element), "key": f"k{at}"}) for at, element in enumerate(found))
    return Design(
        name=draw(_words),
        sheet=Sheet(draw(st.floats(30, 500)), draw(st.floats(30, 500))),
        elements=tuple(numbered),
        fold=draw(st.booleans()),
        across=tuple(draw(st.lists(_mm, max_size=3))),
        down=tuple(draw(st.lists(_mm, max_size=3))),
    )


def _values(element: Any) -> dict[str, Any]:
    return {name: getattr(element, name) for name in element.__dataclass_fields__}


@given(designs())
def test_any_design_comes_back_as_it_went(design: Design) -> None:
    assert design_from_json(design_to_json(design), "往返") == design


@pytest.mark.parametrize("code", bundled_codes())
def test_bundled_designs_are_read_and_name_their_fields(code: str) -> None:
    design = bundled_design(code)
    assert design_from_json(resource("designs", f"{code}.json").read_text(encoding="utf-8"), code) == design
    assert {"称谓", "正文", "颁发单位", "颁发日期", "编号"} <= set(design.fields)
    assert len({element.key for element in design.elements}) == len(design.elements)
    for element in design.elements:
        assert element.x >= 0
        assert element.y >= 0
        assert element.x + element.width <= design.sheet.width + 0.01
        assert element.y + element.height <= design.sheet.height + 0.01


TEXT = {"kind": "text", "key": "a", "name": "甲", "x": 1, "y": 1, "width": 9, "height": 9, "content": "{姓名}"}


def _design(**changes: Any) -> dict[str, Any]:
    return {"format": 1, "name": "试", "sheet": {"width": 297, "height": 210}, "elements": [TEXT], **changes}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "内容应为一组“名称: 值”"),
        (_design(sheet={"width": 5, "height": 210}), "“sheet”的“width”应为不小于 30 的数"),
        (_design(sheet={"width": 297}), "“sheet”应为带有“height”"),
        (_design(paper="A4"), "内容应为只有以下各项"),
        (_design(elements=[{"kind": "hologram"}]), "“elements”的第 1 项的“kind”应为以下之一（text、picture"),
        (_design(elements=[TEXT, {**TEXT, "key": "b", "size": "大"}]), "第 2 个元素的“size”应为一个数"),
        (_design(elements=[{**TEXT, "ink": "red"}]), "第 1 个元素的“ink”应为#RRGGBB 颜色"),
        (_design(elements=[{**TEXT, "macro": "__import__"}]), "第 1 个元素应为只有以下各项"),
        (_design(elements=[TEXT, TEXT]), "元素的标识“a”应为不重复的标识"),
        (
            _design(elements=[{k: v for k, v in TEXT.items() if k != "content"} | {"kind": "ornament", "style": "龙"}]),
            "第 1 个元素的“style”应为以下之一（knot",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(value: Any, said: str) -> None:
    with pytest.raises(DesignBrokenError) as raised:
        design_from_dict(value, "来件.json")
    assert said in str(raised.value)
    assert "来件.json" in str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "\x00", "[" * 100_000, '"' + "字" * 500_000])
def test_what_is_no_json_is_said(text: str) -> None:
    with pytest.raises(DesignBrokenError, match="应为JSON"):
        design_from_json(text, "乱码")


def test_a_design_of_a_later_version_is_refused_as_such() -> None:
    with pytest.raises(DesignTooNewError, match="更新版本"):
        design_from_json(json.dumps({"format": 2, "name": "新", "什么": 1}), "新版.json")
