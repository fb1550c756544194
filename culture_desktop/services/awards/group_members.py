"""How many of the active staff belong to each group that a share is about."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from culture_desktop.models import Organisation, Person
from culture_desktop.rules.conditions import FieldRule
from culture_desktop.rules.fields import YES, Field
from culture_desktop.rules.limits import Group
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.vocabulary import PersonStatus

_COLUMNS: Mapping[Field, InstrumentedAttribute[object]] = {
    Field.SEX: Person.sex,
    Field.EMPLOYMENT: Person.employment,
    Field.FRONT_LINE: Person.front_line,
    Field.MANAGER: Person.manager,
    Field.POLITICAL_STATUS: Person.political_status,
    Field.STATUS: Person.status,
}
_FLAGS = (Field.FRONT_LINE, Field.MANAGER)


def group_members(session: Session, groups: Sequence[Group]) -> dict[str, int]:
    """Active staff by the name of the group; counted in one statement."""
    if not groups:
        return {}
    counts = [func.coalesce(func.sum(case((_belongs(group.rule), 1), else_=0)), 0) for group in groups]
    statement = select(*counts).select_from(Person).outerjoin(Organisation, Organisation.id == Person.unit_id)
    row = session.execute(statement.where(Person.status == PersonStatus.ACTIVE)).one()
    return {group.name: int(count) for group, count in zip(groups, row, strict=True)}


def _belongs(rule: FieldRule) -> ColumnElement[bool]:
    if rule.field is Field.UNIT:
        name = Organisation.full_name
        return or_(*(or_(name == v, name.startswith(f"{v}{SEPARATOR}", autoescape=True)) for v in rule.values))
    values: list[object] = [value == YES for value in rule.values] if rule.field in _FLAGS else list(rule.values)
    return _COLUMNS[rule.field].in_(values)
