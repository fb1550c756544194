"""An xlsx file, opened without trusting anything it says about itself.

The library that parses the cells believes a file: declared sizes, counts and extents make it allocate until the
process is aborted. So it never sees the file. We take out what a sheet needs, under limits, look at it, and
hand over a small workbook of our own making that holds exactly those bytes (see ``workbook``).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

from culture_desktop.errors import DamagedFileError, FileTooLargeError, WrongFileTypeError
from culture_desktop.spreadsheets import extent
from culture_desktop.spreadsheets.archive import Archive, normal_name
from culture_desktop.spreadsheets.limits import CELLS_LIMIT
from culture_desktop.spreadsheets.sheet import Layout, Merge

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
_MERGE = re.compile(rb'<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref="([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})"')
_HIDDEN = rb'(?=[^<>]*?\shidden="(?:1|true)")[^<>]*?'
_HIDDEN_ROW = re.compile(rb"<(?:[\w.-]+:)?row" + _HIDDEN + rb'\sr="([0-9]{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb"<(?:[\w.-]+:)?col" + _HIDDEN + rb'\smin="([0-9]{1,5})"[^<>]*?\smax="([0-9]{1,5})"')
_MAX_COLUMNS = 16_384
_WORKBOOK = re.compile(rb"<(?:[\w.-]+:)?workbook[\s>]")
# The root of the shared strings, behind the declaration and comments.
_STRINGS_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*<(?:[\w.-]+:)?sst(?=[\s/>])[^<]*", re.DOTALL)
# The workbook and its relations, which are parsed into a tree.
_MAX_TREE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A worksheet's name, whether the user can see it, and where it lies in the package."""

    name: str
    visible: bool
    member: str


class Package:
    """The worksheets of an xlsx file in an open archive."""

    def __init__(self, archive: Archive) -> None:
        self._name = archive.name
        self._archive = archive
        self._book = self._workbook_member()
        book = self._parse(self._book)
        self._related = self._relations(self._book)
        self.epoch_1904 = any(e.get("date1904") in ("1", "true") for e in _all(book, "workbookPr"))
        self.sheets = self._sheets(book)

    def workbook(self, part: Part) -> tuple[io.BytesIO, Layout]:
        """A workbook made by us with this one sheet, checked and stored unpacked, and the sheet's layout.

        An empty ``<mergeCells>`` goes before the cells: the library looks for merged ranges in a second pass
        over the whole sheet, which then ends at once. The ranges are read here.
        """
        xml = self._archive.read(part.member)
        cells = _SHEET_DATA.search(xml)
        if cells is None:
            raise DamagedFileError(name=self._name)
        try:
            fits = extent.fits(xml)
        except extent.UnfinishedTagError as error:
            raise DamagedFileError(name=self._name) from error
        if not fits:
            raise FileTooLargeError(name=self._name, limit=CELLS_LIMIT)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
            for name, text in _frame(self.epoch_1904).items():
                package.writestr(name, text)
            for member in self._related.by_type("styles")[:1]:
                package.writestr("xl/styles.xml", self._archive.read(member))
            for member in self._related.by_type("sharedStrings")[:1]:
                package.writestr("xl/sharedStrings.xml", self._strings(member))
            with package.open("xl/worksheets/sheet1.xml", "w") as file:
                view = memoryview(xml)
                file.write(view[: cells.start()])
                file.write(b"<mergeCells></mergeCells>")
                file.write(view[cells.start() :])
        target.seek(0)
        return target, _layout(xml, cells.start())

    def _workbook_member(self) -> str:
        if "[content_types].xml" not in self._archive and "xl/workbook.xml" not in self._archive:
            raise WrongFileTypeError(name=self._name)
        for member in self._relations("").by_type("officeDocument"):
            if member in self._archive and _WORKBOOK.search(self._archive.read(member)[:4096]):
                return member
        raise WrongFileTypeError(name=self._name)

    def _sheets(self, book: ElementTree.Element) -> tuple[Part, ...]:
        parts = []
        for element in _all(book, "sheet"):
            identifier = next((v for k, v in element.items() if _local(k) == "id"), "")
            kind, member = self._related.by_id.get(identifier, ("", ""))
            if kind == "worksheet" and member in self._archive:
                parts.append(Part(element.get("name", ""), element.get("state", "visible") == "visible", member))
        return tuple(parts)

    def _relations(self, member: str) -> "_Relations":
        """What a member refers to; "" is the package itself."""
        folder, name = dirname(member), member.rsplit("/", 1)[-1]
        source = normal_name(join(folder, "_rels", f"{name}.rels"))
        if source not in self._archive:
            return _Relations({})
        by_id = {}
        for element in _all(self._parse(source), "Relationship"):
            target = element.get("Target", "").replace("\\", "/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            by_id[element.get("Id", "")] = (kind, normal_name(normpath(join("/" + folder, target))))
        return _Relations(by_id)

    def _strings(self, member: str) -> bytes:
        """The shared strings without their declared number, for which memory would be taken unseen."""
        data = self._archive.read(member)
        root = _STRINGS_ROOT.match(data)
        if root is None:
            raise DamagedFileError(name=self._name)
        return root[0].replace(b"uniqueCount", b"declared") + data[root.end() :]

    def _parse(self, member: str) -> ElementTree.Element:
        if self._archive.size(member) > _MAX_TREE_BYTES:
            raise DamagedFileError(name=self._name)
        try:
            return ElementTree.fromstring(self._archive.read(member))
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise DamagedFileError(name=self._name) from error


@dataclass(frozen=True, slots=True)
class _Relations:
    """Relationship id -> (last word of its type, member)."""

    by_id: dict[str, tuple[str, str]]

    def by_type(self, kind: str) -> list[str]:
        return [member for found, member in self.by_id.values() if found == kind]


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _all(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements of this local name: the transitional, the strict and prefixed namespaces alike."""
    return [element for element in root.iter() if _local(element.tag) == name]


def _layout(xml: bytes, cells: int) -> Layout:
    """Merged ranges, hidden rows and hidden columns; ``cells`` is where the rows begin."""
    rows: tuple[int, ...] = ()
    columns: set[int] = set()
    if xml.find(b"hidden=") >= 0:
        rows = tuple(map(int, _HIDDEN_ROW.findall(xml, cells)))
        for first, last in _HIDDEN_COLUMNS.findall(xml, 0, cells):
            columns.update(range(int(first) - 1, min(int(last), _MAX_COLUMNS)))
    return Layout(_merges(xml), rows, tuple(sorted(columns)))


def _merges(xml: bytes) -> tuple[Merge, ...]:
    tail = xml.rfind(b"sheetData")
    return tuple(
        Merge(int(top), extent.column_number(left) - 1, int(bottom), extent.column_number(right) - 1)
        for left, top, right, bottom in _MERGE.findall(xml, max(tail, 0))
    )


def _frame(epoch_1904: bool) -> dict[str, str]:
    """The fixed members of the workbook that is handed over."""
    return {
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(epoch_1904)}"/>'
            '<sheets><sheet name="sheet" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>'
        ),
    }
