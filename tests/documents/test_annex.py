"""Attachments bound in: their marks, the page numbers that go on, what lies on its side, and everything in its area."""

import io
from dataclasses import replace

import pytest

from culture_desktop.documents.annex import Annex, PdfAnnex, TableAnnex
from culture_desktop.documents.official_paper import OfficialContent, Paragraph, write_official_paper
from culture_desktop.documents.ruled_report import RuledContent, RuledRow, write_ruled_report
from culture_desktop.errors import PictureUnreadableError
from tests.documents.reading import cropped, fonts, ink_box, pages_text, rendered, text_boxes, without_spaces

CONTENT = OfficialContent(
    kind="通知",
    title="关于开展评选的通知",
    paragraphs=(Paragraph("现将有关事项通知如下。"),),
    issuer="云川工会",
    date="2026年3月2日",
    mark="云川工会",
    number="云工〔2026〕1号",
    recipients="各分工会：",
    printed_by="云川工会",
    printed_on="2026年3月2日",
)
NARROW = TableAnnex("推荐对象名单", ("序号", "姓名"), tuple((str(n), f"欧阳䶮{n}") for n in range(1, 61)))
WIDE = TableAnnex("推荐对象汇总表", tuple(f"第{n}栏的标题" for n in range(9)), (("云川供电服务中心",) * 9,) * 3)


def lying(rows: int) -> bytes:
    """A report as the program makes it, on sheets that lie."""
    columns = (("单位", 161.0), ("名额", 100.0))
    content = RuledContent(
        "表", "名额分配表", "2026年", "共 2 个", columns, tuple(RuledRow("a", (f"单位{n}", "1")) for n in range(rows))
    )
    stream = io.BytesIO()
    write_ruled_report(content, stream)
    return stream.getvalue()


def paper(*annexes: Annex, named: tuple[str, ...] = ()) -> bytes:
    stream = io.BytesIO()
    attachments = (*named, *(annex.name for annex in annexes))
    write_official_paper(replace(CONTENT, attachments=attachments, bound=annexes), stream)
    return stream.getvalue()


def test_each_begins_a_page_with_its_mark_and_numbers_go_on() -> None:
    pages = [without_spaces(text) for text in pages_text(paper(NARROW, PdfAnnex("名额分配表", lying(3))))]
    assert "附件：1.推荐对象名单2.名额分配表" in pages[0]
    assert pages[1].startswith("附件1推荐对象名单序号姓名1欧阳䶮1")
    assert all(text.startswith("序号姓名") for text in pages[2:4])
    assert "欧阳䶮60" in pages[3]
    assert [f"—{number}—" in text for number, text in enumerate(pages[:5], start=1)] == [True] * 5
    assert pages[4].startswith("附件2")
    assert "名额分配表" in pages[4]
    # The closing block is on the last page, an even one.
    assert len(pages) % 2 == 0
    assert "印发" in pages[-1]


def test_one_alone_has_no_number_and_named_ones_count() -> None:
    assert without_spaces(pages_text(paper(NARROW))[1]).startswith("附件推荐对象名单")
    assert without_spaces(pages_text(paper(NARROW, named=("报名表",)))[1]).startswith("附件2推荐对象名单")


@pytest.mark.parametrize("annex", [NARROW, WIDE, PdfAnnex("表", lying(3)), PdfAnnex("表", lying(40))])
def test_everything_stands_in_the_type_area(annex: Annex) -> None:
    pdf = paper(annex)
    numbers = [number for number, text in enumerate(pages_text(pdf)) if "—" in text and "印发" not in text]
    assert len(numbers) > 1
    for number in numbers[1:]:
        page = cropped(rendered(pdf, number), 0, 0, 210, 263)  # above the page number
        left, top, right, bottom = ink_box(page)
        assert left >= 28 - 0.8
        assert right <= 28 + 156 + 0.8
        assert top >= 37 - 0.8
        assert bottom <= 37 + 225 + 0.8
    assert all(use.embedded and use.has_unicode for use in fonts(pdf))


@pytest.mark.parametrize("annex", [WIDE, PdfAnnex("表", lying(3))], ids=["list", "pdf"])
def test_what_lies_has_its_head_at_the_left(annex: Annex) -> None:
    pdf = paper(annex)
    boxes = [box for box in text_boxes(pdf, 1) if box.text in "标单"]
    first = boxes[0]
    others = [box for box in text_boxes(pdf, 1) if box.text in "云1"]
    assert others
    assert all(first.left < box.left for box in others if box.text == "云")


def test_pages_of_one_file_share_their_fonts() -> None:
    few, many = (len(paper(PdfAnnex("表", lying(rows)))) for rows in (10, 200))
    assert many < few + 60_000


def test_a_broken_file_is_refused_before_the_first_page() -> None:
    with pytest.raises(PictureUnreadableError, match=r"名额\.pdf"):
        paper(PdfAnnex("名额.pdf", b"%PDF-1.7 broken"))
