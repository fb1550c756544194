"""Files made to hurt, cut off or not what they are named: each with the name it comes under and what it must end in."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from culture_desktop.errors import (
    CultureError,
    DamagedFileError,
    EmptyTableError,
    FileTooLargeError,
    HeaderNotFoundError,
    PasswordProtectedError,
    WrongFileTypeError,
)
from tests.ugly.case import (
    excel_xml,
    html_row,
    ods_cell,
    ods_row,
    ods_table,
    old_workbook,
    opendocument,
    workbook,
    xml_row,
)

# None: read after all, as the harm was only claimed.
Attack = tuple[str, type[CultureError] | None, Callable[[Path], None]]
MEGABYTE = 1024 * 1024
TABLE = [["工号", "姓名"], ["E001", "张伟"]]
ODS_TABLE = ods_table(ods_row(*TABLE[0]), ods_row(*TABLE[1]))
XML_TABLE = f"<Worksheet><Table>{xml_row(*TABLE[0])}{xml_row('E001', '&e;')}</Table></Worksheet>"
HTML_TABLE = f"<table>{html_row(*TABLE[0])}{html_row('E001', '&e;')}</table>"
MIME = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
THIEF = '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def text(content: str | bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def cut(build: Callable[[Path], None], share: float) -> Callable[[Path], None]:
    """The same file with its end missing."""

    def write(path: Path) -> None:
        build(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return write


def ods(tables: str, before: str = "", mime: str = "spreadsheet") -> Callable[[Path], None]:
    return lambda path: opendocument(path, tables, before=before, mime=mime)


def worksheet(*rows: str) -> str:
    return f"<Worksheet><Table>{''.join(rows)}</Table></Worksheet>"


def repeated(rows: int, columns: int) -> str:
    cell = ods_cell("x", f' table:number-columns-repeated="{columns}"')
    return ods_table(ods_row(cell, attributes=f' table:number-rows-repeated="{rows}"'))


def encrypted_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", bytes(range(256)))
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")


def zip_in_zip(path: Path) -> None:
    inner = path.with_name("inner")
    opendocument(inner, " " * (150 * MEGABYTE))
    with zipfile.ZipFile(path, "w") as package:
        package.write(inner, "xl/workbook.xml")
    inner.unlink()


def wide(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    page.append(["工号", "姓名", *(["x"] * 16_382)])
    for number in range(20):
        page.append([f"E{number}", "张伟"])
    book.save(path)


def spans(columns: int, rows: int, count: int) -> str:
    cell = f"<tr><td colspan={columns} rowspan={rows}>x</td></tr>"
    return f"<table>{html_row(*TABLE[0])}{cell * count}</table>"


ATTACKS: dict[str, Attack] = {
    "ods: 190 MB of spaces": ("a.ods", EmptyTableError, ods(ods_table() + " " * (190 * MEGABYTE))),
    "ods: 250 MB of spaces": ("a.ods", FileTooLargeError, ods(ODS_TABLE + " " * (250 * MEGABYTE))),
    "ods: bomb inside a zip named xlsx": ("a.xlsx", WrongFileTypeError, zip_in_zip),
    "ods: endless rows": ("a.ods", FileTooLargeError, ods(repeated(1_048_576, 100))),
    "ods: rows beyond the last": ("a.ods", FileTooLargeError, ods(repeated(999_999_999, 1))),
    "ods: endless columns": ("a.ods", FileTooLargeError, ods(repeated(1, 999_999_999))),
    "ods: columns in full in rows without end": ("a.ods", FileTooLargeError, ods(repeated(1_048_576, 16_384))),
    "ods: repeat of absurd digits": ("a.ods", HeaderNotFoundError, ods(repeated(1, 10**40))),
    "ods: millions of empty tables": ("a.ods", FileTooLargeError, ods("<table:table/>" * 13_000_000)),
    "ods: tables in tables": ("a.ods", DamagedFileError, ods("<table:table>" * 300_000)),
    "ods: entity that reads a file": ("a.ods", DamagedFileError, ods(ODS_TABLE, before=THIEF)),
    "ods: entities that grow": ("a.ods", DamagedFileError, ods(ODS_TABLE, before=LAUGHS)),
    "ods: late document type": ("a.ods", DamagedFileError, ods(ODS_TABLE, before=" " * 9_000 + THIEF)),
    "ods: text document": ("a.ods", WrongFileTypeError, ods(ODS_TABLE, mime="text")),
    "ods: with a password": ("a.ods", PasswordProtectedError, encrypted_ods),
    "ods: cut off": ("a.ods", DamagedFileError, cut(ods(ODS_TABLE), 0.7)),
    "xml: entity that reads a file": ("a.xls", DamagedFileError, lambda p: excel_xml(p, XML_TABLE, before=THIEF)),
    "xml: entities that grow": ("a.xls", DamagedFileError, lambda p: excel_xml(p, XML_TABLE, before=LAUGHS)),
    "xml: cut off": ("a.xls", DamagedFileError, cut(lambda p: excel_xml(p, XML_TABLE.replace("&e;", "x")), 0.9)),
    "xml: row far out": (
        "a.xls", FileTooLargeError,
        lambda p: excel_xml(p, worksheet(xml_row("x"), xml_row("x", attributes=' ss:Index="99999999"'))),
    ),
    "xml: cell far out": (
        "a.xls", FileTooLargeError,
        lambda p: excel_xml(p, worksheet(xml_row('<Cell ss:Index="9999999"><Data>x</Data></Cell>'))),
    ),
    "xml: of something else": ("a.xml", WrongFileTypeError, text('<?xml version="1.0"?><feed><entry>工号</entry></feed>')),
    "page: entity that reads a file is text": ("a.xls", None, text(THIEF + HTML_TABLE)),
    "page: without a table": ("a.xls", WrongFileTypeError, text("<html><body>请先登录</body></html>")),
    "page: 50 MB of cells never closed": ("a.xls", FileTooLargeError, text("<table>" + "<td>" * 12_500_000)),
    "page: 15 MB of rows never closed": ("a.xls", FileTooLargeError, text("<table>" + "<tr>" * 3_900_000)),
    "page: 50 MB of one tag never closed": ("a.xls", WrongFileTypeError, text("<table><td " + "a" * (50 * MEGABYTE))),
    "page: 50 MB of quotes": ("a.xls", WrongFileTypeError, text("<table><td a=" + '"' * (50 * MEGABYTE))),
    "page: comments never closed": ("a.xls", WrongFileTypeError, text("<table>" + "<!--" * 3_900_000)),
    "page: scripts never closed": ("a.xls", WrongFileTypeError, text("<table>" + "<script>" * 3_000_000)),
    "page: tables in tables": ("a.xls", DamagedFileError, text("<table><tr><td>" * 1_000_000)),
    "page: spans without end": ("a.xls", FileTooLargeError, text(spans(99_999, 99_999, 100_000))),
    "page: spans that reach down": (
        "a.xls", FileTooLargeError, text(spans(9_000, 60_000, 1).removesuffix("</table>") + "<tr><td>x</td></tr>" * 100_000),
    ),
    "page: cut off": ("a.xls", DamagedFileError, text(HTML_TABLE.encode()[:-20])),
    "archive: nothing in it": ("a.mht", WrongFileTypeError, text(MIME + "--x--")),
    "archive: 1,000,000 parts": (
        "a.mht", DamagedFileError, text(MIME + "--x\nContent-Type: text/html\n\n" * 1_000_000),
    ),
    "archive: base64 that is none": (
        "a.mht", DamagedFileError, text("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n====a"),
    ),
    "text: one line of 99 MB": ("a.csv", FileTooLargeError, text("工号" + "x" * (99 * MEGABYTE))),
    "text: one line of 60 million cells": ("a.csv", FileTooLargeError, text("工号,姓名" + ",1" * 48_000_000)),
    "text: beyond 100 MB": ("a.csv", FileTooLargeError, text("工号,姓名\n" * 9_000_000)),
    "text: a quote never closed": ("a.csv", FileTooLargeError, text('工号,姓名\nE1,"' + "张伟\n" * 2_000_000)),
    "text: wide and long": ("a.csv", FileTooLargeError, text("工号,姓名" + "," * 10_000 + "\n" + "x\n" * 2_000_000)),
    "text: NULs": ("a.csv", WrongFileTypeError, text("工号,姓名\nE1,张\0伟".encode())),
    "text: NULs in GBK": ("a.csv", WrongFileTypeError, text("工号,姓名\nE1,张\0\0\0伟".encode("gbk"))),
    "text: only NULs": ("a.csv", WrongFileTypeError, text(bytes(1_000_000))),
    "text: in no encoding": ("a.txt", WrongFileTypeError, text(b"a,b\n\xff\xff\x81")),
    "text: cut off inside a character": ("a.csv", DamagedFileError, text("工号,姓名\nE1,张伟".encode()[:-1])),
    "xlsx: 16,384 columns": ("a.xlsx", None, wide),
    "xlsx: cut off": ("a.xlsx", DamagedFileError, cut(lambda p: workbook(p, TABLE), 0.8)),
    "xls: cut off": ("a.xls", DamagedFileError, cut(lambda p: old_workbook(p, TABLE), 0.5)),
    "picture named xlsx": ("a.xlsx", WrongFileTypeError, text(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")),
    "PDF named xls": ("a.xls", WrongFileTypeError, text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n\x00\x01\xff\xfe")),
    "zip of something else named ods": ("a.ods", WrongFileTypeError, lambda p: zipfile.ZipFile(p, "w").writestr("a.txt", "x")),
    "half a zip signature": ("a.et", DamagedFileError, text(b"PK\x03")),
    "nothing": ("a.et", EmptyTableError, text(b"")),
}  # fmt: skip
