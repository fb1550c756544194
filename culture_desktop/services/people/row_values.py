"""The value of any field of a person in a list, as cells and files hold it."""

from datetime import date

from culture_desktop.rules.spans import months_between
from culture_desktop.services.people.fields import FieldKind, field_of
from culture_desktop.services.people.rows import PersonRow
from culture_desktop.vocabulary import Word, chinese_date

OPEN_END = date.max
OPEN_WORDS = "无固定期限"
_MONTHS = 12

Written = str | int | date | None


def contract_words(ends: date | None) -> str:
    """When a contract ends, in prose; "" for not known."""
    return "" if ends is None else OPEN_WORDS if ends == OPEN_END else chinese_date(ends)


def written_value(person: PersonRow, key: str, today: date) -> Written:
    """A word by its label, yes and no as 是 and 否, years full on a day; None or "" for nothing."""
    field = field_of(key)
    if field.extra_name:
        return person.extra.get(field.extra_name, "")
    match key:
        case "age":
            return _years(person.birth_date, today)
        case "seniority":
            return _years(person.hire_date, today)
        case "unit":
            return person.unit_full_name
        case "contract_ends" if person.contract_ends == OPEN_END:
            return OPEN_WORDS
    value = getattr(person, key)
    if field.kind is FieldKind.FLAG:
        return "是" if value else "否"
    return value.label if isinstance(value, Word) else value


def _years(since: date | None, today: date) -> int | None:
    return None if since is None else months_between(since, today) // _MONTHS
