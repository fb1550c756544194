"""Attendance of many sessions: a matrix or a row each time, and what it makes of the participants."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.database import Database
from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.models import Participation
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.imports.session_columns import session_number
from culture_desktop.services.imports.sessions import SessionImportService
from culture_desktop.services.people.removal import RemovalService
from culture_desktop.vocabulary import Attendance
from tests.services.company import Company, dump
from tests.services.imports.lists import Cells, accounted, reasons, verdicts, xlsx

CODE = "2026-001"


@pytest.fixture
def people(company: Company) -> dict[str, int]:
    company.activity(CODE)
    hall = company.unit("公司/营业厅")
    return {
        name: company.person(number, name, unit_id=hall)
        for number, name in (("1001", "林婉清"), ("1002", "张伟"), ("1003", "赵敏"))
    }


@pytest.fixture
def service(database: Database) -> SessionImportService:
    return SessionImportService(database)


def imported(database: Database, path: Path) -> ImportPreview:
    """Import into the activity: nothing before, nothing left to do after, and undo brings everything back."""
    service, history = SessionImportService(database), HistoryService(database)
    before = dump(database)
    preview = service.preview(path, into=CODE)
    assert dump(database) == before
    assert accounted(preview)
    report = service.apply(preview).value
    assert (report.new, report.changed) == (preview.counts[Verdict.NEW], preview.counts[Verdict.CHANGED])
    after = dump(database)
    again = service.preview(path, into=CODE)
    settled = [row.row for row in preview.rows if row.verdict not in (Verdict.ERROR, Verdict.AMBIGUOUS)]
    assert [row.row for row in again.rows if row.verdict is Verdict.UNCHANGED] == settled
    service.apply(again)
    assert dump(database) == after
    if preview.writable:
        entry = history.next_undo()
        assert entry is not None
        history.take_back(entry.id)
        assert dump(database) == before
        redo = history.next_redo()
        assert redo is not None
        history.take_back(redo.id)
        assert dump(database) == after
    return preview


def standing(company: Company) -> dict[str, tuple[Attendance, int, str]]:
    """Name -> attendance, sessions attended and result of every participant."""
    detail = company.activities.detail(company.activities.id_of(CODE))
    return {p.name: (p.attendance, p.sessions, p.result) for p in detail.participants}


@pytest.mark.parametrize("merged", [("A2:A3", "B2:B3", "C2:C3"), ()])
def test_a_matrix_of_seventeen_as_people_make_it(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path, merged: tuple[str, ...]
) -> None:
    """A title, a header of two rows with numbers in the second, the unit merged down, all sorts of marks, a legend."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["春季学习班考勤表"])
    sheet.append(["序号", "部门", "姓名", "出勤情况"])
    sheet.append([None, None, None, *range(1, 18), "备注"])
    sheet.append([1, "营业厅", "林　婉清", *["√"] * 12, "✓", 1, "到", "迟到", "事假"])
    sheet.append([2, None, "张伟", *["×"] * 10, 0, "缺", "旷课", "x", "病", "请假", "缺席"])
    sheet.append([3, None, "赵敏", *[None] * 16, "出勤"])
    sheet.append(["说明：√ 出勤，× 缺勤"])
    for cells in ("A1:U1", "D2:T2", "B4:B6", *merged):
        sheet.merge_cells(cells)
    book.save(tmp_path / "考勤.xlsx")
    preview = imported(database, tmp_path / "考勤.xlsx")
    assert (verdicts(preview), reasons(preview)) == (["new"] * 3, [])
    assert ("session 17", "第 17 场") in preview.fields
    assert standing(company) == {
        "林婉清": (Attendance.ATTENDED, 16, "出席 16/17"),
        "张伟": (Attendance.EXCUSED, 0, "出席 0/17"),
        "赵敏": (Attendance.ATTENDED, 1, "出席 1/17"),
    }
    detail = company.activities.detail(company.activities.id_of(CODE))
    assert (detail.sessions, detail.counted(Attendance.ATTENDED)) == (17, 2)


HEADERS: dict[str, tuple[tuple[object, ...], list[int]]] = {
    "in words": (("第一次", "第二次", "第十次"), [1, 2, 10]),
    "out of order": (("第3场", "第1场", "第2场"), [3, 1, 2]),
    "days": ((date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 15)), [1, 2, 3]),
    "days in words": (("9月1日", "9月8日（周二）", "9月15日"), [1, 2, 3]),
    "days with strokes": (("9/1", "9/8", "9/15"), [1, 2, 3]),
}


@pytest.mark.parametrize("case", HEADERS)
def test_titles_of_sessions(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    titles, numbers = HEADERS[case]
    book = openpyxl.Workbook()
    book.active.append(["姓名", *titles, "总评"])
    book.active.append(["林婉清", "√", "√", "×", "良"])
    book.save(tmp_path / "考勤.xlsx")
    preview = imported(database, tmp_path / "考勤.xlsx")
    marks = preview.rows[0].values["marks"]
    assert list(marks.items()) == list(
        zip(numbers, (Attendance.ATTENDED, Attendance.ATTENDED, Attendance.ABSENT), strict=True)
    )
    assert preview.table.unknown_columns == ("总评",)


@given(st.integers(1, 99))
def test_chinese_numbers_are_read_as_they_are_written(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    written = (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    for title in (written, f"第{written}场", f"第{number}次", str(number), f"第 {number} 期（上）"):
        assert session_number(title) == number


@pytest.mark.parametrize("title", ["", "备注", "第场", "第十十次", "一二", "0", "367", "3.5", "1班长", "合计"])
def test_what_is_no_session(title: str) -> None:
    assert session_number(title) is None


def test_a_row_each_time(company: Company, database: Database, people: dict[str, int], tmp_path: Path) -> None:
    rows: tuple[Cells, ...] = (
        {"工号": "1001", "姓名": "林婉清", "场次": 1, "签到情况": "已签到"},
        {"工号": "1001", "姓名": "林婉清", "场次": "第二场", "签到情况": "请假"},
        {"工号": "1002", "姓名": "张伟", "场次": 2, "签到情况": "未到"},
        {"工号": "1002", "姓名": "张伟", "场次": 2, "签到情况": "未到"},
        {"工号": "1002", "姓名": "张伟", "场次": "最后一场", "签到情况": "未到"},
        {"工号": "1003", "姓名": "赵敏", "场次": "", "签到情况": "已签到"},
    )
    preview = imported(database, xlsx(tmp_path / "签到.xlsx", *rows))
    assert verdicts(preview) == ["new", "new", "new", "error", "error", "error"]
    assert reasons(preview) == [
        (5, "场次", "与第 4 行是同一人的同一场"),
        (6, "场次", "不是场次，应为 1、2、3 或“第 3 场”"),
        (7, "场次", "场次为空"),
    ]
    assert standing(company) == {
        "林婉清": (Attendance.ATTENDED, 1, "出席 1/2"),
        "张伟": (Attendance.ABSENT, 0, "出席 0/2"),
    }


def test_days_are_numbered_while_the_list_has_all_of_them(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    days = ("2026-09-08", "2026-09-01", "2026-09-15")
    came = {"工号": "1001", "姓名": "林婉清"}
    first = imported(database, xlsx(tmp_path / "签到.xlsx", *({**came, "日期": day} for day in days)))
    assert [next(iter(row.values["marks"])) for row in first.rows] == [2, 1, 3]
    later = imported(database, xlsx(tmp_path / "后来.xlsx", {**came, "日期": "2026-09-22"}))
    assert reasons(later) == [(2, "日期", "已有 3 场记录，不知这天是第几场，请加一列场次")]


def test_a_later_list_corrects_and_adds(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    activity = company.activities.id_of(CODE)
    company.sign_up(activity, people["林婉清"], attendance=Attendance.REGISTERED)
    imported(database, xlsx(tmp_path / "一.xlsx", {"姓名": "林婉清", "第1次": "缺"}, {"姓名": "张伟", "第1次": "√"}))
    preview = imported(
        database,
        xlsx(tmp_path / "二.xlsx", {"姓名": "林婉清", "1": "√", "2": "√"}, {"姓名": "张伟", "1": "√", "2": ""}),
    )
    assert verdicts(preview) == ["changed", "unchanged"]
    assert [(change.title, change.old, change.new) for change in preview.rows[0].changes] == [
        ("第 1 场", "缺席", "签到"),
        ("第 2 场", "", "签到"),
    ]
    assert standing(company)["林婉清"] == (Attendance.ATTENDED, 2, "出席 2/2")


def test_a_result_of_the_users_own_is_kept(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    activity = company.activities.id_of(CODE)
    company.sign_up(activity, people["林婉清"])
    with database.begin("测试数据") as session:
        session.get_one(Participation, (people["林婉清"], activity)).result = "优秀学员"
    imported(database, xlsx(tmp_path / "一.xlsx", {"姓名": "林婉清", "第1次": "√"}))
    assert standing(company)["林婉清"] == (Attendance.ATTENDED, 1, "优秀学员")


def test_what_cannot_be(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    rows = (
        {"姓名": "林婉清", "1": "？"},
        {"姓名": "李四", "1": "√"},
        {"姓名": "张伟", "1": "√"},
        {"姓名": "张伟", "1": "×"},
    )
    preview = imported(database, xlsx(tmp_path / "考勤.xlsx", *rows))
    assert reasons(preview) == [
        (2, "1", "应为：报名、签到、缺席、请假"),
        (3, "姓名", "人员库里没有此人，请先导入名册或核对"),
        (5, "姓名", "与第 4 行是同一人"),
    ]


def test_a_list_without_sessions_says_what_it_needs(
    service: SessionImportService, people: dict[str, int], tmp_path: Path
) -> None:
    with pytest.raises(HeaderNotFoundError, match="场次"):
        service.preview(xlsx(tmp_path / "名单.xlsx", {"姓名": "林婉清", "部门": "营业厅"}), into=CODE)


def test_a_column_of_sessions_may_be_left_out(
    service: SessionImportService, people: dict[str, int], tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "考勤.xlsx", {"姓名": "林婉清", "1": "√", "2": "√"})
    preview = service.preview(path, into=CODE, mapping={"name": "姓名", "session 2": ""})
    assert (list(preview.rows[0].values["marks"]), preview.table.unknown_columns) == ([1], ("2",))


def test_sessions_go_with_who_is_taken_off_the_list_or_removed(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    activity = company.activities.id_of(CODE)
    imported(database, xlsx(tmp_path / "一.xlsx", {"姓名": "林婉清", "1": "√"}, {"姓名": "张伟", "1": "√"}))
    assert ("场次签到", 1) in RemovalService(database).plan(people["张伟"]).gone
    company.activities.remove_people(activity, [people["林婉清"]])
    RemovalService(database).remove(people["张伟"])
    assert dump(database)["session_attendance"] == []
