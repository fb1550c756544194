"""The designs that come with the program: each prints for everyone, keeps its margins and leaves room for a seal."""

import io
from functools import cache
from itertools import combinations, groupby

import pypdf
import pypdfium2
import pytest
import zxingcpp

from culture_desktop.documents.codes import MAX_BYTES
from culture_desktop.documents.designs.bundled import STANDARD, bundled_codes, bundled_design
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.elements import AnyElement, CodeElement, Fields, OrnamentElement, TextElement
from culture_desktop.documents.designs.printer import Batch, write_design
from culture_desktop.documents.paper import colour
from culture_desktop.vocabulary import FieldTest, Symbology
from tests.documents.reading import fonts, ink_box, pages_text_pypdf, rendered, without_spaces

CODES = bundled_codes()
REQUIRED = {"称谓", "正文", "颁发单位", "颁发日期", "编号"}
KNOWN = REQUIRED | {"称号", "二维码"}
SEAL = 42  # mm across
TEXT_MARGIN, GROUND_MARGIN = 20, 8  # mm: the first for beauty, the second because office printers reach no farther
GROUND_BYTES = 20_000
SCANNED = 300 / 72  # pixels a point, as a telephone held close or an office scanner sees a code

OPENING, PRAISE, CLOSING = "在二〇二六年度评选活动中，", "爱岗敬业、服务优质，", "荣获“服务明星（中心级）”称号。"
BODY = OPENING + PRAISE + CLOSING
MOST = "云" * 40 + "〔2026〕118号" + "a" * 160  # about as much as a code of 20 mm holds
CASES: dict[str, Fields] = {
    "two characters": {"姓名": "林青", "称谓": "林　青同志："},
    "long name": {"姓名": "阿卜杜热合曼·买买提江·艾尔肯江", "称谓": "阿卜杜热合曼·买买提江·艾尔肯江同志："},
    "team": {"姓名": "营业三班", "称谓": "云川供电服务中心营业三班：", "称号": "质量信得过班组"},
    "long unit": {
        "姓名": "生产二班",
        "称谓": "云川供电服务中心市场营销部装表接电二班：",
        "称号": "全省用户满意服务明星班组",
    },
}


def certificate(**fields: str) -> Fields:
    """What a certificate says, with a code as long as codes may be."""
    return {
        "编号": "云川工荣〔2026〕118号",
        "正文": BODY,
        "颁发单位": "云川供电服务中心工会委员会",
        "颁发日期": "二〇二六年十二月一日",
        "二维码": MOST,
        **fields,
    }


@cache
def longest_body(code: str) -> str:
    """The longest praise that fits the design."""
    design, times = bundled_design(code), 1
    while not Batch(design, [certificate(正文=OPENING + PRAISE * (times + 1) + CLOSING)]).problems():
        times += 1
    return OPENING + PRAISE * times + CLOSING


def certificates(code: str) -> list[Fields]:
    """The four cases and the longest body."""
    return [
        *(certificate(**case) for case in CASES.values()),
        certificate(称谓="林　青同志：", 正文=longest_body(code)),
    ]


@cache
def written(code: str, *, overprint: bool = False) -> bytes:
    """The PDF of all cases."""
    stream = io.BytesIO()
    write_design(bundled_design(code), certificates(code), stream, overprint=overprint)
    return stream.getvalue()


def variable(design: Design) -> list[AnyElement]:
    """What differs from certificate to certificate."""
    batch = Batch(design, [])
    return [element for element in batch.elements if not batch.constant(element)]


def apart(one: AnyElement, other: AnyElement) -> bool:
    """Whether two places have nothing in common, or are never printed together."""
    if one.when and other.when and one.when.field == other.when.field:
        return {one.when.test, other.when.test} == {FieldTest.GIVEN, FieldTest.MISSING}
    across = one.x + one.width <= other.x or other.x + other.width <= one.x
    return across or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_there_are_designs_for_every_occasion() -> None:
    names = [bundled_design(code).name for code in CODES]
    assert CODES[0] == STANDARD
    assert len(set(names)) == len(names) >= 8


@pytest.mark.parametrize("code", CODES)
def test_every_case_is_printed(code: str) -> None:
    found = certificates(code)
    assert Batch(bundled_design(code), found).problems() == ()
    pages = pages_text_pypdf(written(code))  # in the order they are drawn: columns stay columns
    assert len(pages) == len(found)
    for fields, text in zip(found, pages, strict=True):
        read = without_spaces(text)
        for field in ("称谓", "颁发单位", "颁发日期", "编号"):
            assert without_spaces(fields[field]) in read, field
        body = fields["正文"]
        if code == "vertical":  # GB/T 15834: quotation marks are others there
            body = body.translate(str.maketrans("“”", "『』"))
        assert body in read


@pytest.mark.parametrize("code", CODES)
def test_a_long_reason_fits(code: str) -> None:
    assert len(longest_body(code)) >= 120


@pytest.mark.parametrize("code", CODES)
def test_texts_keep_the_margins(code: str) -> None:
    sheet = bundled_design(code).sheet
    for number in range(len(CASES) + 1):
        box = ink_box(rendered(written(code, overprint=True), number))
        assert min(box.left, box.top, sheet.width - box.right, sheet.height - box.bottom) >= TEXT_MARGIN


@pytest.mark.parametrize("code", CODES)
def test_the_ground_lies_where_printers_reach(code: str) -> None:
    sheet, box = bundled_design(code).sheet, ink_box(rendered(written(code)))
    assert min(box.left, box.top, sheet.width - box.right, sheet.height - box.bottom) >= GROUND_MARGIN


@pytest.mark.parametrize("code", CODES)
def test_fonts_are_embedded(code: str) -> None:
    used = fonts(written(code))
    assert used
    assert all(font.embedded and font.has_unicode for font in used)


@pytest.mark.parametrize("code", [code for code in CODES if "二维码" in bundled_design(code).fields])
def test_the_fullest_code_can_be_scanned(code: str) -> None:
    assert MAX_BYTES[Symbology.QR] * 0.9 <= len(MOST.encode()) <= MAX_BYTES[Symbology.QR]
    [element] = [element for element in bundled_design(code).elements if isinstance(element, CodeElement)]
    assert element.width == element.height >= 20
    document = pypdfium2.PdfDocument(written(code))
    try:
        for page in document:
            [found] = zxingcpp.read_barcodes(page.render(scale=SCANNED).to_pil())
            assert found.text == MOST
    finally:
        document.close()


@pytest.mark.parametrize("code", CODES)
def test_the_ground_is_one_small_drawing(code: str) -> None:
    batch = Batch(bundled_design(code), [])
    assert [constant for constant, _ in groupby(batch.elements, key=batch.constant)] == [True, False]
    page = pypdf.PdfReader(io.BytesIO(written(code))).pages[0]
    drawings = page["/Resources"]["/XObject"]  # type: ignore[index]
    assert len(drawings["/D1"].get_object().get_data()) <= GROUND_BYTES


@pytest.mark.parametrize("code", CODES)
def test_texts_that_vary_never_meet(code: str) -> None:
    design = bundled_design(code)
    for one, other in combinations(variable(design), 2):
        assert apart(one, other), (one.name, other.name)


@pytest.mark.parametrize("code", CODES)
def test_what_varies_is_overprinted_and_the_ground_is_locked(code: str) -> None:
    design = bundled_design(code)
    assert set(design.fields) >= REQUIRED
    assert set(design.fields) <= KNOWN
    varying = variable(design)
    for element in design.elements:
        assert element.overprint == (element in varying), element.name
        assert element.locked == (element not in varying), element.name
    names = [element.name for element in design.elements]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", CODES)
def test_a_seal_has_its_place_over_issuer_and_date(code: str) -> None:
    design = bundled_design(code)
    by_key = {element.key: element for element in design.elements}
    seal = by_key["seal-place"]
    assert isinstance(seal, OrnamentElement)
    assert (seal.name, seal.style, seal.hidden) == ("盖章处", "seal-place", True)
    assert seal.width == seal.height == SEAL
    for key in ("issuer", "date"):
        assert not apart(seal, by_key[key])
    for key in ("code", "number", "salutation"):
        assert key not in by_key or apart(seal, by_key[key])
    assert GROUND_MARGIN <= seal.x <= design.sheet.width - SEAL - GROUND_MARGIN
    assert GROUND_MARGIN <= seal.y <= design.sheet.height - SEAL - GROUND_MARGIN


@pytest.mark.parametrize("code", [code for code in CODES if bundled_design(code).fold])
def test_nothing_lies_across_a_fold(code: str) -> None:
    design = bundled_design(code)
    middle = design.sheet.width / 2
    assert all(e.x + e.width < middle or e.x > middle for e in design.elements)


@pytest.mark.parametrize("code", CODES)
def test_texts_read_well_in_grey(code: str) -> None:
    """Against white, by WCAG: 4.5 for text, 3 for titles; most offices print in grey."""
    for element in bundled_design(code).elements:
        if isinstance(element, TextElement):
            red, green, blue = (
                part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour(element.ink)
            )
            contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
            assert contrast >= (3 if element.size >= 18 and element.locked else 4.5), element.name
