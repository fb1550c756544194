"""What the page asks the services for; nothing here touches a widget, so it may run on the worker's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from culture_desktop.services.organisations import OrganisationNode, OrganisationService
from culture_desktop.services.people.rows import PeopleQuery, PersonRow
from culture_desktop.services.people.service import PeopleService
from culture_desktop.ui.pages.people.organisation_groups import Group, groups_of
from culture_desktop.vocabulary import EmploymentType, PersonStatus

ANY_STATUS = frozenset(PersonStatus)


@dataclass(frozen=True)
class Organisations:
    """All organisations, the groups they need, how many people there are, and what else a filter can be about."""

    nodes: tuple[OrganisationNode, ...]
    groups: tuple[Group, ...]
    everybody: int
    extra: tuple[str, ...] = ()
    sources: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The people of a query, by id in order; ``everybody`` is how many there are without its conditions."""

    query: PeopleQuery
    title: str
    ids: tuple[int, ...]
    everybody: int
    on_the_books: int


class PeopleReader:
    """Reads for the page."""

    def __init__(self, people: PeopleService, organisations: OrganisationService) -> None:
        self._people, self._organisations = people, organisations

    def organisations(self) -> Organisations:
        """The trees with their counts."""
        nodes = self._organisations.nodes()
        groups = tuple(replace(group, people=len(self.members(group))) for group in groups_of(nodes))
        everybody = self._people.count(PeopleQuery())
        return Organisations(nodes, groups, everybody, self._people.extra_fields(), self._people.sources())

    def members(self, group: Group) -> frozenset[int]:
        """The people in any tree of a group."""
        return frozenset().union(*(self._people.ids(PeopleQuery(organisation_id=root)) for root in group.roots))

    def find(self, query: PeopleQuery, plain: PeopleQuery, title: str) -> Found:
        """The people of a query; ``plain`` is the same without its conditions."""
        ids = self._people.ids(query)
        everybody = len(ids) if query == plain else self._people.count(plain)
        return Found(query, title, ids, everybody, self._people.count(PeopleQuery(status=ANY_STATUS)))

    def warm(self, query: PeopleQuery) -> None:
        """Make ready for the first key in the search field."""
        self._people.warm(query)

    def rows(self, ids: Sequence[int], year: int) -> tuple[list[PersonRow], bool]:
        """The rows of a few ids in their order, and whether all are still there: a command may have deleted some."""
        query = PeopleQuery(ids=frozenset(ids), status=ANY_STATUS)
        rows = {row.id: row for row in self._people.rows(query, year)}
        return [rows.get(key) or _gone(key) for key in ids], len(rows) == len(ids)


def _gone(person_id: int) -> PersonRow:
    """What stands in the table for a moment for someone who was deleted elsewhere."""
    return PersonRow(
        id=person_id,
        number="",
        name="（已删除）",
        sex=None,
        unit="",
        unit_full_name="",
        position="",
        employment=EmploymentType.OWN,
        front_line=False,
        manager=False,
        political_status=None,
        phone=None,
        birth_date=None,
        hire_date=None,
        status=PersonStatus.LEFT,
        participations=0,
        honours=0,
    )
