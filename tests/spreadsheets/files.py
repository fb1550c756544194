"""Files as they come in the wild, and worse: each builder writes a real file and returns its path."""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

from culture_desktop.spreadsheets.compound import wrapped

HEADER = ("工号", "姓名", "部门", "手机", "入职日期")
PEOPLE: tuple[tuple[Any, ...], ...] = (
    ("E001", "张伟", "公司/客服中心/一班", "13812345678", date(2019, 7, 1)),
    ("E002", "李䶮", "公司/客服中心/一班", "13912345678", date(2020, 2, 29)),
    ("E003", "阿依古丽·买买提", "公司/客服中心/二班", "13712345678", date(1998, 12, 31)),
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(path: Path, rows: Iterable[Sequence[Any]] = (HEADER, *PEOPLE), sheet: str = "花名册") -> Path:
    """An ordinary xlsx by another hand than ours."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, value, day)
            elif value is not None:
                page.write(number, column, value)
    book.close()
    return path


def roster_as_hr_sends_it(path: Path) -> Path:
    """Title and note rows, a header in row 3, a unit merged over its people, blank rows, a total and a signature."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "花名册"
    page["A1"] = "某某公司职工花名册"
    page.merge_cells("A1:E1")
    page["A2"] = "填表说明：带 * 的必填"
    page.merge_cells("A2:E2")
    page.append(["工 号*", "姓名\n（必填）", "所在部门", "联系电话", "参加工作时间"])
    page.append(["E001", "张伟", "公司/客服中心/一班", "13812345678", date(2019, 7, 1)])
    page.append(["E002", "李䶮", None, "13912345678", "2020.2"])
    page.append(["E003", "王芳", None, "13712345678", 43647])
    page.merge_cells("C4:C6")
    page.append([])
    page.append(["E004", "赵敏", "公司/机关", "13612345678", None])
    page.append(["合 计", None, None, "4 人", None])
    page.append(["制表人：孙七", None, None, None, None])
    book.save(path)
    return path


def xls(path: Path, rows: Iterable[Sequence[Any]] = (HEADER, *PEOPLE)) -> Path:
    """A BIFF8 file with a hidden sheet in front, a date format, a formula and a merged cell."""
    book = xlwt.Workbook(encoding="utf-8")
    hidden = book.add_sheet("选项")
    hidden.write(0, 0, "下拉")
    hidden.visibility = 1
    page = book.add_sheet("花名册")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value, day) if isinstance(value, date) else page.write(number, column, value)
    book.set_active_sheet(1)
    book.save(str(path))
    return path


def raw_sheet(path: Path, cells: str, *, head: str = "", before: str = "", tail: str = "", strings: str = "") -> Path:
    """An xlsx whose sheet XML is given literally."""
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN}">{head}'
        f"<sheetData>{cells}</sheetData>{tail}</worksheet>"
    )
    relation = f'<Relationship Id="rId{{}}" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
    relations = relation.format(1, "worksheet", "worksheets/sheet1.xml")
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + relation.format(1, "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings:
        members["xl/sharedStrings.xml"] = strings
        relations += relation.format(2, "sharedStrings", "sharedStrings.xml")
    members["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def cell(reference: str, value: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, *values: str) -> str:
    cells = "".join(cell(f"{chr(65 + i)}{number}", value) for i, value in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


def small_table(last: int = 2) -> str:
    """A header and people from row 2 on, for raw sheets."""
    return row(1, "工号", "姓名") + "".join(row(n, f"E{n}", "张伟") for n in range(2, last + 1))


def changed_package(
    path: Path, source: Path, names: dict[str, str] | None = None, contents: dict[str, bytes] | None = None
) -> Path:
    """The same package with other member names or contents; a name mapped to "" is left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            name = (names or {}).get(info.filename, info.filename)
            if name:
                new.writestr(name, (contents or {}).get(info.filename, old.read(info)))
    return path


def record(kind: int, data: bytes) -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(data)) + data


def raw_xls(path: Path, *records: bytes) -> Path:
    """An xls whose one sheet holds these records."""
    end = record(0x000A, b"")
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + record(0x0042, struct.pack("<H", 1200))
    name = "表".encode("utf-16-le")
    bound_length = 4 + 8 + len(name)
    start = len(head) + bound_length + len(end)
    bound = record(0x0085, struct.pack("<IBBBB", start, 0, 0, 1, 1) + name)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + b"".join(records) + end
    path.write_bytes(wrapped(head + bound + end + sheet))
    return path


def compound_file(path: Path, stream: str) -> Path:
    """An OLE compound file with one stream of this name, as EncryptedPackage when Excel set a password."""
    shell = io.BytesIO()
    XlsDoc().save(shell, bytes(8192))
    path.write_bytes(shell.getvalue().replace(_directory_name("Workbook"), _directory_name(stream)))
    return path


def _directory_name(text: str) -> bytes:
    encoded = (text + "\0").encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded))


def patched(path: Path, source: Path, old: bytes, new: bytes) -> Path:
    """The same file with one run of bytes replaced by another of the same length."""
    data = source.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new, 1))
    return path
