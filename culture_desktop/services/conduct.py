"""Conduct records of people: what they did well or badly, by the norms of the unit. Wrong ones are reversed, not deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from culture_desktop.database import Database
from culture_desktop.errors import ConductReversedError, InvalidFieldError, RecordMissingError
from culture_desktop.models import ConductRecord, Organisation, Person
from culture_desktop.services.people.service import require_person
from culture_desktop.services.results import Done, Topic

MOST_POINTS = Decimal(1000)
LONGEST_NORM = 128
_LONGEST_EVIDENCE = 1000
_CHANGED = frozenset({Topic.PEOPLE})


@dataclass(frozen=True, slots=True)
class ConductDraft:
    """What is entered of a record. ``points`` are signed, to two decimals."""

    happened_on: date
    norm: str
    points: Decimal
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ConductRow:
    """One record. ``reverses`` is set on a reversal, ``reversed_by`` on what was reversed; both are ids."""

    id: int
    person_id: int
    number: str
    name: str
    unit: str
    happened_on: date
    norm: str
    points: Decimal
    evidence: str
    reverses: int | None
    reversed_by: int | None

    @property
    def stands(self) -> bool:
        """Whether it counts by itself: neither reversed nor a reversal."""
        return self.reverses is None and self.reversed_by is None


class ConductService:
    """Reading, adding and reversing records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def records(self, person_id: int) -> tuple[ConductRow, ...]:
        """Everything on record of a person, the newest first; the points of what was reversed cancel out."""
        with self._database.read() as session:
            return rows_where(session, person_id)

    def add(self, person_id: int, draft: ConductDraft) -> Done[int]:
        """Put something on record; raises InvalidFieldError for a field that does not fit."""
        norm = draft.norm.strip()
        if not 1 <= len(norm) <= LONGEST_NORM:
            raise InvalidFieldError(field="条目", value=norm[:LONGEST_NORM], expected=f"1 到 {LONGEST_NORM} 个字")
        if not draft.points.is_finite() or abs(draft.points) > MOST_POINTS or draft.points != round(draft.points, 2):
            expected = f"-{MOST_POINTS} 到 {MOST_POINTS} 之间、至多两位小数的分值"
            raise InvalidFieldError(field="分值", value=draft.points, expected=expected)
        evidence = _checked_evidence("依据", draft.evidence)
        with self._database.begin("登记文明行为") as session:
            person = require_person(session, person_id)
            record = ConductRecord(
                person_id=person.id, happened_on=draft.happened_on, norm=norm, points=draft.points, evidence=evidence
            )
            session.add(record)
            session.flush()
            done = Done(record.id, _CHANGED, f"已为{person.name}登记“{norm}” {signed(draft.points)}")
        return done

    def reverse(self, record_id: int, reason: str, on: date) -> Done[int]:
        """Cancel a record by another with the opposite points, which keeps the reason.

        Raises ConductReversedError for one that is reversed already or is a reversal.
        """
        evidence = _checked_evidence("理由", reason)
        if not evidence:
            raise InvalidFieldError(field="理由", value="", expected="冲销的理由")
        with self._database.begin("冲销文明行为记录", reason=evidence) as session:
            record = session.get(ConductRecord, record_id)
            if record is None:
                raise RecordMissingError(what="文明行为记录", key=record_id)
            twin = session.scalar(select(ConductRecord.id).where(ConductRecord.reverses_id == record_id))
            if twin is not None or record.reverses_id is not None:
                raise ConductReversedError(norm=record.norm, day=record.happened_on)
            reversal = ConductRecord(
                person_id=record.person_id,
                happened_on=on,
                norm=record.norm,
                points=-record.points,
                evidence=evidence,
                reverses_id=record_id,
            )
            session.add(reversal)
            session.flush()
            done = Done(reversal.id, _CHANGED, f"已冲销“{record.norm}” {signed(record.points)}")
        return done


def rows_where(session: Session, person_id: int | None = None) -> tuple[ConductRow, ...]:
    """The records of a person, or of everybody, the newest first."""
    reversal = aliased(ConductRecord)
    statement = (
        select(
            ConductRecord.id,
            ConductRecord.person_id,
            Person.number,
            Person.name,
            func.coalesce(Organisation.full_name, ""),
            ConductRecord.happened_on,
            ConductRecord.norm,
            ConductRecord.points,
            ConductRecord.evidence,
            ConductRecord.reverses_id,
            reversal.id,
        )
        .join(Person, Person.id == ConductRecord.person_id)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .outerjoin(reversal, reversal.reverses_id == ConductRecord.id)
        .order_by(ConductRecord.happened_on.desc(), ConductRecord.id.desc())
    )
    if person_id is not None:
        statement = statement.where(ConductRecord.person_id == person_id)
    return tuple(ConductRow(*row) for row in session.execute(statement))


def signed(points: Decimal) -> str:
    """``+2``, ``-1.5``, ``0``."""
    return f"{points.normalize():+f}" if points else "0"


def total(rows: Sequence[ConductRow]) -> Decimal:
    """The sum of points."""
    return sum((row.points for row in rows), Decimal(0))


def _checked_evidence(field: str, written: str) -> str:
    text = written.strip()
    if len(text) > _LONGEST_EVIDENCE:
        raise InvalidFieldError(field=field, value=f"{text[:10]}…", expected=f"{_LONGEST_EVIDENCE} 字以内的文字")
    return text
