"""GB/T 9704-2012 measured on the finished PDF, within 1 mm."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image

from culture_desktop.documents.decision import DecisionContent, write_decision
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.public_notice import write_notice
from culture_desktop.documents.text import text_width
from culture_desktop.documents.title_shape import title_lines
from tests.documents import samples
from tests.documents.reading import cropped, ink_box, pages_text, rendered, text_boxes

MM_OF_CHARACTER = 15.75 / 72 * 25.4
MM_OF_LINE = MM_OF_CHARACTER * 15 / 8
ENDLESS = "为推动职工文化建设再上新台阶" * 100


def decided(content: DecisionContent) -> bytes:
    stream = io.BytesIO()
    write_decision(content, stream)
    return stream.getvalue()


def red_only(picture: Image.Image) -> Image.Image:
    """What is printed in red, in black."""
    red, green, _ = picture.split()
    mask = Image.merge("L", (red,)).point(lambda v: 255 if v > 120 else 0)
    dark = green.point(lambda v: 255 if v < 120 else 0)
    both = Image.composite(mask, Image.new("L", picture.size, 0), dark)
    return both.point(lambda v: 255 - v).convert("RGB")


def test_a_page_holds_22_lines_of_28_characters() -> None:
    stream = io.BytesIO()
    write_notice(replace(samples.notice(), opening=(ENDLESS,)), stream)
    boxes = [box for box in text_boxes(stream.getvalue(), 1) if box.text in ENDLESS and box.text.strip()]
    tops = sorted({round(box.baseline, 1) for box in boxes})
    assert len(tops) == 22
    for top in tops:
        assert sum(round(box.baseline, 1) == top for box in boxes) == 28
    assert [b - a for a, b in pairwise(tops)] == pytest.approx([MM_OF_LINE] * 21, abs=0.1)
    box = ink_box(cropped(rendered(stream.getvalue(), 1), 0, 0, 210, 264))
    assert (box.left, box.right) == pytest.approx((28, 184), abs=1)
    assert (box.top, box.bottom) == pytest.approx((37, 262), abs=1)


def test_red_head_number_and_red_line() -> None:
    pdf = decided(samples.decision())
    page = rendered(pdf)
    mark = ink_box(cropped(red_only(page), 0, 0, 210, 95))
    assert mark.top == pytest.approx(37 + 35, abs=1)
    assert (mark.left + mark.right) / 2 == pytest.approx(106, abs=1)
    line = ink_box(cropped(red_only(page), 0, 95, 210, 130))
    assert (line.left, line.right) == pytest.approx((28, 184), abs=0.5)
    number = ink_box(cropped(page, 0, 92, 210, 95 + line.top - 0.5))
    # 4 mm from the character's foot, below which the ink of 〔 hardly reaches.
    assert 95 + line.top - (92 + number.bottom) == pytest.approx(4, abs=1)
    # Two free lines between the mark and the number.
    assert 92 + number.top - mark.bottom == pytest.approx(2 * MM_OF_LINE, abs=2)
    assert "云川工〔2026〕28号" in pages_text(pdf)[0]


def test_the_title_stands_two_lines_below_the_red_line() -> None:
    page = rendered(decided(samples.decision()))
    line = 95 + ink_box(cropped(red_only(page), 0, 95, 210, 130)).bottom
    title = ink_box(cropped(page, 0, line + 2, 210, line + 2 * MM_OF_LINE + 8))
    assert title.top + 2 == pytest.approx(2 * MM_OF_LINE, abs=1)
    assert (title.left + title.right) / 2 == pytest.approx(106, abs=1)


@pytest.mark.parametrize("title", [
    "关于表彰2026年度“心级服务”先进集体和先进个人的决定",
    "关于印发《云川供电服务中心工会委员会2026年职工文化活动实施方案》的通知",
    "关于召开第三届第二次职工代表大会暨2026年度工作总结表彰大会并开展先进集体和先进个人评选工作有关事项的通知",
])  # fmt: skip
def test_titles_are_trapezoids_or_lozenges(title: str) -> None:
    lines = title_lines(title, Face.SONG_BOLD, 22, 398)
    widths = [text_width(line, Face.SONG_BOLD, 22) for line in lines]
    assert "".join(lines) == title
    assert len(lines) > 1
    assert max(widths) <= 398
    assert min(widths) >= max(widths) / 2
    assert not any(middle < min(before, after) for before, middle, after in zip(widths, widths[1:], widths[2:]))  # noqa: B905
    assert lines[0].count("“") == lines[0].count("”")


def test_a_title_of_one_line_stays_one() -> None:
    assert title_lines("关于开展读书活动的通知", Face.SONG_BOLD, 22, 398) == ("关于开展读书活动的通知",)


def test_signing_with_a_seal() -> None:
    pdf = decided(replace(samples.decision(), groups=()))
    boxes = [box for number in range(len(pages_text(pdf))) for box in text_boxes(pdf, number)]
    text = "".join(box.text for box in boxes)
    date = boxes[text.rindex("2026年12月1日", 0, text.rindex("（存证号")) :][:10]
    issuer = boxes[text.rindex("云川供电服务中心工会委员会", 0, text.rindex("（存证号")) :][:13]
    assert date[-1].right == pytest.approx(184 - 4 * MM_OF_CHARACTER, abs=1)
    middle = (date[0].left + date[-1].right) / 2
    assert (issuer[0].left + issuer[-1].right) / 2 == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("count", [0, 10, 30, 45, 60, 75, 90])
def test_the_closing_block_ends_the_last_even_page(count: int) -> None:
    content = replace(samples.decision(), groups=samples.groups(count) if count else ())
    pdf = decided(content)
    pages = pages_text(pdf)
    assert len(pages) % 2 == 0
    assert "印发" in pages[-1]
    assert not any("印发" in page for page in pages[:-1])
    block = ink_box(cropped(rendered(pdf, len(pages) - 1), 0, 200, 210, 264))
    assert 200 + block.bottom == pytest.approx(262, abs=0.3)
    assert (block.left, block.right) == pytest.approx((28, 184), abs=0.3)
    blank = [number for number, page in enumerate(pages) if not page.strip()]
    for number, page in enumerate(pages):
        assert (f"— {number + 1} —" in page) == (not blank or number < blank[0])


def test_a_blank_page_before_the_closing_block_bears_no_number() -> None:
    """Some length of text fills page two so that the block has no room there."""
    found = []
    for lines in range(14, 24):
        content = replace(samples.decision(), groups=(), closing=("甲" * 28 * lines,))
        found.append([bool(page.strip()) for page in pages_text(decided(content))])
    assert [True, True, False, True] in found


def test_lines_of_the_closing_block() -> None:
    pdf = decided(samples.decision())
    column = cropped(rendered(pdf, len(pages_text(pdf)) - 1, 40.0), 100, 235, 100.1, 263, 40.0)
    dark = [column.getpixel((1, y))[0] < 128 for y in range(column.height)]  # type: ignore[index]
    runs = [len(run) / 40 for run in "".join("x" if one else " " for one in dark).split()]
    assert runs[0] == pytest.approx(0.35, abs=0.05)
    assert runs[-1] == pytest.approx(0.35, abs=0.05)
    assert min(runs) == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize("number", [0, 1])
def test_page_numbers(number: int) -> None:
    pdf = decided(samples.decision())
    boxes = [box for box in text_boxes(pdf, number) if box.baseline > 264]
    left = ink_box(cropped(rendered(pdf, number), 0, 264, 210, 285))
    one = 14 / 72 * 25.4
    assert "".join(box.text for box in boxes).strip() == f"— {number + 1} —"
    if number % 2:
        assert left.left == pytest.approx(28 + one, abs=1)
    else:
        assert left.right == pytest.approx(184 - one, abs=1)
    dash = cropped(rendered(pdf, number), left.left, 264, left.left + 3, 285)
    assert 264 + ink_box(dash).top == pytest.approx(262 + 7, abs=0.5)
