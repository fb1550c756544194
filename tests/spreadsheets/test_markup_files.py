"""OpenDocument, Excel's XML of 2003, web pages and archives: sheets, cells, what is hidden, and text encodings."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from culture_desktop.errors import DamagedFileError, SheetMissingError, WrongFileTypeError
from culture_desktop.spreadsheets.encoding import decode
from culture_desktop.spreadsheets.reader import read_sheet, read_sheets, sheet_names
from culture_desktop.spreadsheets.sheet import Cell
from tests.ugly.case import (
    excel_xml,
    html_row,
    ods_cell,
    ods_row,
    ods_table,
    opendocument,
    xml_cell,
    xml_row,
)

HIDDEN = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def test_sheets_of_opendocument(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    tables = (
        ods_table(ods_row("选项"), name="选项", attributes=' table:style-name="ta2"'),
        ods_table(name="空"),
        ods_table(ods_row("甲"), name="一"),
        ods_table(ods_row("乙"), name="二"),
    )
    opendocument(path, "".join(tables), HIDDEN)
    assert sheet_names(path) == ("空", "一", "二")
    assert [(sheet.name, sheet.rows) for sheet in read_sheets(path)] == [("一", [["甲"]]), ("二", [["乙"]])]
    assert read_sheet(path, "选项").rows == [["选项"]]
    assert read_sheet(path).visible_sheets == ("空", "一", "二")
    with pytest.raises(SheetMissingError, match="只有：空、一、二"):
        read_sheet(path, "三")


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('float" office:value="1.5', "1.50", 1.5),
        ('percentage" office:value="0.25', "25%", 0.25),
        ('currency" office:value="800', "￥800", 800),
        ('date" office:date-value="2019-07-01', "7月1日", date(2019, 7, 1)),
        ('date" office:date-value="2019-07-01T08:30:00', "x", datetime(2019, 7, 1, 8, 30)),
        ('date" office:date-value="2019-99-01', "看文字", "看文字"),
        ('time" office:time-value="PT08H30M00S', "8:30", time(8, 30)),
        ('time" office:time-value="PT30H00M00S', "30:00", timedelta(hours=30)),
        ('time" office:time-value="eternity', "久", "久"),
        ('boolean" office:boolean-value="true', "TRUE", True),
        ('string" office:string-value="全文', "短", "全文"),
        ('float" office:value="much', "很多", "很多"),
        ('string" calcext:value-type="error', "#N/A", ""),
    ],
)
def test_cells_of_opendocument(tmp_path: Path, attributes: str, text: str, value: Cell) -> None:
    cell = f'<table:table-cell office:value-type="{attributes}"><text:p>{text}</text:p></table:table-cell>'
    opendocument(tmp_path / "a.ods", ods_table(ods_row("x", cell)))
    assert read_sheet(tmp_path / "a.ods").rows == [["x", value] if value != "" else ["x"]]


def test_text_of_opendocument(tmp_path: Path) -> None:
    inner = "<text:p>一<text:s text:c='2'/>二<text:tab/>三</text:p><text:p>四<text:line-break/>五&lt;&#x4DAE;</text:p>"
    cell = f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'
    sub = ods_table(ods_row("里"), name="里")
    nested = f'<table:table-cell office:value-type="string">{sub}<text:p>外</text:p></table:table-cell>'
    opendocument(tmp_path / "a.ods", ods_table(ods_row(cell, nested)))
    assert read_sheet(tmp_path / "a.ods").rows == [["一  二\t三\n四\n五<䶮", "外"]]


def test_places_of_opendocument(tmp_path: Path) -> None:
    """Blank rows and cells count, repeats come in full, hidden columns are told."""
    column = '<table:table-column table:number-columns-repeated="{}"/>'
    hidden = '<table:table-column table:visibility="collapse" table:number-columns-repeated="1"/>'
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    twice = ods_cell("丙", ' table:number-columns-repeated="2"')
    rows = (
        blank,
        ods_row("甲", "乙"),
        blank,
        ods_row("<table:table-cell/>", twice, attributes=' table:number-rows-repeated="2"'),
    )
    opendocument(tmp_path / "a.ods", ods_table(column.format(1), hidden, *rows))
    sheet = read_sheet(tmp_path / "a.ods")
    assert (sheet.first_row, sheet.last_row, sheet.hidden_columns) == (4, 9, (1,))
    assert sheet.row(4) == ["甲", "乙", ""]
    assert sheet.row(5) == sheet.row(7) == ["", "", ""]
    assert sheet.row(8) == sheet.row(9) == ["", "丙", "丙"]


def test_cells_of_excel_xml(tmp_path: Path) -> None:
    cells = (
        xml_cell("1.5", "Number"), xml_cell("x", "Number"), xml_cell("2019-07-01T00:00:00.000", "DateTime"),
        xml_cell("2019-07-01T08:30:00.000", "DateTime"), xml_cell("1", "Boolean"), xml_cell("#N/A", "Error"),
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>体</ss:Data></Cell>',
    )  # fmt: skip
    columns = '<Column ss:Index="2" ss:Span="1" ss:Hidden="1"/>'
    excel_xml(tmp_path / "a.xls", f'<Worksheet ss:Name="一"><Table>{columns}{xml_row(*cells)}</Table></Worksheet>')
    sheet = read_sheet(tmp_path / "a.xls")
    assert sheet.rows == [[1.5, "x", date(2019, 7, 1), datetime(2019, 7, 1, 8, 30), True, "", "粗体"]]
    assert (sheet.name, sheet.hidden_columns) == ("一", (1, 2))


def test_a_page_with_a_hidden_row_and_styles(tmp_path: Path) -> None:
    rows = (
        html_row("工号", "姓名"),
        html_row("E1", "张 &amp; 伟", attributes=' style="DISPLAY: none"'),
        html_row("E2", "a < b"),
    )
    style = "<style>td > b { content: '<td>' }</style><script>document.write('<td>x</td>')</script>"
    (tmp_path / "a.xls").write_text(f"<!DOCTYPE html><html>{style}<table>{''.join(rows)}</table></html>", "utf-8")
    sheet = read_sheet(tmp_path / "a.xls")
    assert sheet.rows == [["工号", "姓名"], ["E1", "张 & 伟"], ["E2", "a < b"]]
    assert (sheet.hidden_rows, sheet_names(tmp_path / "a.xls")) == ((2,), ("a",))


def test_a_page_whose_cells_reach_over_others(tmp_path: Path) -> None:
    rows = (
        html_row("<td rowspan=3>一班</td>", "<td colspan=2>甲</td>"),
        html_row("乙", "丙"),
        html_row("<td rowspan=0>丁</td>", "戊"),
        html_row("二班", "己", "庚"),
    )
    (tmp_path / "a.xls").write_text(f"<table>{''.join(rows)}</table>", "utf-8")
    assert read_sheet(tmp_path / "a.xls").rows == [
        ["一班", "甲", ""], ["一班", "乙", "丙"], ["一班", "丁", "戊"], ["二班", "己", "庚"],
    ]  # fmt: skip


def test_an_archive_with_several_sheets(tmp_path: Path) -> None:
    part = "--b\nContent-Type: text/html\n\n{}\n"
    book = "<xml><x:Name>一部</x:Name><x:Name>二&amp;三部</x:Name></xml>"
    pages = (book, f"<table>{html_row('甲')}</table>", f"<table>{html_row('乙')}</table>")
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    (tmp_path / "a.mht").write_text(head + "".join(map(part.format, pages)) + "--b--\n", "utf-8")
    assert [(sheet.name, sheet.rows) for sheet in read_sheets(tmp_path / "a.mht")] == [
        ("一部", [["甲"]]),
        ("二&三部", [["乙"]]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_each_encoding_is_proved(encoding: str) -> None:
    text = "工号\t姓名\nE001\t李䶮\n"
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("data", [b"%PDF-1.7 abc", b"{\\rtf1 abc}", b"\xff\xfe\x00", bytes(range(256)), b"a\0b\0c"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(WrongFileTypeError):
        decode(data, "a.txt")


def test_text_that_ends_inside_a_character() -> None:
    with pytest.raises(DamagedFileError):
        decode("工号,张伟".encode()[:-1], "a.txt")
    assert decode("工号,张伟".encode("gbk"), "a.txt") == "工号,张伟"


def test_a_zip_that_only_says_it_is_opendocument(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(WrongFileTypeError):
        read_sheet(tmp_path / "a.ods")
