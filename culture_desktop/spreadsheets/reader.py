"""Reading a list from a file, told apart by content and never by name.

xlsx and xls, WPS et (the same two inside), ods and fods, csv, tsv and txt, web pages and archives, Excel's XML of 2003.
"""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from culture_desktop.errors import (
    DamagedFileError,
    EmptyTableError,
    FileMissingError,
    FileTooLargeError,
    FileUnreadableError,
    PasswordProtectedError,
    SheetMissingError,
)
from culture_desktop.progress import Progress, silent
from culture_desktop.spreadsheets import biff, compound, delimited, opendocument, spreadsheetml, web
from culture_desktop.spreadsheets.archive import Archive
from culture_desktop.spreadsheets.encoding import decode
from culture_desktop.spreadsheets.limits import FILE_LIMIT, MAX_FILE_BYTES
from culture_desktop.spreadsheets.package import Package
from culture_desktop.spreadsheets.sheet import Cell, Layout, Merge, Sheet, arranged

_ZIP = b"PK\x03\x04"
_HEAD_BYTES = 4096


def sheet_names(path: Path) -> tuple[str, ...]:
    """The worksheets the user can see, in the file's order; a text table or a web page has one, named like the file."""
    head = _head(path)
    if head.startswith(_ZIP):
        with Archive(path) as archive:
            if opendocument.is_opendocument(archive):
                return _visible(opendocument.sheets(opendocument.content(archive), path.name))
            return tuple(part.name for part in Package(archive).sheets if part.visible)
    if head.startswith(compound.SIGNATURE):
        return _xls_names(_xls(path)[0])
    return (path.stem,) if _is_plain(head) else _visible(_marked_up(path))


def read_sheet(path: Path, sheet: str | None = None, progress: Progress = silent) -> Sheet:
    """One sheet, by name or else the first visible one that holds anything.

    Raises SheetMissingError, EmptyTableError, or the FileProblem that says why the file cannot be read.
    """
    for found in _sheets(path, sheet, progress):
        if found.rows:
            return found
    raise EmptyTableError(name=path.name)


def read_sheets(path: Path, progress: Progress = silent) -> Iterator[Sheet]:
    """The visible sheets that hold anything, one after the other, so that only one is in memory."""
    return (found for found in _sheets(path, None, progress) if found.rows)


def _sheets(path: Path, sheet: str | None, progress: Progress) -> Iterator[Sheet]:
    progress(0, 0, f"正在检查“{path.name}”")
    head = _head(path)
    if head.startswith(_ZIP):
        return _zip_sheets(path, sheet, progress)
    if head.startswith(compound.SIGNATURE):
        return _xls_sheets(path, sheet, progress)
    if _is_plain(head):
        return _text_sheets(path, sheet)
    return _chosen(path, sheet, _marked_up(path))


def _zip_sheets(path: Path, sheet: str | None, progress: Progress) -> Iterator[Sheet]:
    with Archive(path) as archive:
        if opendocument.is_opendocument(archive):
            xml = opendocument.content(archive)
            progress(0, 0, f"正在读取“{path.name}”")
            yield from _chosen(path, sheet, opendocument.sheets(xml, path.name))
        else:
            yield from _xlsx_sheets(path, Package(archive), sheet, progress)


def _chosen(path: Path, sheet: str | None, found: list[tuple[bool, Sheet]]) -> Iterator[Sheet]:
    """The sheet named, or all visible ones, of those that were read together."""
    names = _visible(found)
    _require(path, sheet, tuple(each.name for _, each in found), names)
    return (
        replace(each, visible_sheets=names)
        for visible, each in found
        if (visible if sheet is None else each.name == sheet)
    )


def _visible(found: list[tuple[bool, Sheet]]) -> tuple[str, ...]:
    return tuple(sheet.name for visible, sheet in found if visible)


def _is_plain(head: bytes) -> bool:
    """Whether a text is a table of lines, and no web page, web archive or XML."""
    start = head.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return not start.startswith(b"<") and not web.is_archive(start)


def _marked_up(path: Path) -> list[tuple[bool, Sheet]]:
    """The sheets of a web page, a web archive, Excel's XML or a flat OpenDocument file."""
    data = _content(path)
    if web.is_archive(data):
        return web.archive_sheets(data, path.name, path.stem)
    text = decode(data, path.name)
    head = text[:_HEAD_BYTES]
    if spreadsheetml.is_spreadsheetml(head):
        read = spreadsheetml.sheets
    elif opendocument.is_flat(head):
        read = opendocument.sheets
    else:
        return [(True, web.sheet(text, path.name, path.stem))]
    xml = text.lstrip().encode()
    del data, text  # large; only the one form stays
    return read(xml, path.name)


def _xlsx_sheets(path: Path, package: Package, sheet: str | None, progress: Progress) -> Iterator[Sheet]:
    names = tuple(part.name for part in package.sheets if part.visible)
    _require(path, sheet, tuple(part.name for part in package.sheets), names)
    for part in package.sheets:
        if part.name == sheet or (sheet is None and part.visible):
            content, layout = package.workbook(part)
            progress(0, 0, f"正在读取工作表“{part.name}”")
            book = _open(content, path.name)
            content.close()
            found = _sheet(book, 0, path.name)
            book.close()  # the bytes go before the rows come
            yield replace(_rows(found, path.name, part.name, layout), visible_sheets=names)


def _xls_sheets(path: Path, sheet: str | None, progress: Progress) -> Iterator[Sheet]:
    book, layouts = _xls(path)
    names = _xls_names(book)
    _require(path, sheet, tuple(book.sheet_names), names)
    for index, name in enumerate(book.sheet_names):
        if name == sheet or (sheet is None and name in names):
            progress(0, 0, f"正在读取工作表“{name}”")
            found = _sheet(book, index, path.name)
            rows = _rows(found, path.name, name, replace(layouts[index], merges=_merges(found)))
            yield replace(rows, visible_sheets=names)


def _text_sheets(path: Path, sheet: str | None) -> Iterator[Sheet]:
    _require(path, sheet, (path.stem,), (path.stem,))
    rows = delimited.rows(decode(_content(path), path.name), path.name)
    yield Sheet(path.name, path.stem, rows, visible_sheets=(path.stem,))


def _require(path: Path, sheet: str | None, every: tuple[str, ...], visible: tuple[str, ...]) -> None:
    if sheet is not None and sheet not in every:
        raise SheetMissingError(name=path.name, sheet=sheet, sheets="、".join(visible))


def _xls(path: Path) -> tuple[CalamineWorkbook, tuple[Layout, ...]]:
    values, layouts = biff.disarmed(_content(path), path.name)
    return _open(BytesIO(values), path.name), layouts


def _xls_names(book: CalamineWorkbook) -> tuple[str, ...]:
    return tuple(
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    )


def _open(content: BytesIO, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(content)
    except PasswordError as error:
        raise PasswordProtectedError(name=name) from error
    except CalamineError as error:
        raise DamagedFileError(name=name) from error
    except BaseException as error:
        raise _translated(error, name) from error


def _sheet(book: CalamineWorkbook, index: int, file: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_index(index)
    except CalamineError as error:
        raise DamagedFileError(name=file) from error
    except BaseException as error:
        raise _translated(error, file) from error


def _rows(sheet: CalamineSheet, file: str, name: str, layout: Layout) -> Sheet:
    try:
        rows: list[list[Cell]] = sheet.to_python()
    except BaseException as error:
        raise _translated(error, file) from error
    return arranged(file, name, rows, sheet.start or (0, 0), layout)


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)


def _translated(error: BaseException, name: str) -> BaseException:
    """A panic of the library, which comes as a bare BaseException, means the file is broken; anything else passes."""
    return DamagedFileError(name=name) if type(error).__name__ == "PanicException" else error


def _head(path: Path) -> bytes:
    """The first bytes; raises what keeps the file from being read at all."""
    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe that would be waited for
            raise FileUnreadableError(name=path.name)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            size = file.seek(0, 2)
    except FileNotFoundError as error:
        raise FileMissingError(name=path.name) from error
    except (OSError, ValueError) as error:
        raise FileUnreadableError(name=path.name) from error
    if size == 0:
        raise EmptyTableError(name=path.name)
    if size > MAX_FILE_BYTES:
        raise FileTooLargeError(name=path.name, limit=FILE_LIMIT)
    cut_off = size < len(compound.SIGNATURE) and (compound.SIGNATURE.startswith(head) or _ZIP.startswith(head[:4]))
    if cut_off:
        raise DamagedFileError(name=path.name)
    return head


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
