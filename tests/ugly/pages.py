"""Web pages, web archives, Excel's XML and OpenDocument, mostly named .xls."""

import base64
import quopri
from datetime import date
from pathlib import Path

from tests.ugly.case import (
    excel_xml,
    html_row,
    ods_cell,
    ods_row,
    ods_table,
    opendocument,
    ugly,
    xml_cell,
    xml_row,
)
from tests.ugly.workbooks import LI, PLAIN, ZHANG

HIRED = {"hire_date": "入职日期"}


@ugly(
    "导出.xls",
    header=2,
    columns=PLAIN | {"unit": "部门"},
    rows={3: ZHANG | {"unit": "客服部"}, 4: LI | {"unit": "客服部"}},
)
def page_of_gbk_with_spans(path: Path) -> None:
    rows = [html_row('<td colspan="3">花名册</td>'), html_row("工号", "姓名", "部门", tag="th"),
            html_row("E001", "张伟", "<td rowspan=2>客服部</td>"), html_row("E002", "李&#x4DAE;")]  # fmt: skip
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>'
    path.write_bytes(f"{head}<body><table border=1>{''.join(rows)}</table></body></html>".encode("gbk"))


@ugly("导出.xls", header=1, columns=PLAIN | {"phone": "手机"}, rows={2: ZHANG | {"phone": "13812345678"}})
def page_saved_by_excel(path: Path) -> None:
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8><!--[if gte mso 9]><xml>'
        "<x:Name>花名册</x:Name></xml><![endif]--><style>td{mso-number-format:General}</style></head><body>"
        "<![if !supportMisalignedColumns]><TABLE x:str><COL width=72><TR><TD class=xl65>工号</TD><TD>姓名</TD><TD>手机</TD></TR>"
        "<TR><TD style='mso-number-format:\"\\@\"'>E001</TD><TD>张<span>伟</span>&nbsp;</TD>"
        '<TD x:num="13812345678">1.38123E+10</TD></TR>'
        "</TABLE></body></html>",
        "utf-8",
    )


@ugly("导出.xls", header=1, columns=PLAIN | {"unit": "部门"}, rows={2: ZHANG | {"unit": "客服部 一班"}, 3: LI})
def page_without_closing_tags(path: Path) -> None:
    path.write_text(
        "<table><tr><td>工号<td>姓名<td>部门<tr><td>E001<td>张伟<td>客服部<br>一班<tr><td>E002<td>李䶮<td>机关", "utf-8"
    )


@ugly("导出.html", header=1, columns=PLAIN, rows={2: ZHANG, 3: LI})
def table_inside_tables_of_layout(path: Path) -> None:
    inner = f"<table>{html_row('工号', '姓名')}{html_row('E001', '张伟')}{html_row('E002', '李䶮')}</table>"
    other = f"<table>{html_row('查询条件')}{html_row('2026')}</table>"
    path.write_text(f"<table><tr><td>{other}</td></tr><tr><td>菜单</td><td>{inner}</td></tr></table>", "utf-8")


@ugly("导出.xls", header=1, columns=PLAIN, rows={2: ZHANG | {"name": "<b>张伟&amp;</b>"}})
def page_with_entities(path: Path) -> None:
    path.write_text(
        f"<table>{html_row('工&#21495;', '姓名')}{html_row('E001', '&lt;b&gt;张伟&amp;amp;&lt;/b&gt;')}</table>",
        "utf-8",
    )


@ugly("花名册.mht", header=1, columns=PLAIN, rows={2: ZHANG})
def web_archive_in_base64(path: Path) -> None:
    page = base64.encodebytes(
        f"<html><table>{html_row('工号', '姓名')}{html_row('E001', '张伟')}</table></html>".encode("gbk")
    ).decode()
    tabs = "<table><tr><td>Sheet1</td><td>Sheet2</td></tr></table>"
    path.write_bytes(
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary=\"----=_Next\"\r\n\r\n"
        f"------=_Next\r\nContent-Location: file:///C:/tabstrip.htm\r\nContent-Type: text/html\r\n\r\n{tabs}\r\n"
        f"------=_Next\r\nContent-Location: file:///C:/a.png\r\nContent-Type: image/png\r\n\r\nx\r\n"
        "------=_Next\r\nContent-Location: file:///C:/sheet001.htm\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Type: text/html; charset=\"gb2312\"\r\n\r\n{page}\r\n------=_Next--\r\n".encode()
    )  # fmt: skip


@ugly("导出.xls", header=1, columns=PLAIN, rows={2: ZHANG})
def web_archive_in_quoted_printable_named_xls(path: Path) -> None:
    page = quopri.encodestring(f"<table>{html_row('工号', '姓名')}{html_row('E001', '张伟')}</table>".encode()).decode()
    path.write_text(
        "From: <saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b1\n\n--b1\nContent-Transfer-Encoding: "
        f"quoted-printable\nContent-Type: text/html\n\n{page}\n--b1--\n"
    )  # fmt: skip


@ugly("导出.xls", header=3, columns=PLAIN | HIRED | {"unit": "部门"}, hidden=[5],
      rows={4: ZHANG | {"hire_date": date(2019, 7, 1), "unit": "客服部"}, 5: LI | {"unit": "客服部"}})  # fmt: skip
def xml_of_2003_named_xls(path: Path) -> None:
    excel_xml(
        path,
        '<Worksheet ss:Name="选项"><Table><Row><Cell><Data ss:Type="String">工号</Data></Cell></Row></Table>'
        "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
        '<Worksheet ss:Name="花名册"><Table ss:ExpandedColumnCount="4">'
        + xml_row('<Cell ss:MergeAcross="3"><Data ss:Type="String">花名册</Data></Cell>')
        + xml_row("工号", "姓名", "入职日期", "部门", attributes=' ss:Index="3"')
        + xml_row("E001", "张伟", xml_cell("2019-07-01T00:00:00.000", "DateTime"),
                  '<Cell ss:MergeDown="1"><Data ss:Type="String">客服部</Data></Cell>')
        + xml_row("E002", "<Cell><Comment><Data>批注</Data></Comment><Data>李䶮</Data></Cell>", attributes=' ss:Hidden="1"')
        + "</Table></Worksheet>",
    )  # fmt: skip


@ugly("导出.xml", header=1, columns=PLAIN | {"phone": "手机"}, rows={2: ZHANG | {"phone": "13812345678"}})
def xml_of_2003_in_gbk_with_skipped_cells(path: Path) -> None:
    excel_xml(path, '<Worksheet ss:Name="1"><Table>' + xml_row("工号", "姓名", "备注", "手机")
              + xml_row("E001", "张伟", xml_cell("13812345678", "Number", ' ss:Index="4"'))
              + "</Table></Worksheet>", "gbk")  # fmt: skip


@ugly("花名册.ods", header=2, columns=PLAIN | HIRED | {"unit": "部门"}, hidden=[4],
      rows={3: ZHANG | {"hire_date": date(2019, 7, 1), "unit": "客服部"},
            4: LI | {"hire_date": date(2020, 2, 29), "unit": "客服部"}})  # fmt: skip
def ods_with_repeats_spans_and_hidden_rows(path: Path) -> None:
    def day(value: str) -> str:
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>x</text:p></table:table-cell>'

    covered, filler = "<table:covered-table-cell/>", '<table:table-cell table:number-columns-repeated="16380"/>'
    rows = [
        ods_row(ods_cell("花名册", ' table:number-columns-spanned="4"'), covered, filler),
        ods_row("工号", "姓名", "入职日期", "部门", filler),
        ods_row("E001", "张伟", day("2019-07-01"), ods_cell("客服部", ' table:number-rows-spanned="2"')),
        ods_row("E002", '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation>'
                "<text:p>李<text:span>䶮</text:span></text:p></table:table-cell>", day("2020-02-29T00:00:00"), covered,
                attributes=' table:visibility="filter"'),
        '<table:table-row table:number-rows-repeated="1048572">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]  # fmt: skip
    style = '<style:style style:name="ta9"><style:table-properties table:display="false"/></style:style>'
    hidden = ods_table(ods_row("工号", "姓名"), ods_row("X", "Y"), name="选项", attributes=' table:style-name="ta9"')
    opendocument(path, hidden + ods_table(*rows), style)


@ugly("花名册.ods", header=1, columns=PLAIN | {"phone": "手机", "unit": "部门"},
      rows={n: {"name": "张伟", "phone": "13812345678"} for n in (2, 3, 4)} | {5: {}})  # fmt: skip
def ods_with_repeated_rows_and_numbers(path: Path) -> None:
    phone = '<table:table-cell office:value-type="float" office:value="13812345678"><text:p>1.38E+10</text:p></table:table-cell>'
    error = '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    repeated = ods_row("E001", "张伟", phone, attributes=' table:number-rows-repeated="3"')
    opendocument(path, ods_table(ods_row("工号", "姓名", "手机", "部门"), repeated,
                                 ods_row("E005", "李<text:s/>䶮<text:line-break/>", error, error)))  # fmt: skip


@ugly("花名册.xml", header=1, columns=PLAIN, rows={2: ZHANG})
def flat_opendocument(path: Path) -> None:
    body = ods_table(ods_row("工号", "姓名"), ods_row("E001", "张伟"))
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    path.write_text(
        f'<?xml version="1.0"?>\n<office:document{names}><office:body><office:spreadsheet>{body}</office:spreadsheet>'
        "</office:body></office:document>",
        "utf-8",
    )
