"""Texts set into their places: inside them, at the size they need, in the order they are read."""

import io
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.elements import TextElement
from culture_desktop.documents.designs.fields import Phrase, fields_in
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.documents.designs.setting import FACES, set_text
from culture_desktop.documents.paper import MM
from culture_desktop.documents.text import text_width
from culture_desktop.vocabulary import Align, TextSetting
from tests.documents.reading import ink_box, rendered

TEXTS = st.text(st.sampled_from("在二〇二六年度“心级服务”（中心）评选中，爱岗敬业。abc 12"), min_size=1, max_size=80)


def element(setting: TextSetting, width: float = 100, height: float = 20, **changes: object) -> TextElement:
    """A place for text."""
    found = {"key": "t", "name": "文", "x": 0, "y": 0, "width": width, "height": height, "content": "", **changes}
    return TextElement(setting=setting, **found)  # type: ignore[arg-type]


@given(TEXTS, st.sampled_from(TextSetting), st.sampled_from(Align))
@example("11111111”））", TextSetting.VERTICAL, Align.START)
def test_what_is_set_stands_inside_its_place(text: str, setting: TextSetting, align: Align) -> None:
    place = element(setting, 120, 60, size=20, least_size=8, align=align)
    found = set_text(place, text)
    if found is None:
        return
    for line in found.lines:
        end = line.x + text_width(line.text, FACES[place.face], found.size) + line.space * (len(line.text) - 1)
        assert line.y <= 60 * MM + found.size  # a stop may hang below a column
        assert line.x >= -found.size / 2 - 0.01  # the white half of a mark
        white = 0.6 * found.size  # of a mark at the end, or of a stop in its corner
        assert line.turned or end <= 120 * MM + white


@given(TEXTS)
def test_nothing_is_lost_in_setting(text: str) -> None:
    for setting in TextSetting:
        found = set_text(element(setting, 400, 400, size=10, least_size=5), text)
        assert found is not None
        read = "".join("".join(line.text for line in found.lines).split())
        upright = text.translate(str.maketrans("“”", "『』")) if setting is TextSetting.VERTICAL else text
        assert read == "".join(upright.split())


@pytest.mark.parametrize(("setting", "height"), [(TextSetting.LINE, 20), (TextSetting.PARAGRAPH, 6)])
def test_text_shrinks_no_further_than_it_may(setting: TextSetting, height: float) -> None:
    place = element(setting, 40, height, size=20, least_size=10)
    fitting = set_text(place, "十个字的一段文字啊呀")
    assert fitting is not None
    assert 10 <= fitting.size < 20
    assert set_text(place, "字" * 40) is None


def test_two_ends_are_filled() -> None:
    found = set_text(element(TextSetting.DISTRIBUTED, 100, 20, size=20), "荣誉证书")
    assert found is not None
    [line] = found.lines
    assert line.x == 0
    assert text_width(line.text, FACES[element(TextSetting.LINE).face], 20) + 3 * line.space == pytest.approx(100 * MM)


def test_a_text_in_columns_runs_down_and_from_right_to_left() -> None:
    place = element(TextSetting.VERTICAL, 40, 30 / MM * 4, size=20, least_size=20, leading=2)
    found = set_text(place, "一二三四五六七八")
    assert found is not None
    first, second = found.lines[:6], found.lines[6:]
    assert "".join(line.text for line in first) == "一二三四五六"
    assert all(line.x == first[0].x for line in first)
    assert [line.y for line in first] == sorted(line.y for line in first)
    assert second[0].x == pytest.approx(first[0].x - 40)


def test_marks_stand_as_columns_want_them() -> None:
    found = set_text(element(TextSetting.VERTICAL, 30, 60, size=20), "心，（星）")
    assert found is not None
    heart, comma, opening, _star, closing = found.lines
    assert comma.x > heart.x
    assert opening.turned
    assert closing.turned
    assert not comma.turned


def test_no_column_ends_with_an_opening_mark() -> None:
    found = set_text(element(TextSetting.VERTICAL, 60, 20 / MM * 4, size=20), "一二三（四）五")
    assert found is not None
    columns = {line.x: "".join(other.text for other in found.lines if other.x == line.x) for line in found.lines[:4]}
    assert columns[found.lines[0].x] == "一二三"


@pytest.mark.parametrize("mark", ["，", "。", "：", "！"])
def test_stops_stay_below_the_character_before_them(mark: str) -> None:
    """The highest ink of a mark in vertical text, found by drawing it alone."""
    place = element(TextSetting.VERTICAL, 10, 100, size=72 / 25.4 * 10, content=f"　{mark}　")
    stream = io.BytesIO()
    write_design(Design("试", Sheet(40, 40), (replace(place, x=10, y=5),)), [{}], stream)
    ink = ink_box(rendered(stream.getvalue()))
    assert ink.top >= 5 + 10 - 0.5
    assert ink.left >= 10 + 10 * 0.4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{姓名}同志：", "林　青同志："),
        ("{ 姓名 }", "林　青"),
        ("{没有}", ""),
        ("{姓名", "{姓名"),
        ("{}{姓名}", "{}林　青"),
        ("{姓名.__class__}", ""),
        ("无", "无"),
    ],
)
def test_fields_are_filled_and_nothing_is_evaluated(content: str, said: str) -> None:
    assert Phrase(content, spaced=True).filled({"姓名": "林青"}) == said


@given(st.text("ab{}姓名", max_size=20), st.text(max_size=5))
def test_what_a_field_holds_is_printed_as_it_is(content: str, value: str) -> None:
    filled = Phrase(content).filled(dict.fromkeys(fields_in(content), value))
    assert Phrase(content).constant == (not fields_in(content))
    if Phrase(content).constant:
        assert filled == content
