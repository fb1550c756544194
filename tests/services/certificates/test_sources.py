"""Certificates without a list file: anniversaries, an activity's participants, people chosen, a campaign's winners."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import STANDARD
from culture_desktop.errors import NobodyListedError
from culture_desktop.models import Participation, PastPosting, Person, PrintedCertificate
from culture_desktop.services.certificates.batches import CertificateBatchService
from culture_desktop.services.certificates.service import CertificateService
from culture_desktop.services.certificates.sources import CertificateSourceService, Takers
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Attendance, DocumentKind, PersonStatus
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import CODE, Round
from tests.services.company import Company

UNIT = UnitSettings(unit_name="云川供电服务中心工会", issuer="工会", certificate_pattern="司龄〔{year}〕{number}号")
DAY = date(2026, 12, 1)


@pytest.fixture
def company(database: Database) -> Company:
    return Company(database)


@pytest.fixture
def sources(database: Database) -> CertificateSourceService:
    return CertificateSourceService(database)


def test_anniversaries_of_a_year_each_printed_once_and_kept(
    company: Company, sources: CertificateSourceService, database: Database, tmp_path: Path
) -> None:
    unit = company.unit("中心/计量部")
    company.person("01", "林青", unit_id=unit, hire_date=date(2006, 7, 1))
    company.person("02", "陈楠", unit_id=unit, hire_date=date(1996, 2, 29))
    company.person("03", "吴桐", unit_id=unit, hire_date=date(2007, 7, 1))
    company.person("04", "赵一", unit_id=unit, hire_date=date(2006, 7, 1), status=PersonStatus.RETIRED)
    back = company.person("05", "钱二", unit_id=unit, hire_date=date(2015, 7, 1))
    company.insert(PastPosting, person_id=back, unit_id=unit, starts=date(2015, 7, 1), ends=date(2018, 1, 1))
    with database.begin("测试数据") as session:  # away for a year: ten years of service a year later
        session.execute(update(Person).where(Person.id == back).values(unit_since=date(2019, 1, 1)))
    found = sources.milestones(2026)
    assert [(one.fields["姓名"], one.fields["年限"], one.fields["周年日期"]) for one in found.entries] == [
        ("陈楠", "30", "二〇二六年二月二十八日"),
        ("林青", "20", "二〇二六年七月一日"),
        ("钱二", "10", "二〇二六年七月一日"),
    ]
    assert [one.fields["姓名"] for one in sources.milestones(2026, (10,)).entries] == ["钱二"]
    with pytest.raises(NobodyListedError, match="2026 年司龄纪念"):
        sources.milestones(2026, (40,))
    batches = CertificateBatchService(database)
    plan = batches.plan(found, STANDARD, UNIT, DAY, given={"称号": "长期服务奖"})
    batches.write(plan, tmp_path / "一.pdf")
    page = without_spaces(pages_text((tmp_path / "一.pdf").read_bytes())[0])
    assert "服务满三十年" in page
    assert "司龄〔2026〕001号" in page
    rows = CertificateService(database).rows()
    assert {row.title for row in rows} == {"长期服务奖"}
    with database.read() as session:
        assert session.scalar(select(PrintedCertificate.person_id).where(PrintedCertificate.name == "钱二")) == back
    again = batches.plan(found, STANDARD, UNIT, DAY)  # in other words: the same certificate still
    assert [one["编号"] for one in again.certificates] == [one["编号"] for one in plan.certificates]
    CertificateService(database).revoke([plan.certificates[0]["编号"]], DAY, "日期有误", DAY)
    anew = batches.plan(found, STANDARD, UNIT, DAY)
    assert [one["编号"][-4:] for one in anew.certificates] == ["004号", "002号", "003号"]


def test_those_of_an_activity(company: Company, sources: CertificateSourceService, database: Database) -> None:
    people = [company.person(number, name) for number, name in (("01", "林青"), ("02", "陈楠"), ("03", "吴桐"))]
    activity = company.activity("2026-X")
    company.sign_up(activity, *people[:2])
    company.sign_up(activity, people[2], attendance=Attendance.ABSENT)
    with database.begin("测试数据") as session:
        session.execute(update(Participation).where(Participation.person_id == people[1]).values(result="一等奖"))
    everybody = sources.activity("2026-X")
    assert [one.person_id for one in everybody.entries] == people
    assert [one.person_id for one in sources.activity("2026-X", Takers(attended=True)).entries] == people[:2]
    [winner] = sources.activity("2026-X", Takers(placed=True)).entries
    assert winner.fields["称号"] == "一等奖"
    assert "获得“一等奖”" in winner.fields["正文"]
    with pytest.raises(NobodyListedError):
        sources.activity("2026-X", Takers(roles=("judge",)))
    assert [one.fields["姓名"] for one in sources.people(people[::-1]).entries] == ["吴桐", "陈楠", "林青"]


def test_winners_keep_the_numbers_of_their_honours(
    sources: CertificateSourceService, database: Database, tmp_path: Path
) -> None:
    round_ = Round(database, tmp_path)
    round_.confirmed()
    DocumentService(database).campaign_paper(DocumentKind.CERTIFICATES, CODE, UNIT)
    before = CertificateService(database).rows()
    batches = CertificateBatchService(database)
    plan = batches.plan(sources.campaign(CODE, UNIT), STANDARD, UNIT, DAY)
    assert [one["编号"] for one in plan.certificates] == [winner.certificate for winner in round_.board.standing]
    batches.write(plan, tmp_path / "证书.pdf")
    assert {(row.number, row.campaign_code) for row in CertificateService(database).rows()} == {
        (row.number, CODE) for row in before
    }
