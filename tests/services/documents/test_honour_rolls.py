"""光荣榜 of a campaign and of a year: who is on it, in which order, and who is not."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from culture_desktop.database import Database
from culture_desktop.errors import FileMissingError, InvalidFieldError, NobodyListedError, StepBlockedError
from culture_desktop.models import Honour
from culture_desktop.services.documents.honour_rolls import HonourRollService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import AWARDED_ON, CODE, PATTERN, Round
from tests.services.company import Company

UNIT = UnitSettings(issuer="云川供电服务中心工会")


def text(path: Path) -> str:
    return without_spaces("".join(pages_text(path.read_bytes())))


def test_a_year_by_honours_and_strokes_without_the_revoked(company: Company, tmp_path: Path) -> None:
    unit = company.unit("中心/客服部")
    for number, name in (("3", "欧阳䶮"), ("1", "王静"), ("2", "林青")):
        company.honour(company.person(number, name, unit_id=unit), "服务明星", date(2026, 12, 20))
    company.honour(company.person("4", "赵启明"), "服务明星", date(2025, 12, 20))
    revoked = {"title": "服务明星", "granted_on": date(2026, 12, 20), "revoked_on": date(2026, 12, 25)}
    company.insert(Honour, person_id=company.person("5", "钱多多"), **revoked)
    company.insert(Honour, team_id=unit, title="先进集体", granted_on=date(2026, 5, 1))
    service = HonourRollService(company.database)
    row = service.of_year(2026, UNIT, tmp_path / "榜.pdf").value
    found = text(tmp_path / "榜.pdf")
    assert "服务明星王静林青欧阳䶮" in found.replace("客服部", "")
    assert "先进集体" in found
    assert "赵启明" not in found
    assert "钱多多" not in found
    assert (row.kind, row.title) == (DocumentKind.HONOUR_ROLL, "2026年度表彰光荣榜")
    with pytest.raises(NobodyListedError, match="2024年度表彰光荣榜"):
        service.of_year(2024, UNIT)


def test_portraits_by_number_or_name(company: Company, tmp_path: Path) -> None:
    for number, name in (("1", "王静"), ("2", "林青"), ("3", "赵启明")):
        company.honour(company.person(number, name), granted_on=date(2026, 12, 20))
    folder = tmp_path / "照片"
    folder.mkdir()
    for name in ("1.jpg", "林青.PNG"):
        Image.new("RGB", (500, 700), "navy").save(folder / name)
    service = HonourRollService(company.database)
    service.of_year(2026, UNIT, tmp_path / "榜.pdf", portraits=folder, format_key="a3")
    (page,) = PdfReader(tmp_path / "榜.pdf").pages
    assert len(page.images) == 2
    with pytest.raises(FileMissingError):
        service.of_year(2026, UNIT, portraits=tmp_path / "没有")
    with pytest.raises(InvalidFieldError, match="a4、a3"):
        service.of_year(2026, UNIT, format_key="a2")


def test_a_campaign_once_it_is_confirmed(database: Database, tmp_path: Path) -> None:
    round_ = Round(database, tmp_path)
    service = HonourRollService(database)
    round_.up_to_notice()
    with pytest.raises(StepBlockedError):
        service.of_campaign(CODE, UNIT)
    board = round_.awards.confirm(CODE, AWARDED_ON, PATTERN).value
    row = service.of_campaign(CODE, UNIT, tmp_path / "榜.pdf").value
    found = text(tmp_path / "榜.pdf")
    assert row.campaign_code == CODE
    assert all(without_spaces(winner.name) in found for winner in board.winners)
