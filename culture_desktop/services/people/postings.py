"""Effective dates: who was in which unit when. Every change of a unit or status is written through here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from culture_desktop.models import Membership, Organisation, PastPosting, Person
from culture_desktop.rules.careers import Career, Posting
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR, in_subtree, require_organisation
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, PersonStatus

T = TypeVar("T")
_PERSON = cast(Table, Person.__table__)
_POSTING = cast(Table, PastPosting.__table__)


@dataclass(frozen=True)
class _Held:
    """A person's career as it is in the tables, and the status."""

    career: Career
    status: PersonStatus


def note_moves(session: Session, units: Mapping[int, int | None], effective: date) -> int:
    """Place people (id -> unit) in other units from a day on and keep the earlier ones as past postings.

    Writes ``unit_id`` and ``unit_since``; whoever is there already stays untouched. Returns how many moved.
    """
    return _write(session, units, lambda held, unit: _moved(held, unit, effective))


def note_statuses(session: Session, statuses: Mapping[int, PersonStatus], effective: date) -> int:
    """Give people (id -> status) another status from a day on: who leaves has a last day, who is back a new start.

    Writes ``status``, ``left_on`` and, for those who come back, ``unit_since``. Returns how many changed.
    """
    return _write(session, statuses, lambda held, status: _with_status(held, status, effective))


def placement(
    session: Session, person_id: int, unit_id: int | None, status: PersonStatus, effective: date
) -> dict[str, Any]:
    """Place one person and give a status from a day on; who comes back comes back into the unit that is new.

    Past postings are written; what comes of the person's own row is for the caller to write with the rest of it.
    """
    ((_, old),) = _held(session, (person_id,))
    new = _with_status(_moved(old, unit_id, effective), status, effective)
    postings = _Postings()
    postings.add(person_id, old.career, new.career)
    postings.write(session)
    return _columns(new)


def people_of_on(session: Session, organisation_id: int, day: date) -> ColumnElement[bool]:
    """People who were in an organisation, or below it, on a day: of units and teams those placed there then, of
    others the members of that day. The tree is the one of today."""
    node = require_organisation(session, organisation_id)
    below = select(Organisation.id).where(in_subtree(node.path))
    if node.kind in ADMINISTRATIVE_KINDS:
        earlier = select(PastPosting.person_id).where(PastPosting.unit_id.in_(below), PastPosting.ends > day)
        # Since when is not always known; nobody was there before being hired.
        hired = or_(Person.hire_date.is_(None), Person.hire_date <= day)
        known, unknown = PastPosting.starts <= day, PastPosting.starts.is_(None)
        current = and_(Person.unit_id.in_(below), _began(day), _stayed(day))
        past = or_(Person.id.in_(earlier.where(known)), and_(hired, Person.id.in_(earlier.where(unknown))))
        return or_(current, past)
    members = select(Membership.person_id).where(
        Membership.organisation_id.in_(below),
        or_(Membership.starts.is_(None), Membership.starts <= day),
        or_(Membership.ends.is_(None), Membership.ends > day),
    )
    return and_(Person.id.in_(members), here_on(day))


def units_on(day: date) -> CompoundSelect[tuple[int, int | None]]:
    """Everybody who was in a unit on a day as (person id, unit id), judged as ``people_of_on`` does."""
    hired = or_(Person.hire_date.is_(None), Person.hire_date <= day)
    current = select(Person.id, Person.unit_id).where(Person.unit_id.is_not(None), _began(day), _stayed(day))
    past = select(PastPosting.person_id, PastPosting.unit_id).join(Person, Person.id == PastPosting.person_id)
    began = or_(PastPosting.starts <= day, and_(PastPosting.starts.is_(None), hired))
    return union(current, past.where(PastPosting.ends > day, began))


def heads_on(session: Session, day: date) -> dict[str, int]:
    """How many people each unit and all below it had on a day, by full name; units without any are left out."""
    placed = units_on(day).subquery()
    person_id, unit_id = placed.c
    statement = select(Organisation.full_name, func.count(func.distinct(person_id)))
    statement = statement.join(placed, unit_id == Organisation.id).group_by(Organisation.full_name)
    found: dict[str, int] = {}
    for name, count in session.execute(statement):
        parts = name.split(SEPARATOR)
        for depth in range(1, len(parts) + 1):
            above = SEPARATOR.join(parts[:depth])
            found[above] = found.get(above, 0) + count
    return found


def here_on(day: date) -> ColumnElement[bool]:
    """People who were with us on a day, in whatever unit; whoever left on an unknown day is not counted."""
    began = or_(Person.hire_date.is_(None), Person.hire_date <= day)
    earlier = select(PastPosting.person_id).where(PastPosting.starts <= day, PastPosting.ends > day)
    return or_(and_(began, _stayed(day)), Person.id.in_(earlier))


def careers(session: Session, person_ids: Collection[int]) -> dict[int, Career]:
    """The careers of people by id."""
    return {person_id: held.career for person_id, held in _held(session, person_ids)}


def _moved(held: _Held, unit_id: int | None, effective: date) -> _Held:
    return replace(held, career=held.career.moved(unit_id, effective))


def _with_status(held: _Held, status: PersonStatus, effective: date) -> _Held:
    if status is PersonStatus.ACTIVE:
        return _Held(held.career.returned(effective), status)
    # Retired and not left is a word put right: the day stays.
    known = held.status is not PersonStatus.ACTIVE
    return _Held(held.career if known else held.career.left(effective), status)


def _began(day: date) -> ColumnElement[bool]:
    began = func.coalesce(Person.unit_since, Person.hire_date)
    return or_(began.is_(None), began <= day)


def _stayed(day: date) -> ColumnElement[bool]:
    here = and_(Person.left_on.is_(None), Person.status == PersonStatus.ACTIVE)
    return or_(here, Person.left_on > day)


def _held(session: Session, person_ids: Collection[int]) -> Iterator[tuple[int, _Held]]:
    postings: dict[int, list[Posting]] = defaultdict(list)
    columns = (PastPosting.person_id, PastPosting.unit_id, PastPosting.starts, PastPosting.ends, PastPosting.id)
    earlier = select(*columns).where(is_any_of(PastPosting.person_id, person_ids))
    for person_id, unit_id, starts, ends, key in session.execute(earlier.order_by(PastPosting.ends)):
        postings[person_id].append(Posting(unit_id, starts, ends, key))
    people = select(
        Person.id, Person.unit_id, Person.unit_since, Person.left_on, Person.created_at, Person.status
    ).where(is_any_of(Person.id, person_ids))
    for person_id, current, since, left_on, created_at, status in session.execute(people):
        career = Career(current, since, left_on, tuple(postings[person_id]), created_at.date())
        yield person_id, _Held(career, status)


def _write(session: Session, wanted: Mapping[int, T], change: Callable[[_Held, T], _Held]) -> int:
    """Write what a change makes of each person, a few statements for all of them."""
    session.flush()
    people: list[dict[str, Any]] = []
    postings = _Postings()
    for person_id, old in _held(session, wanted.keys()):
        new = change(old, wanted[person_id])
        if new == old:
            continue
        people.append({"target": person_id, "changed_at": datetime.now()} | _columns(new))
        postings.add(person_id, old.career, new.career)
    if people:
        values: dict[str, Any] = {name: bindparam(name) for name in people[0] if name != "target"}
        session.connection().execute(update(_PERSON).where(_PERSON.c.id == bindparam("target")).values(values), people)
        postings.write(session)
        session.expire_all()  # what was read of these people before is no longer so
    return len(people)


def _columns(held: _Held) -> dict[str, Any]:
    """What a career and a status come to in a person's row."""
    career = held.career
    return {
        "unit_id": career.unit_id,
        "unit_since": career.since,
        "left_on": career.left_on,
        "status": held.status,
    }


class _Postings:
    """What changes in the table of past postings."""

    def __init__(self) -> None:
        self._new: list[dict[str, Any]] = []
        self._shorter: list[dict[str, Any]] = []
        self._gone: list[int] = []

    def add(self, person_id: int, old: Career, new: Career) -> None:
        """Note what differs between two careers of a person."""
        kept = {posting.id: posting for posting in new.past if posting.id is not None}
        for posting in old.past:
            if posting.id not in kept:
                assert posting.id is not None
                self._gone.append(posting.id)
            elif kept[posting.id] != posting:
                self._shorter.append({"target": posting.id, "ends": kept[posting.id].ends})
        for posting in new.past:
            if posting.id is None:
                values = {"unit_id": posting.unit_id, "starts": posting.starts, "ends": posting.ends}
                self._new.append({"person_id": person_id, **values})

    def write(self, session: Session) -> None:
        """Write it."""
        if self._gone:
            session.execute(delete(PastPosting).where(is_any_of(PastPosting.id, self._gone)))
        if self._shorter:
            shorten = update(_POSTING).where(_POSTING.c.id == bindparam("target"))
            shorten = shorten.values(ends=bindparam("ends"), changed_at=datetime.now())
            session.connection().execute(shorten, self._shorter)
        if self._new:
            session.execute(insert(PastPosting), self._new)
