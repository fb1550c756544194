"""Winners of past years: persons and teams, days and years, and what comes of them in a selection."""

from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.models import Campaign, Honour
from culture_desktop.services.awards.facts import candidate_facts
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.honours import HonourImportService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.lists import ListService
from culture_desktop.vocabulary import OrganisationKind
from tests.services.awards.campaign import CODE, Round
from tests.services.company import Company, dump
from tests.services.imports.lists import Cells, import_exactly, reasons, resident_id, verdicts, xlsx


@pytest.fixture
def people(company: Company) -> dict[str, int]:
    hall = company.unit("公司/营业厅", OrganisationKind.UNIT)
    return {
        "一班": company.unit("公司/客服中心/一班", OrganisationKind.TEAM),
        "综合班": company.unit("公司/营业厅/综合班", OrganisationKind.TEAM),
        "综合班 2": company.unit("公司/客服中心/综合班", OrganisationKind.TEAM),
        "林婉清": company.person("1001", "林婉清", resident_id=resident_id(1), unit_id=hall),
        "张伟": company.person("1002", "张伟", unit_id=hall),
        "张伟 2": company.person("1003", "张伟"),
    }


def imported(database: Database, path: Path) -> ImportPreview:
    """``import_exactly`` for a list of honours; the chain holds afterwards."""
    service = HonourImportService(database)
    preview = import_exactly(database, lambda: service.preview(path), lambda p: service.apply(p).value, "honour")
    report = LedgerService(database).verify()
    assert (report.sound, bool(report.links)) == (True, preview.writable > 0)
    return preview


def honours(database: Database) -> list[tuple[Any, ...]]:
    """Person, team, title and day of each honour."""
    columns = (Honour.person_id, Honour.team_id, Honour.title, Honour.granted_on)
    with database.read() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(Honour.id))]


DAYS: dict[str, tuple[Cells, date]] = {
    "day": ({"授予日期": date(2024, 4, 28)}, date(2024, 4, 28)),
    "day in words": ({"表彰时间": "2024年4月28日"}, date(2024, 4, 28)),
    "month": ({"获奖时间": "2024.5"}, date(2024, 5, 1)),
    "year": ({"年度": 2024}, date(2024, 12, 31)),
    "year in words": ({"获奖年度": "2024年度"}, date(2024, 12, 31)),
    "year in the column of days": ({"表彰时间": "2024年"}, date(2024, 12, 31)),
    "day and year": ({"年度": "2023", "表彰日期": "2024-01-15"}, date(2024, 1, 15)),
}


@pytest.mark.parametrize("case", DAYS)
def test_days_and_years(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, day = DAYS[case]
    imported(
        database, xlsx(tmp_path / "荣誉.xlsx", {"工号": "1001", "姓名": "林婉清", "荣誉称号": "劳动模范", **cells})
    )
    assert honours(database) == [(people["林婉清"], None, "劳动模范", day)]


WHOM: dict[str, tuple[Cells, str, tuple[str | None, str | None]]] = {
    "name": ({"获奖人": "林婉清"}, "new", ("林婉清", None)),
    "name and unit": ({"姓名": "张伟", "单位": "营业厅"}, "new", ("张伟", None)),
    "resident ID": ({"姓名": "林婉清", "身份证号": resident_id(1)}, "new", ("林婉清", None)),
    "one of two": ({"姓名": "张伟"}, "ambiguous", (None, None)),
    "team": ({"获奖集体": "一班"}, "new", (None, "一班")),
    "team by its path": ({"获奖集体": "营业厅/综合班"}, "new", (None, "综合班")),
    "team and its unit": ({"名称": "综合班", "单位": "客服中心"}, "new", (None, "综合班 2")),
    "team as in our own lists": ({"姓名或集体": "综合班", "单位": "公司/客服中心/综合班"}, "new", (None, "综合班 2")),
    "one of two teams": ({"获奖集体": "综合班"}, "error", (None, None)),
    "nobody": ({"姓名": "王五"}, "error", (None, None)),
}


@pytest.mark.parametrize("case", WHOM)
def test_whom_a_row_means(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, verdict, who = WHOM[case]
    preview = imported(database, xlsx(tmp_path / "荣誉.xlsx", {**cells, "荣誉称号": "先进", "年度": 2024}))
    assert verdicts(preview) == [verdict]
    expected = tuple(None if name is None else people[name] for name in who)
    assert [row[:2] for row in honours(database)] == ([expected] if verdict == "new" else [])


def test_the_same_honour_is_there_already(database: Database, company: Company, tmp_path: Path) -> None:
    person = company.person("1001", "林婉清")
    company.honour(person, "服务明星", date(2024, 3, 8))
    row = {"工号": "1001", "姓名": "林婉清", "荣誉称号": "服务明星"}
    days = ("2024-03-08", "2024", "2025", "2025年度", "2024-12-31")
    preview = imported(database, xlsx(tmp_path / "荣誉.xlsx", *({**row, "时间": day} for day in days)))
    assert verdicts(preview) == ["unchanged", "unchanged", "new", "unchanged", "new"]


REFUSED: dict[str, tuple[Cells, list[tuple[int, str, str]]]] = {
    "nobody named": (
        {"工号": "", "姓名": "", "称号": "先进集体"},
        [(2, "姓名", "姓名为空；授予集体的，请把集体名称写在姓名一列")],
    ),
    "no title": ({"称号": ""}, [(2, "称号", "荣誉称号为空")]),
    "no day": ({"时间": ""}, [(2, "时间", "授予日期为空")]),
    "no such day": ({"时间": "2024-02-30"}, [(2, "时间", "没有这一天")]),
    "long title": ({"称号": "长" * 129}, [(2, "称号", "超过 128 个字")]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, expected = REFUSED[case]
    row = {"姓名": "林婉清", "称号": "先进", "时间": "2024", "备注": "一行", **cells}
    assert reasons(imported(database, xlsx(tmp_path / "荣誉.xlsx", row))) == expected


def test_a_person_who_is_called_like_a_team_needs_a_number(
    database: Database, company: Company, tmp_path: Path
) -> None:
    company.unit("公司/雷锋班", OrganisationKind.TEAM)
    company.person("1001", "雷锋班")
    row = {"获奖对象": "雷锋班", "奖项": "先进", "年度": 2024}
    preview = imported(
        database, xlsx(tmp_path / "荣誉.xlsx", row, {**row, "工号": "1001"}, {**row, "获奖对象": "公司/雷锋班"})
    )
    assert verdicts(preview) == ["error", "new", "new"]
    assert reasons(preview) == [(2, "获奖对象", "个人与集体同名，请填工号，或写集体的全路径")]


def test_a_list_of_many_years_as_people_keep_it(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    """A title, the year and the award merged down over their winners, a note; and undo."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["历年先进名单"],
        ["年度", "奖项名称", "获奖单位或个人", "所在单位"],
        ["2023年度", "服务明星", "林　婉清", "营业厅"],
        [None, None, "张伟", "营业厅"],
        ["2024年度", "先进班组", "一班", "客服中心"],
        ["注：以发文为准", None, None, None],
    ):
        sheet.append(row)
    for merged in ("A1:D1", "A3:A4", "B3:B4"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "历年.xlsx")
    before = dump(database)
    preview = imported(database, tmp_path / "历年.xlsx")
    assert (verdicts(preview), reasons(preview)) == (["new"] * 3, [])
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    assert not history.needs_reason(entry.id)
    history.take_back(entry.id)
    assert dump(database) == before
    assert LedgerService(database).verify().sound


def test_they_count_as_earlier_honours(database: Database, company: Company, tmp_path: Path) -> None:
    person = company.person("1001", "林婉清")
    company.campaign()
    imported(database, xlsx(tmp_path / "荣誉.xlsx", {"姓名": "林婉清", "荣誉称号": "服务明星", "年度": 2025}))
    with database.read() as session:
        campaign = session.scalars(select(Campaign)).one()
        (honour,) = candidate_facts(session, campaign, [person])[person].honours
    assert astuple(honour) == ("服务明星", 2025, date(2025, 12, 31))


def test_a_list_without_a_day_says_what_it_needs(database: Database, tmp_path: Path) -> None:
    with pytest.raises(HeaderNotFoundError, match="授予日期或年度"):
        HonourImportService(database).preview(xlsx(tmp_path / "荣誉.xlsx", {"姓名": "林婉清", "荣誉称号": "先进"}))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_our_list_of_winners_comes_back_without_a_change(database: Database, tmp_path: Path, suffix: str) -> None:
    round_ = Round(database, tmp_path)
    winners = len(round_.confirmed().winners)
    path = tmp_path / f"获奖名单{suffix}"
    ListService(database).export_winners(CODE, path)
    preview = HonourImportService(database).preview(path)
    assert winners > 0
    assert preview.counts == dict.fromkeys(Verdict, 0) | {Verdict.UNCHANGED: winners}, reasons(preview)
