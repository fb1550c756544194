"""Files of every sort are read by content, and each row keeps its number."""

import struct
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from culture_desktop.errors import EmptyTableError, SheetMissingError
from culture_desktop.progress import CancelledError
from culture_desktop.spreadsheets.reader import read_sheet, sheet_names
from tests.spreadsheets import files

GRID = [list(row) for row in (files.HEADER, *files.PEOPLE)]


def test_xlsx_is_read_with_typed_cells(tmp_path: Path) -> None:
    sheet = read_sheet(files.xlsx(tmp_path / "名单.xlsx"))
    assert (sheet.file, sheet.name, sheet.first_row, sheet.last_row) == ("名单.xlsx", "花名册", 1, 4)
    assert sheet.rows == GRID


def test_xls_is_read_past_its_hidden_sheet(tmp_path: Path) -> None:
    path = files.xls(tmp_path / "名单.xls")
    assert sheet_names(path) == ("花名册",)
    assert read_sheet(path).rows == GRID


@pytest.mark.parametrize("builder", [files.xlsx, files.xls])
def test_the_name_of_the_file_decides_nothing(tmp_path: Path, builder: Callable[[Path], Path]) -> None:
    assert read_sheet(builder(tmp_path / "名单.csv")).rows == GRID


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("utf-8", ";"), ("gb18030", "\t"), ("gbk", ","), ("utf-16", "\t")],
)
def test_text_tables_in_each_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "导出.xls"  # as some systems name their tab-separated text
    lines = [("工号", "姓名", "地址"), ("E001", "张伟", f'"一号{delimiter}二室"'), ("E002", "李芳", "")]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    sheet = read_sheet(path)
    assert sheet.rows == [["工号", "姓名", "地址"], ["E001", "张伟", f"一号{delimiter}二室"], ["E002", "李芳", ""]]
    assert sheet_names(path) == ("导出",)


def test_gb18030_reads_characters_beyond_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名\n李䶮\n𬭎".encode("gb18030"))
    assert read_sheet(path).rows == [["姓名"], ["李䶮"], ["𬭎"]]


def test_short_lines_are_filled_and_blank_lines_count(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('工号,姓名,备注\n\nE1,"张\n伟"\n', encoding="utf-8")
    assert read_sheet(path).rows == [["工号", "姓名", "备注"], ["", "", ""], ["E1", "张\n伟", ""]]


def test_rows_above_and_columns_before_the_table_keep_the_count(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C5"] = "工号"
    book.active["C8"] = "E1"
    book.save(tmp_path / "a.xlsx")
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert (sheet.first_row, sheet.last_row) == (5, 8)
    assert sheet.row(8) == ["E1"]
    assert sheet.row(2) == []


def test_a_merged_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    sheet = read_sheet(files.roster_as_hr_sends_it(tmp_path / "a.xlsx"))
    assert [row[2] for row in sheet.rows[3:6]] == ["公司/客服中心/一班"] * 3
    assert sheet.row(7) == ["", "", "", "", ""]  # not into the blank row


def test_merged_cells_of_xls_are_filled_too(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("s")
    page.write(1, 1, "a")
    page.write_merge(1, 3, 2, 2, "班")
    page.write(3, 1, "b")
    book.save(str(tmp_path / "a.xls"))
    sheet = read_sheet(tmp_path / "a.xls")
    assert (sheet.first_row, sheet.rows) == (2, [["a", "班"], ["", ""], ["b", "班"]])


def test_the_first_visible_sheet_with_content_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "空"
    hidden = book.create_sheet("选项")
    hidden.append(["男"])
    hidden.sheet_state = "veryHidden"
    book.create_sheet("名单").append(["工号"])
    book.save(tmp_path / "a.xlsx")
    path = tmp_path / "a.xlsx"
    assert sheet_names(path) == ("空", "名单")
    assert read_sheet(path).name == "名单"
    assert read_sheet(path, "选项").rows == [["男"]]
    with pytest.raises(SheetMissingError, match="只有：空、名单"):
        read_sheet(path, "花名册")
    with pytest.raises(EmptyTableError):
        read_sheet(path, "空")


def test_dates_of_the_1904_calendar(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True})
    book.add_worksheet().write_datetime(0, 0, datetime(2019, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert read_sheet(tmp_path / "a.xlsx").rows == [[date(2019, 7, 1)]]


def test_formulas_give_the_value_they_last_had(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    page.write_formula("A1", '="E"&"1"', None, "E1")
    page.write_formula("B1", "=1+1", None, 2)
    book.close()
    assert read_sheet(tmp_path / "a.xlsx").rows == [["E1", 2]]


def test_formulas_of_xls_give_numbers_texts_and_truth(tmp_path: Path) -> None:
    def formula(column: int, value: bytes) -> bytes:
        tokens = bytes([0x1E, 1, 0, 0xEE])  # the last is no token at all
        return files.record(0x0006, struct.pack("<HHH8sHIH", 0, column, 0, value, 0, 0, len(tokens)) + tokens)

    cells = (
        formula(0, b"\0\0\0\0\0\0\xff\xff"),
        files.record(0x0207, struct.pack("<HB", 2, 0) + b"E1"),
        formula(1, struct.pack("<d", 2.5)),
        formula(2, b"\1\0\1\0\0\0\xff\xff"),
    )
    path = files.raw_xls(tmp_path / "a.xls", *cells)
    assert read_sheet(path).rows == [["E1", 2.5, True]]


UNUSUAL = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c r='B4'><v>3</v></c></row>"


def test_cells_without_references_and_members_with_other_slashes_and_case(tmp_path: Path) -> None:
    source = files.raw_sheet(tmp_path / "a.xlsx", UNUSUAL)
    renamed = files.changed_package(
        tmp_path / "b.xlsx", source, names={"xl/worksheets/sheet1.xml": "XL\\worksheets\\Sheet1.xml"}
    )
    assert read_sheet(renamed).rows == [[1, 2], ["", ""], ["", ""], ["", 3]]


def test_prefixed_elements_behind_a_byte_order_mark(tmp_path: Path) -> None:
    cells = UNUSUAL.replace("<", "<x:").replace("<x:/", "</x:")
    sheet = f'\ufeff<x:worksheet xmlns:x="{files.MAIN}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    source = files.raw_sheet(tmp_path / "a.xlsx", "")
    path = files.changed_package(tmp_path / "b.xlsx", source, contents={"xl/worksheets/sheet1.xml": sheet.encode()})
    assert read_sheet(path).rows == [[1, 2], ["", ""], ["", ""], ["", 3]]


def test_an_odd_last_cell_with_style_but_no_value_costs_nothing(tmp_path: Path) -> None:
    """11 KB that make other readers work for minutes: format reaches down to the last row, content does not."""
    styled = '<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"></c></row>'
    path = files.raw_sheet(tmp_path / "a.xlsx", files.small_table(3) + styled, head='<dimension ref="A1:XFD1048576"/>')
    assert read_sheet(path).last_row == 3


def test_a_value_in_the_last_row_is_read_under_its_number(tmp_path: Path) -> None:
    path = files.raw_sheet(tmp_path / "a.xlsx", files.small_table(3) + files.row(1_048_576, "E9", "李芳"))
    sheet = read_sheet(path)
    assert sheet.last_row == 1_048_576
    assert sheet.row(1_048_576) == ["E9", "李芳"]


def test_cancelling_stops_before_the_file_is_parsed(tmp_path: Path) -> None:
    def cancel(done: int, total: int, text: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        read_sheet(files.xlsx(tmp_path / "a.xlsx"), progress=cancel)


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        [],
        ["", "工号", "姓名", "密"],
        ["", "E1", "张伟", "1"],
        ["", "E2", "李芳", "2"],
        ["", "E3", "王五", "3"],
    ):
        page.append(row)
    page.row_dimensions[4].hidden = True
    page.row_dimensions[9].hidden = True  # nothing stands there
    page.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert (sheet.first_row, sheet.first_column, len(sheet.rows)) == (2, 1, 4)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((4,), (2,))
    assert sheet.column_name(0) == "第2列"


def test_rows_hidden_by_a_filter_are_read_and_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    for number, row in enumerate([["工号"], ["E1"], ["E2"], ["E3"]]):
        page.write_row(number, 0, row)
    page.autofilter("A1:A4")
    page.filter_column("A", "x == E2")
    for number in (1, 3):
        page.set_row(number, options={"hidden": True})
    book.close()
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert (len(sheet.rows), sheet.hidden_rows) == (4, (2, 4))


def test_hidden_rows_and_columns_of_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for name, hidden in (("甲", 1), ("乙", 2)):
        page = book.add_sheet(name)
        for number in range(4):
            page.write(number, 1, f"E{number}")
            page.write(number, 2, "张伟")
        page.row(hidden).hidden = True
        page.col(hidden).hidden = True
    book.save(str(tmp_path / "a.xls"))
    for name, row, column in (("甲", 2, 0), ("乙", 3, 1)):
        sheet = read_sheet(tmp_path / "a.xls", name)
        assert (sheet.hidden_rows, sheet.hidden_columns) == ((row,), (column,))
