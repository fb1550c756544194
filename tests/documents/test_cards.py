"""Cards for the table and badges: both sides, sizes in mm, names that fill their place, codes that scanners read."""

import io
from pathlib import Path

import pypdf
import pytest
import zxingcpp

from culture_desktop.documents.badges import BADGE_FORMATS, Badge, BadgeFormat, preflight_badges, write_badges
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.name_setting import even_face
from culture_desktop.documents.seat_cards import SEAT_FORMATS, SeatCard, SeatFormat, write_seat_cards
from culture_desktop.errors import MissingGlyphsError, TextOverflowError
from culture_desktop.rules.checkin_code import decode, encode
from tests.documents.reading import fonts, pages_text, rendered, text_boxes, without_spaces

NAMES = ("林　青", "欧阳䶮", "王静雯", "阿卜杜热西提·买买提江")


def tents(format_: SeatFormat, *names: str, unit: str = "") -> bytes:
    stream = io.BytesIO()
    write_seat_cards("席卡", format_, [SeatCard(name, unit) for name in names], stream)
    return stream.getvalue()


def badges(format_: BadgeFormat, *made: Badge) -> bytes:
    stream = io.BytesIO()
    write_badges("装表接电技能竞赛", format_, made, stream)
    return stream.getvalue()


@pytest.mark.parametrize("format_", SEAT_FORMATS, ids=lambda format_: format_.key)
def test_a_name_stands_on_both_sides_of_the_fold(format_: SeatFormat) -> None:
    pdf = tents(format_, *NAMES)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == -(-len(NAMES) // format_.together)
    assert without_spaces("".join(pages_text(pdf))).count("欧阳䶮") == 2
    boxes = [box for box in text_boxes(pdf) if box.text == "林"]
    back, front = sorted(boxes, key=lambda box: box.baseline)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    width = float(page.width) / 72 * 25.4
    assert back.left + back.right == pytest.approx(2 * width - front.left - front.right, abs=0.5)
    fold = (back.baseline + front.baseline) / 2
    panels = 3 if format_.foot else 2
    height = float(page.height) / 72 * 25.4
    top = (height - panels * format_.height * format_.together) / (format_.together + 1)
    assert fold == pytest.approx(top + format_.height, abs=0.5)
    assert all(use.embedded and use.has_unicode for use in fonts(pdf))


def test_a_name_is_as_large_as_its_panel_allows() -> None:
    widths = []
    for name in NAMES:
        boxes = [box for box in text_boxes(tents(SEAT_FORMATS[0], name)) if box.text == name[0]]
        widths.append(boxes[0].right - boxes[0].left)
    assert widths[0] == pytest.approx(widths[1], abs=0.1)  # a name of two is set as wide as one of three
    assert widths[1] == pytest.approx(widths[2], abs=0.1)
    assert widths[2] > 50
    assert 10 < widths[3] < widths[2] / 2


def test_letters_of_a_name_are_of_one_weight() -> None:
    assert even_face("欧阳锋", Face.KAI) is Face.KAI
    assert even_face("王㵘", Face.KAI) is Face.SONG


@pytest.mark.parametrize("format_", BADGE_FORMATS, ids=lambda format_: format_.key)
def test_every_code_is_read_and_no_badge_is_cut(format_: BadgeFormat) -> None:
    columns, rows = format_.grid
    numbers = [f"yc-{at:03d}" for at in range(columns * rows)]
    made = [Badge("林　青", "客户服务部", "评委", number, encode(number)) for number in numbers]
    pdf = badges(format_, *made, Badge("王静雯", "外请"))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2
    page = rendered(pdf, 0, 8)
    codes = zxingcpp.read_barcodes(page)
    assert sorted(decode(code.text) or code.text for code in codes) == numbers
    side = {round((code.position.top_right.x - code.position.top_left.x) / 8) for code in codes}
    assert all(abs(each - format_.code) <= 1 for each in side)
    left = (210 - columns * format_.width) / 2
    inside = [left <= box.left and box.right <= 210 - left for box in text_boxes(pdf) if not box.text.isspace()]
    assert inside
    assert all(inside)
    assert not zxingcpp.read_barcodes(rendered(pdf, 1, 8))


def test_long_units_give_way_and_absurd_names_are_refused() -> None:
    long = Badge("阿卜杜热西提·买买提江", "云川供电服务中心青溪供电服务站智能计量与用电检查联合班组" * 2, "主讲")
    assert "云川供电服务中心" in without_spaces(pages_text(badges(BADGE_FORMATS[0], long))[0])
    (problem,) = preflight_badges("竞赛", BADGE_FORMATS[0], [Badge("长" * 64)])
    assert problem.field == "胸牌"
    with pytest.raises(TextOverflowError):
        tents(SEAT_FORMATS[0], "长" * 64)
    with pytest.raises(MissingGlyphsError, match="U\\+10FFFD"):
        tents(SEAT_FORMATS[0], "林\U0010fffd")


def test_the_same_cards_give_the_same_bytes(tmp_path: Path) -> None:
    assert tents(SEAT_FORMATS[1], *NAMES, unit="客服部") == tents(SEAT_FORMATS[1], *NAMES, unit="客服部")
