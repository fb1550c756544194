"""The header is found under anything, columns by their many names, and no row of the file is lost."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.errors import DuplicateColumnError, EmptyTableError, HeaderNotFoundError
from culture_desktop.paths import resource
from culture_desktop.spreadsheets.fields import Dictionary, Field, fields
from culture_desktop.spreadsheets.sheet import Cell, Merge, Sheet, fill_down
from culture_desktop.spreadsheets.table import (
    BLANK,
    NOTE,
    REPEATED_HEADER,
    TOTAL,
    Skipped,
    Table,
    locate,
    open_table,
)
from tests.spreadsheets import files

PERSON = fields("person")


def sheet(*rows: tuple[Cell, ...], first_row: int = 1) -> Sheet:
    width = max(map(len, rows))
    return Sheet("名单.xlsx", "表", [[*row, *([""] * (width - len(row)))] for row in rows], first_row)


def assert_all_rows_accounted_for(table: Table) -> None:
    numbers = [number for number, _ in table.rows()]
    skipped = [n for s in table.skipped for n in range(s.first, s.last + 1)]
    assert sorted(numbers + skipped) == list(range(table.header_row + 1, table.sheet.last_row + 1))
    assert table.count == len(numbers)


def test_a_roster_as_hr_sends_it(tmp_path: Path) -> None:
    table = open_table(files.roster_as_hr_sends_it(tmp_path / "a.xlsx"), PERSON)
    assert table.header_row == 3
    assert table.mapping == {
        "number": "工 号*", "name": "姓名 （必填）", "unit": "所在部门",
        "phone": "联系电话", "hire_date": "参加工作时间",
    }  # fmt: skip
    rows = dict(table.rows())
    assert list(rows) == [4, 5, 6, 8]
    assert rows[5] == {
        "number": "E002", "name": "李䶮", "unit": "公司/客服中心/一班", "phone": "13912345678", "hire_date": "2020.2",
    }  # fmt: skip
    assert rows[4]["hire_date"] == date(2019, 7, 1)
    assert table.skipped == (Skipped(7, 7, BLANK), Skipped(9, 9, TOTAL), Skipped(10, 10, NOTE))
    assert_all_rows_accounted_for(table)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("工号", "number"), (" 工 号 ", "number"), ("UserId", "number"), ("员工编号（必填）", "number"), ("Employee ID", "number"),
        ("*姓名", "name"), ("姓名_real_name", "name"), ("姓名 Name", "name"), ("1、您的姓名：", "name"), ("Real Name", "name"),
        ("3. 请输入手机号码", "phone"), ("联系电话(11位)", "phone"), ("身份证号码", "resident_id"), ("是否一线", "front_line"),
        ("一线（是/否）", "front_line"), ("政治面貌", "political_status"), ("所在部门", "unit"), ("班组", "unit"),
        ("用工性质", "employment"), ("性质", "employment"), ("参加工作时间", "hire_date"), ("出生年月", "birth_date"),
        ("干部", "manager"), ("职位", "position"), ("在职状态", "status"), ("性\n别", "sex"),
        ("备注", None), ("姓名拼音", None), ("紧急联系人电话", None), ("部门负责人", None), ("", None), (12, None),
    ],
)  # fmt: skip
def test_titles_are_recognised_word_for_word(title: Cell, key: str | None) -> None:
    assert Dictionary(PERSON).key(title) == key


@pytest.mark.parametrize("table", json.loads(resource("templates", "synonyms.json").read_text(encoding="utf-8")))
def test_no_word_of_the_dictionary_means_two_fields(table: str) -> None:
    dictionary = Dictionary(fields(table))
    for field in fields(table):
        assert {dictionary.key(word) for word in (field.title, *field.synonyms, *field.fallbacks)} == {field.key}


def test_exports_of_the_survey_and_attendance_services() -> None:
    survey = locate(
        sheet(
            ("序号", "提交答卷时间", "所用时间", "来源", "1、您的姓名：", "2、您的工号：", "3、手机号码"),
            (1, "2026/8/1 9:00:00", "35秒", "微信", "张伟", "E001", "13812345678"),
        ),
        fields("participation"),
    )
    assert survey.mapping == {
        "number": "2、您的工号：", "name": "1、您的姓名：", "phone": "3、手机号码", "signed_up": "提交答卷时间",
    }  # fmt: skip
    assert survey.extra(2) == {"序号": 1, "所用时间": "35秒", "来源": "微信"}
    attendance = locate(
        sheet(
            ("考勤报表 统计日期：2026-08-01",),
            ("报表生成时间：2026-08-02",),
            ("姓名", "考勤组", "部门", "工号", "职位", "UserId"),
            ("张伟", "默认", "客服中心", "E001", "话务员", "u1"),
        ),
        [field for field in fields("participation") if field.key != "number"],
    )
    assert (attendance.header_row, attendance.count) == (3, 1)


def test_a_header_in_two_rows() -> None:
    rows: list[list[Cell]] = [
        ["职工花名册", "", "", "", ""],
        ["工号", "姓名", "联系方式", "", "工作信息"],
        ["", "", "手机", "邮箱", "部门"],
        ["E1", "张伟", "13812345678", "a@b.c", "机关"],
    ]
    table = locate(Sheet("a", "表", rows), PERSON)
    assert table.header_row == 3
    assert table.mapping == {"number": "工号", "name": "姓名", "phone": "手机", "unit": "部门"}
    assert table.unknown_columns == ("邮箱",)
    fill_down(rows, 1, (Merge(2, 0, 3, 0), Merge(2, 1, 3, 1)))  # the same, merged as Excel would have it
    assert locate(Sheet("a", "表", rows), PERSON).mapping == table.mapping


def test_a_header_in_three_rows() -> None:
    table = locate(
        sheet(
            ("职工花名册", "", "", "", "", ""),
            ("工号", "姓名", "联系信息", "", "", "工作信息"),
            ("", "", "本人", "", "紧急联系人", ""),
            ("", "", "手机", "邮箱", "手机", "部门"),
            ("E1", "张伟", "13812345678", "a@b.c", "13912345678", "机关"),
        ),
        PERSON,
    )
    assert (table.header_row, table.count) == (4, 1)
    assert table.mapping == {"number": "工号", "name": "姓名", "phone": "本人 手机", "unit": "部门"}
    assert table.unknown_columns == ("邮箱", "紧急联系人 手机")


def test_titles_that_stand_twice_are_told_apart_by_their_group() -> None:
    table = locate(
        sheet(
            ("工号", "本人", "", "配偶", ""),
            ("", "姓名", "电话", "姓名", "电话"),
            ("E1", "张伟", "13812345678", "李芳", "13912345678"),
        ),
        PERSON,
    )
    assert table.mapping == {"number": "工号", "name": "本人 姓名", "phone": "本人 电话"}
    assert table.extra(3) == {"配偶 姓名": "李芳", "配偶 电话": "13912345678"}


def test_numbers_can_be_titles() -> None:
    rows = sheet(("姓名", 1.0, 2.0, date(2026, 8, 6)), ("张伟", "√", "", "√"))
    table = locate(rows, [Field("name", "姓名", required=True)])
    assert table.unknown_columns == ("1", "2", "2026-08-06")


def test_a_list_without_a_header_by_the_places_of_its_columns(tmp_path: Path) -> None:
    names = [field for field in PERSON if field.key != "number"]
    rows = sheet(("张伟",), ("李芳",), ("王五",))
    with pytest.raises(HeaderNotFoundError):
        locate(rows, names)
    table = locate(rows, names, {"name": "第1列"})
    assert (table.header_row, table.titles, table.mapping) == (0, ("第1列",), {"name": "第1列"})
    assert dict(table.rows()) == {1: {"name": "张伟"}, 2: {"name": "李芳"}, 3: {"name": "王五"}}
    with pytest.raises(HeaderNotFoundError, match="需要的列：工号、第1列"):
        locate(rows, PERSON, {"name": "第1列"})
    with pytest.raises(HeaderNotFoundError):
        locate(rows, names, {"name": "第2列"})
    book = openpyxl.Workbook()
    book.active["C3"], book.active["C4"] = "张伟", "李芳"
    book.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx", names, mapping={"name": "第3列"})
    assert (table.header_row, list(table.rows())) == (2, [(3, {"name": "张伟"}), (4, {"name": "李芳"})])


def test_a_column_without_a_title_is_chosen_by_its_place() -> None:
    rows = sheet(("工号", "姓名", "", "备注", "备注"), ("E1", "张伟", "13812345678", "a", "b"))
    table = locate(rows, PERSON, {"phone": "第3列", "position": "第5列"})
    assert (table.header_row, table.count) == (1, 1)
    assert table.mapping == {"number": "工号", "name": "姓名", "phone": "第3列", "position": "第5列"}
    assert locate(rows, PERSON, table.mapping).columns == table.columns
    assert table.samples(2) == ("13812345678",)


def test_hidden_rows_of_the_data(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["工号", "姓名"], ["E1", "张伟"], [], ["E2", "李芳"], ["合计", 2]):
        book.active.append(row)
    for number in (1, 3, 4, 5):
        book.active.row_dimensions[number].hidden = True
    book.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx", PERSON)
    assert (table.count, table.hidden) == (2, (4,))


def test_a_header_printed_on_every_page() -> None:
    page = (("云川公司花名册", "", ""), ("工号", "姓名", "联系方式"), ("", "", "手机"))
    table = locate(
        sheet(
            *page, ("E1", "张伟", "13812345678"), ("第 1 页，共 2 页", "", ""), *page, ("E2", "李芳", "13912345678"),
            ("本页小计", "1", ""), ("打印日期：2026-08-01", "", ""),
        ),
        PERSON,
    )  # fmt: skip
    assert [number for number, _ in table.rows()] == [4, 9]
    assert table.skipped == (
        Skipped(5, 5, NOTE), Skipped(6, 8, REPEATED_HEADER), Skipped(10, 10, TOTAL), Skipped(11, 11, NOTE),
    )  # fmt: skip
    assert_all_rows_accounted_for(table)


def test_a_data_row_that_speaks_like_a_title_is_data() -> None:
    table = locate(sheet(("工号", "姓名", "岗位"), ("", "", "干部"), ("E1", "一线", "班组")), PERSON)
    assert table.header_row == 1
    assert table.count == 2


def test_two_columns_for_one_field() -> None:
    rows = sheet(("工号", "姓名", "手机", "手机号码"), ("E1", "张伟", "13812345678", "87654321"))
    with pytest.raises(DuplicateColumnError, match=r"不止一列对应“手机”：手机、手机号码"):
        locate(rows, PERSON)
    chosen = locate(rows, PERSON, {"phone": "手机号码"})
    assert chosen.mapping["phone"] == "手机号码"
    assert chosen.unknown_columns == ("手机",)
    without = locate(rows, PERSON, {"phone": ""})
    assert "phone" not in without.mapping
    assert without.unknown_columns == ("手机", "手机号码")


def test_a_title_chosen_by_hand_that_stands_twice() -> None:
    rows = sheet(("工号", "姓名", "备注", "备注"), ("E1", "张伟", "a", "b"))
    with pytest.raises(DuplicateColumnError, match="备注、备注"):
        locate(rows, PERSON, {"position": "备注"})
    assert locate(rows, PERSON).unknown_columns == ("备注", "备注")


def test_titles_chosen_by_hand_find_the_header() -> None:
    rows = sheet(("表",), ("代码", "称呼"), ("E1", "张伟"))
    with pytest.raises(HeaderNotFoundError, match="需要的列：工号、姓名"):
        locate(rows, PERSON)
    table = locate(rows, PERSON, {"number": "代码", "name": "称 呼"})
    assert (table.header_row, dict(table.rows())) == (2, {3: {"number": "E1", "name": "张伟"}})
    with pytest.raises(HeaderNotFoundError, match="需要的列：编码、姓名"):
        locate(rows, PERSON, {"number": "编码"})


def test_the_sheet_with_the_table_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["说明", "请填写第二张表"])
    page = book.create_sheet("名单")
    for row in (files.HEADER, *files.PEOPLE):
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    assert open_table(tmp_path / "a.xlsx", PERSON).sheet.name == "名单"
    with pytest.raises(HeaderNotFoundError, match="找不到表头行"):
        open_table(tmp_path / "a.xlsx", PERSON, "Sheet")


def test_a_header_without_people_is_empty() -> None:
    with pytest.raises(EmptyTableError):
        locate(sheet(("工号", "姓名"), ("", " "), ("合计", "0")), PERSON)


def test_rows_that_are_no_data_are_named_and_counted() -> None:
    table = locate(
        sheet(
            ("序号", "工号", "姓名", "部门"),
            (1, "E1", "张伟", "机关"),
            ("", "", "", ""),
            ("", " ", "\u3000", ""),
            ("序号", "工号", "姓名", "部门"),
            (2, "E2", "总小明", "机关"),
            (3, "", "李芳", "机关"),
            ("小计", "", "3", ""),
            ("合计：3人", "", "", ""),
            ("", "总　计", "", ""),
            ("注：以上人员均在岗", "", "", ""),
            ("填表人：王五", "", "审核：赵六", ""),
            first_row=4,
        ),
        PERSON,
    )
    assert [number for number, _ in table.rows()] == [5, 9, 10]
    assert table.skipped == (
        Skipped(6, 7, BLANK), Skipped(8, 8, REPEATED_HEADER), Skipped(11, 13, TOTAL), Skipped(14, 15, NOTE),
    )  # fmt: skip
    assert_all_rows_accounted_for(table)


def test_a_million_blank_rows_are_one_entry(tmp_path: Path) -> None:
    path = files.raw_sheet(tmp_path / "a.xlsx", files.small_table(3) + files.row(1_048_576, "E9", "李芳"))
    table = open_table(path, PERSON)
    assert table.skipped == (Skipped(4, 1_048_575, BLANK),)
    assert [number for number, _ in table.rows()] == [2, 3, 1_048_576]


def test_names_that_look_dangerous_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('工号,姓名\nE1,"=cmd|\' /C calc\'!A0"\nE2,<b\nE3,"<img src=""file:///etc/passwd"">"\n', "utf-8")
    assert [row["name"] for _, row in open_table(path, PERSON).rows()] == [
        "=cmd|' /C calc'!A0", "<b", '<img src="file:///etc/passwd">',
    ]  # fmt: skip


def test_a_list_without_required_fields_takes_the_best_row() -> None:
    choice = [Field("a", "甲"), Field("b", "乙")]
    table = locate(sheet(("甲", ""), ("甲", "乙"), (1, 0)), choice)
    assert (table.header_row, dict(table.rows())) == (2, {3: {"a": 1, "b": 0}})


def test_a_title_that_counts_only_without_a_better_one() -> None:
    both = locate(
        sheet(
            ("工号", "姓名", "UserId", "参加工作时间", "入职日期", "联系电话"),
            ("E1", "张伟", "u1", "2001.7", "2019.7", "1"),
        ),
        PERSON,
    )
    assert both.mapping == {"number": "工号", "name": "姓名", "hire_date": "入职日期", "phone": "联系电话"}
    assert both.unknown_columns == ("UserId", "参加工作时间")
    alone = locate(sheet(("姓名", "UserId", "参加工作时间"), ("张伟", "u1", "2001.7")), PERSON)
    assert alone.mapping == {"number": "UserId", "name": "姓名", "hire_date": "参加工作时间"}
    with pytest.raises(DuplicateColumnError, match="账号、编号"):
        locate(sheet(("姓名", "账号", "编号"), ("张伟", "u1", "1")), PERSON)
