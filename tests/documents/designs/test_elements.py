"""Each kind of element printed and read back: pictures, PDF pages, codes, lines, conditions, overprint."""

import hashlib
import io

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.calibration import Calibration
from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.elements import (
    AnyElement,
    CodeElement,
    Condition,
    Fields,
    PictureElement,
    RuleElement,
    TextElement,
)
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.errors import FileMissingError, PictureUnreadableError
from culture_desktop.vocabulary import FieldTest, PictureFit, PictureRole, Symbology, TextSetting
from tests.documents.reading import RENDERED_PER_MM, cropped, ink_box, is_plain, pages_text, rendered


def printed(*elements: AnyElement, fields: Fields | None = None, files: dict[str, bytes] | None = None) -> bytes:
    """One sheet of 100 by 100 mm."""
    stream = io.BytesIO()
    write_design(Design("试", Sheet(100, 100), elements), [fields or {}], stream, files=files)
    return stream.getvalue()


def text(content: str, **changes: object) -> TextElement:
    """A line of text in the upper left quarter."""
    place = {"key": content, "name": "文", "x": 10, "y": 10, "width": 40, "height": 10, "least_size": 6, **changes}
    return TextElement(content=content, **place)  # type: ignore[arg-type]


def picture(content: bytes, **changes: object) -> tuple[PictureElement, dict[str, bytes]]:
    """A picture of 40 by 40 mm at 30, 30, and its file."""
    digest = hashlib.sha256(content).hexdigest()
    place = {"key": "p", "name": "印章", "x": 30, "y": 30, "width": 40, "height": 40, **changes}
    return PictureElement(asset=digest, **place), {digest: content}  # type: ignore[arg-type]


def ring() -> bytes:
    """A seal as people scan them: a red ring, the rest transparent."""
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 390, 390), outline=(200, 20, 20, 255), width=30)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def test_a_transparent_seal_lets_the_text_under_it_through() -> None:
    seal, files = picture(ring(), role=PictureRole.SEAL)
    page = rendered(printed(text("工会委员会", x=35, y=45, size=18), seal, files=files))
    assert not is_plain(cropped(page, 42, 47, 58, 53))  # the text inside the ring
    red = ink_box(page)
    assert (red.left, red.top, red.right, red.bottom) == pytest.approx((31, 31, 69, 69), abs=0.6)


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        (PictureFit.CONTAIN, (30, 40, 70, 60)),
        (PictureFit.STRETCH, (30, 30, 70, 70)),
        (PictureFit.COVER, (30, 30, 70, 70)),
    ],
)
def test_pictures_fill_their_place_as_told(fit: PictureFit, expected: tuple[float, ...]) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (400, 200), (20, 60, 120)).save(stream, "JPEG")
    element, files = picture(stream.getvalue(), fit=fit)
    assert tuple(ink_box(rendered(printed(element, files=files)))) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_of_another_pdf_stays_lines_and_text(turn: int) -> None:
    source = io.BytesIO()
    write_design(
        Design("底", Sheet(200, 100), (text("底图文字", x=20, y=20, width=60, height=20, size=30),)), [{}], source
    )
    writer = pypdf.PdfWriter(clone_from=source)
    writer.pages[0].rotate(turn)
    turned = io.BytesIO()
    writer.write(turned)
    element, files = picture(turned.getvalue(), x=0, y=0, width=100, height=100, fit=PictureFit.STRETCH)
    whole = printed(element, files=files)
    assert "底图文字" in pages_text(whole)[0]
    box, seen = ink_box(rendered(whole)), ink_box(rendered(turned.getvalue()))
    size = (100, 200) if turn in (90, 270) else (200, 100)
    assert box.left == pytest.approx(seen.left * 100 / size[0], abs=0.6)
    assert box.top == pytest.approx(seen.top * 100 / size[1], abs=0.6)


def test_a_pdf_with_a_password_is_refused_by_name() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("秘密", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    element, files = picture(stream.getvalue())
    with pytest.raises(PictureUnreadableError, match="“印章”设有密码"):
        printed(element, files=files)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\nbroken", ring()[:200], b"<svg/>"])
def test_a_broken_picture_is_refused_by_name(content: bytes) -> None:
    element, files = picture(content)
    with pytest.raises(PictureUnreadableError, match="“印章”"):
        printed(element, files=files)


def test_a_picture_that_is_not_there_is_named() -> None:
    element, _files = picture(b"gone")
    with pytest.raises(FileMissingError, match="印章"):
        printed(element)


@pytest.mark.parametrize(
    ("symbology", "width", "content"),
    [(Symbology.QR, 40, "云川工荣〔2026〕118号 陈𬭎"), (Symbology.CODE128, 80, "YC2026-0118")],
)
def test_codes_are_read_back(symbology: Symbology, width: float, content: str) -> None:
    place = {"key": "c", "name": "码", "x": 10, "y": 30, "width": width, "height": 40 if width == 40 else 15}
    page = rendered(printed(CodeElement(content="{码}", symbology=symbology, **place), fields={"码": content}))  # type: ignore[arg-type]
    assert zxingcpp.read_barcodes(page)[0].text == content


@pytest.mark.parametrize(("width", "height"), [(60, 2), (2, 60)])
def test_a_rule_runs_along_its_longer_side(width: float, height: float) -> None:
    rule = RuleElement(key="r", name="线", x=20, y=20, width=width, height=height, thickness=0.5)
    box = ink_box(rendered(printed(rule)))
    assert box.right - box.left == pytest.approx(max(width, 0.5) if width > height else 0.5, abs=0.4)
    assert box.bottom - box.top == pytest.approx(height if height > width else 0.5, abs=0.4)


@pytest.mark.parametrize(
    ("test", "value", "team", "person"),
    [(FieldTest.EQUALS, "集体", True, False), (FieldTest.GIVEN, "", True, True), (FieldTest.MISSING, "", False, False)],
)
def test_elements_come_and_go_by_their_condition(test: FieldTest, value: str, team: bool, person: bool) -> None:
    element = text("奖牌一块", when=Condition("类别", test, value))
    for kind, shown in (("集体", team), ("个人", person)):
        assert ("奖牌一块" in pages_text(printed(element, fields={"类别": kind}))[0]) is shown


def test_a_text_in_columns_reads_in_their_order() -> None:
    element = text("一心为民\n服务至上", x=10, y=10, width=80, height=80, size=24, setting=TextSetting.VERTICAL)
    assert "".join(pages_text(printed(element))[0].split()) == "一心为民服务至上"


def test_what_is_hidden_is_not_printed() -> None:
    assert pages_text(printed(text("看不见", hidden=True), text("看得见")))[0].strip() == "看得见"


FIELDS = {"称谓": "林　青同志：", "正文": "正文", "颁发单位": "工会", "颁发日期": "今日", "编号": "1", "二维码": ""}


def test_an_overprint_leaves_out_what_the_sheet_has_already() -> None:
    stream = io.BytesIO()
    write_design(bundled_design(STANDARD), [FIELDS], stream, overprint=True)
    read = pages_text(stream.getvalue())[0]
    assert "林　青同志：" in read
    assert "荣誉证书" not in read
    assert is_plain(cropped(rendered(stream.getvalue()), 2, 2, 30, 208))  # no frame


@pytest.mark.parametrize(
    ("calibration", "expected"),
    [
        (Calibration(), (20, 30)),
        (Calibration(right=3.2, down=-1.5), (23.2, 28.5)),
        (Calibration(scale_x=1.02, scale_y=0.98), (20.4, 29.4)),
        (Calibration(turn=90), (-30 + 100, 20)),
    ],
)
def test_a_correction_moves_what_is_printed(calibration: Calibration, expected: tuple[float, float]) -> None:
    """The corner of a square of 4 mm, as the printer would put it; turned, it is moved back onto the sheet."""
    square = RuleElement(key="s", name="点", x=20, y=30, width=4.001, height=4, thickness=4, overprint=True)
    if calibration.turn:
        calibration = Calibration(right=100, turn=90)
        expected = (100 - 34, 20)
    stream = io.BytesIO()
    design = Design("校", Sheet(100, 100), (square,))
    write_design(design, [{}], stream, overprint=True, calibration=calibration)
    box = ink_box(rendered(stream.getvalue()))
    assert (box.left, box.top) == pytest.approx(expected, abs=1 / RENDERED_PER_MM)
