"""Importing who belongs to which party, union, league or women's organisation."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from culture_desktop.models import Membership, Organisation, Person
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.imports.list_import import ListImport, rows_to
from culture_desktop.services.imports.membership_list import HeldMemberships, MembershipList, organisations_of, parsers
from culture_desktop.services.imports.named_organisations import NamedOrganisations
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.imports.unit_questions import UnitDecision
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import ListKind, MembershipRole

_BLANK: dict[str, Any] = {"role": MembershipRole.MEMBER, "starts": None, "ends": None}
_COLUMNS = ("organisation_id", *_BLANK)


class MembershipImportService(ListImport):
    """Members of organisations beside the administrative ones."""

    kind = ListKind.MEMBERSHIP
    intention = "导入组织关系"
    topics = frozenset({Topic.PEOPLE})

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return parsers(organisations_of(session))

    @override
    def _named(self, session: Session, decisions: Mapping[str, UnitDecision]) -> NamedOrganisations:
        return organisations_of(session, decisions)

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return MembershipList(session, source, organisations_of(session)).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        return stamp_of(session, Person, Organisation, Membership)

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        progress(0, len(rows), "正在写入")
        held = HeldMemberships(session)
        if new := [_new(row) for row in rows_to(rows, Verdict.NEW)]:
            session.execute(insert(Membership), new)
        changed = []
        for row in rows_to(rows, Verdict.CHANGED):
            assert row.target is not None
            spell = held.meant(row.target, row.values)
            assert spell is not None
            changed.append({"id": spell.id} | {key: row.values.get(key, getattr(spell, key)) for key in _BLANK})
        if changed:
            moment = {"changed_at": datetime.now()}
            session.execute(update(Membership), [values | moment for values in changed])
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已登记 {report.new + report.changed:,} 条组织关系"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.target, *(row.values.get(key) for key in ("organisation_id", "role", "starts"))


def _new(row: ImportRow) -> dict[str, Any]:
    return {"person_id": row.target, **{key: row.values.get(key, _BLANK.get(key)) for key in _COLUMNS}}
