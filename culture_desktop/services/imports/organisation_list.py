"""Comparing a list of organisations with the trees on the books: what is new, changed or hung somewhere else.

An organisation is the one of its name below its parent. One that is missing there has moved when just one of its name
is on the books, the list names the parent that one has (or it has none), and does not name it there any more.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.services.imports.organisation_rows import Places, Said, family, read
from culture_desktop.services.imports.preview import FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import SourceRows
from culture_desktop.services.imports.words import shown
from culture_desktop.services.organisations.tree import SEPARATOR, kind_by_name
from culture_desktop.vocabulary import OrganisationKind

Place = tuple[OrganisationKind, str]
"""A family of kinds and a path in its tree."""


class _Known(NamedTuple):
    id: int
    parent_id: int | None
    name: str
    kind: OrganisationKind
    full_name: str
    position: int


class OrganisationList:
    """Judges the rows of one list, parents first; hands them out in the order of the file."""

    def __init__(self, session: Session, source: SourceRows) -> None:
        columns = [getattr(Organisation, name) for name in _Known._fields]
        known = [_Known(*row) for row in session.execute(select(*columns).order_by(Organisation.id.desc()))]
        self._known = {node.id: node for node in known}
        # Of a unit and a team at the same place the older one counts, as everywhere.
        self._at: dict[Place, _Known] = {(family(node.kind), node.full_name): node for node in known}
        self._below = {(node.parent_id, family(node.kind), node.name): node for node in known}
        self._by_name: dict[tuple[OrganisationKind, str], list[_Known]] = {}
        for node in known:
            self._by_name.setdefault((family(node.kind), node.name), []).append(node)
        self._said = [read(row) for row in source]
        Places(self._said, self._at).settle()
        self._listed: dict[Place, Said] = {}
        self._homeless: Counter[tuple[OrganisationKind, str]] = Counter()
        self._target: dict[Place, int | None] = {}
        self._parents: dict[int, int | None] = {}
        self._kinds: dict[int, OrganisationKind] = {}
        self._made_above: dict[Place, tuple[Place, ...]] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        placed = sorted((said for said in self._said if said.path is not None), key=_depth)
        for said in placed:
            self._enter(said)
        self._homeless = Counter((tree, _last(path)) for tree, path in self._listed if (tree, path) not in self._at)
        judged = {said.row.number: self._judged(said) for said in placed}
        for said in self._said:
            yield judged.get(said.row.number) or _refused(said)

    def _enter(self, said: Said) -> None:
        """Settle the kind of a row, parents before children, and refuse a place that is named twice."""
        assert said.path is not None
        above = said.path.rpartition(SEPARATOR)[0]
        if said.kind is not None:
            kind = said.kind
        else:
            tree = OrganisationKind.UNIT if not above else next((t for t, _ in self._places(above)), None)
            here = self._at.get((tree or OrganisationKind.UNIT, said.path))
            kind = here.kind if here else tree or OrganisationKind.UNIT
            if here is None and kind is OrganisationKind.UNIT:
                kind = kind_by_name(said.name, root=not above)
        self._kinds[said.row.number] = kind
        first = self._listed.setdefault((family(kind), said.path), said)
        if first is not said:
            said.row.refuse("path" if "path" in said.row.values else "name", f"与{first.row.place}重复")
        elif family(kind) is OrganisationKind.UNIT and above and not self._may_be_unit(above):
            said.row.refuse("parent", "单位和班组的上级应是单位或班组")

    def _places(self, path: str) -> list[Place]:
        """Where a path stands, in the list or on the books; units first."""
        trees = dict.fromkeys((OrganisationKind.UNIT, *map(family, OrganisationKind)))
        listed = [(tree, path) for tree in trees if (tree, path) in self._listed]
        return listed or [(tree, path) for tree in trees if (tree, path) in self._at]

    def _may_be_unit(self, path: str) -> bool:
        places = self._places(path)
        return not places or places[0][0] is OrganisationKind.UNIT

    def _judged(self, said: Said) -> ImportRow:
        if said.row.problems:
            return _refused(said)
        assert said.path is not None
        kind, above = self._kinds[said.row.number], said.path.rpartition(SEPARATOR)[0]
        tree = family(kind)
        parent = self._parent(tree, above)
        if parent is not None and (row := self._listed.get(parent)) is not None and row.row.problems:
            said.row.refuse("parent", f"上级在{row.row.place}，那一行有误")
            return _refused(said)
        parent_id = None if parent is None else self._target[parent]
        known = self._found(said, tree, parent, parent_id)
        values: dict[str, Any] = {"place": (tree, said.path), "kind": kind, "parent": parent, "parent_id": parent_id}
        values["above"] = self._made_above.get(parent, ()) if parent else ()
        if "position" in said.row.values:
            values["position"] = said.row.values["position"]
        self._target[tree, said.path] = None if known is None else known.id
        if known is None:
            return _row(said, Verdict.NEW, values)
        self._parents[known.id] = parent_id
        if parent is not None and self._circles(known.id):
            said.row.refuse("parent", "上级在它自己之下")
            return _refused(said)
        if parent is not None and known.parent_id != parent_id and parent[0] is not tree:
            said.row.refuse("parent", "只能移到同类的组织之下")
            return _refused(said)
        changes = self._changes(known, values, above, moved=known.parent_id != parent_id)
        return _row(said, Verdict.CHANGED if changes else Verdict.UNCHANGED, values, known.id, changes)

    def _parent(self, tree: OrganisationKind, above: str) -> Place | None:
        """The place above; what stands neither in the list nor on the books will have to be made."""
        if not above:
            return None
        places = self._places(above)
        place = next((place for place in places if place[0] is tree), places[0] if places else (tree, above))
        if place not in self._target:
            known = self._at.get(place)
            self._target[place] = None if known is None else known.id
            if known is None:
                higher = self._parent(place[0], above.rpartition(SEPARATOR)[0])
                self._made_above[place] = (*(self._made_above.get(higher, ()) if higher else ()), place)
        return place

    def _found(self, said: Said, tree: OrganisationKind, parent: Place | None, parent_id: int | None) -> _Known | None:
        """The organisation on the books that a row is about."""
        if parent is None or parent_id is not None:
            known = self._below.get((parent_id, tree, said.name))
            if known is not None:
                return known
        others = [n for n in self._by_name.get((tree, said.name), ()) if (tree, n.full_name) not in self._listed]
        if len(others) != 1 or self._homeless[tree, said.name] != 1:
            return None
        old = None if others[0].parent_id is None else self._known[others[0].parent_id]
        named = old is None or (family(old.kind), old.full_name) in self._listed
        return others[0] if named else None

    def _circles(self, node_id: int) -> bool:
        """Whether, as the list has it so far, a node is above itself."""
        at: int | None = node_id
        for _ in range(len(self._known) + 1):
            at = self._parents[at] if at in self._parents else None if at is None else self._known[at].parent_id
            if at is None or at == node_id:
                return at is not None
        return True

    def _changes(self, known: _Known, values: dict[str, Any], above: str, *, moved: bool) -> tuple[FieldChange, ...]:
        changes = []
        if moved:
            old = "" if known.parent_id is None else self._known[known.parent_id].full_name
            changes.append(FieldChange("parent", "上级", old, above))
        if values["kind"] != known.kind:
            changes.append(FieldChange("kind", "类型", known.kind.label, values["kind"].label))
        if values.get("position", known.position) != known.position:
            changes.append(FieldChange("position", "顺序", shown(known.position), shown(values["position"])))
        return tuple(changes)


def _depth(said: Said) -> int:
    return (said.path or "").count(SEPARATOR)


def _last(path: str) -> str:
    return path.rpartition(SEPARATOR)[2]


def _refused(said: Said) -> ImportRow:
    return ImportRow(said.row.number, Verdict.ERROR, "", said.path or said.name, problems=tuple(said.row.problems))


def _row(
    said: Said,
    verdict: Verdict,
    values: dict[str, Any],
    target: int | None = None,
    changes: Sequence[FieldChange] = (),
) -> ImportRow:
    return ImportRow(said.row.number, verdict, "", said.path or said.name, values, target, tuple(changes))
