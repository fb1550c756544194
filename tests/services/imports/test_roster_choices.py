"""What can be chosen for a roster: the mode, extra fields, sheets, hidden rows, the day; and what is remembered of it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import HeaderNotFoundError, LeaverUnknownError
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import SHEET_STRIDE, ImportReport
from culture_desktop.services.imports.roster_preview import RosterOptions
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import ImportMode, PersonStatus
from tests.services.company import Company, Dump, dump
from tests.services.imports.lists import Cells, import_roster, reasons, resident_id, verdicts, xlsx

EFFECTIVE = date(2026, 3, 1)


@pytest.fixture
def service(database: Database) -> PeopleImportService:
    return PeopleImportService(database)


@pytest.fixture
def zhang(company: Company) -> int:
    return company.person("1001", "张伟", unit_id=company.unit("公司/客服中心"), position="班长", phone="13800000001")


# Modes

ROWS: tuple[Cells, ...] = (
    {"工号": "1001", "姓名": "张伟", "岗位": "值长", "性别": "男"},
    {"工号": "1002", "姓名": "李䶮", "岗位": "技术员", "性别": "女"},
    {"工号": "9001", "姓名": "王静", "岗位": "营业员", "性别": "女"},
)
MODES: dict[ImportMode, tuple[list[str], list[list[str]]]] = {
    ImportMode.ADD_UPDATE: (["changed", "unchanged", "new"], [["sex", "position"], [], []]),
    ImportMode.ADD: (["kept", "unchanged", "new"], [[], [], []]),
    ImportMode.UPDATE: (["changed", "unchanged", "kept"], [["sex", "position"], [], []]),
    ImportMode.FILL: (["changed", "unchanged", "kept"], [["sex"], [], []]),
}


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_what_a_mode_lets_through(
    company: Company, service: PeopleImportService, zhang: int, tmp_path: Path, mode: ImportMode
) -> None:
    second = xlsx(tmp_path / "先.xlsx", ROWS[1])
    service.apply(service.preview(second))
    before = dump(company.database)
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", *ROWS), options=RosterOptions(mode=mode))
    expected, changes = MODES[mode]
    assert verdicts(preview) == expected
    assert [[change.key for change in row.changes] for row in preview.rows] == changes
    report = service.apply(preview).value
    assert (report.new, report.changed) == _written(before, dump(company.database))


@pytest.mark.parametrize(
    ("mode", "row", "note"),
    [
        (ImportMode.ADD, 0, "已有，本次只新增"),
        (ImportMode.UPDATE, 2, "库里没有这个人，本次只更新"),
        (ImportMode.FILL, 2, "库里没有这个人，本次只补空白"),
    ],
)
def test_a_row_left_alone_says_why(
    service: PeopleImportService, zhang: int, tmp_path: Path, mode: ImportMode, row: int, note: str
) -> None:
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", *ROWS), options=RosterOptions(mode=mode))
    assert preview.rows[row].notes == (note,)


def test_filling_blanks_overwrites_nothing(service: PeopleImportService, zhang: int, tmp_path: Path) -> None:
    row = {"工号": "1001", "姓名": "张伟", "岗位": "值长", "状态": "离职"}
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", row), options=RosterOptions(mode=ImportMode.FILL))
    assert (verdicts(preview), preview.rows[0].notes) == (["kept"], ("已有内容，本次只补空白",))


def test_an_update_of_strangers_needs_no_numbers(service: PeopleImportService, zhang: int, tmp_path: Path) -> None:
    rows = (
        {"姓名": "张伟", "手机": "13800000001", "岗位": "值长"},
        {"姓名": "李四", "手机": "13911111111", "岗位": ""},
    )
    preview = service.preview(xlsx(tmp_path / "通讯录.xlsx", *rows), options=RosterOptions(mode=ImportMode.UPDATE))
    assert verdicts(preview) == ["changed", "kept"]


# Lists without numbers


def test_a_list_without_numbers_updates_whom_it_knows(database: Database, zhang: int, tmp_path: Path) -> None:
    rows = (
        {"姓名": "张伟", "手机": "13800000001", "岗位": "值长"},
        {"姓名": "李四", "手机": "13911111111", "岗位": ""},
    )
    found = import_roster(database, xlsx(tmp_path / "通讯录.xlsx", *rows))
    assert verdicts(found) == ["changed", "error"]
    assert reasons(found) == [(3, "工号", "工号为空")]


def test_names_alone_are_no_list(service: PeopleImportService, zhang: int, tmp_path: Path) -> None:
    with pytest.raises(HeaderNotFoundError):
        service.preview(xlsx(tmp_path / "名单.xlsx", {"姓名": "张伟", "备注": ""}))


# What the resident ID tells


@pytest.mark.parametrize(
    ("row", "verdict", "said"),
    [
        ({"身份证号": resident_id(1)}, "new", ("出生日期由身份证号得出", "性别由身份证号得出")),
        ({"身份证号": resident_id(1), "性别": "男"}, "new", ("出生日期由身份证号得出",)),
        ({"身份证号": resident_id(1), "性别": "女"}, "error", ((2, "性别", "与身份证号不符（身份证号里是 男）"),)),
        ({"身份证号": resident_id(1), "出生日期": "1990年3月", "性别": "男"}, "new", ()),
        (
            {"身份证号": resident_id(1), "出生日期": "1990-03-08", "性别": "男"},
            "error",
            ((2, "出生日期", "与身份证号不符（身份证号里是 1990-03-07）"),),
        ),
    ],
)
def test_what_a_resident_id_tells_of_somebody_new(
    database: Database, tmp_path: Path, row: Cells, verdict: str, said: tuple[object, ...]
) -> None:
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", {"工号": "1", "姓名": "张伟"} | row))
    assert verdicts(found) == [verdict]
    assert (tuple(reasons(found)) or found.rows[0].notes) == said
    if verdict == "new":
        assert PeopleService(database).detail(1, 2026).draft.birth_date == date(1990, 3, 7)


def test_what_it_tells_of_somebody_known(company: Company, tmp_path: Path) -> None:
    company.person("1001", "张伟")
    company.person("1002", "李四", birth_date=date(1990, 3, 8))
    rows = (
        {"工号": "1001", "姓名": "张伟", "身份证号": resident_id(1)},
        {"工号": "1002", "姓名": "李四", "身份证号": resident_id(3)},
    )
    found = import_roster(company.database, xlsx(tmp_path / "名册.xlsx", *rows))
    assert [(c.key, c.new, c.note) for c in found.rows[0].changes] == [
        ("resident_id", "1****************" + resident_id(1)[-1], ""),
        ("birth_date", "1990-03-07", "由身份证号得出"),
        ("sex", "男", "由身份证号得出"),
    ]
    assert found.rows[1].notes == ("库里的出生日期 1990-03-08 与身份证号不符",)


# Candidates side by side


def test_keys_that_contradict_each_other_are_shown_side_by_side(company: Company, tmp_path: Path) -> None:
    zhang = company.person("1001", "张伟", phone="13800000001")
    zhao = company.person("1002", "赵敏", resident_id=resident_id(1), birth_date=date(1990, 3, 7))
    row = {"工号": "1001", "姓名": "张伟", "身份证号": resident_id(1), "岗位": "班长"}
    service = PeopleImportService(company.database)
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", row))
    first, second = preview.rows[0].candidates
    assert (first.person_id, second.person_id, preview.rows[0].may_be_new) == (zhang, zhao, False)
    assert first.hint == "工号、姓名相符，身份证号不同，身份证号已属于别人，不会写入"
    beside = {field.key: (field.row, field.held, field.differs) for field in second.fields}
    assert beside["number"] == ("1001", "1002", True)
    assert beside["birth_date"][1:] == ("1990-03-07", False)
    assert service.apply(preview, choices={2: zhang}).value == ImportReport(0, 1, 0, 0, 0)
    detail = PeopleService(company.database).detail(zhang, 2026)
    assert (detail.draft.position, detail.draft.resident_id, detail.draft.birth_date) == ("班长", None, None)


# Contract, status, units with their day


def test_contracts_without_a_term_and_days_of_leaving(database: Database, tmp_path: Path) -> None:
    rows: tuple[Cells, ...] = (
        {"工号": "1", "姓名": "甲一", "合同到期日期": "无固定期限", "离职时间": ""},
        {"工号": "2", "姓名": "乙二", "合同到期日期": "2027-06-30", "离职时间": "2025-12-31"},
        {"工号": "3", "姓名": "丙三", "合同到期日期": "", "离职时间": "2025-12-31", "入职日期": "2026-01-01"},
    )
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", *rows))
    assert verdicts(found) == ["new", "new", "error"]
    assert reasons(found) == [(4, "离职时间", "离职日期早于入职日期")]
    stored = {row[1]: row for row in _people(database)}
    assert [stored["1"][2], stored["2"][2]] == [date(9999, 12, 31), date(2027, 6, 30)]
    assert [stored["1"][3:], stored["2"][3:]] == [("active", None), ("left", date(2025, 12, 31))]


def test_who_moves_and_leaves_does_so_from_a_day_on(
    company: Company, service: PeopleImportService, zhang: int, tmp_path: Path
) -> None:
    with company.database.begin("昨天就在") as session:
        session.connection().exec_driver_sql("UPDATE person SET created_at = '2020-01-01 00:00:00'")
    old, new = company.unit("公司/客服中心"), company.unit("公司/运检部")
    moved = xlsx(tmp_path / "调动.xlsx", {"工号": "1001", "姓名": "张伟", "部门": "公司/运检部"})
    service.apply(service.preview(moved, options=RosterOptions(effective=EFFECTIVE)))
    people = PeopleService(company.database)
    for day, unit in ((date(2026, 2, 28), old), (EFFECTIVE, new)):
        assert people.ids(PeopleQuery(organisation_id=unit, on=day, status=frozenset())) == (zhang,)
    gone = xlsx(tmp_path / "离职.xlsx", {"工号": "1001", "姓名": "张伟", "状态": "离职"})
    preview = service.preview(gone, options=RosterOptions(effective=date(2026, 5, 1)))
    assert [(c.key, c.new, c.note) for c in preview.rows[0].changes] == [
        ("status", "离职", ""),
        ("left_on", "2026-05-01", "名册没有写，按生效日期"),
    ]
    service.apply(preview)
    assert people.ids(PeopleQuery(organisation_id=new, on=date(2026, 4, 30), status=frozenset())) == (zhang,)
    assert people.ids(PeopleQuery(organisation_id=new, on=date(2026, 5, 1), status=frozenset())) == ()
    back = xlsx(tmp_path / "返岗.xlsx", {"工号": "1001", "姓名": "张伟", "状态": "在职"})
    import_roster(company.database, back)
    assert _people(company.database)[0][3:] == ("active", None)


# Extra fields


def test_unknown_columns_are_kept_as_fields_and_offered_again(
    company: Company, service: PeopleImportService, zhang: int, tmp_path: Path
) -> None:
    rows = (
        {"工号": "1001", "姓名": "张伟", "籍贯": "合肥", "备注": "甲"},
        {"工号": "1002", "姓名": "李䶮", "籍贯": " ", "备注": ""},
    )
    path = xlsx(tmp_path / "名册.xlsx", *rows)
    assert (service.preview(path).unknown, service.preview(path).extra) == (("籍贯", "备注"), ())
    preview = service.preview(path, options=RosterOptions(extra=("籍贯",)))
    assert [(c.title, c.old, c.new) for c in preview.rows[0].changes] == [("籍贯", "", "合肥")]
    service.apply(preview)
    people = PeopleService(company.database)
    assert [people.detail(n, 2026).extra for n in (zhang, zhang + 1)] == [{"籍贯": "合肥"}, {}]
    again = service.preview(path)
    assert (again.extra, verdicts(again)) == (("籍贯",), ["unchanged", "unchanged"])
    other = xlsx(tmp_path / "别的.xlsx", {"工号": "1001", "姓名": "张伟", "籍贯": "芜湖", "车牌": "皖A"})
    found = service.preview(other)  # of another source, and yet it is a field by now
    assert found.source is None
    assert [(c.title, c.old, c.new) for c in found.rows[0].changes] == [("籍贯", "合肥", "芜湖")]
    assert service.preview(other, options=RosterOptions(extra=())).extra == ()


# Sources


def test_columns_said_by_hand_are_remembered_for_lists_like_this(
    company: Company, service: PeopleImportService, tmp_path: Path
) -> None:
    company.unit("公司/客服中心")
    path = xlsx(tmp_path / "七月.xlsx", {"甲": "1001", "乙": "张伟", "丙": "客服", "丁": "合肥"})
    with pytest.raises(HeaderNotFoundError):
        service.preview(path)
    mapping = {"number": "甲", "name": "乙", "unit": "丙"}
    first = service.preview(path, mapping=mapping, options=RosterOptions(extra=("丁",)))
    (question,) = first.open_questions
    options = RosterOptions(extra=("丁",), units={"客服": question.candidates[0].id}, mode=ImportMode.ADD)
    second = service.again(first, options=options)
    assert (verdicts(first), verdicts(second), second.source) == (["error"], ["new"], None)
    service.apply(second)
    turned = xlsx(tmp_path / "八月.xlsx", {"丁": "合肥", "丙": "客服", "乙": "李䶮", "甲": "1002"})
    third = service.preview(turned)
    assert third.source is not None
    assert (third.source.name, third.mode, third.extra) == ("七月.xlsx", ImportMode.ADD, ("丁",))
    assert (third.table.mapping, verdicts(third)) == (mapping, ["new"])
    assert service.preview(turned, options=RosterOptions(mode=ImportMode.UPDATE)).mode is ImportMode.UPDATE


def test_leavers_are_those_who_came_with_the_list_and_are_gone_from_it(
    company: Company, service: PeopleImportService, zhang: int, tmp_path: Path
) -> None:
    rows = [{"工号": str(number), "姓名": name} for number, name in ((1001, "张伟"), (1002, "李䶮"), (1003, "王静"))]
    company.person("8888", "外来的")
    first = service.preview(xlsx(tmp_path / "甲.xlsx", *rows))
    assert first.leavers == ()
    service.apply(first)
    second = service.preview(xlsx(tmp_path / "乙.xlsx", rows[2] | {"姓名": ""}))  # a refused row is there all the same
    assert [leaver.number for leaver in second.leavers] == ["1001", "1002"]
    with pytest.raises(LeaverUnknownError):
        service.apply(second, left=[second.leavers[0].person_id, 99])
    before = dump(company.database)
    done = service.apply(second, left=[zhang], left_on=EFFECTIVE)
    assert (done.value.left, done.sentence) == (1, "已导入 0 人，1 人记为离职")
    assert _people(company.database)[0][3:] == ("left", EFFECTIVE)
    _undo_last(company.database)
    assert dump(company.database) == before
    part = service.preview(tmp_path / "乙.xlsx", options=RosterOptions(mode=ImportMode.UPDATE))
    assert part.leavers == ()


def test_with_a_first_list_everybody_of_its_units_can_be_compared(
    company: Company, service: PeopleImportService, zhang: int, tmp_path: Path
) -> None:
    hall, team = company.unit("公司/营业厅"), company.unit("公司/营业厅/一班")
    company.unit("公司/机关")
    li, wang = company.person("1002", "李䶮", unit_id=hall), company.person("1003", "王静", unit_id=hall)
    company.person("1004", "走了的", unit_id=hall, status=PersonStatus.LEFT)
    company.person("1005", "别处的", unit_id=team)
    rows: list[Cells] = [
        {"工号": "1001", "姓名": "张伟", "部门": "公司/机关"},
        {"工号": "1003", "姓名": "", "部门": "公司/营业厅"},
        {"工号": "2001", "姓名": "新来的", "部门": "公司/新单位"},
    ]
    preview = service.preview(xlsx(tmp_path / "甲.xlsx", *rows))
    assert preview.source is None
    assert preview.leavers == ()
    assert [(p.number, p.unit) for p in preview.unit_leavers] == [("1002", "公司/营业厅")]
    with pytest.raises(LeaverUnknownError):
        service.apply(preview, left=[wang])
    assert service.apply(preview, left=[li]).value.left == 1
    again = service.preview(tmp_path / "甲.xlsx")
    assert (again.leavers, again.unit_leavers) == ((), ())
    assert service.preview(tmp_path / "甲.xlsx", options=RosterOptions(mode=ImportMode.ADD)).unit_leavers == ()


# Sheets and hidden rows


def test_all_sheets_are_judged_as_one_list(database: Database, service: PeopleImportService, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    _fill(book.active, ("姓名", "工号"), ("张伟", "1"), ("", "9"))
    _fill(book.create_sheet("说明"), ("看这里",))
    _fill(book.create_sheet("二月"), ("标题",), ("工号", "姓名", "岗位"), ("2", "李䶮", "班长"), ("1", "张伟", "值长"))
    book.save(tmp_path / "全年.xlsx")
    preview = service.preview(tmp_path / "全年.xlsx", all_sheets=True)
    assert [table.sheet.name for table in preview.tables] == ["Sheet", "二月"]
    assert [(row.row // SHEET_STRIDE, row.row % SHEET_STRIDE) for row in preview.rows] == [
        (0, 2),
        (0, 3),
        (1, 3),
        (1, 4),
    ]
    assert verdicts(preview) == ["new", "error", "new", "error"]
    assert [problem.reason for problem in preview.problems] == ["姓名为空", "工号与“Sheet”第 2 行重复"]
    assert preview.place(preview.rows[3].row) == "“二月”第 4 行"
    report = service.apply(preview, excluded={preview.rows[2].row}).value
    assert report == ImportReport(1, 0, 0, 3, 0)
    service.write_rejected(preview, tmp_path / "错.xlsx")
    given_back = openpyxl.load_workbook(tmp_path / "错.xlsx")
    assert given_back.sheetnames == ["Sheet", "二月"]
    assert [cell.value for cell in given_back["二月"][1]] == ["工号", "姓名", "岗位", "原行号", "原因"]


def test_hidden_rows_stay_out_when_that_is_wanted(service: PeopleImportService, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    _fill(sheet, ("工号", "姓名"), ("1", "张伟"), ("1", "张伟"), ("2", "李䶮"))
    assert sheet is not None
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "筛选.xlsx")
    assert verdicts(service.preview(tmp_path / "筛选.xlsx")) == ["new", "error", "new"]
    preview = service.preview(tmp_path / "筛选.xlsx", options=RosterOptions(leave_hidden=True))
    assert verdicts(preview) == ["kept", "new", "new"]
    assert preview.rows[0].notes == ("文件里隐藏的行",)


def _fill(sheet: object, *rows: tuple[str, ...]) -> None:
    for row in rows:
        sheet.append(row)  # type: ignore[attr-defined]


def _people(database: Database) -> list[tuple[object, ...]]:
    statement = "SELECT id, number, contract_ends, status, left_on FROM person ORDER BY id"
    with database.read() as session:
        rows = session.connection().exec_driver_sql(statement).all()
    return [(i, n, _day(ends), status, _day(left)) for i, n, ends, status, left in rows]


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _undo_last(database: Database) -> None:
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    history.take_back(entry.id)


def _written(before: Dump, after: Dump) -> tuple[int, int]:
    """How many people were added, and how many changed in more than which list they came with."""
    old, new = ({row[0]: row[:-1] for row in found["person"]} for found in (before, after))
    return len(new.keys() - old.keys()), sum(old[key] != new[key] for key in old)
