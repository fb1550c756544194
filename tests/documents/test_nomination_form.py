"""推荐表: every word reads right, a nominee begins a page, long deeds run on and nothing of them is lost."""

import io

import pytest

from culture_desktop.documents.nomination_form import (
    NominationForm,
    NominationFormsContent,
    preflight_nomination_forms,
    write_nomination_forms,
)
from culture_desktop.errors import MissingGlyphsError, TextOverflowError
from tests.documents.reading import fonts, pages_text, pages_text_pypdf, without_spaces

TITLE = "2026年度“心级服务”评选推荐表"
OPINIONS = ("推荐单位\n意见", "党支部\n意见", "工会\n意见")
FACTS = (("姓名", "欧阳䶮"), ("性别", "女"), ("出生年月", "1990.03"), ("工号", "YC-0001"))
SENTENCE = "第{}项：全年接听客户来电一万二千余通，回访满意率99.6%，连续三年零投诉，编写《服务案例》三册。"


def form(name: str = "欧阳䶮", deeds: tuple[str, ...] = ("爱岗敬业。",), unit: str = "客户服务部") -> NominationForm:
    return NominationForm(name, unit, FACTS, (("曾获荣誉", "2024年服务之星"),), deeds, OPINIONS)


def written(*forms: NominationForm) -> bytes:
    stream = io.BytesIO()
    write_nomination_forms(NominationFormsContent(TITLE, forms), stream)
    return stream.getvalue()


def test_every_word_reads_right_in_fonts_of_the_file() -> None:
    content = written(form())
    for read in (pages_text, pages_text_pypdf):
        text = without_spaces("".join(read(content)))
        for word in (TITLE, "推荐单位：客户服务部", "欧阳䶮", "1990.03", "YC-0001", "爱岗敬业。", "2024年服务之星"):
            assert word in text
        assert text.count("（盖章）") == len(OPINIONS)
    assert all(font.embedded and font.has_unicode for font in fonts(content))


def test_a_nominee_begins_a_page() -> None:
    pages = pages_text(written(form("甲一"), form("乙二", ()), form("丙三")))
    assert len(pages) == 3
    assert [name in page for name, page in zip(("甲一", "乙二", "丙三"), pages, strict=True)] == [True] * 3


@pytest.mark.parametrize("count", [9, 12, 13, 14, 15, 40, 200])
def test_long_deeds_run_on_and_the_boxes_follow(count: int) -> None:
    """At every length around the foot of a page and far beyond it."""
    deeds = tuple(SENTENCE.format(number) for number in range(count))
    pages = [without_spaces(page) for page in pages_text(written(form(deeds=deeds)))]
    whole = "".join(pages)
    assert [f"第{number}项" in whole for number in range(count)] == [True] * count
    assert whole.count("（盖章）") == len(OPINIONS)
    assert "（盖章）" in pages[-1]
    assert all("（续）" in page for page in pages[1:-1])
    assert whole.count(f"共{len(pages)}页") == len(pages)


def test_what_no_font_has_names_the_person() -> None:
    content = NominationFormsContent(TITLE, (form(deeds=("\U0010fffd",)),))
    assert [problem.subject for problem in preflight_nomination_forms(content)] == ["欧阳䶮"]
    with pytest.raises(MissingGlyphsError, match="欧阳䶮（主要事迹中的"):
        write_nomination_forms(content, io.BytesIO())


def test_honours_beyond_all_measure_are_told() -> None:
    many = form()
    content = NominationFormsContent(
        TITLE, (NominationForm("甲", "乙", (), (("曾获荣誉", "服务之星；" * 400),), (), many.opinions),)
    )
    with pytest.raises(TextOverflowError, match="甲（曾获荣誉过长）"):
        write_nomination_forms(content, io.BytesIO())


def test_the_same_bytes_on_every_run() -> None:
    assert written(form()) == written(form())
