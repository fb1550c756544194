"""Lists out: what stands in the files, and what does not."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import WrongExportTypeError
from culture_desktop.rules import resident_id as resident_ids
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import Verdict
from culture_desktop.services.lists import ListService
from culture_desktop.services.people.fields import FIELDS
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.vocabulary import Sex
from tests.services.company import Company
from tests.services.imports.lists import resident_id

PHONE, IDENTITY = "13812344417", resident_id(7)


@pytest.fixture
def lists(company: Company) -> ListService:
    company.person("1001", "林婉清", phone=PHONE, resident_id=IDENTITY)
    company.person("1002", "王磊")
    return ListService(company.database)


def cells(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    page = openpyxl.load_workbook(path).active
    assert page is not None
    titles, *rows = page.iter_rows(values_only=True)
    return [{str(k): str(v or "") for k, v in zip(titles, row, strict=True)} for row in rows]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_list_of_people_has_masked_phones_and_no_ids(lists: ListService, tmp_path: Path, suffix: str) -> None:
    lists.export_people(PeopleQuery(), 2026, tmp_path / f"人员{suffix}")
    first, second = cells(tmp_path / f"人员{suffix}")
    assert (first["手机"], second["手机"]) == ("138****4417", "")
    assert "身份证号" not in first
    assert not {PHONE, IDENTITY} & {*first.values()}


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_revealed_one_has_both_whole(lists: ListService, tmp_path: Path, suffix: str) -> None:
    lists.export_people(PeopleQuery(), 2026, tmp_path / f"人员{suffix}", reveal=True)
    first, second = cells(tmp_path / f"人员{suffix}")
    assert (first["手机"], first["身份证号"], first["部门"]) == (PHONE, IDENTITY, "")
    assert (second["手机"], second["身份证号"]) == ("", "")


def test_who_was_exported_whole_stands_in_the_history_as_one_entry(
    lists: ListService, database: Database, tmp_path: Path
) -> None:
    people, history = PeopleService(database), HistoryService(database)
    lists.export_people(PeopleQuery(), 2026, tmp_path / "人员.csv")
    lists.export_people(PeopleQuery(search="1001"), 2026, tmp_path / "一人.csv", reveal=True)
    lists.export_people(PeopleQuery(), 2026, tmp_path / "人员.csv", reveal=True)
    found = {
        number: len(history.entries(HistoryQuery(person_id=people.id_of(number), text="导出完整身份证号和电话")))
        for number in ("1001", "1002")
    }
    assert found == {"1001": 2, "1002": 1}


def test_an_export_to_another_kind_of_file_reveals_nothing(
    lists: ListService, database: Database, tmp_path: Path
) -> None:
    with pytest.raises(WrongExportTypeError):
        lists.export_people(PeopleQuery(), 2026, tmp_path / "人员.pdf", reveal=True)
    assert not (tmp_path / "人员.pdf").exists()
    assert HistoryService(database).entries(HistoryQuery(text="导出")) == ()


EVERY_FIELD = tuple(FIELDS)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("reveal", [False, True])
@pytest.mark.parametrize("columns", [("name", "number"), ("name", "number", "phone", "resident_id"), EVERY_FIELD[::-1]])
def test_chosen_columns_come_out_in_their_order_and_back_in_without_a_change(
    company: Company, lists: ListService, tmp_path: Path, suffix: str, reveal: bool, columns: tuple[str, ...]
) -> None:
    unit = company.unit("公司/客服部/一班")
    known = resident_ids.check(IDENTITY)  # an import fills in what the number says
    first = company.people.detail(company.people.id_of("1001"), 2026)
    company.people.update(first.id, replace(first.draft, birth_date=known.birth_date, sex=known.sex))
    company.person(
        "1003", "䶮 𬭎", unit_id=unit, hire_date=date(2019, 7, 1), birth_date=date(1990, 2, 28), sex=Sex.MALE
    )
    company.honour(company.person("=1004", "单雄信", front_line=True, position="-班长"))
    query = PeopleQuery(sort="name", descending=True, as_of=date(2026, 11, 23))
    path = tmp_path / f"人员{suffix}"
    lists.export_people(query, 2026, path, reveal=reveal, columns=columns)
    rows = cells(path)
    assert list(rows[0]) == [FIELDS[key].column_title for key in columns]
    assert [row["工号"].lstrip("'") for row in rows] == [p.number for p in company.people.rows(query, 2026)]
    for row in rows:
        assert row.get("手机", "") in (("", PHONE) if reveal else ("", "138****4417"))
        assert row.get("身份证号", "") in (("", IDENTITY) if reveal else ("", f"1{'*' * 16}{IDENTITY[-1]}"))
    preview = PeopleImportService(company.database).preview(path)
    assert preview.rejected == ()
    assert {row.verdict for row in preview.rows} == {Verdict.UNCHANGED}


def test_a_table_comes_out_as_it_is_shown(lists: ListService, tmp_path: Path) -> None:
    shown = ShownTable("活动", (("名称", 20.0), ("人数", 8.0)), (("=1+1", "64 人"), ("客服节", "")))
    lists.export_shown(shown, tmp_path / "活动.xlsx")
    assert cells(tmp_path / "活动.xlsx") == [{"名称": "=1+1", "人数": "64 人"}, {"名称": "客服节", "人数": ""}]
    lists.export_shown(shown, tmp_path / "活动.csv")
    assert cells(tmp_path / "活动.csv")[0] == {"名称": "'=1+1", "人数": "64 人"}
