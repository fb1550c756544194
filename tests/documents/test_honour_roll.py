"""The poster: names in their order, portraits, no name outside the frame, a sheet more where one has no room."""

import io

import pypdf
import pytest
from PIL import Image

from culture_desktop.documents.honour_roll import (
    ROLL_FORMATS,
    Honoured,
    HonourRollContent,
    HonourTier,
    RollFormat,
    preflight_honour_roll,
    write_honour_roll,
)
from culture_desktop.documents.pictures import Picture
from culture_desktop.errors import PictureUnreadableError
from tests.documents.reading import fonts, pages_text, rendered, text_boxes, without_spaces

NAMES = ("林　青", "王静雯", "司徒雅澜", "欧阳䶮", "阿卜杜热西提·买买提江")


def roll(*tiers: HonourTier, format_: RollFormat = ROLL_FORMATS[0]) -> bytes:
    stream = io.BytesIO()
    content = HonourRollContent("2026年度“心级服务”评选", tiers, "云川工会", "2026年12月20日")
    write_honour_roll(content, format_, stream)
    return stream.getvalue()


def people(count: int) -> tuple[Honoured, ...]:
    return tuple(Honoured(NAMES[at % len(NAMES)], "客户服务部") for at in range(count))


def portrait(width: int, height: int) -> Picture:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#204060").save(stream, "PNG")
    return Picture(stream.getvalue(), name="像.png")


@pytest.mark.parametrize("format_", ROLL_FORMATS, ids=lambda format_: format_.key)
@pytest.mark.parametrize("count", [1, 7, 40, 400])
def test_every_name_stands_in_order_inside_the_frame(count: int, format_: RollFormat) -> None:
    pdf = roll(HonourTier("服务明星", people(count)), format_=format_)
    pages = pages_text(pdf)
    text = without_spaces("".join(pages))
    assert text.count("林青") == len(range(0, count, len(NAMES)))
    assert all(without_spaces(page).startswith("光荣榜2026年度“心级服务”评选") for page in pages)
    assert without_spaces(pages[-1]).endswith("云川工会2026年12月20日")
    side = 11 * format_.scale
    width = float(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width) / 72 * 25.4
    for number in {0, len(pages) - 1}:
        boxes = [box for box in text_boxes(pdf, number) if not box.text.isspace()]
        assert all(side <= box.left and box.right <= width - side for box in boxes)
    assert all(use.embedded and use.has_unicode for use in fonts(pdf))


def test_the_head_is_red_and_the_frame_gold() -> None:
    page = rendered(roll(HonourTier("服务明星", people(3))))
    red, green, blue = page.getpixel((page.width // 4, 230))  # type: ignore[misc]
    assert red > 150
    assert max(green, blue) < 80
    red, green, blue = page.getpixel((round(7.6 * 4), page.height // 2))  # type: ignore[misc]
    assert red > green > 150 > blue


@pytest.mark.parametrize("size", [(300, 900), (900, 300)])
def test_portraits_are_cut_to_one_shape(size: tuple[int, int]) -> None:
    pdf = roll(HonourTier("大师", tuple(Honoured(name, "", portrait(*size)) for name in NAMES[:3])))
    pictures = [image.image.size for image in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images if image.image]
    assert len(pictures) == 3
    assert all(height / width == pytest.approx(7 / 5, abs=0.05) for width, height in pictures)


def test_what_cannot_be_printed() -> None:
    content = HonourRollContent("评选", (HonourTier("明星", (Honoured("长" * 200),)),), "工会", "2026年")
    assert [problem.field for problem in preflight_honour_roll(content, ROLL_FORMATS[0])] == ["光荣榜"]
    with pytest.raises(PictureUnreadableError, match=r"像\.png"):
        roll(HonourTier("大师", (Honoured("林　青", "", Picture(b"no picture", name="像.png")),)))
