"""Official papers of the user's own text: levels, numbers of one register, what is refused."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from culture_desktop.errors import CultureError, PaperIncompleteError, SettingMissingError
from culture_desktop.services.documents.official_text import OFFICIAL_KINDS, OfficialDraft, paragraphs
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import text_boxes
from tests.services.company import Company

UNIT = UnitSettings(issuer="云川供电服务中心工会委员会", decision_prefix="云工发", contact_person="周建国")
TEXT = """为丰富职工文化生活，现将有关事项通知如下。
一、总体要求
（一）提高认识。各分工会要高度重视，2026年12月底前完成。
## （二）加强领导
1. 明确责任。
（1）落实到人。
2026年共39.5万元。
"""
DRAFT = OfficialDraft(
    kind=DocumentKind.CIRCULAR,
    title="关于开展2026年职工读书活动的通知",
    text=TEXT,
    day=date(2026, 3, 2),
    recipients="各分工会",
    signer="周建国",
    attachments=("读书活动推荐书目。", "报名表"),
    copies_to="中心党总支",
)


@pytest.fixture
def service(company: Company) -> DocumentService:
    return DocumentService(company.database)


def words(content: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_levels_are_told_by_their_numbers() -> None:
    assert [paragraph.level for paragraph in paragraphs(TEXT)] == [0, 1, 2, 2, 3, 4, 0]
    assert paragraphs(TEXT)[3].text == "（二）加强领导"


@pytest.mark.parametrize("kind", OFFICIAL_KINDS)
def test_every_kind_is_made(service: DocumentService, kind: DocumentKind) -> None:
    row = service.official(replace(DRAFT, kind=kind), UNIT).value
    text = words(service.content(row.id))
    assert "各分工会：" in text
    assert "附件：1.读书活动推荐书目2.报名表" in text
    assert "2026年3月2日" in text
    headed = kind in (DocumentKind.CIRCULAR, DocumentKind.DECISION, DocumentKind.REQUEST, DocumentKind.REPORT)
    assert ("云工发〔2026〕1号" in text) == headed == (row.number == "云工发〔2026〕1号")
    assert ("抄送：中心党总支。" in text) == headed
    assert ("签发人：周建国" in text) == (kind in (DocumentKind.REQUEST, DocumentKind.REPORT))
    assert ("（联系人：周建国）" in text) == (kind is DocumentKind.REQUEST)
    assert row.pages % 2 == 0 or not headed


def test_no_two_papers_of_a_year_share_a_number(service: DocumentService) -> None:
    numbers = [
        service.official(replace(DRAFT, kind=kind, title=title), UNIT).value.number
        for kind, title in [
            (DocumentKind.CIRCULAR, "甲"),
            (DocumentKind.REQUEST, "甲"),
            (DocumentKind.CIRCULAR, "乙"),
            (DocumentKind.DECISION, "丙"),
        ]
    ]
    assert numbers == [f"云工发〔2026〕{number}号" for number in (1, 2, 3, 4)]
    again = service.official(replace(DRAFT, kind=DocumentKind.REQUEST, title="甲", text="改过。"), UNIT).value
    assert again.number == "云工发〔2026〕2号"
    other_year = service.official(replace(DRAFT, title="丁", day=date(2027, 1, 4)), UNIT).value
    assert other_year.number == "云工发〔2027〕1号"


def test_the_same_draft_is_the_same_entry(service: DocumentService) -> None:
    first, second = (service.official(DRAFT, UNIT).value for _ in range(2))
    assert (first.id, first.sha256) == (second.id, second.sha256)


@pytest.mark.parametrize(
    ("changes", "settings", "error", "words"),
    [
        ({"title": " "}, UNIT, PaperIncompleteError, "这份通知还缺标题"),
        ({"text": "\n"}, UNIT, PaperIncompleteError, "正文"),
        ({"recipients": ""}, UNIT, PaperIncompleteError, "主送机关"),
        ({"kind": DocumentKind.REQUEST, "signer": ""}, UNIT, PaperIncompleteError, "签发人"),
        ({}, replace(UNIT, decision_prefix=""), SettingMissingError, "发文字号"),
        ({}, UnitSettings(decision_prefix="云"), SettingMissingError, "落款单位"),
        ({"title": "长" * 101}, UNIT, CultureError, "100 字以内"),
        ({"text": "坏\U0010fffd字"}, UNIT, CultureError, "通知"),
    ],
)
def test_what_is_missing_is_said(
    service: DocumentService,
    tmp_path: Path,
    changes: dict[str, object],
    settings: UnitSettings,
    error: type[CultureError],
    words: str,
) -> None:
    with pytest.raises(error, match=words):
        service.official(replace(DRAFT, **changes), settings, tmp_path / "x.pdf")  # type: ignore[arg-type]
    assert not (tmp_path / "x.pdf").exists()
    assert service.rows(UNIT) == ()


def test_without_a_seal_the_date_begins_two_characters_after_the_issuer(service: DocumentService) -> None:
    draft = replace(DRAFT, kind=DocumentKind.SUMMARY, sealed=False, attachments=())
    boxes = text_boxes(service.content(service.official(draft, UNIT).value.id))
    text = "".join(box.text for box in boxes)
    issuer, day = text.rindex(UNIT.issuer), text.rindex("2026年3月2日")
    character = 15.75 / 72 * 25.4
    assert boxes[issuer + len(UNIT.issuer) - 1].right == pytest.approx(184 - 2 * character, abs=1)
    assert boxes[day].left - boxes[issuer].left == pytest.approx(2 * character, abs=1)
