"""People: listing, looking at, adding, changing and removing them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.database.history import note_viewed
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, RecordKeptError, RecordMissingError
from culture_desktop.models import (
    Activity,
    ExtraField,
    Honour,
    ListSource,
    Membership,
    Nomination,
    Organisation,
    Participation,
    Person,
    Veto,
)
from culture_desktop.rules import masking, names, resident_id
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import require_unit
from culture_desktop.services.people import contacts, queries
from culture_desktop.services.people.derived import derived_columns
from culture_desktop.services.people.postings import note_moves, placement
from culture_desktop.services.people.rows import (
    Contact,
    HonourRow,
    MembershipRow,
    ParticipationRow,
    PeopleQuery,
    PersonDetail,
    PersonDraft,
    PersonRow,
)
from culture_desktop.services.people.search import PeopleIndex
from culture_desktop.services.results import Done, Topic, taken_along
from culture_desktop.vocabulary import Attendance, Layer

_LONGEST = 64
_LONGEST_PHONE = 32
_NAMES_IN_A_SENTENCE = 5


class PeopleService:
    """One method, one intention of the user about people."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = PeopleIndex(database)

    def rows(
        self, query: PeopleQuery, year: int, *, offset: int = 0, limit: int | None = None
    ) -> tuple[PersonRow, ...]:
        """People of a query in its order; ``year`` is the one whose participations are counted."""
        with self._database.read() as session:
            # The page is cut before anything is counted: sorted together, the counts would be made for everybody.
            page = queries.ids_statement(session, query).offset(offset).limit(limit)
            return queries.rows_where(session, Person.id.in_(page), year, query)

    def count(self, query: PeopleQuery) -> int:
        """How many people a query finds."""
        return self._index.count(query)

    def ids(self, query: PeopleQuery) -> tuple[int, ...]:
        """The ids a query finds, in its order; what Ctrl+A selects, and what each key in the search field asks for."""
        return self._index.ids(query)

    def warm(self, query: PeopleQuery) -> None:
        """Make ready for searching among the people of a query; takes a moment with many, so it is for a worker."""
        self._index.warm(query)

    def extra_fields(self) -> tuple[str, ...]:
        """The names of the fields this unit keeps beside the program's own, in their order."""
        with self._database.read() as session:
            return tuple(session.scalars(select(ExtraField.name).order_by(ExtraField.position, ExtraField.id)))

    def sources(self) -> dict[int, str]:
        """The lists people came with, by id."""
        with self._database.read() as session:
            came_with = select(Person.source_id)
            found = select(ListSource.id, ListSource.name).where(ListSource.id.in_(came_with))
            return dict(session.execute(found.order_by(ListSource.name)).all())

    def id_of(self, number: str) -> int:
        """The id behind a staff number, or RecordMissingError."""
        with self._database.read() as session:
            found = session.scalar(select(Person.id).where(Person.number == number))
        if found is None:
            raise RecordMissingError(what="人员", key=number)
        return found

    def detail(self, person_id: int, year: int) -> PersonDetail:
        """All of one person, numbers masked; layer counts and hours are of the year asked for."""
        with self._database.read() as session:
            person = require_person(session, person_id)
            unit = None if person.unit_id is None else session.get(Organisation, person.unit_id)
            taken_part = _participations(session, person_id)
            this_year = [p for p in taken_part if p.day.year == year and p.attendance == Attendance.ATTENDED]
            return PersonDetail(
                id=person.id,
                draft=contacts.masked(_entered(person)),
                unit="" if unit is None else unit.name,
                unit_full_name="" if unit is None else unit.full_name,
                extra={str(key): masking.in_text(str(value)) for key, value in person.extra.items()},
                memberships=_memberships(session, person_id),
                participations=taken_part,
                honours=_honours(session, person_id),
                layer_counts={layer: sum(p.layer == layer for p in this_year) for layer in Layer},
                hours=sum((p.hours or Decimal(0) for p in this_year), Decimal(0)),
            )

    def reveal(self, person_id: int) -> Done[Contact]:
        """The whole phone and resident ID of a person; that they were looked at stands in the history."""
        with self._database.begin("查看完整身份证号和电话") as session:
            person = require_person(session, person_id)
            whole = Contact(person.phone, person.resident_id)
            note_viewed(session, [person_id])
        return Done(whole, frozenset(), "已显示完整号码，记入历史")

    def create(self, draft: PersonDraft) -> Done[int]:
        """Add a person; raises on a number that is taken or a field that does not fit."""
        draft = _checked(draft, Contact())
        with self._database.begin("添加人员") as session:
            _require_references(session, draft, None)
            person = Person(**_columns(draft))
            session.add(person)
            session.flush()
            person_id = person.id
        return Done(person_id, frozenset({Topic.PEOPLE}), f"已添加 {draft.name}")

    def update(self, person_id: int, draft: PersonDraft, *, effective: date | None = None) -> Done[None]:
        """Replace what is entered of a person; a number that comes back masked stays as it is.

        Another unit or status holds from ``effective`` on (None: from today).
        """
        with self._database.begin("修改人员") as session:
            person = require_person(session, person_id)
            draft = _checked(draft, Contact(person.phone, person.resident_id))
            _require_references(session, draft, person_id)
            placed = placement(session, person_id, draft.unit_id, draft.status, effective or date.today())
            for name, value in (_columns(draft) | placed).items():
                setattr(person, name, value)
        return Done(None, frozenset({Topic.PEOPLE}), f"已保存 {draft.name}")

    def move(self, person_ids: Collection[int], unit_id: int, *, effective: date | None = None) -> Done[int]:
        """Place people in another unit or team from a day on (None: from today); returns how many there are of them."""
        with self._database.begin("调动人员") as session:
            unit = require_unit(session, unit_id).name
            count = session.scalar(select(func.count(Person.id)).where(is_any_of(Person.id, person_ids))) or 0
            note_moves(session, dict.fromkeys(person_ids, unit_id), effective or date.today())
        return Done(count, frozenset({Topic.PEOPLE}), f"已将 {count} 人调入“{unit}”")

    def delete(self, person_ids: Collection[int]) -> Done[int]:
        """Remove people with their participations and memberships; all or none.

        Raises RecordKeptError when someone has honours or stands in a selection: those must stay provable.
        """
        with self._database.begin("删除人员") as session:
            wanted = is_any_of(Person.id, person_ids)
            if held := _held_by_awards(session, wanted):
                raise RecordKeptError(
                    what="人员", name=listed(held), records="荣誉或评选记录", instead="人已离开的，请将状态改为离职。"
                )
            gone = session.scalars(select(Person.name).where(wanted)).all()
            theirs = is_any_of(Participation.person_id, person_ids)
            records = session.scalar(select(func.count()).select_from(Participation).where(theirs)) or 0
            session.execute(delete(Person).where(wanted))
        who = gone[0] if len(gone) == 1 else f"{len(gone)} 人"
        sentence = f"已删除 {who}{taken_along((records, '条参与记录'))}"
        return Done(len(gone), frozenset({Topic.PEOPLE, Topic.ACTIVITIES}), sentence)


def listed(people: Iterable[str]) -> str:
    """A few names for a sentence: ``甲、乙等 7 人``."""
    every = list(people)
    shown = "、".join(every[:_NAMES_IN_A_SENTENCE])
    return shown if len(every) <= _NAMES_IN_A_SENTENCE else f"{shown}等 {len(every)} 人"


def require_person(session: Session, person_id: int) -> Person:
    """The person, or RecordMissingError."""
    person = session.get(Person, person_id)
    if person is None:
        raise RecordMissingError(what="人员", key=person_id)
    return person


def _held_by_awards(session: Session, wanted: ColumnElement[bool]) -> Sequence[str]:
    """Names of those whom an honour, a nomination or a veto refers to."""
    referring = (Honour.person_id, Nomination.person_id, Veto.person_id)
    of_awards = or_(*(Person.id.in_(select(column).where(column.is_not(None))) for column in referring))
    return session.scalars(select(Person.name).where(wanted, of_awards).order_by(Person.number)).all()


def _entered(person: Person) -> PersonDraft:
    return PersonDraft(**{field.name: getattr(person, field.name) for field in fields(PersonDraft)})


def _checked(draft: PersonDraft, stored: Contact) -> PersonDraft:
    """The draft in standard form, or the error of its first field that does not fit."""
    draft = replace(
        draft,
        number=draft.number.strip(),
        name=names.normalise(draft.name),
        phone=(draft.phone or "").strip() or None,
        resident_id=(draft.resident_id or "").strip() or None,
        position=draft.position.strip(),
    )
    draft = contacts.unmasked(draft, stored)
    for title, value, least, most in (
        ("工号", draft.number, 1, _LONGEST),
        ("姓名", draft.name, 1, _LONGEST),
        ("电话", draft.phone or "", 0, _LONGEST_PHONE),
        ("岗位", draft.position, 0, _LONGEST),
    ):
        if not least <= len(value) <= most:
            raise InvalidFieldError(field=title, value=value[:most], expected=f"{least} 到 {most} 个字")
    if draft.birth_date and draft.hire_date and draft.birth_date >= draft.hire_date:
        raise InvalidFieldError(field="入职日期", value=draft.hire_date, expected="晚于出生日期的日期")
    if draft.hire_date and draft.contract_ends and draft.contract_ends <= draft.hire_date:
        raise InvalidFieldError(field="合同到期日", value=draft.contract_ends, expected="晚于入职日期的日期")
    if draft.resident_id:
        return replace(draft, resident_id=resident_id.check(draft.resident_id).number)
    return draft


def _columns(draft: PersonDraft) -> dict[str, object]:
    entered: dict[str, object] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    return entered | derived_columns(draft.number, draft.name, draft.phone)


def _require_references(session: Session, draft: PersonDraft, own_id: int | None) -> None:
    """Raise unless the numbers are free and the unit is one that people are placed in."""
    for title, column, value, shown in (
        ("工号", Person.number, draft.number, draft.number),
        # Only the end is shown: an error's sentence may reach a log.
        ("身份证号", Person.resident_id, draft.resident_id, f"尾号 {(draft.resident_id or '')[-4:]}"),
    ):
        if value is None:
            continue
        holder = session.execute(select(Person.id, Person.name).where(column == value)).one_or_none()
        if holder is not None and holder.id != own_id:
            raise DuplicateNumberError(what=title, number=shown, holder=holder.name)
    if draft.unit_id is not None:
        require_unit(session, draft.unit_id)


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
        select(
            Activity.code,
            Activity.title,
            Activity.starts,
            Activity.layer,
            Participation.attendance,
            Participation.hours,
            Participation.result,
        )
        .join(Participation, Participation.activity_id == Activity.id)
        .where(Participation.person_id == person_id)
        .order_by(Activity.starts.desc(), Activity.code.desc())
    )
    return tuple(
        ParticipationRow(code, title, starts.date(), layer, attendance, hours, result)
        for code, title, starts, layer, attendance, hours, result in session.execute(statement)
    )


def _honours(session: Session, person_id: int) -> tuple[HonourRow, ...]:
    statement = select(Honour.title, Honour.granted_on).where(Honour.person_id == person_id)
    return tuple(HonourRow(*row) for row in session.execute(statement.order_by(Honour.granted_on.desc(), Honour.id)))
