"""The fields of a person that conditions and groups may ask about, with how their values read."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from culture_desktop.errors import RuleInvalidError
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.vocabulary import EmploymentType, PersonStatus, PoliticalStatus, Sex, Word

YES, NO = "yes", "no"
AnyWord = TypeVar("AnyWord", bound=Word)


class Field(Word):
    """A field of a candidate that takes one of a closed list of values; ``UNIT`` takes paths ``a/b``."""

    SEX = "sex", "性别"
    EMPLOYMENT = "employment", "用工形式"
    FRONT_LINE = "front_line", "一线岗位"
    MANAGER = "manager", "管理人员"
    POLITICAL_STATUS = "political_status", "政治面貌"
    STATUS = "status", "人员状态"
    UNIT = "unit", "所在单位"


_WORDS: Mapping[Field, type[Word]] = {
    Field.SEX: Sex,
    Field.EMPLOYMENT: EmploymentType,
    Field.POLITICAL_STATUS: PoliticalStatus,
    Field.STATUS: PersonStatus,
}
_BOOLEAN_WORDS = {
    Field.FRONT_LINE: {YES: "在一线岗位", NO: "不在一线岗位"},
    Field.MANAGER: {YES: "是管理人员", NO: "不是管理人员"},
}

_READERS: Mapping[Field, Callable[[CandidateFacts], str | None]] = {
    Field.SEX: lambda facts: facts.sex,
    Field.EMPLOYMENT: lambda facts: facts.employment,
    Field.FRONT_LINE: lambda facts: YES if facts.front_line else NO,
    Field.MANAGER: lambda facts: YES if facts.manager else NO,
    Field.POLITICAL_STATUS: lambda facts: facts.political_status,
    Field.STATUS: lambda facts: facts.status,
    Field.UNIT: lambda facts: "/".join(facts.unit_path),
}


def word(words: type[AnyWord], value: str) -> AnyWord:
    """The member of an enum with this value; ValueError when there is none."""
    for member in words:
        if member.value == value:
            return member
    raise ValueError(value)


def value_of(facts: CandidateFacts, field: Field) -> str | None:
    """The value as conditions hold it: an enum's value, ``yes``/``no``, a unit's path; None when unknown."""
    return _READERS[field](facts)


def check_values(field: Field, values: tuple[str, ...]) -> None:
    """Raises RuleInvalidError for an empty list or a value the field cannot have."""
    if not values:
        raise RuleInvalidError(rule=field.label, reason="没有列出任何取值")
    allowed = _allowed(field)
    for value in values:
        if allowed is not None and value not in allowed:
            raise RuleInvalidError(rule=field.label, reason=f"不认识的取值“{value}”")
        if not value:
            raise RuleInvalidError(rule=field.label, reason="取值是空的")


def choices_of(field: Field) -> list[tuple[str, str]]:
    """The values a field can have as (words, value); none for a unit, which takes any path."""
    if field in _BOOLEAN_WORDS:
        return [(words, value) for value, words in _BOOLEAN_WORDS[field].items()]
    return [(member.label, member.value) for member in _WORDS.get(field, ())]


def describe_values(field: Field, values: tuple[str, ...]) -> str:
    """The condition in words: ``用工形式为合同制或众包``, ``在一线岗位``."""
    if field in _BOOLEAN_WORDS:
        return "或".join(_BOOLEAN_WORDS[field][value] for value in values)
    if field is Field.UNIT:
        return "所在单位为" + "或".join(f"“{value}”（含下级）" for value in values)
    return f"{field.label}为{'或'.join(_label(field, value) for value in values)}"


def describe_value(field: Field, value: str | None) -> str:
    """What is on record in words: ``用工形式为劳务派遣``, ``没有登记政治面貌``."""
    return f"没有登记{field.label}" if not value else _describe_known(field, value)


def _describe_known(field: Field, value: str) -> str:
    if field in _BOOLEAN_WORDS:
        return _BOOLEAN_WORDS[field][value]
    return f"{field.label}为{_label(field, value)}"


def _label(field: Field, value: str) -> str:
    words = _WORDS.get(field)
    return word(words, value).label if words else f"“{value}”"


def _allowed(field: Field) -> frozenset[str] | None:
    if field in _BOOLEAN_WORDS:
        return frozenset((YES, NO))
    words = _WORDS.get(field)
    return frozenset(member.value for member in words) if words else None
