"""A list of names worded for paper."""

from collections.abc import Mapping, Sequence

from culture_desktop.documents.name_list import NameEntry, NameGroup
from culture_desktop.documents.people_list import PeopleListContent
from culture_desktop.documents.text import spaced
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.rows import PersonRow

_NOWHERE = "未分单位"


def name_list_content(title: str, people: Sequence[PersonRow], places: Mapping[str, int]) -> PeopleListContent:
    """People under their units; ``places`` of these by their paths decide the order, those without one come last."""
    units: dict[str, list[NameEntry]] = {}
    for person in people:
        units.setdefault(person.unit_full_name, []).append(NameEntry(spaced(person.name)))
    in_order = sorted(units, key=lambda unit: (not unit, places.get(unit, 0), unit))
    groups = tuple(NameGroup(f"{_heading(unit)}（{len(units[unit]):,} 人）", tuple(units[unit])) for unit in in_order)
    return PeopleListContent(title, f"（共 {len(people):,} 人）", groups)


def _heading(unit: str) -> str:
    """The unit and what it is part of, without the root that all share."""
    parts = unit.split(SEPARATOR)
    return "·".join(parts[1:] or parts) or _NOWHERE
