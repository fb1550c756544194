"""Files bound in behind an official paper: lists of any format, PDF, and what is refused by name."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfWriter

from culture_desktop.database import Database
from culture_desktop.errors import AttachmentUnusableError, CultureError, FileMissingError
from culture_desktop.services.documents.bound_files import BoundFile
from culture_desktop.services.documents.official_text import OfficialDraft
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces

UNIT = UnitSettings(issuer="云川工会", decision_prefix="云工")
DRAFT = OfficialDraft(DocumentKind.CIRCULAR, "关于评选的通知", "通知如下。", date(2026, 3, 2), recipients="各分工会")


@pytest.fixture
def service(database: Database) -> DocumentService:
    return DocumentService(database)


def made(service: DocumentService, *files: BoundFile) -> list[str]:
    row = service.official(replace(DRAFT, bound=files), UNIT).value
    return [without_spaces(text) for text in pages_text(service.content(row.id))]


def test_a_list_and_a_pdf(service: DocumentService, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "名单.xlsx")
    sheet = book.add_worksheet()
    for row, cells in enumerate((["推荐名单"], [], ["姓名", "入职", "得分"], ["欧阳䶮", "2019-07-01", 98.5])):
        sheet.write_row(row, 0, cells)
    book.close()
    with PdfWriter() as writer:
        writer.add_blank_page(842, 595)
        writer.write(tmp_path / "分配.pdf")
    pages = made(service, BoundFile(tmp_path / "名单.xlsx"), BoundFile(tmp_path / "分配.pdf", "名额分配表"))
    assert "附件：1.名单2.名额分配表" in pages[0]
    assert pages[1].startswith("附件1名单姓名入职得分欧阳䶮2019-07-0198.5")
    assert pages[2].startswith("附件2")


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("坏.pdf", b"%PDF-1.7", AttachmentUnusableError, "附件“坏.pdf”不能装订：已损坏"),
        ("空.csv", "姓名,单位\n".encode(), AttachmentUnusableError, "表里没有内容"),
        ("没有.pdf", None, FileMissingError, "没有.pdf"),
    ],
)
def test_refused(
    service: DocumentService, tmp_path: Path, name: str, content: bytes | None, error: type[CultureError], words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=words):
        made(service, BoundFile(tmp_path / name))
    assert not service.rows(UNIT)


def test_a_pdf_with_a_password(service: DocumentService, tmp_path: Path) -> None:
    with PdfWriter() as writer:
        writer.add_blank_page(595, 842)
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(tmp_path / "密.pdf")
    with pytest.raises(AttachmentUnusableError, match="设有密码"):
        made(service, BoundFile(tmp_path / "密.pdf"))
