"""What the rows of a list of organisations say: names, and places in the tree that may be written in many ways.

A row gives its whole path, or a name and a parent. The parent is a path or a name, and stands in the same list, before
or after, or on the books; what the list says of itself goes first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from culture_desktop.services.imports.source import Parser, SourceRow
from culture_desktop.services.imports.units import unit_path
from culture_desktop.services.imports.words import WordParser
from culture_desktop.services.organisations.tree import DEEPEST, LONGEST_FULL_NAME, LONGEST_NAME, SEPARATOR
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_integer, text
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, OrganisationKind

_PLACES_SHOWN = 3
_LARGEST_POSITION = 10**9


def _path(cell: Cell) -> str:
    path = unit_path(text(cell))
    if any(len(part) > LONGEST_NAME for part in path.split(SEPARATOR)):
        raise CellError(f"名称超过 {LONGEST_NAME} 个字")
    if path.count(SEPARATOR) >= DEEPEST or len(path) > LONGEST_FULL_NAME:
        raise CellError(f"路径太长，应在 {DEEPEST} 级、{LONGEST_FULL_NAME} 个字以内")
    return path


def _position(cell: Cell) -> int | None:
    position = parse_integer(cell)
    if position is not None and not 0 <= position <= _LARGEST_POSITION:
        raise CellError("不是顺序号")
    return position


PARSERS: Mapping[str, Parser] = {
    "name": _path,
    "parent": _path,
    "path": _path,
    "kind": WordParser(OrganisationKind),
    "position": _position,
}


def family(kind: OrganisationKind) -> OrganisationKind:
    """The tree a kind stands in: units and teams share one."""
    return OrganisationKind.UNIT if kind in ADMINISTRATIVE_KINDS else kind


@dataclass(slots=True)
class Said:
    """A row, and where it puts its organisation: ``path`` is None until that is known, or for good when it is not.

    ``explicit`` says that the path was written out, so that what is missing above may be made.
    """

    row: SourceRow
    name: str
    parent: str
    path: str | None
    explicit: bool
    kind: OrganisationKind | None


def read(row: SourceRow) -> Said:
    """What a row says by itself; refuses one without a name, and one that names two parents."""
    values = row.values
    name, parent, path = values.get("name", ""), values.get("parent", ""), values.get("path", "")
    if not path and SEPARATOR in name:
        path, name = name, ""
    above, _, last = path.rpartition(SEPARATOR)
    said = Said(row, name or last, parent, path or None, bool(path), values.get("kind"))
    if not said.name:
        row.refuse("name" if "path" not in values else "path", "名称为空")
    elif path and name and name != last:
        row.refuse("name", f"与全路径的末级“{last}”不符")
    elif path and parent and not _ends_with(above, parent):
        row.refuse("parent", f"与全路径的上级“{above}”不是同一个")
    elif not path and not parent:
        said.path = said.name
    return said


class Places:
    """Finds the path of every row of one list."""

    def __init__(self, rows: Iterable[Said], known: Collection[tuple[OrganisationKind, str]]) -> None:
        """``known`` are the organisations on the books, as family and path."""
        self._rows = list(rows)
        self._by_name: dict[str, list[Said]] = {}
        for said in self._rows:
            if not said.row.problems:
                self._by_name.setdefault(said.name, []).append(said)
        self._known: dict[str, list[tuple[OrganisationKind, str]]] = {}
        for tree, path in known:
            self._known.setdefault(path.rpartition(SEPARATOR)[2], []).append((tree, path))
        self._climbing: list[Said] = []

    def settle(self) -> None:
        """Give every row its path; refuses those whose parent is missing, not the only one, or below themselves."""
        for said in self._rows:
            self._settle(said)

    def _settle(self, said: Said) -> None:
        if said.path is not None or said.row.problems:
            return
        if said in self._climbing:
            circle = self._climbing[self._climbing.index(said) :]
            names = " → ".join(one.name for one in (*circle, said))
            for one in circle:
                one.row.refuse("parent", f"上级成环：{names}")
            return
        if len(self._climbing) >= DEEPEST:
            said.row.refuse("parent", f"在第 {DEEPEST} 级以下")
            return
        self._climbing.append(said)
        try:
            above = self._parent_of(said)
        finally:
            self._climbing.pop()
        if above is not None and not said.row.problems:
            path = f"{above}{SEPARATOR}{said.name}"
            if len(path) > LONGEST_FULL_NAME:
                said.row.refuse("parent", f"连同上级超过 {LONGEST_FULL_NAME} 个字")
            else:
                said.path = path

    def _parent_of(self, said: Said) -> str | None:
        """The path of the parent a row names; None when it is refused."""
        last = said.parent.rpartition(SEPARATOR)[2]
        here = [one for one in self._by_name.get(last, ()) if one is not said or len(self._by_name[last]) == 1]
        for one in here:
            self._settle(one)
        if said.row.problems:
            return None
        ours = [one for one in here if one.path is not None and _ends_with(one.path, said.parent)]
        found = _nearest(said, [(_tree_of(one), one.path or "") for one in ours]) or _nearest(
            said, [place for place in self._known.get(last, ()) if _ends_with(place[1], said.parent)]
        )
        if len(found) > 1:
            places = "、".join(sorted(found)[:_PLACES_SHOWN])
            said.row.refuse("parent", f"上级“{said.parent}”不止一个（{places}），请写全路径")
        elif not found and (broken := next((one for one in here if one.row.problems), None)):
            said.row.refuse("parent", f"上级在{broken.row.place}，那一行有误")
        elif not found and SEPARATOR not in said.parent:
            said.row.refuse("parent", f"上级“{said.parent}”不在表里，库里也没有")
        elif not found:
            said.explicit = True
            return said.parent
        return None if said.row.problems else next(iter(found))


def _tree_of(said: Said) -> OrganisationKind | None:
    return None if said.kind is None else family(said.kind)


def _nearest(said: Said, places: Iterable[tuple[OrganisationKind | None, str]]) -> set[str]:
    """Paths of possible parents; those in the tree of the row itself go first, the whole path before its end."""
    wanted = family(said.kind) if said.kind is not None else None
    found = list(places)
    own = [place for place in found if wanted is None or place[0] in (None, wanted)] or found
    exact = {path for _, path in own if path == said.parent}
    return exact or {path for _, path in own}


def _ends_with(path: str, end: str) -> bool:
    return path == end or path.endswith(f"{SEPARATOR}{end}")
