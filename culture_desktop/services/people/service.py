"""People: listing, looking at, adding, changing and removing them."""

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, RecordInUseError, RecordMissingError
from culture_desktop.models import (
    Activity,
    Honour,
    Membership,
    Nomination,
    Organisation,
    Participation,
    Person,
)
from culture_desktop.rules import resident_id
from culture_desktop.services.organisations import require_organisation
from culture_desktop.services.people import queries
from culture_desktop.services.people.derived import derived_columns
from culture_desktop.services.people.rows import (
    HonourRow,
    MembershipRow,
    ParticipationRow,
    PeopleQuery,
    PersonDetail,
    PersonDraft,
    PersonRow,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Attendance, Layer

_LONGEST = 64
_NAMES_IN_A_SENTENCE = 5


class PeopleService:
    """One method, one intention of the user about people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(
        self, query: PeopleQuery, year: int, *, offset: int = 0, limit: int | None = None
    ) -> tuple[PersonRow, ...]:
        """People of a query in its order; ``year`` is the one whose participations are counted."""
        with self._database.read() as session:
            statement = queries.row_statement(year).where(*queries.conditions(session, query))
            statement = queries.ordered(statement, query).offset(offset).limit(limit)
            return tuple(map(queries.person_row, session.execute(statement)))

    def count(self, query: PeopleQuery) -> int:
        """How many people a query finds."""
        with self._database.read() as session:
            statement = select(func.count(Person.id)).outerjoin(Organisation, Organisation.id == Person.unit_id)
            return session.scalar(statement.where(*queries.conditions(session, query))) or 0

    def ids(self, query: PeopleQuery) -> tuple[int, ...]:
        """The ids a query finds, in its order; what Ctrl+A selects."""
        with self._database.read() as session:
            statement = select(Person.id).outerjoin(Organisation, Organisation.id == Person.unit_id)
            statement = statement.where(*queries.conditions(session, query))
            return tuple(session.scalars(queries.ordered(statement, query)))

    def id_of(self, number: str) -> int:
        """The id behind a staff number, or RecordMissingError."""
        with self._database.read() as session:
            found = session.scalar(select(Person.id).where(Person.number == number))
        if found is None:
            raise RecordMissingError(what="人员", key=number)
        return found

    def detail(self, person_id: int, year: int) -> PersonDetail:
        """All of one person; layer counts and hours are of the year asked for."""
        with self._database.read() as session:
            person = _require_person(session, person_id)
            unit = None if person.unit_id is None else session.get(Organisation, person.unit_id)
            taken_part = _participations(session, person_id)
            this_year = [p for p in taken_part if p.day.year == year and p.attendance == Attendance.ATTENDED]
            return PersonDetail(
                id=person.id,
                draft=PersonDraft(**{field.name: getattr(person, field.name) for field in fields(PersonDraft)}),
                unit="" if unit is None else unit.name,
                unit_full_name="" if unit is None else unit.full_name,
                extra={str(key): str(value) for key, value in person.extra.items()},
                memberships=_memberships(session, person_id),
                participations=taken_part,
                honours=_honours(session, person_id),
                layer_counts={layer: sum(p.layer == layer for p in this_year) for layer in Layer},
                hours=sum((p.hours or Decimal(0) for p in this_year), Decimal(0)),
            )

    def create(self, draft: PersonDraft) -> Done[int]:
        """Add a person; raises on a number that is taken or a field that does not fit."""
        draft = _checked(draft)
        with self._database.begin() as session:
            _require_free(session, draft, None)
            person = Person(**_columns(draft))
            session.add(person)
            session.flush()
            person_id = person.id
        return Done(person_id, frozenset({Topic.PEOPLE}), f"已添加 {draft.name}")

    def update(self, person_id: int, draft: PersonDraft) -> Done[None]:
        """Replace what is entered of a person."""
        draft = _checked(draft)
        with self._database.begin() as session:
            person = _require_person(session, person_id)
            _require_free(session, draft, person_id)
            for name, value in _columns(draft).items():
                setattr(person, name, value)
        return Done(None, frozenset({Topic.PEOPLE}), f"已保存 {draft.name}")

    def move(self, person_ids: Collection[int], unit_id: int) -> Done[int]:
        """Place people in another unit."""
        with self._database.begin() as session:
            unit = require_organisation(session, unit_id).name
            people = session.scalars(select(Person).where(Person.id.in_(person_ids))).all()
            for person in people:
                person.unit_id = unit_id
        return Done(len(people), frozenset({Topic.PEOPLE}), f"已将 {len(people)} 人调入“{unit}”")

    def delete(self, person_ids: Collection[int]) -> Done[int]:
        """Remove people with their participations; all or none.

        Raises RecordInUseError when someone has honours or stands in a selection: those must stay provable.
        """
        with self._database.begin() as session:
            people = session.scalars(select(Person).where(Person.id.in_(person_ids))).all()
            held = session.scalars(
                select(Person.name)
                .where(Person.id.in_(person_ids))
                .where(
                    Person.id.in_(select(Honour.person_id).where(Honour.person_id.is_not(None)))
                    | Person.id.in_(select(Nomination.person_id).where(Nomination.person_id.is_not(None)))
                )
            ).all()
            if held:
                raise RecordInUseError(what="人员", name=listed(held), users="荣誉或评选记录")
            session.execute(delete(Person).where(Person.id.in_(person_ids)))
        sentence = f"已删除 {people[0].name}" if len(people) == 1 else f"已删除 {len(people)} 人"
        return Done(len(people), frozenset({Topic.PEOPLE, Topic.ACTIVITIES}), sentence)


def listed(names: Iterable[str]) -> str:
    """A few names for a sentence: ``甲、乙等 7 人``."""
    every = list(names)
    shown = "、".join(every[:_NAMES_IN_A_SENTENCE])
    return shown if len(every) <= _NAMES_IN_A_SENTENCE else f"{shown}等 {len(every)} 人"


def _require_person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise RecordMissingError(what="人员", key=person_id)
    return person


def _checked(draft: PersonDraft) -> PersonDraft:
    """The draft in standard form, or the error of its first field that does not fit."""
    for title, value in (("工号", draft.number), ("姓名", draft.name)):
        if not value.strip() or len(value) > _LONGEST:
            raise InvalidFieldError(field=title, value=value[:_LONGEST], expected=f"1 到 {_LONGEST} 个字")
    if draft.birth_date and draft.hire_date and draft.birth_date >= draft.hire_date:
        raise InvalidFieldError(field="入职日期", value=draft.hire_date, expected="晚于出生日期的日期")
    if draft.resident_id:
        return replace(draft, resident_id=resident_id.check(draft.resident_id).number)
    return draft


def _columns(draft: PersonDraft) -> dict[str, object]:
    entered: dict[str, object] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    return entered | derived_columns(draft.number, draft.name, draft.phone)


def _require_free(session: Session, draft: PersonDraft, own_id: int | None) -> None:
    for title, column, value in (
        ("工号", Person.number, draft.number),
        ("身份证号", Person.resident_id, draft.resident_id),
    ):
        if value is None:
            continue
        holder = session.execute(select(Person.id, Person.name).where(column == value)).one_or_none()
        if holder is not None and holder.id != own_id:
            raise DuplicateNumberError(what=title, number=value, holder=holder.name)


def _memberships(session: Session, person_id: int) -> tuple[MembershipRow, ...]:
    statement = (
        select(Organisation.full_name, Membership.role, Membership.starts, Membership.ends)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.id)
    )
    return tuple(MembershipRow(*row) for row in session.execute(statement))


def _participations(session: Session, person_id: int) -> tuple[ParticipationRow, ...]:
    statement = (
        select(Activity, Participation)
        .join(Participation, Participation.activity_id == Activity.id)
        .where(Participation.person_id == person_id)
        .order_by(Activity.starts.desc())
    )
    return tuple(
        ParticipationRow(a.code, a.title, a.starts.date(), a.layer, p.attendance, p.hours, p.result)
        for a, p in session.execute(statement)
    )


def _honours(session: Session, person_id: int) -> tuple[HonourRow, ...]:
    statement = select(Honour.title, Honour.granted_on).where(Honour.person_id == person_id)
    return tuple(HonourRow(*row) for row in session.execute(statement.order_by(Honour.granted_on.desc())))
