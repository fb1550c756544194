"""Ugly files through the import of people: a preview that can be applied, or one sentence; and all sheets at once."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CultureError, DuplicateColumnError
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import Verdict
from culture_desktop.services.imports.roster_preview import RosterPreview
from tests.ugly import pages, texts, workbooks
from tests.ugly.case import CASES, Ugly

assert {workbooks, texts, pages}  # they register their files


def previewed(
    service: PeopleImportService, path: Path, all_sheets: bool, mapping: Mapping[str, str]
) -> RosterPreview | CultureError:
    """The preview, or the sentence that there is instead."""
    try:
        return service.preview(path, all_sheets=all_sheets, mapping=mapping or None)
    except CultureError as error:
        return error


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("all_sheets", [False, True])
def test_a_preview_or_a_sentence(database: Database, tmp_path: Path, case: Ugly, all_sheets: bool) -> None:
    path = tmp_path / case.file
    case.build(path)
    service = PeopleImportService(database)
    mapping = case.mapping if case.kind == "person" else {}
    preview = previewed(service, path, all_sheets, mapping)
    if isinstance(preview, CultureError):
        assert "“" in str(preview)
        assert str(preview).endswith("。")
        assert case.kind != "person" or isinstance(preview, DuplicateColumnError)
        return
    assert len(preview.rows) >= len(case.rows)
    new = preview.counts[Verdict.NEW]
    report = service.apply(preview).value
    assert report.new == new
    again = service.preview(path, all_sheets=all_sheets, mapping=mapping or None).counts
    assert again[Verdict.NEW] == again[Verdict.CHANGED] == 0


def test_all_sheets_each_with_columns_of_its_own(database: Database, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["填写说明"])
    for title, rows in {
        "一部": [["花名册"], ["工号", "姓名", "手机"], ["E1", "张伟", "13812345678"]],
        "二部": [["姓名", "岗位", "员工编号"], ["李芳", "班长", "E2"], ["王五", "", "E3"]],
        "空表": [["工号", "姓名"]],
    }.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    page = book.create_sheet("隐藏")
    page.append(["工号", "姓名"])
    page.append(["E9", "赵六"])
    page.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    preview = PeopleImportService(database).preview(tmp_path / "a.xlsx", all_sheets=True)
    assert [(table.sheet.name, table.header_row, table.count) for table in preview.tables] == [
        ("一部", 2, 1),
        ("二部", 1, 2),
    ]
    assert preview.sheets == ("Sheet", "一部", "二部", "空表")
    assert [(row.values["number"], row.values["name"]) for row in preview.rows] == [
        ("E1", "张伟"),
        ("E2", "李芳"),
        ("E3", "王五"),
    ]
