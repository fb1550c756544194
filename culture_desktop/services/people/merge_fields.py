"""What two records say of one person, field by field, and what the merged record will say."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import Organisation, Person
from culture_desktop.rules import masking
from culture_desktop.services.people.derived import derived_columns

_NO_END = date.max  # 无固定期限


@dataclass(frozen=True)
class MergeField:
    """One field: what the record kept and the one dropped say, in words, numbers masked.

    ``from_dropped`` is which of them is taken; ``differs`` whether there is anything to choose.
    """

    key: str
    title: str
    kept: str
    dropped: str
    from_dropped: bool

    @property
    def differs(self) -> bool:
        """Whether the records contradict each other."""
        return bool(self.kept and self.dropped) and self.kept != self.dropped


@dataclass(frozen=True)
class _Field:
    """A field with the columns that go together, and how its first column reads."""

    title: str
    columns: tuple[str, ...]
    words: Callable[[Any], str] = str


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


def _label(word: Any) -> str:
    return str(word.label)


def _contract(ends: date) -> str:
    return "无固定期限" if ends == _NO_END else ends.isoformat()


_FIELDS: Mapping[str, _Field] = {
    "number": _Field("工号", ("number",)),
    "name": _Field("姓名", ("name",)),
    "unit": _Field("单位", ("unit_id", "unit_since")),
    "position": _Field("岗位", ("position",)),
    "employment": _Field("用工性质", ("employment",), _label),
    "front_line": _Field("一线", ("front_line",), _yes_no),
    "manager": _Field("管理岗", ("manager",), _yes_no),
    "phone": _Field("电话", ("phone",), masking.phone),
    "sex": _Field("性别", ("sex",), _label),
    "birth_date": _Field("出生日期", ("birth_date",)),
    "resident_id": _Field("身份证号", ("resident_id",), masking.resident_id),
    "political_status": _Field("政治面貌", ("political_status",), _label),
    "hire_date": _Field("入职日期", ("hire_date",)),
    "contract_ends": _Field("合同到期", ("contract_ends",), _contract),
    "status": _Field("状态", ("status", "left_on"), _label),
}


def chosen(keep: Person, drop: Person, wanted: Mapping[str, bool]) -> dict[str, bool]:
    """Field -> whether the value of the dropped record is taken: as wanted, else where the one kept says nothing.

    Raises InvalidFieldError for a field that there is not.
    """
    if unknown := [key for key in wanted if key not in _FIELDS]:
        raise InvalidFieldError(field="字段", value=unknown[0], expected="、".join(_FIELDS))
    return {key: wanted.get(key, _blank(keep, field) and not _blank(drop, field)) for key, field in _FIELDS.items()}


def fields_of(session: Session, keep: Person, drop: Person, wanted: Mapping[str, bool]) -> tuple[MergeField, ...]:
    """Every field of both, in the order of the form, then those that only this unit keeps."""
    taken = chosen(keep, drop, wanted)
    found = [
        MergeField(key, field.title, _words(session, keep, field), _words(session, drop, field), taken[key])
        for key, field in _FIELDS.items()
    ]
    for name in dict.fromkeys((*keep.extra, *drop.extra)):
        kept, dropped = (masking.in_text(str(extra.get(name, ""))) for extra in (keep.extra, drop.extra))
        found.append(MergeField(name, name, kept, dropped, from_dropped=not kept))
    return tuple(found)


def merged_values(keep: Person, drop: Person, wanted: Mapping[str, bool]) -> dict[str, Any]:
    """The columns of the merged record that are not those of the one kept, with what is derived of them."""
    taken = chosen(keep, drop, wanted)
    values = {column: getattr(drop, column) for key, field in _FIELDS.items() if taken[key] for column in field.columns}
    values["extra"] = drop.extra | {name: value for name, value in keep.extra.items() if value != ""}
    if keep.source_id is None:
        values["source_id"] = drop.source_id
    derived = {name: values.get(name, getattr(keep, name)) for name in ("number", "name", "phone")}
    return values | derived_columns(**derived)


def titles(keys: Collection[str]) -> dict[str, str]:
    """Title -> key of fields, for those who name them by title."""
    return {_FIELDS[key].title: key for key in keys or _FIELDS}


def _blank(person: Person, field: _Field) -> bool:
    return getattr(person, field.columns[0]) in (None, "")


def _words(session: Session, person: Person, field: _Field) -> str:
    value = getattr(person, field.columns[0])
    if value in (None, ""):
        return ""
    if field.columns[0] == "unit_id":
        return session.get_one(Organisation, value).full_name
    return field.words(value)
