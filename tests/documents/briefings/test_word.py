"""Briefings and official papers for Word: read back with python-docx, they say what the PDF says."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    PictureRow,
    Quote,
    Run,
    Table,
    plain,
)
from culture_desktop.documents.briefings.paper import write_briefing
from culture_desktop.documents.briefings.word import write_briefing_document
from culture_desktop.documents.official_paper import write_official_paper
from culture_desktop.documents.official_word import write_official_document
from culture_desktop.services.documents.official_text import OfficialDraft, official_content
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Align, DocumentKind
from tests.documents import samples
from tests.documents.reading import pages_text, without_spaces

BLOCKS: tuple[Block, ...] = (
    Paragraph((Run("职工到场，"), Run("当场答复", bold=True), Run("，三日内回访。"))),
    Heading("一、过程"),
    Items((plain("情景应答"), plain("礼仪操")), numbered=True),
    Items((plain("听音"),)),
    Quote((Run("夜班也有一盏灯。"),), "林婉清"),
    Heading("（一）名单", 2),
    Table(((plain("姓名"), plain("得分")), (plain("陈𬭎"), plain("95.00"))), (Align.START, Align.END)),
)


def opened(stream: io.BytesIO) -> Opened:
    return Document(io.BytesIO(stream.getvalue()))


def said(part: Any) -> Iterator[str]:
    """Every text in order, of tables cell by cell."""
    for item in part.iter_inner_content():
        if isinstance(item, WordParagraph):
            yield item.text
        elif isinstance(item, WordTable):
            for row in item.rows:
                for cell in row.cells:
                    yield from said(cell)


def written(*blocks: Block) -> Opened:
    stream = io.BytesIO()
    write_briefing_document(samples.briefing(*blocks), stream, samples.shown)
    return opened(stream)


def in_pdf(pdf: bytes) -> str:
    """What the pages say but for their numbers."""
    return without_spaces("".join(re.sub(r"— \d+ —", "", page) for page in pages_text(pdf)))


def test_a_briefing_says_in_word_what_it_says_in_the_pdf() -> None:
    stream = io.BytesIO()
    write_briefing(samples.briefing(*BLOCKS), stream, shown=samples.shown)
    assert without_spaces("".join(said(written(*BLOCKS)))) == in_pdf(stream.getvalue())


@pytest.mark.parametrize("kind", [DocumentKind.CIRCULAR, DocumentKind.REQUEST, DocumentKind.SUMMARY])
def test_an_official_paper_says_in_word_what_it_says_in_the_pdf(kind: DocumentKind) -> None:
    unit = UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工")
    draft = OfficialDraft(
        kind=kind,
        title="关于开展岗位练兵的通知",
        text="各部门：\n一、目的。练内功。\n（一）要求。一个不落。\n1.时间\n下午。",
        day=date(2026, 8, 6),
        recipients="各部门",
        signer="林婉清",
        attachments=("名单", "安排"),
        copies_to="中心党委",
    )
    content = official_content(draft, unit, 3)
    paper, document = io.BytesIO(), io.BytesIO()
    write_official_paper(content, paper)
    write_official_document(content, document)
    assert without_spaces("".join(said(opened(document)))) == in_pdf(paper.getvalue())
    lead = next(p for p in opened(document).paragraphs if p.text.startswith("一、"))
    assert [(run.text, east_asian(run)) for run in lead.runs] == [("一、目的。", "黑体"), ("练内功。", "仿宋")]


def east_asian(run: Any) -> str:
    return str(run._r.rPr.rFonts.get(qn("w:eastAsia")))


def test_every_run_names_its_chinese_face() -> None:
    document = written()
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text.strip()]
    assert {east_asian(run) for run in runs} == {"方正小标宋简体", "仿宋", "黑体", "楷体"}
    stressed = [run.text for p in written(*BLOCKS).paragraphs for run in p.runs if east_asian(run) == "黑体"]
    assert "当场答复" in stressed


def test_the_sheet_is_that_of_official_papers() -> None:
    section = written().sections[0]
    for found, millimetres in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.left_margin, 28),
        (section.right_margin, 26),
        (section.bottom_margin, 35),
    ):
        assert found is not None
        assert abs(found - Mm(millimetres)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    pitch = 16 + int(str(grid.get(qn("w:charSpace")))) / 4096
    assert abs(28 * pitch - 156 / 25.4 * 72) < 0.5, "28 characters a line"
    numbers = [footer.paragraphs[0] for footer in (section.footer, section.even_page_footer)]
    assert all("PAGE" in number._p.xml for number in numbers)


def test_pictures_stand_in_rows_with_their_captions() -> None:
    shots = tuple(samples.photo(samples.photograph(900, 600 + i), f"说明{i}", f"{i}.jpg") for i in range(3))
    document = written(PictureRow(shots))
    assert len(document.inline_shapes) == 3
    cells = [cell for table in document.tables for cell in table.rows[0].cells if "pic:pic" in cell._tc.xml]
    assert [cell.paragraphs[-1].text for cell in cells] == ["说明0", "说明1", "说明2"]
    assert all("w:cantSplit" in table.rows[0]._tr.xml for table in document.tables)


def test_a_table_keeps_its_head_and_sides() -> None:
    table = next(t for t in written(*BLOCKS).tables if t.cell(0, 0).text == "姓名")
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
    assert 'w:jc w:val="right"' in table.cell(1, 1).paragraphs[0]._p.xml


def test_the_same_briefing_is_the_same_document() -> None:
    texts = [list(said(written(*BLOCKS))) for _ in range(2)]
    assert texts[0] == texts[1]
    empty = replace(samples.briefing(Paragraph(())), report_to="", send_to="", issue_to="", copies="")
    stream = io.BytesIO()
    write_briefing_document(empty, stream)
    assert "共印" not in "".join(said(opened(stream)))
