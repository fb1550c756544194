"""Rosters: what each row of a file would do to the people on the books."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.people.rows import Contact, PeopleQuery
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import EmploymentType, OrganisationKind, PersonStatus, PoliticalStatus, Sex
from tests.services.company import ODD_NAMES, Company
from tests.services.imports.lists import Cells, accounted, import_roster, reasons, resident_id, verdicts, xlsx

ZHANG: Cells = {"工号": "1001", "姓名": "张伟"}


@pytest.fixture
def service(database: Database) -> PeopleImportService:
    return PeopleImportService(database)


@pytest.fixture
def zhang(company: Company) -> int:
    """One person on the books with all that identifies him."""
    unit = company.unit("公司/客服中心")
    return company.person(
        "1001",
        "张伟",
        phone="13800000001",
        sex=Sex.MALE,
        birth_date=date(1990, 3, 7),
        resident_id=resident_id(1),
        unit_id=unit,
        position="班长",
    )


def preview(service: PeopleImportService, tmp_path: Path, *rows: Cells) -> ImportPreview:
    return service.preview(xlsx(tmp_path / "名册.xlsx", *rows))


def test_every_field_is_read_and_written(database: Database, tmp_path: Path) -> None:
    row = {
        "工号": 1001.0,
        "姓名": "王　静",
        "性别": "女",
        "出生日期": datetime(1990, 3, 7),
        "身份证号": resident_id(2),
        "手机": 13800000001,
        "部门": "公司／客服中心",
        "岗位": "客服代表",
        "用工性质": "外包",
        "是否一线": "√",
        "是否管理岗": False,
        "政治面貌": "党员",
        "入职日期": "2019年7月",
        "状态": "退休",
    }
    import_roster(database, xlsx(tmp_path / "名册.xlsx", row))
    people = PeopleService(database)
    detail = people.detail(people.id_of("1001"), 2026)
    draft = detail.draft
    assert (draft.name, draft.sex, draft.birth_date) == ("王静", Sex.FEMALE, date(1990, 3, 7))
    assert people.reveal(detail.id).value == Contact("13800000001", resident_id(2))
    assert (detail.unit_full_name, draft.position) == ("公司/客服中心", "客服代表")
    assert (draft.employment, draft.front_line, draft.manager) == (EmploymentType.OUTSOURCED, True, False)
    assert (draft.political_status, draft.hire_date) == (PoliticalStatus.PARTY_MEMBER, date(2019, 7, 1))
    assert (draft.status, detail.extra) == (PersonStatus.RETIRED, {})
    assert people.ids(PeopleQuery(search="wangjing", status=frozenset())) == (people.id_of("1001"),)


def test_what_a_file_does_not_say_takes_its_default(database: Database, tmp_path: Path) -> None:
    import_roster(database, xlsx(tmp_path / "名册.xlsx", ZHANG))
    draft = PeopleService(database).detail(1, 2026).draft
    assert (draft.employment, draft.status, draft.position) == (EmploymentType.OWN, PersonStatus.ACTIVE, "")
    assert (draft.sex, draft.phone, draft.unit_id, draft.front_line, draft.manager) == (None, None, None, False, False)


def test_blank_cells_erase_nothing(database: Database, zhang: int, tmp_path: Path) -> None:
    held = PeopleService(database).detail(zhang, 2026)
    row = {"工号": "1001", "姓名": "张伟", "手机": "", "部门": " ", "岗位": None, "身份证号": "　", "出生日期": None}
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", row))
    assert verdicts(found) == ["unchanged"]
    assert PeopleService(database).detail(zhang, 2026) == held


def test_a_change_names_the_field_with_both_values(database: Database, zhang: int, tmp_path: Path) -> None:
    row = {"工号": "1001", "姓名": "张伟", "岗位": "值长", "是否一线": "是", "部门": "公司/运检部", "性别": "女"}
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", row))
    assert [(c.key, c.title, c.old, c.new) for c in found.rows[0].changes] == [
        ("sex", "性别", "男", "女"),
        ("unit", "部门", "公司/客服中心", "公司/运检部"),
        ("position", "岗位", "班长", "值长"),
        ("front_line", "一线", "否", "是"),
    ]
    assert found.new_units == ("公司/运检部",)
    detail = PeopleService(database).detail(zhang, 2026)
    assert (detail.draft.position, detail.unit_full_name) == ("值长", "公司/运检部")


def test_a_corrected_name_or_phone_is_found_by_search_at_once(database: Database, zhang: int, tmp_path: Path) -> None:
    row = {"工号": "1001", "姓名": "章玮", "身份证号": resident_id(1), "手机": "13900000009"}
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", row))
    assert [change.key for change in found.rows[0].changes] == ["name", "phone"]
    for word in ("章玮", "zhangwei", "zw", "13900000009"):
        assert PeopleService(database).ids(PeopleQuery(search=word)) == (zhang,)
    assert PeopleService(database).ids(PeopleQuery(search="张伟")) == ()


MATCHES: dict[str, tuple[Cells, str]] = {
    "number": ({"工号": "1001", "姓名": "张伟"}, "unchanged"),
    "number, name corrected, nothing to compare": ({"工号": "1001", "姓名": "章伟"}, "changed"),
    "number, name corrected, same birthday": (
        {"工号": "1001", "姓名": "章伟", "出生日期": "1990-03-07", "手机": "13911111111"},
        "changed",
    ),
    "number passed to somebody else": ({"工号": "1001", "姓名": "李四", "出生日期": "1985-01-02"}, "ambiguous"),
    "number passed on, by resident ID": ({"工号": "1001", "姓名": "李四", "身份证号": resident_id(9)}, "ambiguous"),
    "new number, known ID": ({"工号": "2001", "姓名": "张伟", "身份证号": resident_id(1)}, "ambiguous"),
    "new number, known name and phone": ({"工号": "2001", "姓名": "张伟", "手机": "13800000001"}, "ambiguous"),
    "new number, known name": ({"工号": "2001", "姓名": "张伟"}, "new"),
    "new number, known name and unit": ({"工号": "2001", "姓名": "张伟", "部门": "公司/客服中心"}, "new"),
    "no number, ID": ({"工号": "", "姓名": "张伟", "身份证号": resident_id(1)}, "unchanged"),
    "no number, ID, married name": ({"工号": "", "姓名": "章伟", "身份证号": resident_id(1)}, "changed"),
    "no number, name and phone": ({"工号": "", "姓名": "张伟", "手机": "13800000001"}, "unchanged"),
    "no number, name and unit": ({"工号": "", "姓名": "张伟", "部门": "客服中心"}, "unchanged"),
    "no number, name and unit, other birthday": (
        {"工号": "", "姓名": "张伟", "部门": "客服中心", "出生日期": "1971-01-01"},
        "ambiguous",
    ),
    "no number, name and unit, other ID": (
        {"工号": "", "姓名": "张伟", "部门": "客服中心", "身份证号": resident_id(7)},
        "ambiguous",
    ),
    "no number, name only": ({"工号": "", "姓名": "张伟"}, "error"),
    "no number, stranger": ({"工号": "", "姓名": "李四", "手机": "13911111111"}, "error"),
    "no name": ({"工号": "1001", "姓名": ""}, "error"),
    "number of one, ID of another": ({"工号": "1002", "姓名": "赵敏", "身份证号": resident_id(1)}, "ambiguous"),
    "hired before the birthday on the books": ({"工号": "1001", "姓名": "张伟", "入职日期": "1989-01-01"}, "error"),
}


@pytest.mark.parametrize("case", MATCHES)
def test_whom_a_row_means(database: Database, company: Company, zhang: int, tmp_path: Path, case: str) -> None:
    other = company.person("1002", "赵敏")
    row, verdict = MATCHES[case]
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", row))
    assert verdicts(found) == [verdict]
    if verdict == "ambiguous":
        meant = [zhang] if row["工号"] != "1002" else [other, zhang]  # in the order of the keys
        assert [candidate.person_id for candidate in found.rows[0].candidates] == meant
        assert found.rows[0].candidates[0].hint


REPEATS: dict[str, tuple[list[Cells], list[str]]] = {
    "a number twice": ([ZHANG, {"工号": "1001", "姓名": "李四"}], ["new", "error"]),
    "a number twice, set differently": ([ZHANG | {"工号": 1001}, ZHANG | {"工号": "１００１"}], ["new", "error"]),
    "the same row twice": ([ZHANG, ZHANG], ["new", "error"]),
    "an ID twice": (
        [ZHANG | {"身份证号": resident_id(3)}, {"工号": "1002", "姓名": "李四", "身份证号": resident_id(3)}],
        ["new", "error"],
    ),
    "an unnumbered row before the numbered one, by ID": (
        [{"工号": "", "姓名": "张伟", "身份证号": resident_id(3)}, ZHANG | {"身份证号": resident_id(3)}],
        ["error", "new"],
    ),
    "an unnumbered row before the numbered one, by phone": (
        [{"工号": "", "姓名": "张伟", "手机": "13800000001", "岗位": "甲"}, ZHANG | {"手机": "13800000001", "岗位": "乙"}],
        ["error", "new"],
    ),
    "an unnumbered row before the numbered one, by unit": (
        [{"工号": "", "姓名": "张伟", "部门": "公司", "岗位": "甲"}, ZHANG | {"部门": "公司", "岗位": "乙"}],
        ["error", "new"],
    ),
    "namesakes in two units": ([ZHANG | {"部门": "公司/甲"}, {"工号": "1002", "姓名": "张伟", "部门": "公司/乙"}], ["new", "new"]),
    "a bad row blocks its number": ([ZHANG | {"出生日期": "不详"}, ZHANG], ["error", "error"]),
}  # fmt: skip


@pytest.mark.parametrize("case", REPEATS)
def test_people_who_stand_in_a_file_twice(database: Database, tmp_path: Path, case: str) -> None:
    rows, expected = REPEATS[case]
    assert verdicts(import_roster(database, xlsx(tmp_path / "名册.xlsx", *rows))) == expected


def test_unnumbered_rows_alike_are_not_both_the_one_person(database: Database, zhang: int, tmp_path: Path) -> None:
    alike = {"工号": "", "姓名": "张伟", "部门": "公司/客服中心"}
    path = xlsx(tmp_path / "名册.xlsx", alike | {"岗位": "甲"}, alike | {"岗位": "乙"})
    assert verdicts(import_roster(database, path)) == ["ambiguous", "ambiguous"]


def test_an_unnumbered_row_does_not_speak_for_a_numbered_one(database: Database, zhang: int, tmp_path: Path) -> None:
    alike = {"工号": "", "姓名": "张伟", "手机": "13800000001", "岗位": "甲"}
    by_unit = {"工号": "", "姓名": "张伟", "部门": "公司/客服中心", "岗位": "丙"}
    found = import_roster(database, xlsx(tmp_path / "a.xlsx", alike, ZHANG | {"岗位": "乙"}))
    assert verdicts(found) == ["error", "changed"]
    assert reasons(found) == [(2, "工号", "工号为空")]
    found = import_roster(database, xlsx(tmp_path / "b.xlsx", alike, by_unit))
    assert reasons(found) == [(3, "工号", "工号为空，与第 2 行像是同一人")]


def test_namesakes_with_one_phone_are_all_offered(company: Company, tmp_path: Path) -> None:
    ids = [company.person(number, "张伟", phone="13800000001") for number in ("1001", "1002")]
    found = import_roster(
        company.database, xlsx(tmp_path / "名册.xlsx", {"工号": "", "姓名": "张伟", "手机": "13800000001"})
    )
    assert [candidate.person_id for candidate in found.rows[0].candidates] == ids
    assert not found.rows[0].may_be_new


BAD_CELLS: dict[str, tuple[str, Any, str]] = {
    "day that does not exist": ("出生日期", "2019-02-30", "没有这一天"),
    "no day at all": ("入职日期", "去年", "不是日期"),
    "ID as a number": ("身份证号", 110105199003070012.0, "身份证号以数字保存，末几位已丢失，请向来源重新索取"),
    "ID in scientific notation": ("身份证号", "1.10105E+17", "身份证号以数字保存，末几位已丢失，请向来源重新索取"),
    "ID with a wrong digit": ("身份证号", resident_id(1)[:-1] + "?", "身份证号应为 18 位"),
    "ID whose check digit is wrong": (
        "身份证号",
        resident_id(1)[:-1] + ("0" if resident_id(1)[-1] != "0" else "1"),
        "最后一位校验码与前 17 位不符，可能有数字录错",
    ),
    "phone without its digits": ("手机", "1.38E+10", "以科学计数法保存，末几位已丢失，请向来源重新索取"),
    "number without its digits": ("工号", 1.2345678901234567e17, "以科学计数法保存，末几位已丢失，请向来源重新索取"),
    "number of 65 characters": ("工号", "9" * 65, "超过 64 个字"),
    "name of 65 characters": ("姓名", "长" * 65, "超过 64 个字"),
    "position of 65 characters": ("岗位", "长" * 65, "超过 64 个字"),
    "sex": ("性别", "不详", "应为：男、女"),
    "employment": ("用工性质", "临时", "应为：合同制、众包、劳务派遣"),
    "yes or no": ("是否一线", "大概", "应为“是”或“否”"),
    "unit of 65 characters": ("部门", "公司/" + "长" * 65, "单位名称超过 64 个字"),
    "unit 21 levels deep": ("部门", "/".join("甲" * 21), "单位的路径太长，应在 20 级、512 个字以内"),
    "unit of slashes": ("部门", "//", "单位为空"),
}


@pytest.mark.parametrize("case", BAD_CELLS)
def test_a_cell_that_cannot_be_taken_is_named(database: Database, tmp_path: Path, case: str) -> None:
    title, cell, reason = BAD_CELLS[case]
    good = {"工号": "1001", "姓名": "林婉清"}
    found = import_roster(
        database, xlsx(tmp_path / "名册.xlsx", {"工号": "1000", "姓名": "张伟"} | {title: cell}, good)
    )
    assert verdicts(found) == ["error", "new"]
    assert reasons(found) == [(2, title, reason)]
    assert len(found.problems[0].value) <= 60


MASKED: dict[str, tuple[Cells, str]] = {
    "phone and ID as exported": (ZHANG | {"手机": "138****0001", "身份证号": f"1{'*' * 16}{resident_id(1)[-1]}"}, ""),
    "without number": ({"姓名": "张伟", "部门": "公司/客服中心", "手机": "138****0001"}, ""),
    "phone of somebody else": (ZHANG | {"手机": "139****0001"}, "号码隐去了几位，又与库里的不符，请填完整或留空"),
    "somebody new": (
        {"工号": "2001", "姓名": "李四", "手机": "138****0001"},
        "号码隐去了几位，无从还原，请填完整或留空",
    ),
    "no certain match": (
        {"工号": "1001", "姓名": "李四", "出生日期": "1985-01-02", "手机": "138****0001"},
        "号码隐去了几位，无从还原，请填完整或留空",
    ),
}


@pytest.mark.parametrize("case", MASKED)
def test_a_masked_number_is_never_written(database: Database, zhang: int, tmp_path: Path, case: str) -> None:
    row, reason = MASKED[case]
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", row, {"工号": "9", "姓名": "占位"}))
    assert verdicts(found) == ["error" if reason else "unchanged", "new"]
    assert reasons(found) == ([(2, "手机", reason)] if reason else [])
    assert PeopleService(database).reveal(zhang).value == Contact("13800000001", resident_id(1))


def test_the_preview_shows_numbers_masked_and_the_rejected_rows_as_they_are(
    service: PeopleImportService, zhang: int, tmp_path: Path
) -> None:
    wrong = resident_id(3)[:-1] + ("0" if resident_id(3)[-1] != "0" else "1")
    changed = ZHANG | {"手机": "13911110001", "身份证号": resident_id(1)}
    found = preview(service, tmp_path, changed, {"工号": "2", "姓名": "李四", "身份证号": wrong, "手机": "138001"})
    (change,) = found.rows[0].changes
    assert (change.old, change.new) == ("138****0001", "139****0001")
    assert [problem.value for problem in found.problems] == [f"1{'*' * 16}{wrong[-1]}", "***001"]
    service.write_rejected(found, tmp_path / "未导入.xlsx")
    page = openpyxl.load_workbook(tmp_path / "未导入.xlsx").active
    assert page is not None
    assert {wrong, "138001"} <= {cell.value for cell in page[2]}


def test_a_change_in_the_hidden_digits_alone_is_told(service: PeopleImportService, zhang: int, tmp_path: Path) -> None:
    (change,) = preview(service, tmp_path, ZHANG | {"手机": "13877770001"}).rows[0].changes
    assert (change.old, change.new) == ("138****0001", "138****0001（不同在隐去的几位）")


def test_all_bad_cells_of_a_row_are_named(service: PeopleImportService, tmp_path: Path) -> None:
    found = preview(service, tmp_path, {"工号": "1", "姓名": "", "性别": "?", "出生日期": "?"})
    assert [problem.column for problem in found.problems] == ["性别", "出生日期", "姓名"]


def test_a_missing_column_is_called_by_its_title(service: PeopleImportService, zhang: int, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "名册.xlsx", {"姓名": "张伟", "手机": "13800000001"}, {"姓名": "李四", "手机": None})
    found = service.preview(path, mapping={"number": ""})
    assert verdicts(found) == ["unchanged", "error"]
    assert reasons(found) == [(3, "工号", "工号为空")]


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_names_are_data_and_nothing_else(database: Database, tmp_path: Path, name: str) -> None:
    import_roster(database, xlsx(tmp_path / "名册.xlsx", {"工号": "1", "姓名": name}))
    assert PeopleService(database).detail(1, 2026).draft.name == name


def test_one_and_true_are_not_the_same_cell(database: Database, tmp_path: Path) -> None:
    rows = [{"工号": cell, "姓名": "张伟"} for cell in (1, True, 2.0, "2.0", "02")]
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", *rows))
    assert [row.number for row in found.rows] == ["1", "TRUE", "2", "2", "02"]
    assert verdicts(found) == ["new", "new", "new", "error", "new"]


def test_every_row_of_a_messy_file_is_accounted_for(service: PeopleImportService, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["某某公司职工花名册"], ["填表说明：带 * 的必填"], ["工 号*", "姓名（必填）", "备注"],
        ["1", "张伟"], [], ["2", "李䶮", "合计以外"], ["工 号*", "姓名（必填）", "备注"], ["", ""], ["3", ""], ["合计", "3 人"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "名册.xlsx")
    found = service.preview(tmp_path / "名册.xlsx")
    assert accounted(found)
    assert [row.row for row in found.rows] == [4, 6, 9]
    assert [(run.first, run.last) for run in found.table.skipped] == [(5, 5), (7, 7), (8, 8), (10, 10)]
    assert sum(found.counts.values()) == len(found.rows)
    assert found.counts[Verdict.ERROR] == len({problem.row for problem in found.problems}) == 1


def test_units_of_other_kinds_are_no_place_to_work(company: Company, tmp_path: Path) -> None:
    company.unit("工会", OrganisationKind.UNION)
    found = import_roster(company.database, xlsx(tmp_path / "名册.xlsx", ZHANG | {"部门": "工会/女工部"}))
    assert found.new_units == ("工会", "工会/女工部")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("1990年3月", "unchanged"), ("1990.03", "unchanged"), ("1990-04", "changed"), ("1990-3-8", "changed")],
)
def test_a_month_does_not_take_the_place_of_a_known_day(
    service: PeopleImportService, zhang: int, tmp_path: Path, said: str, verdict: str
) -> None:
    found = preview(service, tmp_path, {**ZHANG, "出生日期": said})
    assert verdicts(found) == [verdict]
