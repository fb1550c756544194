"""Files that are broken, locked, huge or made to hurt: each has its own error, none costs memory or the process."""

import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from culture_desktop.errors import (
    CultureError,
    DamagedFileError,
    EmptyTableError,
    FileMissingError,
    FileTooLargeError,
    FileUnreadableError,
    PasswordProtectedError,
    WrongFileTypeError,
)
from culture_desktop.spreadsheets.reader import read_sheet, sheet_names
from tests.spreadsheets import files
from tests.spreadsheets.files import cell, raw_sheet, row, small_table

Builder = Callable[[Path], Path]
SHEET = "xl/worksheets/sheet1.xml"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
BOUND_SHEET = b"\x85\0\x0a\0\x2c"  # as raw_xls writes it: the record, and where the sheet begins
LABEL = struct.Struct("<HHHHB")


def written(content: bytes) -> Builder:
    def build(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return build


def sheet(cells: str, **parts: str) -> Builder:
    return lambda path: raw_sheet(path, cells, **parts)


def bomb(path: Path) -> Path:
    return raw_sheet(path, row(1, "工号") + " " * 50_000_000)


def bomb_in_pieces(path: Path) -> Path:
    """No member too large by itself; together over the limit."""
    with zipfile.ZipFile(files.xlsx(path), "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(30):
            package.writestr(f"xl/media/{number}.xml", bytes(9_000_000))
    return path


def bomb_that_lies(path: Path) -> Path:
    """50 MB that the directory declares to be 100 bytes."""
    source = bomb(path.with_name("source"))
    with zipfile.ZipFile(source) as package:
        size = package.getinfo(SHEET).file_size
    data = source.read_bytes()
    return written(data.replace(struct.pack("<I", size), struct.pack("<I", 100)))(path)


def pictures(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("照片.png", PNG)
    return path


def doubled_member(path: Path) -> Path:
    with zipfile.ZipFile(files.xlsx(path), "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(SHEET, "<worksheet/>")
    return path


def claimed_strings(path: Path) -> Path:
    """A shared string table that announces more strings than there are atoms."""
    strings = f'<sst xmlns="{files.MAIN}" uniqueCount="{2**62}"><si><t>工号</t></si></sst>'
    return raw_sheet(path, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings)


def encrypted_member(path: Path) -> Path:
    data = bytearray(files.xlsx(path).read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return written(bytes(data))(path)


def xls_with_password(path: Path) -> Path:
    return files.raw_xls(path, files.record(0x002F, bytes(54)), label(0, 0))


def label(row_number: int, column: int) -> bytes:
    return files.record(0x0204, LABEL.pack(row_number, column, 0, 1, 0) + b"x")


def xls_with(*records: bytes) -> Builder:
    return lambda path: files.raw_xls(path, *records)


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
THIEF = '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

REFUSED: dict[str, tuple[type[CultureError], Builder]] = {
    "empty": (EmptyTableError, written(b"")),
    "only a byte order mark": (EmptyTableError, written(b"\xef\xbb\xbf")),
    "picture": (WrongFileTypeError, written(PNG)),
    "web page": (WrongFileTypeError, written("\n<html><p>工号</p></html>".encode())),
    "text in no encoding": (WrongFileTypeError, written(b"a,b\n\xff\xff\x81")),
    "zip of something else": (WrongFileTypeError, pictures),
    "Word document": (
        WrongFileTypeError,
        lambda p: files.changed_package(
            p, files.xlsx(p.with_name("s")), contents={"xl/workbook.xml": b"<document><body/></document>"}
        ),
    ),
    "old Word document": (WrongFileTypeError, lambda p: files.compound_file(p, "WordDocument")),
    "xlsx with password": (PasswordProtectedError, lambda p: files.compound_file(p, "EncryptedPackage")),
    "xls with password": (PasswordProtectedError, xls_with_password),
    "zip with password": (PasswordProtectedError, encrypted_member),
    "bomb": (FileTooLargeError, bomb),
    "bomb in pieces": (FileTooLargeError, bomb_in_pieces),
    "bomb that lies": (DamagedFileError, bomb_that_lies),
    "two members of one name": (DamagedFileError, doubled_member),
    "two corners": (FileTooLargeError, sheet(row(1, "a") + f'<row r="1048576">{cell("XFD1048576")}</row>')),
    "corners the wrong way round": (FileTooLargeError, sheet(f"<row>{cell('XFD1048576')}</row>{row(1, 'a')}")),
    "column of many letters": (FileTooLargeError, sheet(f"<row r='1'>{cell('ZZZZZZZ1')}{cell('A1')}</row>")),
    "row of many digits": (FileTooLargeError, sheet(f"<row r='1'>{cell('A1')}{cell('A4294967295')}</row>")),
    "row number without reference": (
        FileTooLargeError,
        sheet(row(1, "a") + "<row r='4000000000'><c><v>1</v></c></row>"),
    ),
    "second reference in a cell": (
        FileTooLargeError,
        sheet(row(1, "a") + '<row r="2"><c r="B2" r="XFD1048576"><v>1</v></c></row>'),
    ),
    "reference of another name first": (
        FileTooLargeError,
        sheet(row(1, "a") + '<row r="2"><c x:r="B2" r="XFD1048576"><v>1</v></c></row>'),
    ),
    "prefixed cell among others": (
        FileTooLargeError,
        sheet(small_table(99) + f'<x:row xmlns:x="{files.MAIN}"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'),
    ),
    "wide by sheer number of cells": (
        FileTooLargeError,
        sheet("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>" + "<row></row>" * 20_000 + "<row><c><v>1</v></c></row>"),
    ),
    "claimed strings": (EmptyTableError, claimed_strings),
    "entities that grow": (DamagedFileError, sheet(row(1, "&c;"), before=LAUGHS)),
    "entity that reads a file": (DamagedFileError, sheet(row(1, "&e;"), before=THIEF)),
    "XML cut off inside": (DamagedFileError, sheet('<row r="1"><c r="A1" t="inl')),
    "no cells at all": (EmptyTableError, sheet("")),
    "xls reaching too far": (FileTooLargeError, xls_with(label(0, 0), label(65_535, 65_535))),
    "xls whose corners lie around a chart": (
        FileTooLargeError,
        xls_with(label(65_535, 0), files.record(0x0809, bytes(16)), files.record(0x000A, b""), label(0, 65_535)),
    ),
    "xls with a sheet that begins elsewhere": (
        DamagedFileError,
        lambda p: files.patched(p, xls_with(label(0, 0))(p.with_name("s")), BOUND_SHEET, BOUND_SHEET[:-1] + b"\x3b"),
    ),
    "xls claiming too much": (
        EmptyTableError,
        xls_with(files.record(0x0200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65_535, 0))),
    ),
    "xls with a record over the end": (DamagedFileError, xls_with(struct.pack("<HH", 0x0204, 60_000))),
    "xls with a short record": (DamagedFileError, xls_with(files.record(0x0203, bytes(4)))),
    "xls merging more than it says": (
        DamagedFileError,
        xls_with(label(0, 0), files.record(0x00E5, struct.pack("<H", 500))),
    ),
}
# What is read after all, because only the claim was wrong.
HARMLESS = {"claimed strings"}


@pytest.mark.parametrize("case", [c for c in REFUSED if c not in HARMLESS])
def test_each_has_its_own_error(tmp_path: Path, case: str) -> None:
    expected, build = REFUSED[case]
    path = build(tmp_path / "名单.xlsx")
    with pytest.raises(CultureError) as caught:
        read_sheet(path)
    assert type(caught.value) is expected
    assert "“名单.xlsx”" in str(caught.value)


def test_a_false_claim_about_strings_is_not_believed(tmp_path: Path) -> None:
    assert read_sheet(claimed_strings(tmp_path / "a.xlsx")).rows == [["工号"]]


CHILD = """
import json, sys
from pathlib import Path
from culture_desktop.errors import CultureError
from culture_desktop.spreadsheets.reader import read_sheet
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
except ImportError:
    pass  # Windows limits no address space; the rest holds there, too
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        found[path.name] = str(read_sheet(path).last_row)
    except CultureError as error:
        found[path.name] = type(error).__name__
print(json.dumps(found))
"""


def test_none_ends_the_process_or_writes_to_its_error_stream(tmp_path: Path) -> None:
    """All of them in one child with 1 GB of address space."""
    expected = {}
    folder = tmp_path / "files"
    folder.mkdir()
    for number, (error, build) in enumerate(REFUSED.values()):
        path = build(tmp_path / f"{number:02}.xlsx")
        path.rename(folder / path.name)
        expected[path.name] = error.__name__
    expected[f"{list(REFUSED).index('claimed strings'):02}.xlsx"] = "1"
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)], capture_output=True, text=True, check=False, timeout=120
    )
    assert (child.returncode, child.stderr) == (0, "")
    assert json.loads(child.stdout) == expected


@pytest.mark.parametrize("build", [files.xlsx, files.xls])
def test_a_file_cut_off_anywhere_is_damaged(tmp_path: Path, build: Builder) -> None:
    whole = build(tmp_path / "whole").read_bytes()
    path = tmp_path / "名单"
    for length in (1, 3, 7, 30, 400, 1000, len(whole) // 2, len(whole) - 600, len(whole) - 1):
        path.write_bytes(whole[:length])
        for read in (read_sheet, sheet_names):
            if build is files.xls and length == len(whole) - 1:
                continue  # the last byte is padding of the last sector
            with pytest.raises(DamagedFileError):
                read(path)


def test_any_damaged_byte_gives_an_error_of_ours_or_rows(tmp_path: Path) -> None:
    whole = files.xls(tmp_path / "whole").read_bytes()
    path = tmp_path / "名单"
    for position in range(0, len(whole), 7):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        try:
            rows = read_sheet(path).rows
        except CultureError:
            continue
        assert rows


def test_missing_folder_and_forbidden(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        read_sheet(tmp_path / "没有.xlsx")
    with pytest.raises(FileUnreadableError):
        read_sheet(tmp_path)
    with pytest.raises(FileUnreadableError):
        read_sheet(files.xlsx(tmp_path / "a.xlsx") / "b.xlsx")


def test_a_device_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError):
        read_sheet(Path(os.devnull))


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write("工号,姓名\n".encode())
        file.truncate(300 * 1024 * 1024)  # sparse
    with pytest.raises(FileTooLargeError):
        read_sheet(path)
