"""Conditions and orders on people as SQL."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, false, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from culture_desktop.models import Activity, Honour, ListSource, Membership, Organisation, Participation, Person
from culture_desktop.rules.spans import add_years
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import people_of
from culture_desktop.services.people.conditions import Condition, Operator
from culture_desktop.services.people.fields import EXTRA, FieldKind, PersonField, field_of
from culture_desktop.services.people.rows import PeopleSort
from culture_desktop.vocabulary import Attendance

Test = ColumnElement[bool]
_SINCE = {"age": Person.birth_date, "seniority": Person.hire_date}  # years are counted from these days
_OPEN_END = date.max  # 无固定期限
_EMPTY_MIDDLE = "0000"  # stands for the middle character that a two-character name lacks: rules.strokes


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """First moment of a year and of the next."""
    return datetime(year, 1, 1), datetime(year + 1, 1, 1)


def holds(session: Session, condition: Condition, as_of: date) -> Test:
    """The WHERE of one condition; ages, deadlines and this year's figures are those of the day ``as_of``."""
    field = field_of(condition.field)
    match condition.operator:
        case Operator.MISSING:
            return _is_missing(field)
        case Operator.GIVEN:
            return not_(_is_missing(field))
        case Operator.IS_NOT | Operator.LACKS:
            same = Operator.IS if condition.operator is Operator.IS_NOT else Operator.HOLDS
            met = holds(session, Condition(condition.field, same, condition.values), as_of)
            return not_(func.coalesce(met, false()))
    if field.key in _SINCE:
        return _years(_SINCE[field.key], condition, as_of)
    if field.kind in (FieldKind.UNIT, FieldKind.MEMBERSHIP):
        return or_(*(people_of(session, int(value)) for value in condition.values))  # type: ignore[arg-type]  # ids
    if field.kind is FieldKind.TEXT:
        return _text(field, condition)
    return _compared(expression(field.key, as_of.year), condition, as_of)


def expression(key: str, year: int) -> ColumnElement[Any]:
    """The value of a field in SQL; counts are of a year, places and lists by their names."""
    if key.startswith(EXTRA):
        return _extra(key.removeprefix(EXTRA))
    made: dict[str, Callable[[], ColumnElement[Any]]] = {
        "unit": lambda: func.coalesce(Organisation.full_name, ""),
        "age": lambda: Person.birth_date.expression,
        "seniority": lambda: Person.hire_date.expression,
        "memberships": _membership_names,
        "source": lambda: select(ListSource.name).where(ListSource.id == Person.source_id).scalar_subquery(),
        "participations": lambda: participations(year),
        "honours": honours,
    }
    return made[key]() if key in made else getattr(Person, key)


def participations(year: int) -> ScalarSelect[int]:
    """In how many activities of a year a person took part."""
    start, end = year_bounds(year)
    return (
        select(func.count())
        .select_from(Participation)
        .join(Activity, Activity.id == Participation.activity_id)
        .where(
            Participation.person_id == Person.id,
            Participation.attendance == Attendance.ATTENDED,
            Activity.starts >= start,
            Activity.starts < end,
        )
        .scalar_subquery()
    )


def honours() -> ScalarSelect[int]:
    """How many honours a person has."""
    return select(func.count()).select_from(Honour).where(Honour.person_id == Person.id).scalar_subquery()


def order(key: str, year: int, *, descending: bool) -> tuple[ColumnElement[Any], ...]:
    """The columns to sort by: what is empty comes last either way, and the staff number decides between equals."""
    number = Person.number.desc() if descending else Person.number.asc()
    if key == PeopleSort.NUMBER:
        return (number,)
    column = _sort_key(key, year)
    backwards = descending != (key in _SINCE)  # the older the earlier the day
    placed = column.desc() if backwards else column.asc()
    return (placed.nulls_last() if _may_be_empty(key) else placed, number)


def _may_be_empty(key: str) -> bool:
    """Whether the order has to say where what is empty goes; those without can be read off an index."""
    return key not in (PeopleSort.SURNAME_STROKES, PeopleSort.NAME_STROKES, PeopleSort.PINYIN, "name", "status")


def _sort_key(key: str, year: int) -> ColumnElement[Any]:
    orders: dict[str, ColumnElement[Any]] = {
        PeopleSort.SURNAME_STROKES: Person.stroke_key.expression,
        PeopleSort.NAME_STROKES: _name_strokes(),
        PeopleSort.PINYIN: Person.pinyin.expression,
        "unit": Organisation.position.expression,
    }
    if key in orders:
        return orders[key]
    found = expression(key, year)
    return func.nullif(found, "") if field_of(key).kind in (FieldKind.TEXT, FieldKind.MEMBERSHIP) else found


def _name_strokes() -> ColumnElement[str]:
    """姓名笔画 out of the stored key of 姓氏笔画: the same without the empty middle of a two-character name."""
    key = Person.stroke_key
    rare = func.substr(key, 1, 1) == "~"  # a character beyond the official table takes seven places, not four
    first = case((rare, 7), else_=4)
    middle = func.substr(key, first + 1, 4) == _EMPTY_MIDDLE
    return case((middle, func.substr(key, 1, first).concat(func.substr(key, first + 5))), else_=key)


def _extra(name: str) -> ColumnElement[Any]:
    """A field of the unit's own; by its key and not by a path, which cannot hold every name."""
    each = func.json_each(Person.extra).table_valued("key", "value")
    return select(each.c.value).where(each.c.key == name).scalar_subquery()


def _membership_names() -> ScalarSelect[str]:
    current: Select[Any] = (
        select(func.group_concat(Organisation.name, "、"))
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.person_id == Person.id, Membership.ends.is_(None))
        .correlate(Person)
    )
    return current.scalar_subquery()


def _is_missing(field: PersonField) -> Test:
    if field.kind is FieldKind.UNIT:
        return Person.unit_id.is_(None)
    if field.kind is FieldKind.SOURCE:
        return Person.source_id.is_(None)
    if field.kind is FieldKind.MEMBERSHIP:
        return not_(Person.id.in_(select(Membership.person_id).where(Membership.ends.is_(None))))
    value = expression(field.key, date.min.year)
    return func.coalesce(value, "") == "" if field.kind is FieldKind.TEXT else value.is_(None)


def _text(field: PersonField, condition: Condition) -> Test:
    """Without regard to case, as far as the database folds it: staff numbers are ASCII."""
    value = func.lower(func.coalesce(expression(field.key, date.min.year), ""))
    words = [str(word).lower() for word in condition.values]
    if condition.operator is Operator.IS:
        return value.in_(words)
    found: list[Test] = [
        value.startswith(word, autoescape=True)
        if condition.operator is Operator.BEGINS
        else value.contains(word, autoescape=True)
        for word in words
    ]
    return or_(*found)


def _compared(value: ColumnElement[Any], condition: Condition, as_of: date) -> Test:
    given = condition.values
    match condition.operator:
        case Operator.IS:
            return is_any_of(Person.source_id, given) if condition.field == "source" else value.in_(given)
        case Operator.AT_LEAST:
            return value >= given[0]
        case Operator.AT_MOST:
            return value <= given[0]
        case Operator.WITHIN:
            return value.between(as_of, as_of + timedelta(days=int(given[0])))  # type: ignore[arg-type]  # a number
        case Operator.OPEN:
            return value == _OPEN_END
    return value.between(given[0], given[1])


def _years(since: Any, condition: Condition, as_of: date) -> Test:
    """Full years counted from a day, as bounds of that day: at least n are full when n years after it are not to come."""
    numbers = [int(value) for value in condition.values]  # type: ignore[arg-type]  # of numbers
    match condition.operator:
        case Operator.AT_LEAST:
            return _full(since, numbers[0], as_of)
        case Operator.AT_MOST:
            return and_(since.is_not(None), not_(_full(since, numbers[0] + 1, as_of)))
        case Operator.BETWEEN:
            return and_(_full(since, numbers[0], as_of), not_(_full(since, numbers[1] + 1, as_of)))
    return or_(*(and_(_full(since, number, as_of), not_(_full(since, number + 1, as_of))) for number in numbers))


def _full(since: Any, years: int, as_of: date) -> Test:
    if years <= 0:
        return since.is_not(None)  # type: ignore[no-any-return]  # SQL
    if years >= as_of.year:
        return and_(since.is_not(None), literal(False))
    return since <= latest_start(years, as_of)  # type: ignore[no-any-return]  # SQL


def latest_start(years: int, as_of: date) -> date:
    """The last day from which so many years are full on a day; 29 February is full on 28 February."""
    day = add_years(as_of, -years)
    tomorrow = day + timedelta(days=1)
    return tomorrow if add_years(tomorrow, years) <= as_of else day
