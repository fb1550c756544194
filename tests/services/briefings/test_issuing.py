"""Briefings through the service: what they say, how they are numbered, what is kept."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from culture_desktop.errors import (
    FolderNotWritableError,
    MissingGlyphsError,
    RecordMissingError,
    SettingMissingError,
)
from culture_desktop.services.briefings.papers import BriefingPaperService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Attendance, EmploymentType
from tests.services.company import ODD_NAMES, Company, dump, refused

UNIT = UnitSettings(unit_name="云川供电服务中心", masthead="工会简报", briefings_before=87, report_to="中心党委")


@pytest.fixture
def service(company: Company) -> BriefingPaperService:
    return BriefingPaperService(company.database)


@pytest.fixture
def papers(company: Company) -> DocumentService:
    return DocumentService(company.database)


def words(content: bytes) -> str:
    """The text of a PDF without breaks and spaces."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def held(company: Company, code: str = "2026-001", **fields: Any) -> int:
    """An activity with two own and one outsourced person who came, and one who did not."""
    host = company.unit("客户服务部")
    units = [company.unit(f"客户服务部/{name}") for name in ("一班", "二班")]
    activity = company.activity(code, title="岗位练兵", host_id=host, place="三楼多功能厅", **fields)
    people = [
        company.person(f"{code}-1", "林婉清", unit_id=units[0]),
        company.person(f"{code}-2", ODD_NAMES["rare"], unit_id=units[0]),
        company.person(f"{code}-3", ODD_NAMES["eleven"], unit_id=units[1], employment=EmploymentType.OUTSOURCED),
    ]
    company.sign_up(activity, *people)
    company.sign_up(activity, company.person(f"{code}-4", unit_id=units[1]), attendance=Attendance.EXCUSED)
    return activity


def test_the_draft_counts_who_came_and_from_where(
    company: Company, service: BriefingPaperService, papers: DocumentService
) -> None:
    held(company, starts=datetime(2026, 8, 6, 19, 0))
    done = service.issue_of_activity("2026-001", UNIT)
    text = words(papers.content(done.value.id))
    assert "8月6日晚，客户服务部在三楼多功能厅举办“岗位练兵”。" in text
    assert "来自2个单位和班组的3名职工参加，其中众包和劳务派遣职工1人，占33%。" in text
    assert "第1期（总第88期）" in text
    assert "报：中心党委" in text
    assert (done.value.number, done.value.subject, done.value.pages) == ("2026年第 1 期", "岗位练兵", 1)


def test_a_summary_that_tells_the_day_is_not_told_twice(
    company: Company, service: BriefingPaperService, papers: DocumentService
) -> None:
    held(company, summary="8月6日，大家练了一下午。\n\n第二段。")
    text = words(papers.content(service.issue_of_activity("2026-001", UNIT).value.id))
    assert text.count("8月6日，") == 1
    assert "名职工参加" not in text
    assert "第二段。" in text


def test_numbers_go_up_and_stay_with_their_activity(company: Company, service: BriefingPaperService) -> None:
    for code in ("2026-001", "2026-002"):
        held(company, code)
    held(company, "2027-001", starts=datetime(2027, 1, 5, 9, 0))
    first, second, next_year, again = (
        service.issue_of_activity(code, UNIT).value.number for code in ("2026-002", "2026-001", "2027-001", "2026-002")
    )
    assert (first, second, next_year) == ("2026年第 1 期", "2026年第 2 期", "2027年第 1 期")
    assert again == first


def test_the_same_paper_is_one_entry_and_a_changed_one_a_new_version(
    company: Company, service: BriefingPaperService, papers: DocumentService
) -> None:
    activity = held(company)
    one = service.issue_of_activity("2026-001", UNIT).value
    assert service.issue_of_activity("2026-001", UNIT).value.id == one.id
    company.sign_up(activity, company.person("9"))
    two = service.issue_of_activity("2026-001", UNIT).value
    assert two.id != one.id
    assert two.number == one.number
    assert [row.id for row in papers.rows(UNIT)] == [two.id, one.id]
    assert words(papers.content(one.id)) != words(papers.content(two.id)), "the old version stays as it was"


def test_a_file_that_cannot_be_written_leaves_no_entry(
    company: Company, service: BriefingPaperService, tmp_path: Path
) -> None:
    held(company)
    (tmp_path / "file").write_text("x")
    before = dump(company.database)
    with pytest.raises(FolderNotWritableError):
        service.issue_of_activity("2026-001", UNIT, tmp_path / "file" / "简报.pdf")
    assert dump(company.database) == before


def test_what_cannot_be_printed_is_named_before_anything_is_written(
    company: Company, service: BriefingPaperService, tmp_path: Path
) -> None:
    held(company, summary="8月6日，\U0010fffd 来了。")
    target = tmp_path / "简报.pdf"
    target.write_bytes(b"an older paper")
    before = dump(company.database)
    with pytest.raises(MissingGlyphsError, match="U\\+10FFFD"):
        service.issue_of_activity("2026-001", UNIT, target)
    assert dump(company.database) == before
    assert target.read_bytes() == b"an older paper"


def test_nothing_is_signed_by_nobody(company: Company, service: BriefingPaperService) -> None:
    held(company)
    sentence = "“设置”里还没有填写“单位全称”，文书无法落款。请先填写，再生成文书。"
    refused(
        company.database, SettingMissingError, sentence, lambda: service.issue_of_activity("2026-001", UnitSettings())
    )


def test_an_unknown_activity_and_an_unknown_paper(
    company: Company, service: BriefingPaperService, papers: DocumentService
) -> None:
    with pytest.raises(RecordMissingError):
        service.issue_of_activity("2026-404", UNIT)
    with pytest.raises(RecordMissingError):
        papers.content(404)
