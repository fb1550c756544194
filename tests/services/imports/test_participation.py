"""Sign-up and attendance lists: whom a row means, what it says of them, and writing exactly that."""

from datetime import datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import ChoiceInvalidError, PreviewOutdatedError, RecordMissingError
from culture_desktop.models import Participation, SessionAttendance
from culture_desktop.paths import resource
from culture_desktop.progress import CancelledError
from culture_desktop.services.imports.participation import ParticipationImportService
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import ImportPreview, ImportReport
from culture_desktop.services.lists import ListService
from culture_desktop.vocabulary import Attendance, ParticipationRole, PersonStatus
from tests.services.company import Company, dump, refused
from tests.services.imports.lists import Cells, import_exactly, reasons, verdicts, xlsx

CODE = "2026-001"
DAY = datetime(2026, 8, 6)


@pytest.fixture
def service(database: Database) -> ParticipationImportService:
    return ParticipationImportService(database)


@pytest.fixture
def people(company: Company) -> dict[str, int]:
    """Two namesakes in two units, one who left, and the activity of 6 August."""
    company.activity(CODE)
    hall, team = company.unit("公司/营业厅"), company.unit("公司/客服中心/一班")
    return {
        "张伟 hall": company.person("1001", "张伟", unit_id=hall, phone="13800000001"),
        "张伟 team": company.person("1002", "张伟", unit_id=team, phone="13800000002"),
        "赵敏": company.person("1003", "赵敏", unit_id=team, phone="13800000003"),
        "王静": company.person("1004", "王静", unit_id=hall),
        "王静 left": company.person("1005", "王静", unit_id=team, status=PersonStatus.LEFT),
    }


def import_list(database: Database, path: Path) -> ImportPreview:
    """``import_exactly`` for a list of the one activity."""
    service = ParticipationImportService(database)
    return import_exactly(
        database, lambda: service.preview(path, into=CODE), lambda p: service.apply(p).value, "participation"
    )


def written(database: Database, person_id: int) -> dict[str, Any]:
    """What is known of one person's part in the activity."""
    with database.read() as session:
        row = session.scalars(select(Participation).where(Participation.person_id == person_id)).one()
        keys = ("attendance", "registered_at", "attended_at", "hours", "result", "role")
        return {key: getattr(row, key) for key in keys if getattr(row, key) not in (None, "")}


WHOM: dict[str, tuple[Cells, str, list[str]]] = {
    "number": ({"工号": "1001", "姓名": "张伟"}, "new", ["张伟 hall"]),
    "number, name set wide": ({"工号": "1003", "姓名": "赵　敏"}, "new", ["赵敏"]),
    "number of another": ({"工号": "1001", "姓名": "赵敏"}, "error", []),
    "unknown number": ({"工号": "9999", "姓名": "赵敏"}, "error", []),
    "name alone": ({"姓名": "赵敏"}, "new", ["赵敏"]),
    "name alone, the other left": ({"姓名": "王静"}, "new", ["王静"]),
    "name of two": ({"姓名": "张伟"}, "ambiguous", ["张伟 hall", "张伟 team"]),
    "stranger": ({"姓名": "李四"}, "error", []),
    "name and phone": ({"姓名": "张伟", "手机": "13800000002"}, "new", ["张伟 team"]),
    "name and unit": ({"姓名": "张伟", "部门": "一班"}, "new", ["张伟 team"]),
    "name and path": ({"姓名": "张伟", "部门": "客服中心／一班"}, "new", ["张伟 team"]),
    "left, by unit": ({"姓名": "王静", "部门": "客服中心/一班"}, "new", ["王静 left"]),
    "phone unknown, unit known": ({"姓名": "张伟", "手机": "13911111111", "部门": "营业厅"}, "new", ["张伟 hall"]),
    "unit of nobody by the name": ({"姓名": "赵敏", "部门": "营业厅"}, "ambiguous", ["赵敏"]),
    "phone of nobody by the name": ({"姓名": "赵敏", "手机": "13911111111"}, "ambiguous", ["赵敏"]),
    "part of a unit's name": ({"姓名": "张伟", "部门": "班"}, "ambiguous", ["张伟 hall", "张伟 team"]),
}


@pytest.mark.parametrize("case", WHOM)
def test_whom_a_row_means(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    row, verdict, who = WHOM[case]
    found = import_list(database, xlsx(tmp_path / "名单.xlsx", row)).rows[0]
    assert found.verdict == verdict
    means = [found.target] if verdict == "new" else [candidate.person_id for candidate in found.candidates]
    assert means == [people[name] for name in who]


SAYS: dict[str, tuple[Cells, dict[str, Any]]] = {
    "nothing": ({}, {"attendance": Attendance.REGISTERED}),
    "signed up": (
        {"提交答卷时间": "2026/8/1 9:30:00"},
        {"attendance": Attendance.REGISTERED, "registered_at": datetime(2026, 8, 1, 9, 30)},
    ),
    "came": ({"签到情况": "√"}, {"attendance": Attendance.ATTENDED}),
    "came at": (
        {"签到时间": time(13, 55)},
        {"attendance": Attendance.ATTENDED, "attended_at": DAY.replace(hour=13, minute=55)},
    ),
    "signed up and came": (
        {"报名时间": datetime(2026, 8, 1), "签到时间": "13:55", "状态": "已签到"},
        {
            "attendance": Attendance.ATTENDED,
            "registered_at": datetime(2026, 8, 1),
            "attended_at": DAY.replace(hour=13, minute=55),
        },
    ),
    "did not come": ({"是否签到": "否"}, {"attendance": Attendance.ABSENT}),
    "excused": ({"考勤结果": "病假"}, {"attendance": Attendance.EXCUSED}),
    "hours, result, role": (
        {"状态": "出席", "学时": "2.5学时", "成绩": "二等奖", "角色": "评委"},
        {
            "attendance": Attendance.ATTENDED,
            "hours": Decimal("2.5"),
            "result": "二等奖",
            "role": ParticipationRole.JUDGE,
        },
    ),
}


@pytest.mark.parametrize("case", SAYS)
def test_what_a_row_says(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, expected = SAYS[case]
    import_list(database, xlsx(tmp_path / "名单.xlsx", {"工号": "1003", "姓名": "赵敏"} | cells))
    assert written(database, people["赵敏"]) == {"role": ParticipationRole.PARTICIPANT} | expected


WRONG: dict[str, tuple[Cells, str, str]] = {
    "absent at a time": ({"状态": "缺席", "签到时间": "13:55"}, "签到时间", "状态是“缺席”，却有签到时间"),
    "unknown state": ({"状态": "云参加"}, "状态", "应为：报名、签到、缺席、请假"),
    "no time": ({"签到时间": "25:61"}, "签到时间", "没有这个时刻"),
    "negative hours": ({"时长": -1}, "时长", "时长应在 0 到 10000 小时之间"),
    "too exact": ({"时长": "1.005"}, "时长", "时长至多两位小数"),
    "no number": ({"时长": "半天"}, "时长", "不是数字"),
    "unknown role": ({"角色": "路人"}, "角色", "应为：参加、主讲、组织、评委、志愿者"),
    "long result": ({"结果": "好" * 65}, "结果", "超过 64 个字"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_cell_that_cannot_be_taken_is_named(
    database: Database, people: dict[str, int], tmp_path: Path, case: str
) -> None:
    cells, column, reason = WRONG[case]
    found = import_list(database, xlsx(tmp_path / "名单.xlsx", {"工号": "1003", "姓名": "赵敏"} | cells))
    assert reasons(found) == [(2, column, reason)]


def test_who_stands_in_the_list_twice_is_taken_once(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    rows: list[Cells] = [{"工号": "1003", "姓名": "赵敏", "状态": "签到"}, {"工号": "", "姓名": "赵敏", "状态": "缺席"}]
    found = import_list(database, xlsx(tmp_path / "名单.xlsx", *rows))
    assert (verdicts(found), reasons(found)) == (["new", "error"], [(3, "姓名", "与第 2 行是同一人")])


def test_attendance_follows_sign_up_and_never_the_other_way(
    database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    zhao: Cells = {"工号": "1003", "姓名": "赵敏"}
    sign_up = xlsx(tmp_path / "报名.xlsx", zhao | {"报名时间": datetime(2026, 8, 1, 9)})
    import_list(database, sign_up)
    found = import_list(database, xlsx(tmp_path / "签到.xlsx", zhao | {"签到时间": "13:55", "时长": 2}))
    assert [(c.title, c.old, c.new) for c in found.rows[0].changes] == [
        ("状态", "报名", "签到"), ("签到时间", "", "2026-08-06 13:55"), ("时长", "", "2"),
    ]  # fmt: skip
    assert verdicts(import_list(database, sign_up)) == ["unchanged"]
    assert verdicts(import_list(database, xlsx(tmp_path / "再.xlsx", zhao | {"状态": "已报名"}))) == ["unchanged"]
    assert written(database, people["赵敏"])["attendance"] == Attendance.ATTENDED


def test_who_did_not_come_after_all_has_no_time_of_coming(
    database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    zhao: Cells = {"工号": "1003", "姓名": "赵敏"}
    import_list(database, xlsx(tmp_path / "签到.xlsx", zhao | {"签到时间": "13:55", "结果": "一等奖"}))
    found = import_list(database, xlsx(tmp_path / "更正.xlsx", zhao | {"状态": "缺席", "签到时间": None, "结果": ""}))
    assert [(c.title, c.old, c.new) for c in found.rows[0].changes] == [
        ("状态", "签到", "缺席"), ("签到时间", "2026-08-06 13:55", ""),
    ]  # fmt: skip
    assert written(database, people["赵敏"]) == {
        "attendance": Attendance.ABSENT, "result": "一等奖", "role": ParticipationRole.PARTICIPANT,
    }  # fmt: skip


# Choices


def test_a_namesake_is_chosen(
    database: Database, people: dict[str, int], service: ParticipationImportService, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "名单.xlsx", {"姓名": "张伟", "状态": "签到"}, {"姓名": "赵敏", "状态": "签到"})
    preview = service.preview(path, into=CODE)
    chosen = people["张伟 team"]
    assert service.apply(preview, choices={2: chosen}).value == ImportReport(2, 0, 0, 0, 0)
    again = service.preview(path, into=CODE)
    assert [(c.person_id, c.verdict.value) for c in again.rows[0].candidates] == [
        (people["张伟 hall"], "new"), (chosen, "unchanged"),
    ]  # fmt: skip
    before = dump(database)
    assert service.apply(again, choices={2: chosen}).value == ImportReport(0, 0, 2, 0, 0)
    assert dump(database) == before


def test_one_person_is_not_chosen_for_two_rows(
    database: Database, people: dict[str, int], service: ParticipationImportService, tmp_path: Path
) -> None:
    rows: list[Cells] = [{"工号": "1001", "姓名": "张伟"}, {"工号": "", "姓名": "张伟"}, {"工号": "", "姓名": "张伟"}]
    preview = service.preview(xlsx(tmp_path / "名单.xlsx", *rows), into=CODE)
    hall, team = people["张伟 hall"], people["张伟 team"]
    end = "没有导入任何内容，请改选，或让这一行待定。"
    for choices, words in (
        ({3: hall}, "第 3 行的选择不能采用：所选的与第 2 行是同一个。"),
        ({3: team, 4: team}, "第 4 行的选择不能采用：所选的与第 3 行是同一个。"),
        ({3: people["赵敏"]}, "第 3 行的选择不能采用：所选的不在候选之列。"),
    ):
        refused(database, ChoiceInvalidError, words + end, partial(service.apply, preview, choices=choices))
    assert service.apply(preview, choices={3: hall}, excluded={2}).value == ImportReport(1, 0, 0, 2, 0)


# Whole or not at all


def test_a_list_that_changed_meanwhile_is_not_written_over(
    company: Company, people: dict[str, int], service: ParticipationImportService, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "名单.xlsx", {"工号": "1003", "姓名": "赵敏", "状态": "签到"})
    preview = service.preview(path, into=CODE)
    company.sign_up(1, people["王静"])
    with pytest.raises(PreviewOutdatedError):
        service.apply(preview)
    service.apply(service.preview(path, into=CODE))


def test_a_preview_belongs_to_its_activity(
    company: Company, people: dict[str, int], service: ParticipationImportService, tmp_path: Path
) -> None:
    other = company.activity("2026-002")
    path = xlsx(tmp_path / "名单.xlsx", {"工号": "1003", "姓名": "赵敏"})
    service.apply(service.preview(path, into=CODE))
    assert company.activities.detail(other).participants == ()
    assert len(company.activities.detail(company.activities.id_of(CODE)).participants) == 1
    with pytest.raises(RecordMissingError):
        service.preview(path, into="2026-999")


def test_cancelling_between_two_kinds_of_change_leaves_everything_as_it_was(
    company: Company, people: dict[str, int], service: ParticipationImportService, tmp_path: Path
) -> None:
    company.sign_up(1, people["赵敏"], people["王静"], attendance=Attendance.REGISTERED)
    rows: list[Cells] = [
        {"工号": "1003", "姓名": "赵敏", "状态": "签到", "时长": None},
        {"工号": "1004", "姓名": "王静", "状态": "", "时长": 2},
        {"工号": "1001", "姓名": "张伟", "状态": "签到", "时长": 2},
    ]
    preview = service.preview(xlsx(tmp_path / "名单.xlsx", *rows), into=CODE)
    assert sorted(verdicts(preview)) == ["changed", "changed", "new"]
    before = dump(company.database)
    steps: list[int] = []

    def progress(done: int, _total: int, _words: str) -> None:
        steps.append(done)
        if len(steps) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        service.apply(preview, progress=progress)
    assert dump(company.database) == before


def test_a_thousand_rows_given_back_say_the_same_again(
    company: Company, people: dict[str, int], service: ParticipationImportService, tmp_path: Path
) -> None:
    strangers: list[Cells] = [{"姓名": f"路人{n}", "签到时间": time(8, n % 60)} for n in range(1_000)]
    first = service.preview(xlsx(tmp_path / "名单.xlsx", *strangers), into=CODE)
    service.write_rejected(first, tmp_path / "未导入.xlsx")
    again = service.preview(tmp_path / "未导入.xlsx", into=CODE)
    assert again.problems == first.problems


def test_the_sample_list_with_errors_is_read_as_its_description_says(company: Company) -> None:
    roster = PeopleImportService(company.database)
    roster.apply(roster.preview(resource("sample", "roster.xlsx")))
    company.activity(CODE)
    found = import_list(company.database, resource("sample", "lists_with_errors", "2026-048_临时名单.xlsx"))
    assert reasons(found) == [
        (14, "工号", "人员库里没有此人，请先导入名册或核对"),
        (15, "姓名", "人员库里没有此人，请先导入名册或核对"),
        (16, "姓名", "工号 YC-2009-0849 是“武承林”，与姓名不符"),
        (18, "姓名", "与第 4 行是同一人"),
        (19, "签到情况", "应为：报名、签到、缺席、请假"),
    ]
    assert [row.row for row in found.rows if row.candidates] == [17]
    assert verdicts(found).count("new") == 10


CHOSEN: dict[str, tuple[str, list[int], str]] = {
    "sessions": ("第1场┋第3场", [1, 3], ""),
    "sessions with their times": ("第2场 9月1日上午┋第三场（下午）", [2, 3], ""),
    "numbers": ("1;2", [1, 2], ""),
    "groups": ("篮球组┋羽毛球组", [], "篮球组、羽毛球组"),
    "one group": ("12人制足球", [], "12人制足球"),
    "none": ("", [], ""),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_what_somebody_ticked_in_a_questionnaire(
    database: Database, people: dict[str, int], tmp_path: Path, case: str
) -> None:
    """As 问卷星 writes it: its own columns first, questions numbered, several answers in one cell."""
    cell, sessions, note = CHOSEN[case]
    row: Cells = {
        "序号": 1,
        "提交答卷时间": "2026/8/1 9:30:00",
        "所用时间": "35秒",
        "来源": "微信",
        "来源详情": "N/A",
        "来自IP": "10.0.0.1(安徽)",
        "1、您的姓名": "赵敏",
        "2、您的手机号码": 13800000003.0,
        "3、请选择场次": cell,
    }
    service = ParticipationImportService(database)
    path = xlsx(tmp_path / "问卷.xlsx", row)
    preview = service.preview(path, into=CODE)
    assert (verdicts(preview), reasons(preview)) == (["new"], [])
    service.apply(preview)
    with database.read() as session:
        found = session.scalars(select(SessionAttendance).order_by(SessionAttendance.session)).all()
        assert [(mark.person_id, mark.session) for mark in found] == [(people["赵敏"], number) for number in sessions]
        assert {mark.attendance for mark in found} <= {Attendance.REGISTERED}
        held = session.scalars(select(Participation)).one()
        assert (held.note, held.registered_at) == (note, datetime(2026, 8, 1, 9, 30))
    assert verdicts(service.preview(path, into=CODE)) == ["unchanged"]


def test_more_sessions_are_added_and_what_is_on_record_stays(
    database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    service = ParticipationImportService(database)
    for cell in ("第1场", "第1场┋第2场"):
        preview = service.preview(xlsx(tmp_path / "问卷.xlsx", {"姓名": "赵敏", "场次": cell}), into=CODE)
        service.apply(preview)
    assert [(change.title, change.new) for change in preview.rows[0].changes] == [("第 2 场", "报名")]
    with database.read() as session:
        assert session.scalars(select(SessionAttendance.session)).all() == [1, 2]


def test_a_phone_under_another_name_is_for_the_user_to_decide(
    database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    preview = import_list(database, xlsx(tmp_path / "名单.xlsx", {"姓名": "赵闵", "手机": "13800000003"}))
    (candidate,) = preview.rows[0].candidates
    assert (candidate.person_id, candidate.hint) == (people["赵敏"], "手机相符，姓名不同")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_our_list_of_participants_comes_back_without_a_change(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path, suffix: str
) -> None:
    rows: tuple[Cells, ...] = (
        {"工号": "1001", "姓名": "张伟", "签到时间": "13:55", "学时": 2.5, "成绩": "二等奖", "角色": "评委"},
        {"工号": "1003", "姓名": "赵敏", "状态": "请假"},
    )
    import_list(database, xlsx(tmp_path / "名单.xlsx", *rows))
    company.sign_up(company.activities.id_of(CODE), people["王静"])
    path = tmp_path / f"参加人员{suffix}"
    ListService(database).export_participants(company.activities.id_of(CODE), path)
    preview = ParticipationImportService(database).preview(path, into=CODE)
    assert verdicts(preview) == ["unchanged"] * 3, preview.rows
