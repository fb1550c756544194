"""What one ugly file is, and the hands that write such files."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

Builder = Callable[[Path], None]
Rows = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True)
class Ugly:
    """A file and what comes out of it.

    ``rows`` are the data rows by their numbers in the file with the values they must give, ``columns`` the titles
    of the fields found; ``refused`` are cells (row, field) that must be refused with this reason.
    """

    name: str
    build: Builder
    file: str
    header: int
    rows: Rows
    columns: Mapping[str, str]
    kind: str = "person"
    mapping: Mapping[str, str] = field(default_factory=dict)
    unknown: Sequence[str] | None = None
    hidden: Sequence[int] = ()
    refused: Mapping[tuple[int, str], str] = field(default_factory=dict)


CASES: list[Ugly] = []


def ugly(file: str, **expected: Any) -> Callable[[Builder], Builder]:
    """Register a builder under its own name."""

    def register(build: Builder) -> Builder:
        CASES.append(Ugly(build.__name__, build, file, **expected))
        return build

    return register


def workbook(path: Path, *sheets: Sequence[Sequence[Any]], then: Callable[[Worksheet], None] | None = None) -> None:
    """An xlsx by openpyxl; ``then`` goes on with the first sheet."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        page = book.active if not number else book.create_sheet()
        for row in rows:
            page.append(row)
    if then:
        then(book.worksheets[0])
    book.save(path)


def old_workbook(path: Path, rows: Sequence[Sequence[Any]], then: Callable[[Any], None] | None = None) -> None:
    """An xls (BIFF8) by xlwt, as WPS writes its et, too."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="yyyy/m/d")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(number, column, value, day) if isinstance(value, date) else page.write(number, column, value)
    if then:
        then(page)
    book.save(str(path))


def lines(path: Path, rows: Sequence[Sequence[str]], encoding: str, delimiter: str = ",", end: str = "\r\n") -> None:
    """A text table."""
    path.write_bytes(end.join(delimiter.join(row) for row in rows).encode(encoding))


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    + "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
)
ODS_TAIL = "</office:document-content>"


def opendocument(path: Path, tables: str, styles: str = "", before: str = "", mime: str = "spreadsheet") -> None:
    """An ods whose tables are given literally."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    xml = f"{ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles>{body}{ODS_TAIL}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{mime}", zipfile.ZIP_STORED)
        package.writestr("content.xml", xml.replace("?>", f"?>{before}", 1))
        package.writestr("META-INF/manifest.xml", "<manifest/>")


def ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*cells: str, attributes: str = "") -> str:
    """A row of texts; a cell that begins with ``<`` is taken literally."""
    inner = "".join(cell if cell.startswith("<") else ods_cell(cell) for cell in cells)
    return f"<table:table-row{attributes}>{inner}</table:table-row>"


def ods_table(*rows: str, name: str = "花名册", attributes: str = "") -> str:
    return f'<table:table table:name="{name}"{attributes}>{"".join(rows)}</table:table>'


def excel_xml(path: Path, worksheets: str, encoding: str = "utf-8", before: str = "") -> None:
    """Excel's XML of 2003."""
    path.write_bytes(
        (
            f'<?xml version="1.0" encoding="{encoding}"?>{before}<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
            ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
            f"{worksheets}</Workbook>"
        ).encode(encoding)
    )


def xml_cell(text: str, kind: str = "String", attributes: str = "") -> str:
    return f'<Cell{attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def xml_row(*cells: str, attributes: str = "") -> str:
    """A row of texts; a cell that begins with ``<`` is taken literally."""
    inner = "".join(cell if cell.startswith("<") else xml_cell(cell) for cell in cells)
    return f"<Row{attributes}>{inner}</Row>"


def html_row(*cells: str, tag: str = "td", attributes: str = "") -> str:
    """A row; a cell that begins with ``<`` is taken literally."""
    inner = "".join(cell if cell.startswith("<") else f"<{tag}>{cell}</{tag}>" for cell in cells)
    return f"<tr{attributes}>{inner}</tr>"
