"""One field of several people set at once, after a look at what that changes; the same for a cell edited in the list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import Organisation, Person
from culture_desktop.rules.masking import in_text
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import require_unit
from culture_desktop.services.people.fields import FieldKind, PersonField, field_of
from culture_desktop.services.people.postings import note_moves, note_statuses
from culture_desktop.services.people.row_values import OPEN_END, OPEN_WORDS
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Word

Entered = str | int | date | bool | Word | None
DATED = frozenset({"unit", "status"})
"""Fields whose changes hold from a day on, which the user is to say."""
_PERSON = cast(Table, Person.__table__)
_LONGEST = 64
_LONGEST_EXTRA = 1000


@dataclass(frozen=True)
class FieldChange:
    """What one person has and gets, as people read it."""

    id: int
    number: str
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class FieldPreview:
    """Those who change, by number, and how many have the value already."""

    field: PersonField
    changes: tuple[FieldChange, ...]
    same: int


class FieldEditService:
    """Looks, then writes what was shown as one entry of the history."""

    def __init__(self, database: Database, people: PeopleService) -> None:
        self._database, self._people = database, people

    def preview(self, person_ids: Collection[int], key: str, value: Entered) -> FieldPreview:
        """What setting a field would change; raises InvalidFieldError for a value it cannot have."""
        with self._database.read() as session:
            return _preview(session, person_ids, field_of(key), value)

    def apply(
        self, person_ids: Collection[int], key: str, value: Entered, *, effective: date | None = None
    ) -> Done[int]:
        """Set a field of people who share it; returns how many changed.

        Another unit or status holds from ``effective`` on (None: from today).
        """
        field = field_of(key)
        with self._database.begin(f"批量修改{field.title}", batch=len(person_ids) > 1) as session:
            preview = _preview(session, person_ids, field, value)
            changed = [change.id for change in preview.changes]
            _write(session, changed, field, _checked(field, value), effective or date.today())
        sentence = f"已修改 {len(changed):,} 人的{field.title}"
        return Done(len(changed), frozenset({Topic.PEOPLE}), sentence)

    def edit(self, person_id: int, key: str, value: Entered, *, today: date) -> Done[int]:
        """Set a field of one person: a cell of the list. What is the person's own is checked as in the dialog."""
        field = field_of(key)
        if field.shared:
            return self.apply([person_id], key, value, effective=today)
        draft = self._people.detail(person_id, today.year).draft
        done = self._people.update(person_id, replace(draft, **{key: value}), effective=today)  # type: ignore[arg-type]  # by name
        return Done(1, done.changed, done.sentence)


def _preview(session: Session, person_ids: Collection[int], field: PersonField, value: Entered) -> FieldPreview:
    value = _checked(field, value)
    if field.kind is FieldKind.UNIT and value is not None:
        require_unit(session, int(cast(int, value)))
    new = _words(session, field, value)
    column: Any = Person.extra if field.extra_name else Person.unit_id if field.key == "unit" else _column(field)
    found = session.execute(
        select(Person.id, Person.number, Person.name, column, Organisation.full_name)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(is_any_of(Person.id, person_ids))
        .order_by(Person.number)
    ).all()
    changes = []
    for key, number, name, held, unit in found:
        old = held.get(field.extra_name, "") if field.extra_name else held
        if (old or None) != (value or None) or (old is False) != (value is False):
            words = (unit or "") if field.key == "unit" else _words(session, field, old)
            changes.append(FieldChange(key, number, name, words, new))
    return FieldPreview(field, tuple(changes), len(found) - len(changes))


def _column(field: PersonField) -> Any:
    return getattr(Person, field.key)


def _words(session: Session, field: PersonField, value: Entered) -> str:
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.FLAG:
        return "是" if value else "否"
    if field.kind is FieldKind.UNIT:
        return session.scalar(select(Organisation.full_name).where(Organisation.id == value)) or ""
    if value == OPEN_END:
        return OPEN_WORDS
    if field.extra_name:
        return in_text(str(value))
    return value.label if isinstance(value, Word) else str(value)


def _checked(field: PersonField, value: Entered) -> Entered:
    """The value as it is stored."""
    if not field.shared:
        raise InvalidFieldError(field=field.title, value="", expected="各人共有的一栏，这一栏每人不同")
    if isinstance(value, str) and not isinstance(value, Word):
        value = value.strip()
        longest = _LONGEST_EXTRA if field.extra_name else _LONGEST
        if len(value) > longest:
            raise InvalidFieldError(field=field.title, value=f"{value[:10]}…", expected=f"{longest} 个字以内")
    if field.required and value is None:
        raise InvalidFieldError(field=field.title, value="", expected="列表里的一项")
    return value


def _write(session: Session, ids: Sequence[int], field: PersonField, value: Entered, effective: date) -> None:
    if field.key == "unit":
        note_moves(session, dict.fromkeys(ids, cast("int | None", value)), effective)
    elif field.key == "status":
        note_statuses(session, dict.fromkeys(ids, cast(Any, value)), effective)
    elif field.extra_name:
        _write_extra(session, ids, field.extra_name, str(value or ""))
    else:
        _check_days(session, ids, field, value)
        session.execute(update(Person).where(is_any_of(Person.id, ids)).values({field.key: value}))


def _write_extra(session: Session, ids: Sequence[int], name: str, value: str) -> None:
    held: Mapping[int, dict[str, Any]] = dict(
        session.execute(select(Person.id, Person.extra).where(is_any_of(Person.id, ids))).all()
    )
    rows = [{"key": key, "new": _with(extra, name, value)} for key, extra in held.items()]
    if rows:
        session.execute(update(_PERSON).where(_PERSON.c.id == bindparam("key")).values(extra=bindparam("new")), rows)


def _with(extra: Mapping[str, Any], name: str, value: str) -> dict[str, Any]:
    others = {key: held for key, held in extra.items() if key != name}
    return {**others, name: value} if value else others


def _check_days(session: Session, ids: Sequence[int], field: PersonField, value: Entered) -> None:
    """Nobody is hired before being born: the first one for whom the day does not fit is named."""
    if not isinstance(value, date) or field.key not in ("birth_date", "hire_date"):
        return
    unfit = Person.hire_date <= value if field.key == "birth_date" else Person.birth_date >= value
    who = session.scalar(select(Person.name).where(is_any_of(Person.id, ids), unfit).order_by(Person.number).limit(1))
    if who is not None:
        expected = f"早于{who}入职的日期" if field.key == "birth_date" else f"晚于{who}出生的日期"
        raise InvalidFieldError(field=field.title, value=value, expected=expected)
