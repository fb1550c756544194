"""What a view of people is made of, and how it is kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.people.conditions import restored
from culture_desktop.services.people.fields import field_of
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort
from culture_desktop.vocabulary import PersonStatus


@dataclass(frozen=True)
class ViewDefinition:
    """A query and the keys of the columns in their order; no columns are those the list has anyway.

    The query's ``ids`` and day are those of the moment and not kept.
    """

    query: PeopleQuery = field(default_factory=PeopleQuery)
    columns: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        query = self.query
        return {
            "search": query.search,
            "organisation": query.organisation_id,
            "conditions": [condition.stored() for condition in query.conditions],
            "status": sorted(query.status),
            "sort": str(query.sort),
            "descending": query.descending,
            "columns": list(self.columns),
        }


def restored_view(stored: Mapping[str, Any]) -> ViewDefinition:
    """A view out of JSON. What a later version stored and this one does not know is left out."""
    conditions = []
    for each in stored.get("conditions", ()):
        try:
            conditions.append(restored(each))
        except (KeyError, ValueError, TypeError, InvalidFieldError):
            continue
    query = PeopleQuery(
        search=str(stored.get("search", "")),
        organisation_id=stored.get("organisation"),
        conditions=tuple(conditions),
        status=frozenset(word for word in PersonStatus if word.value in stored.get("status", ())),
        sort=_known_sort(stored.get("sort", "")),
        descending=bool(stored.get("descending")),
    )
    return ViewDefinition(query, tuple(key for key in stored.get("columns", ()) if _known(key)))


def _known_sort(key: str) -> str:
    return key if key in set(PeopleSort) or _known(key) else PeopleSort.NUMBER


def _known(key: str) -> bool:
    try:
        field_of(key)
    except KeyError:
        return False
    return True
