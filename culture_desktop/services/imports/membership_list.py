"""Comparing a list of members with the memberships on the books: who is new, who ended, who got another role.

A row is about the membership that began on its day, else about the present one in that role. Where just one is present
in another role and no other row of the list speaks of it, the role has changed; otherwise it is one more.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Membership
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.named_organisations import NamedOrganisations
from culture_desktop.services.imports.preview import FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows
from culture_desktop.services.imports.unit_questions import UnitDecision
from culture_desktop.services.imports.whom import Outcome, Whom
from culture_desktop.services.imports.words import WordParser, shown
from culture_desktop.spreadsheets.values import parse_date
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, MembershipRole, OrganisationKind

_TITLES = {"role": "职务", "starts": "开始日期", "ends": "结束日期"}
_KINDS = tuple(kind for kind in OrganisationKind if kind not in ADMINISTRATIVE_KINDS)


class Held(NamedTuple):
    """A membership on the books."""

    id: int
    role: MembershipRole
    starts: date | None
    ends: date | None


class HeldMemberships:
    """The memberships on the books, by person and organisation."""

    def __init__(self, session: Session) -> None:
        columns = (getattr(Membership, name) for name in Held._fields)
        statement = select(Membership.person_id, Membership.organisation_id, *columns).order_by(Membership.id)
        self._held: dict[tuple[int, int], list[Held]] = {}
        for person_id, organisation_id, *rest in session.execute(statement):
            self._held.setdefault((person_id, organisation_id), []).append(Held(*rest))

    def meant(self, person_id: int, values: Mapping[str, Any]) -> Held | None:
        """The membership of a person that a row is about; None for one yet to be made."""
        held = self._held.get((person_id, values["organisation_id"]), [])
        role, starts, ends = (values.get(key) for key in ("role", "starts", "ends"))
        in_role = [spell for spell in held if role in (None, spell.role)]
        fitting = [spell for spell in in_role if spell.starts is None or ends is None or spell.starts <= ends]
        for same in (
            [spell for spell in in_role if starts is not None and spell.starts == starts],
            [spell for spell in fitting if spell.ends is None],
            [spell for spell in fitting if ends is not None and spell.ends == ends and starts is None],
        ):
            if same:
                return same[0]
        present = [spell for spell in held if spell.ends is None]
        return present[0] if len(present) == 1 and not in_role and values["alone"] else None


def organisations_of(session: Session, decisions: Mapping[str, UnitDecision] | None = None) -> NamedOrganisations:
    """Those that people are members of; ``decisions`` say which one a name in the list means."""
    return NamedOrganisations(session, _KINDS, decisions)


def parsers(organisations: NamedOrganisations) -> dict[str, Parser]:
    """How to read each field."""
    return {
        **whom.PARSERS,
        "organisation": organisations.parse,
        "role": WordParser(MembershipRole),
        "starts": parse_date,
        "ends": parse_date,
    }


class MembershipList:
    """Judges the rows of one list, in its order."""

    def __init__(self, session: Session, source: SourceRows, organisations: NamedOrganisations) -> None:
        self._organisations = organisations
        self._source, self._whom, self._held = source, Whom(session), HeldMemberships(session)
        said = zip(*(source.column(key) for key in ("number", "name", "organisation")), strict=True)
        self._rows_about = Counter((number or name, organisation) for number, name, organisation in said)
        self._first: dict[tuple[object, ...], int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        for cell, row in zip(self._source.cells("organisation"), map(self._judged, self._source), strict=True):
            row.notes = self._organisations.note(cell)
            yield row

    def _judged(self, row: SourceRow) -> ImportRow:
        values, meant = row.values, self._whom.meant(row)
        if "organisation" not in values:
            row.refuse("organisation", "组织为空")
        starts, ends = values.get("starts"), values.get("ends")
        if starts is not None and ends is not None and ends < starts:
            row.refuse("ends", "结束早于开始")
        written = {key: values[key] for key in _TITLES if key in values}
        if meant.person is not None and "organisation" in values:
            place = (meant.person.id, values.get("organisation"), values.get("role"), starts)
            first = self._first.setdefault(place, row.number)
            if first != row.number:
                row.refuse("name", f"与{self._source.place(first)}重复")
        about = (values.get("number") or values.get("name"), values.get("organisation"))
        written |= {"organisation_id": values.get("organisation"), "alone": self._rows_about[about] == 1}
        return self._whom.import_row(row, meant, written, lambda person_id: self._outcome(person_id, written))

    def _outcome(self, person_id: int, written: Mapping[str, Any]) -> Outcome:
        held = self._held.meant(person_id, written)
        if held is None:
            return Verdict.NEW, ()
        changes = tuple(
            FieldChange(key, title, shown(getattr(held, key)), shown(written[key]))
            for key, title in _TITLES.items()
            if key in written and written[key] != getattr(held, key)
        )
        return (Verdict.CHANGED if changes else Verdict.UNCHANGED), changes
