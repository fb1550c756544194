"""The columns of the people table."""

from culture_desktop.services.people.rows import PeopleSort, PersonRow
from culture_desktop.ui.labels import count, day
from culture_desktop.ui.tables.cells import Bar, Cell, Chip, Figure, Muted, Name
from culture_desktop.ui.tables.column import Column

BUSY_YEAR = 12  # activities in a year that fill the bar: one a month
SORT_WORDS = {
    PeopleSort.NUMBER: "工号",
    PeopleSort.SURNAME_STROKES: "姓氏笔画",
    PeopleSort.NAME_STROKES: "姓名笔画",
    PeopleSort.PINYIN: "拼音",
    PeopleSort.UNIT: "单位",
    PeopleSort.HIRE_DATE: "入职日期",
    PeopleSort.POSITION: "岗位",
}


def _participations(person: PersonRow) -> Cell:
    return Bar(count(person.participations, "场"), person.participations / BUSY_YEAR)


def _honours(person: PersonRow) -> Cell:
    return Figure(count(person.honours, "项")) if person.honours else None


PERSON_COLUMNS = (
    Column[PersonRow](
        "姓名",
        lambda p: Name(p.name),
        width=160,
        stretch=True,
        sort_key=PeopleSort.SURNAME_STROKES.value,
    ),
    Column[PersonRow]("工号", lambda p: Muted(p.number), width=98, sort_key=PeopleSort.NUMBER.value),
    Column[PersonRow](
        "岗位", lambda p: p.position or None, width=76, stretch=True, priority=2, sort_key=PeopleSort.POSITION.value
    ),
    Column[PersonRow]("用工性质", lambda p: Chip(p.employment.label), width=80),
    Column[PersonRow](
        "入职",
        lambda p: Muted(day(p.hire_date)) if p.hire_date else None,
        width=84,
        priority=3,
        sort_key=PeopleSort.HIRE_DATE.value,
    ),
    Column[PersonRow]("今年参与", _participations, width=112),
    Column[PersonRow]("荣誉", _honours, width=52, right=True, priority=1),
)
