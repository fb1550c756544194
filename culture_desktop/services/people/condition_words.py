"""Conditions in Chinese: the sentence on a filter's chip, and what is typed on the command line."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.people.conditions import Condition, Operator, Value, checked
from culture_desktop.services.people.fields import FieldKind, PersonField, field_of
from culture_desktop.vocabulary import Word

_OPEN_WORDS = Operator.OPEN.label
_RANGES = {Operator.AT_LEAST: "≥ ", Operator.AT_MOST: "≤ "}
_PLACED = {
    FieldKind.UNIT: ("在", "不在"),
    FieldKind.MEMBERSHIP: ("属于", "不属于"),
    FieldKind.SOURCE: ("来自", "不是来自"),
}
_NOWHERE = {FieldKind.UNIT: ("未分单位", "已分单位"), FieldKind.MEMBERSHIP: ("不在任何组织", "有所属组织")}
_TYPED = re.compile(r"\s*(?P<field>[^=!~^<>]+?)\s*(?P<sign>!=|!~|>=|<=|\^=|=|~)\s*(?P<values>.*?)\s*")
_PRESENCE = re.compile(r"\s*(?P<word>缺|未填|有|已填)\s*(?P<field>.+?)\s*")
_WITHIN = re.compile(r"(\d+)\s*天内")
_SIGNS = {
    "=": Operator.IS,
    "!=": Operator.IS_NOT,
    "~": Operator.HOLDS,
    "!~": Operator.LACKS,
    "^=": Operator.BEGINS,
    ">=": Operator.AT_LEAST,
    "<=": Operator.AT_MOST,
}
SYNTAX = (
    "“性别=女”“单位=客服部,营销部”“姓名~晓”“年龄>=35”“入职日期=2020-01-01..2020-12-31”"
    "“合同到期日=30天内”“合同到期日=无固定期限”“缺手机”这样的条件"
)


@dataclass(frozen=True)
class Names:
    """What ids in conditions stand for: organisations by their paths, lists by their names."""

    organisations: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)

    def of(self, kind: FieldKind, key: Value) -> str:
        """The short name of an id; of one that is gone, that it is."""
        named = self.sources if kind is FieldKind.SOURCE else self.organisations
        found = named.get(key) if isinstance(key, int) else None
        return "（已删除）" if found is None else found.rpartition("/")[2]


def sentence(condition: Condition, names: Names) -> str:
    """What a condition asks for, in words: ``年龄 ≥ 35 岁``, ``缺手机``, ``在“客服部”``."""
    asked = field_of(condition.field)
    operator, values = condition.operator, condition.values
    if operator in (Operator.MISSING, Operator.GIVEN):
        missing = operator is Operator.MISSING
        if asked.kind in _NOWHERE:
            return _NOWHERE[asked.kind][0 if missing else 1]
        return f"{'缺' if missing else '有'}{asked.title}"
    match asked.kind:
        case FieldKind.FLAG:
            return asked.title if values[0] else f"非{asked.title}"
        case FieldKind.WORD:
            words = "、".join(_label(asked, value) for value in values)
            return words if operator is Operator.IS else f"{asked.title}不是{words}"
        case FieldKind.TEXT:
            return f"{asked.title}{operator.label}{'、'.join(f'“{value}”' for value in values)}"
        case FieldKind.DATE | FieldKind.NUMBER:
            return _range(asked, condition)
    listed = "、".join(f"“{names.of(asked.kind, value)}”" for value in values)
    return f"{_PLACED[asked.kind][operator is Operator.IS_NOT]}{listed}"


def _label(asked: PersonField, value: Value) -> str:
    words: Iterable[Word] = asked.words or ()
    return next((word.label for word in words if word == value), str(value))


def _range(asked: PersonField, condition: Condition) -> str:
    operator, values = condition.operator, condition.values
    measure = f" {asked.measure}" if asked.measure else ""
    match operator:
        case Operator.OPEN:
            return f"合同{_OPEN_WORDS}"
        case Operator.WITHIN:
            return f"{asked.title}在今后 {values[0]} 天内"
        case Operator.BETWEEN:
            return f"{asked.title} {values[0]} 至 {values[1]}{measure}"
        case Operator.IS:
            return f"{asked.title} {'、'.join(map(str, values))}{measure}"
    return f"{asked.title} {_RANGES[operator]}{values[0]}{measure}"


def parse(text: str, fields: Iterable[PersonField], find: Callable[[FieldKind, str], int]) -> Condition:
    """A condition as typed on the command line; ``find`` gives the id of an organisation or list by its name.

    Raises InvalidFieldError for anything that is none.
    """
    titles = {title: each for each in fields for title in (each.title, each.column_title, each.key)}
    presence = _PRESENCE.fullmatch(text)
    if presence is not None and presence["field"] in titles:
        missing = presence["word"] in ("缺", "未填")
        operator = Operator.MISSING if missing else Operator.GIVEN
        return checked(Condition(titles[presence["field"]].key, operator))
    typed = _TYPED.fullmatch(text)
    if typed is None or typed["field"] not in titles:
        raise InvalidFieldError(field="条件", value=text[:64], expected=SYNTAX)
    return checked(_typed(titles[typed["field"]], _SIGNS[typed["sign"]], typed["values"], find))


def _typed(asked: PersonField, operator: Operator, words: str, find: Callable[[FieldKind, str], int]) -> Condition:
    if asked.kind in (FieldKind.DATE, FieldKind.NUMBER) and operator is Operator.IS:
        if words == _OPEN_WORDS:
            return Condition(asked.key, Operator.OPEN)
        if within := _WITHIN.fullmatch(words):
            return Condition(asked.key, Operator.WITHIN, (int(within[1]),))
        first, dots, last = words.partition("..")
        if dots:
            return Condition(asked.key, Operator.BETWEEN, (_value(asked, first, find), _value(asked, last, find)))
        if asked.kind is FieldKind.DATE:
            day = _value(asked, words, find)
            return Condition(asked.key, Operator.BETWEEN, (day, day))
    parts = [part.strip() for part in re.split("[,，]", words)]
    return Condition(asked.key, operator, tuple(_value(asked, part, find) for part in parts))


def _value(asked: PersonField, words: str, find: Callable[[FieldKind, str], int]) -> Value:
    """What was typed as the field holds it; what cannot be read is left to ``checked``, which says what is expected."""
    match asked.kind:
        case FieldKind.WORD:
            known: Iterable[Word] = asked.words or ()
            return next((word.value for word in known if words in (word.label, word.value)), words)
        case FieldKind.FLAG:
            return {"是": 1, "否": 0}.get(words, words)
        case FieldKind.DATE:
            try:
                return date.fromisoformat(words)
            except ValueError:
                return words
        case FieldKind.NUMBER:
            return int(words) if words.isascii() and words.isdigit() else words
        case FieldKind.UNIT | FieldKind.MEMBERSHIP | FieldKind.SOURCE:
            return find(asked.kind, words)
    return words
