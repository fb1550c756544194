"""The dossier: everything kept of a person, on the page and on paper, and its postings put right."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, MissingGlyphsError, RecordMissingError, WrongPaperTypeError
from culture_desktop.models import ConductRecord, HistoryChange, PastPosting, SessionAttendance
from culture_desktop.services.history import HistoryService
from culture_desktop.services.people.dossier import DossierService
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    Attendance,
    ChangeKind,
    Layer,
    Mechanism,
    MembershipRole,
    OrganisationKind,
    PersonStatus,
)
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import CODE, Round
from tests.services.company import Company, draft, dump, refused, statements
from tests.services.imports.lists import resident_id

MARCH, JUNE, AUGUST, TODAY = date(2026, 3, 1), date(2026, 6, 1), date(2026, 8, 1), date(2026, 11, 23)
IDENTITY = resident_id(417, "19900506")


@pytest.fixture
def dossiers(database: Database) -> DossierService:
    return DossierService(database)


@pytest.fixture
def person(company: Company) -> int:
    """Somebody with something of everything."""
    one, two = company.unit("客服部/一班"), company.unit("客服部/二班")
    person = company.person("1001", "欧阳䶮", unit_id=one, phone="13812344417", resident_id=IDENTITY)
    company.people.move([person], two, effective=MARCH)
    contest = company.activity(
        "2026-001", kind=ActivityKind.CONTEST, mechanism=Mechanism.SKILL_CONTEST, account=Account.GROWTH
    )
    care = company.activity("2026-002", kind=ActivityKind.CARE, account=Account.STRESS, starts=datetime(2025, 1, 20, 9))
    missed = company.activity("2026-003", Layer.AWARENESS, kind=ActivityKind.MEETING)
    company.sign_up(contest, person)
    company.sign_up(care, person)
    company.sign_up(missed, person, attendance=Attendance.ABSENT)
    for session, came in ((1, Attendance.ATTENDED), (2, Attendance.ABSENT), (3, Attendance.ATTENDED)):
        company.insert(SessionAttendance, activity_id=contest, person_id=person, session=session, attendance=came)
    company.honour(person, "先进个人", MARCH)
    late = company.insert(ConductRecord, person_id=person, happened_on=MARCH, norm="迟到", points=Decimal("-1.5"))
    company.insert(
        ConductRecord,
        person_id=person,
        happened_on=JUNE,
        norm="迟到",
        points=Decimal("1.5"),
        evidence="查实，证人电话 13912349999",
        reverses_id=late,
    )
    league = company.unit("团委", OrganisationKind.LEAGUE)
    company.organisations.set_members(league, [("1001", _member())], MARCH)
    return person


def _member() -> MembershipRole:
    return MembershipRole.SECRETARY


def test_everything_of_a_person(dossiers: DossierService, person: int) -> None:
    found = dossiers.read(person)
    assert (found.draft.phone, found.draft.resident_id) == ("138****4417", f"1{'*' * 16}{IDENTITY[-1]}")
    assert [(a.code, a.attendance) for a in found.activities] == [
        ("2026-003", Attendance.ABSENT),
        ("2026-001", Attendance.ATTENDED),
        ("2026-002", Attendance.ATTENDED),
    ]
    assert [a.sessions for a in found.activities] == [(0, 0), (2, 3), (0, 0)]
    assert [a.code for a in found.care] == ["2026-002"]
    assert [a.code for a in found.development] == ["2026-001"]
    assert [(h.title, h.certificate, h.campaign) for h in found.honours] == [("先进个人", "", "")]
    assert [(c.points, c.reverses, c.reversed_on) for c in found.conduct] == [
        (Decimal("1.5"), True, None),
        (Decimal("-1.5"), False, JUNE),
    ]
    assert found.conduct[0].evidence == "查实，证人电话 139****9999"
    assert found.points == 0
    assert [(m.organisation, m.role.label) for m in found.memberships] == [("团委", "书记")]
    assert [(p.unit, p.starts, p.ends) for p in found.postings] == [
        ("客服部/二班", MARCH, None),
        ("客服部/一班", None, MARCH),
    ]


def test_nobody(dossiers: DossierService, company: Company) -> None:
    found = dossiers.read(company.person("1001"))
    assert not any((found.activities, found.honours, found.postings, found.hours, found.unit))
    with pytest.raises(RecordMissingError):
        dossiers.read(999)


def test_nominations_with_what_came_of_them(dossiers: DossierService, database: Database, tmp_path: Path) -> None:
    round_ = Round(database, tmp_path)
    round_.confirmed()
    round_.create("2026-PX2")
    round_.nominate(["1001", "1006"], "2026-PX2")
    winner, loser = (dossiers.read(round_.ids[number]) for number in ("1001", "1006"))
    assert {(n.campaign, n.outcome, n.won) for n in winner.nominations} == {
        (CODE, "服务之星", True),
        ("2026-PX2", "评选中", False),
    }
    assert (CODE, "未入选", False) in {(n.campaign, n.outcome, n.won) for n in loser.nominations}
    assert [(h.campaign, h.certificate[:3]) for h in winner.honours] == [(CODE, "云工荣")]


def test_many_years_take_as_many_statements_as_one(dossiers: DossierService, company: Company, person: int) -> None:
    with statements(company.database) as few:
        dossiers.read(person)
    for number in range(30):
        company.sign_up(company.activity(f"2020-{number:03d}", starts=datetime(2020, 1, 1 + number % 28)), person)
    with statements(company.database) as many:
        dossiers.read(person)
    assert len(many) == len(few) <= 14


def test_the_pdf_says_it_all_masked(dossiers: DossierService, person: int, tmp_path: Path, database: Database) -> None:
    before = dump(database)
    done = dossiers.write_pdf(person, tmp_path / "档案.pdf", TODAY, unit_name="云川供电服务中心")
    assert done.sentence == "已将欧阳䶮的档案保存到“档案.pdf”"
    text = without_spaces("".join(pages_text((tmp_path / "档案.pdf").read_bytes())))
    for words in (
        "欧阳䶮",
        "138****4417",
        "先进个人",
        "2/3场次",
        "已冲销（2026-06-01）",
        "更早2026-03-01客服部/一班",
        "云川供电服务中心，2026年11月23日制",
    ):
        assert words in text
    assert "13812344417" not in text
    assert IDENTITY not in text
    assert dump(database) == before
    assert not list(database.path.parent.glob("runwu.files/**/*.pdf"))


def test_whole_numbers_on_paper_stand_in_the_history(
    dossiers: DossierService, person: int, tmp_path: Path, database: Database
) -> None:
    dossiers.write_pdf(person, tmp_path / "档案.pdf", TODAY, reveal=True)
    text = without_spaces("".join(pages_text((tmp_path / "档案.pdf").read_bytes())))
    assert "13812344417" in text
    assert IDENTITY in text
    with database.read() as session:
        seen = select(HistoryChange.person_id).where(HistoryChange.kind == ChangeKind.VIEW)
        assert session.scalars(seen).all() == [person]


def test_what_cannot_be_printed_leaves_no_file(dossiers: DossierService, company: Company, tmp_path: Path) -> None:
    odd = company.person("1009", "李\U0010fffd")
    with pytest.raises(MissingGlyphsError):
        dossiers.write_pdf(odd, tmp_path / "档案.pdf", TODAY)
    with pytest.raises(WrongPaperTypeError):
        dossiers.write_pdf(odd, tmp_path / "档案.docx", TODAY)
    assert list(tmp_path.glob("档案*")) == []


def test_a_posting_is_put_right_and_deleted(
    dossiers: DossierService, company: Company, person: int, database: Database
) -> None:
    before = dump(database)
    (posting,) = [found for found in dossiers.read(person).postings if found.id is not None]
    assert posting.id is not None
    other = company.unit("客服部/二班")
    dossiers.set_posting(posting.id, other, date(2025, 1, 1), date(2026, 2, 1))
    (kept,) = [found for found in dossiers.read(person).postings if found.id is not None]
    assert (kept.unit, kept.starts, kept.ends) == ("客服部/二班", date(2025, 1, 1), date(2026, 2, 1))
    dossiers.set_unit_since(person, date(2026, 2, 1))
    dossiers.delete_posting(posting.id)
    assert len(dossiers.read(person).postings) == 1
    history = HistoryService(database)
    for label in ("删除任职经历", "更正任职经历", "更正任职经历"):
        step = history.next_undo()
        assert step is not None
        assert step.label == label
        history.take_back(step.id)
    assert dump(database) == before


def test_postings_that_do_not_fit_are_refused(
    dossiers: DossierService, company: Company, person: int, database: Database
) -> None:
    posting = next(found.id for found in dossiers.read(person).postings if found.id is not None)
    unit = company.unit("客服部/一班")
    league = company.unit("团委", OrganisationKind.LEAGUE)
    sentence = "“任职时间”填的是“2025-01-01 至 2026-06-01”，应为不与2026-03-01 至 今重叠的时间。原值已保留。"
    refused(database, InvalidFieldError, sentence, lambda: dossiers.set_posting(posting, unit, date(2025, 1, 1), JUNE))
    sentence = "“结束”填的是“2026-03-01”，应为晚于 2026-03-01 的日期。原值已保留。"
    refused(database, InvalidFieldError, sentence, lambda: dossiers.set_posting(posting, unit, MARCH, MARCH))
    sentence = "“开始”填的是“2026-02-01”，应为2026-03-01 或以后的日期。原值已保留。"
    refused(database, InvalidFieldError, sentence, lambda: dossiers.set_unit_since(person, date(2026, 2, 1)))
    with pytest.raises(InvalidFieldError):
        dossiers.set_posting(posting, league, None, MARCH)
    with pytest.raises(RecordMissingError):
        dossiers.delete_posting(999)
    left = draft("1001", "欧阳䶮", unit_id=company.unit("客服部/二班"), status=PersonStatus.LEFT)
    company.people.update(person, left, effective=AUGUST)
    with pytest.raises(InvalidFieldError):
        dossiers.set_unit_since(person, AUGUST)


def test_a_deleted_posting_is_no_longer_where_somebody_was(
    dossiers: DossierService, person: int, database: Database
) -> None:
    posting = next(found.id for found in dossiers.read(person).postings if found.id is not None)
    assert posting is not None
    dossiers.delete_posting(posting)
    with database.read() as session:
        assert session.scalars(select(PastPosting)).all() == []
