"""Importing organisations of every kind with their trees."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import ChoiceInvalidError
from culture_desktop.models import Organisation
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.organisation_list import OrganisationList, Place
from culture_desktop.services.imports.organisation_rows import PARSERS, family
from culture_desktop.services.imports.preview import SHEET_STRIDE, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.organisations import SEPARATOR, NewNode, add_nodes, rehang
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import ListKind

_WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})


class OrganisationImportService(ListImport):
    """Trees of organisations in: units and teams, party, union, league and women's organisations, partners."""

    kind = ListKind.ORGANISATION
    intention = "导入组织"
    topics = frozenset({Topic.PEOPLE})
    needs_one_of = ("name", "path")

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return PARSERS

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return OrganisationList(session, source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        return stamp_of(session, Organisation)

    @override
    def _new_units(self, rows: Sequence[ImportRow]) -> tuple[str, ...]:
        return tuple(path for _, path in _unlisted(rows))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        unlisted = _unlisted(rows)
        written = [row for row in rows if row.verdict in _WRITTEN]
        steps = [*(_Step(place, None) for place in unlisted), *(_Step(row.values["place"], row) for row in written)]
        trees, done = _Trees(session), 0
        for _, level in groupby(sorted(steps, key=_Step.depth), key=_Step.depth):
            progress(done, len(steps), "正在写入")
            done += trees.write(list(level))
        return len(unlisted)

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已导入 {report.new + report.changed + report.units:,} 个组织"


class _Step(NamedTuple):
    """One organisation to be made or changed; without a row it is made because others hang below it."""

    place: Place
    row: ImportRow | None

    def depth(self) -> int:
        """Parents come first."""
        return self.place[1].count(SEPARATOR)


class _Trees:
    """The organisations while a list is written, level by level."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._nodes = {node.id: node for node in session.scalars(select(Organisation))}
        self._at = {(family(node.kind), node.full_name): node for node in self._nodes.values()}
        self._by_path = {path: node for (_, path), node in self._at.items()}
        self._made: dict[Place, Organisation] = {}

    def write(self, level: Sequence[_Step]) -> int:
        """Make and change the organisations of a level; returns how many."""
        new = [step for step in level if step.row is None or step.row.verdict is Verdict.NEW]
        self._made |= zip(
            (step.place for step in new), add_nodes(self._session, list(map(self._new, new))), strict=True
        )
        for step in level:
            if step.row is not None:
                self._change(step.row)
        return len(level)

    def _new(self, step: _Step) -> NewNode:
        tree, path = step.place
        above, _, name = path.rpartition(SEPARATOR)
        if step.row is not None:
            return name, step.row.values["kind"], self._parent(step.row)
        return name, tree, self._made.get((tree, above)) or self._at.get((tree, above)) or self._by_path.get(above)

    def _change(self, row: ImportRow) -> None:
        values, changed = row.values, {change.key for change in row.changes}
        node = self._made[values["place"]] if row.target is None else self._nodes[row.target]
        if "parent" in changed:
            rehang(self._session, node, self._parent(row))
        if "kind" in changed:
            node.kind = values["kind"]
        if "position" in values:
            node.position = values["position"]

    def _parent(self, row: ImportRow) -> Organisation | None:
        parent, parent_id = row.values["parent"], row.values["parent_id"]
        if parent is None:
            return None
        node = self._made.get(parent) if parent_id is None else self._nodes[parent_id]
        if node is None:
            raise ChoiceInvalidError(place=f"第 {row.row % SHEET_STRIDE} 行", reason=f"它的上级“{parent[1]}”没有选中")
        return node


def _unlisted(rows: Iterable[ImportRow]) -> tuple[Place, ...]:
    """The organisations that the rows hang below and that neither the list nor the books have, from the top down."""
    written = (row for row in rows if row.verdict in _WRITTEN)
    return tuple(dict.fromkeys(place for row in written for place in row.values["above"]))
