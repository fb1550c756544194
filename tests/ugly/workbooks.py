"""Workbooks of Excel and WPS as secretaries keep them."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.ugly.case import old_workbook, ugly, workbook

TITLES = ["工号", "姓名", "部门"]
ZHANG, LI = {"number": "E001", "name": "张伟"}, {"number": "E002", "name": "李䶮"}
PLAIN = {"number": "工号", "name": "姓名"}


@ugly("花名册.xlsx", header=4, columns=PLAIN | {"unit": "部门"}, rows={5: ZHANG | {"unit": "客服部"}, 6: LI})
def title_and_notes_above(path: Path) -> None:
    rows: list[list[Any]] = [
        ["云川公司职工花名册"],
        ["填报单位：客服部", None, "2026年1月"],
        [],
        TITLES,
        ["E001", "张伟", "客服部"],
        ["E002", "李䶮"],
    ]
    workbook(path, rows, then=lambda page: page.merge_cells("A1:C1"))


@ugly("花名册.xlsx", header=3, columns=PLAIN | {"phone": "手机", "unit": "部门"}, unknown=["邮箱"],
      rows={4: ZHANG | {"phone": "13812345678", "unit": "机关"}})  # fmt: skip
def two_header_rows_with_merged_groups(path: Path) -> None:
    def merge(page: Worksheet) -> None:
        for cells in ("A1:E1", "A2:A3", "B2:B3", "C2:D2"):
            page.merge_cells(cells)

    rows: list[list[Any]] = [["花名册"], ["工号", "姓名", "联系方式", None, "工作信息"], [None, None, "手机", "邮箱", "部门"],
            ["E001", "张伟", "13812345678", "z@example.com", "机关"]]  # fmt: skip
    workbook(path, rows, then=merge)


@ugly("花名册.xlsx", header=3, columns=PLAIN | {"phone": "本人 手机", "unit": "部门"}, unknown=["紧急联系人 手机"],
      rows={4: ZHANG | {"phone": "13812345678"}})  # fmt: skip
def three_header_rows(path: Path) -> None:
    workbook(path, [["工号", "姓名", "联系方式", None, "部门"], [None, None, "本人", "紧急联系人"], [None, None, "手机", "手机"],
                    ["E001", "张伟", "13812345678", "13912345678", "机关"]])  # fmt: skip


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"unit": "部门"},
      rows={2: ZHANG | {"unit": "客服部"}, 3: LI | {"unit": "客服部"}, 4: {"number": "E003", "unit": "机关"}})  # fmt: skip
def unit_merged_over_its_people(path: Path) -> None:
    workbook(path, [TITLES, ["E001", "张伟", "客服部"], ["E002", "李䶮"], ["E003", "王芳", "机关"]],
             then=lambda page: page.merge_cells("C2:C3"))  # fmt: skip


@ugly("花名册.xlsx", header=3, columns=PLAIN, rows={5: ZHANG, 8: LI})
def blank_rows_and_columns_between(path: Path) -> None:
    workbook(path, [[], [], [None, "工号", None, None, "姓名"], [], [None, "E001", None, None, "张伟"], [], [" ", "\u3000"],
                    [None, "E002", None, None, "李䶮"]])  # fmt: skip


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"unit": "部门"}, rows={2: ZHANG, 4: LI})
def totals_and_signatures_below(path: Path) -> None:
    workbook(path, [TITLES, ["E001", "张伟", "客服部"], ["小计", 1], ["E002", "李䶮", "机关"], ["小 计", 1], ["合计：2人"],
                    ["制表人：王芳", None, "审核：赵敏"], ["注：以上均为在册人员"]])  # fmt: skip


@ugly("花名册.xlsx", header=2, columns=PLAIN | {"unit": "部门"}, rows={3: ZHANG, 8: LI})
def header_again_on_every_printed_page(path: Path) -> None:
    workbook(path, [["云川公司花名册"], TITLES, ["E001", "张伟", "客服部"], ["第1页 共2页"], [], ["云川公司花名册"], TITLES,
                    ["E002", "李䶮", "机关"], ["第2页 共2页"]])  # fmt: skip


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"unit": "部门"}, rows={2: ZHANG, 3: LI}, hidden=[3])
def rows_hidden_by_a_filter(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for number, row in enumerate([TITLES, ["E001", "张伟", "客服部"], ["E002", "李䶮", "机关"]]):
        page.write_row(number, 0, row)
    page.autofilter(0, 0, 2, 2)
    page.filter_column("C", "x == 客服部")
    page.set_row(2, options={"hidden": True})
    book.close()


@ugly("花名册.xlsx", header=2, columns={"number": "员工编号", "name": "员工姓名"}, rows={3: ZHANG})
def first_sheet_is_an_instruction(path: Path) -> None:
    workbook(path, [["填写说明"], ["1、请勿修改表头"]], [["2026年"], ["员工编号", "员工姓名"], ["E001", "张伟"]])


@ugly("花名册.xlsx", header=1, columns=PLAIN, rows={2: ZHANG})
def drop_down_lists_on_a_hidden_sheet_before(path: Path) -> None:
    workbook(path, [["工号", "姓名"], ["选项", "选项"]], [["工号", "姓名"], ["E001", "张伟"]],
             then=lambda page: setattr(page, "sheet_state", "hidden"))  # fmt: skip


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"hire_date": "入职日期"},
      rows={n: {"hire_date": date(2019, 7, 1)} for n in range(2, 13)} | {13: {}, 14: {}},
      refused={(13, "hire_date"): "年份只有两位，分不清，请写成四位",
               (14, "hire_date"): "分不清是 1 月还是 10 月，请改成文本"})  # fmt: skip
def dates_in_every_way(path: Path) -> None:
    days = [date(2019, 7, 1), datetime(2019, 7, 1, 8, 30), "2019.7", "2019年7月", "2019/7/1", 43647, "2019-07", "20190701",
            "2019.07.01", "二〇一九年七月", "２０１９／７／１", "19-7-1", 2019.1]  # fmt: skip
    workbook(path, [["工号", "姓名", "入职日期"], *([f"E{n}", "张伟", day] for n, day in enumerate(days))])


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"hire_date": "入职日期"}, rows={2: {"hire_date": date(2019, 7, 1)}})
def dates_of_a_mac(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["工号", "姓名", "入职日期"])
    page.write_row(1, 0, ["E001", "张伟"])
    page.write_datetime(1, 2, datetime(2019, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"phone": "手机", "resident_id": "身份证号"},
      rows={2: {"number": "1001", "phone": "13812345678"}, 3: {"number": "1002", "phone": "13812345678"},
            4: {"number": "0012"}, 5: {}},
      refused={(2, "resident_id"): "身份证号以数字保存，末几位已丢失，请向来源重新索取",
               (3, "resident_id"): "身份证号以数字保存，末几位已丢失，请向来源重新索取",
               (4, "phone"): "以科学计数法保存，末几位已丢失，请向来源重新索取",
               (5, "number"): "以科学计数法保存，末几位已丢失，请向来源重新索取"})  # fmt: skip
def numbers_that_were_texts(path: Path) -> None:
    workbook(path, [["工号", "姓名", "手机", "身份证号"], [1001.0, "张伟", 13812345678.0, 110105194912310021],
                    ["1002.0", "李䶮", "1.3812345678E+10", "1.10105E+17"], ["'0012", "王芳", "1.3812E+10", None],
                    ["6.2220E+18", "赵敏", None, None]])  # fmt: skip


@ugly("花名册.xlsx", header=1, columns={"number": "工 号", "name": "姓名 （必填）", "phone": "*手机号码", "sex": "性 别"},
      rows={2: {"number": "E001", "name": "张伟", "phone": "13812345678", "sex": "男"}})  # fmt: skip
def full_width_and_invisible_characters(path: Path) -> None:
    workbook(path, [["工 号", "姓名\n（必填）", "\ufeff*手机号码", "性　别"],
                    ["Ｅ００１", "张\u200b伟\u3000", "１３８ １２３４ ５６７８", "\xa0男 "]])  # fmt: skip


@ugly("contacts.xlsx", header=1, rows={2: ZHANG | {"phone": "13812345678"}},
      columns={"number": "工号_employee_id", "name": "姓名_real_name", "phone": "Mobile 手机",
               "unit": "部门(Department)"})  # fmt: skip
def titles_in_two_languages(path: Path) -> None:
    workbook(path, [["姓名_real_name", "工号_employee_id", "部门(Department)", "Mobile 手机"],
                    ["张伟", "E001", "机关", "13812345678"]])  # fmt: skip


@ugly(
    "花名册.xlsx",
    header=0,
    columns={"number": "第1列", "name": "第2列"},
    mapping={"number": "第1列", "name": "第2列"},
    rows={1: ZHANG, 2: LI},
)
def no_header_at_all(path: Path) -> None:
    workbook(path, [["E001", "张伟"], ["E002", "李䶮"]])


@ugly(
    "花名册.xlsx",
    header=1,
    columns=PLAIN | {"phone": "第3列"},
    mapping={"phone": "第3列"},
    rows={2: ZHANG | {"phone": "13812345678"}},
)
def a_column_without_title(path: Path) -> None:
    workbook(path, [["工号", "姓名"], ["E001", "张伟", "13812345678"]])


@ugly("花名册.xlsx", header=1, columns=PLAIN, rows={2: ZHANG | {"name": "=cmd|' /C calc'!A0"}, 3: {"name": "x" * 32_767}},
      refused={(3, "name"): "超过 64 个字"})  # fmt: skip
def formulas_and_endless_names(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["工号", "姓名"])
    page.write_formula(1, 0, '="E00"&1', None, "E001")
    page.write_string(1, 1, "=cmd|' /C calc'!A0")
    page.write_row(2, 0, ["E002", "x" * 32_767])
    book.close()


@ugly("花名册.xlsx", header=1, columns=PLAIN, rows={2: ZHANG, 1_048_576: LI})
def a_stray_row_at_the_very_end(path: Path) -> None:
    def stray(page: Worksheet) -> None:
        page["A1048576"], page["B1048576"] = "E002", "李䶮"

    workbook(path, [["工号", "姓名"], ["E001", "张伟"]], then=stray)


@ugly(
    "花名册.et",
    header=2,
    columns=PLAIN | {"hire_date": "参加工作时间"},
    rows={3: ZHANG | {"hire_date": date(2019, 7, 1)}},
)
def et_of_wps_in_the_old_format(path: Path) -> None:
    old_workbook(path, [["花名册"], ["工号", "姓名", "参加工作时间"], ["E001", "张伟", date(2019, 7, 1)]])


@ugly("花名册.et", header=1, columns=PLAIN, rows={2: ZHANG})
def et_of_wps_in_the_new_format(path: Path) -> None:
    book = path.with_suffix(".xlsx")
    workbook(book, [["工号", "姓名"], ["E001", "张伟"]])
    shutil.move(book, path)


@ugly("花名册.xls", header=1, columns=PLAIN | {"unit": "所在班组"}, hidden=[3],
      rows={2: ZHANG | {"unit": "一班"}, 3: LI | {"unit": "一班"}})  # fmt: skip
def xls_with_merged_units_and_a_hidden_row(path: Path) -> None:
    def arrange(page: object) -> None:
        page.merge(1, 2, 2, 2)  # type: ignore[attr-defined]
        page.row(2).hidden = True  # type: ignore[attr-defined]

    old_workbook(path, [["工号", "姓名", "所在班组"], ["E001", "张伟", "一班"], ["E002", "李䶮"]], arrange)


@ugly("花名册.csv", header=1, columns=PLAIN, rows={2: ZHANG})
def xls_named_csv(path: Path) -> None:
    old_workbook(path, [["工号", "姓名"], ["E001", "张伟"]])


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"unit": "一级部门＋二级部门＋三级部门"}, unknown=["岗级"], rows={
    2: ZHANG | {"unit": "云川公司/客服部/一班"}, 3: LI | {"unit": "云川公司/客服部"}, 4: {"number": "E003", "unit": "云川公司"},
    5: {"number": "E004", "unit": ""}})  # fmt: skip
def unit_in_numbered_columns_with_blank_lower_levels(path: Path) -> None:
    workbook(path, [
        ["工号", "姓名", "一级部门", "二级部门", "三级部门", "岗级"],
        ["E001", "张伟", "云川公司", "客服部", "一班", 12],
        ["E002", "李䶮", "云川公司", " 客服部　", None, 11],
        ["E003", "王静", "云川公司", "—", "/", 11],
        ["E004", "赵六", None, "", "无", 11],
    ])  # fmt: skip


@ugly("花名册.xls", header=2, columns=PLAIN | {"unit": "单位＋部门＋班组"}, unknown=[], rows={
    3: ZHANG | {"unit": "云川公司/客服部/一班"}, 4: LI | {"unit": "云川公司/客服部/一班"},
    5: {"number": "E003", "unit": "云川公司/客服部"}})  # fmt: skip
def unit_in_columns_out_of_order_that_repeat_what_is_above(path: Path) -> None:
    old_workbook(path, [
        ["花名册"],
        ["工号", "班组", "姓名", "部门", "单位"],
        ["E001", "一班", "张伟", "云川公司/客服部", "云川公司"],
        ["E002", "客服部-一班", "李䶮", "客服部", "云川公司"],
        ["E003", "客服部", "王静", "客服部", "云川公司"],
    ])  # fmt: skip


@ugly("花名册.xlsx", header=2, columns=PLAIN | {"unit": "公司＋部门＋科室＋班组"}, rows={
    3: ZHANG | {"unit": "云川公司/客服部/综合科/一班"}, 4: LI | {"unit": "云川公司/客服部/综合科/二班"}})  # fmt: skip
def unit_in_columns_merged_down_under_a_group(path: Path) -> None:
    def merge(page: Worksheet) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:F1", "C3:C4", "D3:D4", "E3:E4"):
            page.merge_cells(cells)

    workbook(path, [
        ["工号", "姓名", "所属组织"],
        [None, None, "公司", "部门", "科室", "班组"],
        ["E001", "张伟", "云川公司", "客服部", "综合科", "一班"],
        ["E002", "李䶮", None, None, None, "二班"],
    ], then=merge)  # fmt: skip


@ugly("花名册.xlsx", header=1, columns=PLAIN | {"unit": "部门"}, unknown=["一级部门", "二级部门"],
      rows={2: ZHANG | {"unit": "客服部/一班"}})  # fmt: skip
def numbered_levels_beside_the_unit_as_a_whole(path: Path) -> None:
    workbook(
        path, [["工号", "姓名", "部门", "一级部门", "二级部门"], ["E001", "张伟", "客服部/一班", "客服部", "一班"]]
    )


@ugly("报名.xlsx", kind="participation", header=1, columns=PLAIN | {"unit": "部门＋班组"},
      rows={2: ZHANG | {"unit": "客服部/一班"}})  # fmt: skip
def sign_up_with_department_and_team(path: Path) -> None:
    workbook(path, [["工号", "姓名", "部门", "班组"], ["E001", "张伟", "客服部", "一班"]])
