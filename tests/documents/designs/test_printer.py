"""A design printed: every name reads right, stands inside the frame, and nothing is printed that cannot be."""

import io
from typing import Any

import pytest

from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.elements import Fields
from culture_desktop.documents.designs.printer import Batch, write_design
from culture_desktop.documents.preflight import Problem
from culture_desktop.errors import MissingGlyphsError, TextOverflowError
from culture_desktop.progress import CancelledError, silent
from tests.documents.reading import (
    cropped,
    fonts,
    ink_box,
    is_plain,
    pages_text,
    pages_text_pypdf,
    qr_text,
    rendered,
    without_spaces,
)

NAMES = [
    "张　三",
    "王建国",
    "欧阳龚䶮",
    "陈𬭎",
    "㛃𬱖",
    "龘䲜\U000202bd",
    "买买提江·阿不都热西提",
    "阿卜杜热合曼·阿卜杜热西提·买买提江",
    "<b",
    "=cmd|",
    "&lt;",
    "(\\)%~",
]
BODY = "在二〇二六年度“心级服务”评选活动中，爱岗敬业、服务优质，荣获“服务明星（中心级）”称号。"
UNPRINTABLE = "\U0010fffd"


DESIGN = bundled_design(STANDARD)


def certificate(name: str, **changes: str) -> Fields:
    """The fields of someone's certificate."""
    return {
        "编号": "云川工荣〔2026〕118号",
        "姓名": name,
        "称谓": f"{name}同志：",
        "正文": BODY,
        "颁发单位": "云川供电服务中心工会委员会",
        "颁发日期": "二〇二六年十二月一日",
        "二维码": f"云川工荣〔2026〕118号 {name}",
        **changes,
    }


def written(*certificates: Fields) -> bytes:
    """The PDF of certificates."""
    stream = io.BytesIO()
    write_design(DESIGN, certificates, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def batch() -> bytes:
    return written(*map(certificate, NAMES))


@pytest.mark.parametrize("read", [pages_text, pages_text_pypdf])
def test_every_name_reads_as_it_was_given(batch: bytes, read: Any) -> None:
    pages = read(batch)
    assert len(pages) == len(NAMES)
    for name, text in zip(NAMES, pages, strict=True):
        assert f"{without_spaces(name)}同志：" in without_spaces(text)
        for part in ("荣誉证书", BODY, "特发此证，以资鼓励。", "证书编号：云川工荣〔2026〕118号"):
            assert part in without_spaces(text)


def test_all_fonts_are_embedded_with_their_characters(batch: bytes) -> None:
    used = fonts(batch)
    assert {"GHKai-Regular", "GHSong-Bold", "GHSong-Regular", "GHRare-Regular", "GHRareExt-Regular"} == {
        font.name.split("+")[1] for font in used
    }
    assert all(font.embedded and font.has_unicode for font in used)
    assert all(len(font.name.split("+")[0]) == 7 for font in used)  # a slash and six letters: a subset


def test_qr_code_can_be_read_back(batch: bytes) -> None:
    number = NAMES.index("陈𬭎")
    assert qr_text(rendered(batch, number)) == "云川工荣〔2026〕118号 陈𬭎"


def test_no_code_without_text() -> None:
    image = cropped(rendered(written(certificate("张三", 二维码=""))), 38, 152, 62, 176)
    assert is_plain(image)


def test_frame_and_texts_keep_their_distance(batch: bytes) -> None:
    frame = ink_box(rendered(batch))
    assert frame == pytest.approx((9.35, 9.35, 287.65, 200.65), abs=0.5)
    for number in range(len(NAMES)):
        page = rendered(batch, number)
        paper = page.getpixel((200, 500))
        inside = cropped(page, 26, 26, 271, 184)
        texts = inside.point(lambda value: 0 if value < 200 else 255)
        box = ink_box(texts)
        assert paper == (255, 253, 246)
        assert box.left >= 12
        assert box.right <= 245 - 12


def test_items_stand_where_the_layout_says(batch: bytes) -> None:
    page = rendered(batch).point(lambda value: 0 if value < 200 else 255)
    heading = ink_box(cropped(page, 60, 28, 240, 56))
    assert 60 + (heading.left + heading.right) / 2 == pytest.approx(148.5, abs=1)
    salutation = ink_box(cropped(page, 30, 68, 270, 84))
    assert 30 + salutation.left == pytest.approx(40, abs=1)
    first_line = ink_box(cropped(page, 30, 86, 270, 98))
    assert 30 + first_line.left == pytest.approx(40 + 2 * 22 / 72 * 25.4, abs=1.5)
    assert 30 + first_line.right == pytest.approx(257, abs=1.5)


def test_the_same_batch_gives_the_same_bytes(batch: bytes) -> None:
    assert written(*map(certificate, NAMES)) == batch


def test_a_team_is_addressed_as_it_comes() -> None:
    content = written(certificate("营业三班", 称谓="营业三班："))
    assert "营业三班：" in pages_text(content)[0]
    assert "同志" not in pages_text(content)[0]


def test_missing_characters_stop_the_batch_before_a_byte_is_written() -> None:
    stream = io.BytesIO()
    contents = [certificate("张三"), certificate(f"李{UNPRINTABLE}"), certificate("王五", 颁发单位="工会\ue000")]
    with pytest.raises(MissingGlyphsError) as raised:
        write_design(DESIGN, contents, stream)
    assert stream.getvalue() == b""
    assert f"李{UNPRINTABLE}（称谓中的“U+10FFFD”）" in str(raised.value)
    assert "王五（颁发单位中的“U+E000”）" in str(raised.value)
    assert "张三" not in str(raised.value)


def test_text_without_room_stops_the_batch_and_names_the_person() -> None:
    stream = io.BytesIO()
    with pytest.raises(TextOverflowError, match="赵六（正文过长）"):
        write_design(DESIGN, [certificate("张三"), certificate("赵六", 正文=BODY * 9)], stream)
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"称谓": "一" * 60}, "称谓"),
        ({"颁发单位": "一" * 30}, "颁发单位"),
        ({"颁发日期": "一" * 30}, "颁发日期"),
        ({"编号": "一" * 60}, "证书编号"),
        ({"二维码": "一" * 101}, "二维码"),
    ],
)
def test_every_field_is_checked(changes: dict[str, str], field: str) -> None:
    assert Batch(DESIGN, [certificate("张三", **changes)]).problems() == (Problem("张三", field),)


def test_the_longest_code_can_be_read_back() -> None:
    assert qr_text(rendered(written(certificate("张三", 二维码="一" * 100)))) == "一" * 100


def test_any_line_break_in_the_body_begins_a_paragraph() -> None:
    lines = pages_text(written(certificate("张三", 正文="甲甲\r\n乙乙\u2028丙丙")))[0].split("\n")
    assert lines[2:6] == ["甲甲", "乙乙", "丙丙", "特发此证，以资鼓励。"]


def test_many_problems_are_counted_not_listed() -> None:
    with pytest.raises(MissingGlyphsError, match="等 40 处"):
        write_design(DESIGN, [certificate(f"{number}{UNPRINTABLE}") for number in range(40)], io.BytesIO())


def test_long_text_is_set_smaller_and_stays_above_the_issuer() -> None:
    page = rendered(written(certificate("张三", 正文=BODY * 3)))
    gap = cropped(page, 150, 146, 258, 150.5)
    assert is_plain(gap)


def test_progress_is_told_before_each_page_and_may_cancel() -> None:
    calls: list[tuple[int, int]] = []
    write_design(
        DESIGN,
        [certificate(name) for name in "甲乙丙"],
        io.BytesIO(),
        lambda done, total, _: calls.append((done, total)),
    )
    assert calls == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def cancel(done: int, total: int, text: str) -> None:
        if done == 1:
            raise CancelledError

    stream = io.BytesIO()
    with pytest.raises(CancelledError):
        write_design(DESIGN, [certificate(name) for name in "甲乙丙"], stream, cancel)
    assert stream.getvalue() == b""


def test_an_empty_batch_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least one"):
        write_design(DESIGN, [], io.BytesIO(), silent)


def test_a_thousand_certificates_stay_small() -> None:
    names = [
        f"{surname}{given}" for surname in "赵钱孙李周吴郑王冯陈" for given in "建国志强晓梅丽华伟敏静海燕春生桂英浩然"
    ]
    content = written(*(certificate(name) for name in names * 5))
    assert len(content) < 1000 * len(names) * 5
