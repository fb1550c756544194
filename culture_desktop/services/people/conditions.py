"""Conditions on a field of people: what the filter of a list is made of, as values that can be stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.people.fields import FieldKind, PersonField, field_of
from culture_desktop.vocabulary import Word

Value = str | int | date


class Operator(Word):
    """How a field is compared; the label stands in the drop-down of the filter editor."""

    IS = "is", "是"
    IS_NOT = "is_not", "不是"
    HOLDS = "holds", "包含"
    LACKS = "lacks", "不包含"
    BEGINS = "begins", "开头是"
    AT_LEAST = "at_least", "不小于"
    AT_MOST = "at_most", "不大于"
    BETWEEN = "between", "介于"
    WITHIN = "within", "今后几天内"
    OPEN = "open", "无固定期限"
    MISSING = "missing", "未填"
    GIVEN = "given", "已填"


_PRESENCE = (Operator.MISSING, Operator.GIVEN)
_CHOICE = (Operator.IS, Operator.IS_NOT, *_PRESENCE)
_RANGE = (Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN)
_OPERATORS = {
    FieldKind.TEXT: (Operator.HOLDS, Operator.LACKS, Operator.IS, Operator.IS_NOT, Operator.BEGINS, *_PRESENCE),
    FieldKind.WORD: _CHOICE,
    FieldKind.FLAG: (Operator.IS,),
    FieldKind.DATE: (*_RANGE, Operator.WITHIN, *_PRESENCE),
    FieldKind.NUMBER: (*_RANGE, Operator.IS),
    FieldKind.UNIT: _CHOICE,
    FieldKind.MEMBERSHIP: _CHOICE,
    FieldKind.SOURCE: _CHOICE,
}
_DATES = {Operator.AT_LEAST: "不早于", Operator.AT_MOST: "不晚于"}
_VALUES = {Operator.OPEN: (0, 0), Operator.MISSING: (0, 0), Operator.GIVEN: (0, 0), Operator.BETWEEN: (2, 2)}
_MANY = (1, 1000)
_BY_VALUE = {operator.value: operator for operator in Operator}
_LONGEST = 200
_MOST_DAYS = 36_525


@dataclass(frozen=True)
class Condition:
    """``field`` compared by ``operator`` with ``values``.

    Values are texts, words as stored, 1 and 0 for yes and no, days, whole numbers, or ids of organisations and lists.
    Several values of IS, HOLDS and BEGINS are alternatives; of IS_NOT and LACKS none must be met.
    """

    field: str
    operator: Operator
    values: tuple[Value, ...] = ()

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        values = [value.isoformat() if isinstance(value, date) else value for value in self.values]
        return {"field": self.field, "operator": self.operator.value, "values": values}


def operators_of(field: PersonField) -> tuple[Operator, ...]:
    """The comparisons that make sense for a field."""
    known = _OPERATORS[field.kind]
    if field.key == "contract_ends":
        return (*known[:-2], Operator.OPEN, *known[-2:])
    if field.required and field.kind is not FieldKind.FLAG:
        return tuple(operator for operator in known if operator not in _PRESENCE)
    return known


def operator_label(field: PersonField, operator: Operator) -> str:
    """What the drop-down says: days are earlier or later, not smaller."""
    return _DATES.get(operator, operator.label) if field.kind is FieldKind.DATE else operator.label


def checked(condition: Condition) -> Condition:
    """The condition, or InvalidFieldError for one that asks for something else than its field holds."""
    field = field_of(condition.field)
    least, most = _VALUES.get(condition.operator, _MANY if condition.operator in _LISTING else (1, 1))
    if condition.operator not in operators_of(field):
        raise InvalidFieldError(field=field.title, value=condition.operator.label, expected="能用于这一栏的比较")
    if not least <= len(condition.values) <= most:
        raise InvalidFieldError(field=field.title, value="", expected=_expected(field, condition.operator))
    if not all(_fits(field, condition.operator, value) for value in condition.values):
        shown = "、".join(str(value)[:32] for value in condition.values)
        raise InvalidFieldError(field=field.title, value=shown, expected=_expected(field, condition.operator))
    if condition.operator is Operator.BETWEEN and condition.values[0] > condition.values[1]:  # type: ignore[operator]  # of one kind, as just seen
        raise InvalidFieldError(field=field.title, value=condition.values[1], expected="不小于前一个的值")
    return condition


_LISTING = (Operator.IS, Operator.IS_NOT, Operator.HOLDS, Operator.LACKS, Operator.BEGINS)


def _expected(field: PersonField, operator: Operator) -> str:
    if operator is Operator.WITHIN:
        return f"1 到 {_MOST_DAYS:,} 的天数"
    words = {
        FieldKind.TEXT: "要找的文字",
        FieldKind.DATE: "“2017-04-13”这样的日期",
        FieldKind.NUMBER: "0 到 9999 的整数",
    }
    return words.get(field.kind, "列表里的一项")


def _fits(field: PersonField, operator: Operator, value: Value) -> bool:
    if operator is Operator.WITHIN:
        return isinstance(value, int) and 1 <= value <= _MOST_DAYS
    match field.kind:
        case FieldKind.TEXT:
            return isinstance(value, str) and 0 < len(value) <= _LONGEST
        case FieldKind.WORD:
            return field.words is not None and value in set(field.words)
        case FieldKind.FLAG:
            return value in (0, 1)
        case FieldKind.DATE:
            return isinstance(value, date)
        case FieldKind.NUMBER:
            return isinstance(value, int) and 0 <= value <= 9999
        case _:
            return isinstance(value, int)


def restored(stored: Mapping[str, Any]) -> Condition:
    """A condition out of JSON; raises KeyError, ValueError, TypeError or InvalidFieldError for anything else."""
    field, operator = field_of(stored["field"]), _BY_VALUE[stored["operator"]]
    dated = field.kind is FieldKind.DATE and operator is not Operator.WITHIN
    values = tuple(date.fromisoformat(value) if dated else value for value in stored["values"])
    return checked(Condition(field.key, operator, values))


def on_field(conditions: Sequence[Condition], key: str) -> bool:
    """Whether any of the conditions is on this field."""
    return any(condition.field == key for condition in conditions)
