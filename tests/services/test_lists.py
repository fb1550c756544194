"""Lists out: what stands in the files, and what does not."""

import csv
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import WrongExportTypeError
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.lists import ListService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
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
