"""Writing a preview: choices, exclusions, and all or nothing whatever comes in between."""

import gc
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from culture_desktop.database import Database
from culture_desktop.errors import ChoiceInvalidError, FolderNotWritableError, PreviewOutdatedError
from culture_desktop.progress import CancelledError, Progress
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import NEW_RECORD, ImportPreview, ImportReport
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
from tests.services.company import Company, draft, dump, refused
from tests.services.imports.lists import Cells, import_roster, reasons, resident_id, verdicts, xlsx


@pytest.fixture
def service(database: Database) -> PeopleImportService:
    return PeopleImportService(database)


def many(count: int, **cells: object) -> list[Cells]:
    return [{"工号": f"{number:05d}", "姓名": "张伟", **cells} for number in range(count)]


def schema(database: Database) -> set[tuple[str, str]]:
    """Every table and index with its definition."""
    with database.read() as session:
        statement = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
        return {(row[0], str(row[1]).lower()) for row in session.execute(text(statement))}


def number_of(database: Database, person_id: int) -> str:
    return PeopleService(database).detail(person_id, 2026).draft.number


# The file


@pytest.mark.parametrize("gone", [False, True])
def test_what_was_shown_is_written_whatever_became_of_the_file(
    database: Database, service: PeopleImportService, tmp_path: Path, gone: bool
) -> None:
    """Somebody saves the list in Excel, or deletes it, between the look and the import."""
    path = xlsx(tmp_path / "名册.xlsx", *many(3, 岗位="班长"), {"工号": "", "姓名": "张伟"})
    preview = service.preview(path)
    if gone:
        path.unlink()
    else:
        xlsx(path, *many(5, 岗位="坐席"))
    assert service.apply(preview).value.new == 3
    people = PeopleService(database)
    assert [row.position for row in people.rows(PeopleQuery(), 2026)] == ["班长"] * 3
    back = tmp_path / "退回.xlsx"
    service.write_rejected(preview, back)
    assert [row[1] for row in openpyxl.load_workbook(back).active.values] == ["姓名", "张伟"]


# Choices


def test_a_person_found_under_a_new_number_keeps_one_record(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    person = company.person("1001", "张伟", phone="13800000001")
    row = {"工号": "2001", "姓名": "张伟", "手机": "13800000001"}
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", row))
    (candidate,) = preview.rows[0].candidates
    assert (candidate.person_id, candidate.hint) == (person, "姓名、手机相符，工号不同")
    assert [(c.key, c.old, c.new) for c in candidate.changes] == [("number", "1001", "2001")]
    assert service.apply(preview, choices={2: person}).value == ImportReport(0, 1, 0, 0, 0)
    assert number_of(company.database, person) == "2001"
    assert verdicts(service.preview(tmp_path / "名册.xlsx")) == ["unchanged"]


def test_or_becomes_a_new_record(company: Company, service: PeopleImportService, tmp_path: Path) -> None:
    person = company.person("1001", "张伟", phone="13800000001")
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", {"工号": "2001", "姓名": "张伟", "手机": "13800000001"}))
    assert preview.rows[0].may_be_new
    assert service.apply(preview, choices={2: NEW_RECORD}).value == ImportReport(1, 0, 0, 0, 0)
    assert [number_of(company.database, person_id) for person_id in (person, person + 1)] == ["1001", "2001"]


def test_without_a_choice_nothing_is_guessed(company: Company, service: PeopleImportService, tmp_path: Path) -> None:
    company.person("1001", "张伟", phone="13800000001")
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", {"工号": "2001", "姓名": "张伟", "手机": "13800000001"}))
    before = dump(company.database)
    assert service.apply(preview).value == ImportReport(0, 0, 0, 1, 0)
    assert dump(company.database) == before


def test_a_choice_that_changes_nothing_counts_as_unchanged(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    people = [company.person(number, "张伟", phone="13800000001") for number in ("1001", "1002")]
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", {"工号": "", "姓名": "张伟", "手机": "13800000001"}))
    before = dump(company.database)
    assert service.apply(preview, choices={2: people[1]}).value == ImportReport(0, 0, 1, 0, 0)
    assert dump(company.database) == before


def test_a_number_that_was_freed_is_taken_by_the_next_import(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    """1001 moved on to 2001, and his old number went to somebody else: one decision, then all falls into place."""
    zhang = company.person("1001", "张伟", resident_id=resident_id(1))
    path = xlsx(
        tmp_path / "名册.xlsx",
        {"工号": "1001", "姓名": "李四", "身份证号": resident_id(2)},
        {"工号": "2001", "姓名": "张伟", "身份证号": resident_id(1)},
    )
    preview = service.preview(path)
    assert verdicts(preview) == ["ambiguous", "ambiguous"]
    assert [row.may_be_new for row in preview.rows] == [False, False]
    service.apply(preview, choices={3: zhang})
    assert verdicts(import_roster(company.database, path)) == ["new", "unchanged"]
    assert number_of(company.database, zhang) == "2001"


WRONG_CHOICES: dict[str, tuple[Callable[[int, int], dict[int, int]], str]] = {
    "somebody who was not offered": (lambda _zhang, other: {2: other}, "第 2 行的选择不能采用：所选的不在候选之列。"),
    "nobody there": (lambda _zhang, _other: {2: 99}, "第 2 行的选择不能采用：所选的不在候选之列。"),
    "one person for two rows": (
        lambda zhang, _other: {2: zhang, 3: zhang},
        "第 3 行的选择不能采用：所选的与第 2 行是同一个。",
    ),
    "a new record with the ID of another": (
        lambda _zhang, _other: {4: NEW_RECORD},
        "第 4 行的选择不能采用：它的工号或身份证号已属于别人，不能另建。",
    ),
    "a person whom a clear row means": (
        lambda _zhang, other: {4: other},
        "第 4 行的选择不能采用：所选的与第 5 行是同一个。",
    ),
}


@pytest.mark.parametrize("case", WRONG_CHOICES)
def test_a_choice_that_does_not_fit_stops_the_import(
    company: Company, service: PeopleImportService, tmp_path: Path, case: str
) -> None:
    zhang = company.person("1001", "张伟", phone="13800000001")
    other = company.person("1002", "赵敏", resident_id=resident_id(2))
    same = {"姓名": "张伟", "手机": "13800000001"}
    preview = service.preview(
        xlsx(
            tmp_path / "名册.xlsx",
            {"工号": "2001", **same},
            {"工号": "2002", **same},
            {"工号": "2003", "姓名": "赵敏", "身份证号": resident_id(2)},
            {"工号": "1002", "姓名": "赵敏", "岗位": "班长"},
            {"工号": "3001", "姓名": "新人"},
        )
    )
    assert verdicts(preview) == ["ambiguous", "ambiguous", "ambiguous", "changed", "new"]
    choices, words = WRONG_CHOICES[case]
    sentence = f"{words}没有导入任何内容，请改选，或让这一行待定。"
    refused(
        company.database, ChoiceInvalidError, sentence, lambda: service.apply(preview, choices=choices(zhang, other))
    )


def test_a_candidate_who_would_be_hired_before_birth_is_not_offered(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    _young, old = (
        company.person(number, "张伟", phone="13800000001", birth_date=date(year, 1, 1))
        for number, year in (("1001", 2001), ("1002", 1970))
    )
    row = {"工号": "", "姓名": "张伟", "手机": "13800000001", "入职日期": "1995-07-01"}
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", row))
    assert verdicts(preview) == ["ambiguous"]
    assert [candidate.person_id for candidate in preview.rows[0].candidates] == [old]


# Exclusions


def test_rows_left_out_are_not_written_and_neither_are_their_units(
    database: Database, service: PeopleImportService, tmp_path: Path
) -> None:
    rows: list[Cells] = [
        {"工号": "1", "姓名": "张伟", "部门": "公司/甲"},
        {"工号": "2", "姓名": "李四", "部门": "公司/乙"},
    ]
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", *rows))
    assert preview.new_units == ("公司", "公司/甲", "公司/乙")
    assert service.apply(preview, excluded={3}).value == ImportReport(1, 0, 0, 1, 2)
    assert [node.full_name for node in OrganisationService(database).nodes()] == ["公司", "公司/甲"]
    assert [row.number for row in service.preview(tmp_path / "名册.xlsx").rows if row.verdict.value == "new"] == ["2"]


# Whole or not at all


def outdated_by_a_person(company: Company) -> None:
    company.person("9", "后来")


def outdated_by_a_change(company: Company) -> None:
    company.people.update(1, draft("1001", "张伟", position="班长"))


def outdated_by_a_deletion(company: Company) -> None:
    company.people.delete([1])


def outdated_by_a_unit(company: Company) -> None:
    company.unit("公司/新部门")


@pytest.mark.parametrize(
    "meanwhile", [outdated_by_a_person, outdated_by_a_change, outdated_by_a_deletion, outdated_by_a_unit]
)
def test_data_changed_after_the_preview_is_not_written_over(
    company: Company, service: PeopleImportService, tmp_path: Path, meanwhile: Callable[[Company], None]
) -> None:
    company.person("1001", "张伟")
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", {"工号": "1001", "姓名": "张伟", "岗位": "值长"}))
    meanwhile(company)
    sentence = "核对之后数据又有改动，为免写错，没有导入。请重新核对一次。"
    refused(company.database, PreviewOutdatedError, sentence, lambda: service.apply(preview))


def test_the_same_preview_is_not_written_twice(
    database: Database, service: PeopleImportService, tmp_path: Path
) -> None:
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", *many(3)))
    service.apply(preview)
    before = dump(database)
    with pytest.raises(PreviewOutdatedError):
        service.apply(preview)
    assert dump(database) == before


def cancel_at(step: int) -> tuple[Progress, list[tuple[int, int, str]]]:
    seen: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, words: str) -> None:
        seen.append((done, total, words))
        if len(seen) == step:
            raise CancelledError

    return progress, seen


def test_cancelling_at_any_step_leaves_everything_as_it_was(company: Company, tmp_path: Path) -> None:
    """12,000 rows are written in three portions; units, indexes and statistics come and go with them."""
    service = PeopleImportService(company.database)
    company.person("00001", "张伟")
    company.person("00002", "张伟")
    rows = [row | {"部门": f"公司/{n % 7}班", "岗位": "甲" if n % 2 else ""} for n, row in enumerate(many(12_000))]
    path = xlsx(tmp_path / "名册.xlsx", *rows)
    before, tables = dump(company.database), schema(company.database)
    step = 0
    while True:
        step += 1
        progress, seen = cancel_at(step)
        try:
            preview = service.preview(path, progress=progress)
        except CancelledError:
            continue
        break
    assert step > 10
    steps_written = 0
    for step in range(1, 20):
        progress, seen = cancel_at(step)
        assert dump(company.database) == before
        assert schema(company.database) == tables
        assert gc.isenabled()
        try:
            service.apply(preview, progress=progress)
        except CancelledError:
            steps_written = step
            continue
        assert [text for *_, text in seen] == ["正在写入"] * len(seen)
        break
    assert steps_written >= 3
    assert schema(company.database) == tables
    assert len(dump(company.database)["person"]) == 12_000


def test_an_error_of_the_database_half_way_leaves_everything_as_it_was(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    """A trigger fails at the 6,000th person, as a full disk would: after the first portion, with the indexes gone."""
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", *many(7_000, 部门="公司/客服中心")))
    with company.database.begin("测试数据") as session:
        session.execute(
            text(
                "CREATE TRIGGER stop BEFORE INSERT ON person WHEN NEW.number = '06000'"
                " BEGIN SELECT RAISE(ABORT, 'no further'); END"
            )
        )
    before, tables = dump(company.database), schema(company.database)
    with pytest.raises(Exception, match="no further"):
        service.apply(preview)
    assert dump(company.database) == before
    assert schema(company.database) == tables
    assert gc.isenabled()


def test_an_import_leaves_the_schema_as_it_was(
    database: Database, service: PeopleImportService, tmp_path: Path
) -> None:
    tables = schema(database)
    service.apply(service.preview(xlsx(tmp_path / "名册.xlsx", *many(1_500))))
    assert schema(database) == tables
    with sqlite3.connect(database.path) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'person'").fetchone()[0] > 0
    plain.close()


def test_a_garbage_collector_that_was_off_stays_off(service: PeopleImportService, tmp_path: Path) -> None:
    gc.disable()
    try:
        service.preview(xlsx(tmp_path / "名册.xlsx", *many(1)))
        assert not gc.isenabled()
    finally:
        gc.enable()


# Rows given back


def rejected(service: PeopleImportService, path: Path, **choices: object) -> ImportPreview:
    preview = service.preview(path)
    service.write_rejected(preview, path.with_name("未导入.xlsx"), **choices)  # type: ignore[arg-type]
    return service.preview(path.with_name("未导入.xlsx"))


def test_rejected_rows_come_back_as_they_were_and_say_the_same_again(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    company.person("1001", "张伟", phone="13800000001")
    path = xlsx(
        tmp_path / "名册.xlsx",
        {"工号": "1", "姓名": "好人", "出生日期": date(1990, 1, 1)},
        {"工号": "2", "姓名": "=1+1", "出生日期": "2019-02-30", "身份证号": 110105199003070012.0},
        {"工号": "2001", "姓名": "张伟", "手机": "13800000001", "备注": "问人事"},
        {"工号": "", "姓名": "李四", "出生日期": date(1990, 1, 1)},
    )
    first = service.preview(path)
    again = rejected(service, path)
    assert again.table.mapping == first.table.mapping
    assert verdicts(again) == ["error", "ambiguous", "error"]
    assert [(column, reason) for _, column, reason in reasons(again)] == [
        (column, reason) for _, column, reason in reasons(first)
    ]
    assert [row[again.table.titles.index("原行号")] for _, row in again.table.data()] == [3, 4, 5]
    assert [row[again.table.titles.index("原因")] for _, row in again.table.data()] == [
        "出生日期：没有这一天；身份证号：身份证号以数字保存，末几位已丢失，请向来源重新索取",
        "不能确定是谁：张伟 1001",
        "工号：工号为空",
    ]
    assert rejected(service, tmp_path / "未导入.xlsx").table.mapping == first.table.mapping


def test_a_row_that_was_decided_is_not_given_back(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    person = company.person("1001", "张伟", phone="13800000001")
    rows: list[Cells] = [{"工号": "2001", "姓名": "张伟", "手机": "13800000001"}, {"工号": "1", "姓名": ""}]
    again = rejected(service, xlsx(tmp_path / "名册.xlsx", *rows), choices={2: person})
    assert [row.number for row in again.rows] == ["1"]


def test_rejected_rows_need_a_folder_that_can_be_written_to(service: PeopleImportService, tmp_path: Path) -> None:
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", {"工号": "1", "姓名": ""}))
    with pytest.raises(FolderNotWritableError):
        service.write_rejected(preview, tmp_path / "名册.xlsx" / "未导入.xlsx")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == ["名册.xlsx"]
