"""推荐表 as a paper of the campaign: what the books know of each nominee, with numbers masked."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from culture_desktop.database import Database
from culture_desktop.errors import StepBlockedError
from culture_desktop.models import Person
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind, PoliticalStatus, Sex
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import CODE, FIRST, PEOPLE, Round

UNIT = UnitSettings(unit_name="云川供电服务中心")


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    made = Round(database, tmp_path)
    made.create()
    return made


def test_a_page_for_each_nominee_with_what_the_books_know(database: Database, round_: Round, tmp_path: Path) -> None:
    with database.begin("补充") as session:
        session.execute(
            update(Person)
            .where(Person.number == "1001")
            .values(
                sex=Sex.FEMALE,
                birth_date=date(1990, 3, 7),
                hire_date=date(2015, 7, 1),
                political_status=PoliticalStatus.PROBATIONARY,
                phone="13812344417",
                position="客户代表",
            )
        )
    round_.setup.record_honours([("1001", "优秀党员", date(2024, 7, 1))])
    round_.nominate()
    documents = DocumentService(database)
    row = documents.campaign_paper(DocumentKind.NOMINATION_FORMS, CODE, UNIT).value
    pages = [without_spaces(page) for page in pages_text(documents.content(row.id))]
    assert (row.pages, len(pages)) == (len(PEOPLE) + 3, len(PEOPLE) + 3)
    first = next(page for page in pages if "林婉清" in page)
    for word in ("女", "1990.03", "2015.07", "11年3个月", "中共预备党员", "客户代表", "2024年优秀党员", "用心服务"):
        assert word in first
    assert "138****4417" in first
    assert "13812344417" not in "".join(pages)
    assert f"推荐单位：{FIRST}" in first
    team = next(page for page in pages if "集体名称" in page and "客服一班" in page)
    assert "3人" in team


def test_without_nominees_there_is_nothing_to_print(database: Database, round_: Round) -> None:
    with pytest.raises(StepBlockedError, match="还没有推荐对象"):
        DocumentService(database).campaign_paper(DocumentKind.NOMINATION_FORMS, CODE, UNIT)
