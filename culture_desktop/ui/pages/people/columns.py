"""The columns of the people table: one for every field, of which the user chooses and which can be moved."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from culture_desktop.services.people.fields import FieldKind, PersonField, field_of
from culture_desktop.services.people.row_values import written_value
from culture_desktop.services.people.rows import PeopleSort, PersonRow
from culture_desktop.ui.labels import count
from culture_desktop.ui.tables.cells import Bar, Cell, Chip, Figure, Muted, Name
from culture_desktop.ui.tables.column import Column

BUSY_YEAR = 12  # activities in a year that fill the bar: one a month
DEFAULT = ("name", "number", "position", "employment", "hire_date", "participations", "honours")
_SPECIAL = {
    PeopleSort.SURNAME_STROKES: "姓氏笔画",
    PeopleSort.NAME_STROKES: "姓名笔画",
    PeopleSort.PINYIN: "拼音",
}
NAME_SORTS = {words: sort.value for sort, words in _SPECIAL.items()}
_TITLES = {"hire_date": "入职", "contract_ends": "合同到期"}
_WIDTHS = {"name": 160, "number": 98, "position": 76, "employment": 80, "participations": 112, "honours": 52}
_WIDTHS |= {"hire_date": 84, "sex": 48, "age": 56, "seniority": 60, "front_line": 48, "manager": 60, "phone": 108}
_WIDTHS |= {"unit": 150, "resident_id": 152, "memberships": 150, "political_status": 96, "status": 60}
_PRIORITIES = {"position": 2, "hire_date": 3, "honours": 1}
_OTHER_WIDTH = 100


def sort_words(sort: str) -> str:
    """By what a list is sorted, in words."""
    return _SPECIAL.get(PeopleSort(sort), "") if sort in _SPECIAL else field_of(sort).title


def column_of_sort(sort: str) -> str:
    """The key of the column that an order belongs to: names have three."""
    return "name" if sort in _SPECIAL else sort


def person_columns(
    keys: Sequence[str], today: Callable[[], date], widths: Sequence[int] = ()
) -> tuple[Column[PersonRow], ...]:
    """The columns of these fields. Those of the user's own choice all stay, however little room there is."""
    chosen = tuple(keys) or DEFAULT
    made = [_column(field_of(key), today) for key in chosen]
    if chosen != DEFAULT:
        made = [replace(column, priority=0) for column in made]
    for at, width in enumerate(widths[: len(made)]):
        if width:
            made[at] = replace(made[at], width=width)
    return tuple(made)


def _column(field: PersonField, today: Callable[[], date]) -> Column[PersonRow]:
    key = field.key
    return Column[PersonRow](
        _TITLES.get(key, field.title),
        _CELLS.get(key) or _plain(field, today),
        width=_WIDTHS.get(key, _OTHER_WIDTH),
        stretch=key in ("name", "position", "unit"),
        right=field.kind is FieldKind.NUMBER and key != "participations",
        priority=_PRIORITIES.get(key, 0),
        sort_key=PeopleSort.SURNAME_STROKES.value if key == "name" else key,
        key=key,
        editable=field.editable,
    )


def _plain(field: PersonField, today: Callable[[], date]) -> Callable[[PersonRow], Cell]:
    def cell(person: PersonRow) -> Cell:
        value = written_value(person, field.key, today())
        if value in (None, ""):
            return None
        if field.kind is FieldKind.DATE:
            return Muted(str(value))
        return Figure(count(int(str(value)), field.measure)) if field.kind is FieldKind.NUMBER else str(value)

    return cell


def _unit(person: PersonRow) -> Cell:
    return person.unit or None


_CELLS: dict[str, Callable[[PersonRow], Cell]] = {
    "name": lambda person: Name(person.name),
    "number": lambda person: Muted(person.number),
    "employment": lambda person: Chip(person.employment.label),
    "unit": _unit,
    "participations": lambda person: Bar(count(person.participations, "场"), person.participations / BUSY_YEAR),
    "honours": lambda person: Figure(count(person.honours, "项")) if person.honours else None,
}
