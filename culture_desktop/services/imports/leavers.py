"""Who is on the books and does not stand in a list: of those who came with it before, or of the units that it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from culture_desktop.services.imports.books import Books
from culture_desktop.services.imports.preview import ImportRow
from culture_desktop.services.imports.roster_preview import Leaver
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.vocabulary import PersonStatus


@dataclass(frozen=True, slots=True)
class Leavers:
    """The active people whom no row means or may mean, even one that is refused."""

    of_source: tuple[Leaver, ...] = ()
    of_units: tuple[Leaver, ...] = ()


def leavers(
    books: Books, rows: Sequence[ImportRow], source_id: int | None, named: frozenset[object], units: UnitResolver
) -> Leavers:
    """Those who came with a source, if there is one, and those of the units that are ``named`` in the list."""
    sources, homes, statuses, ids = (books.columns[key] for key in ("source_id", "unit", "status", "id"))
    undecided = [row for row in rows if row.target is None]
    numbers = {row.number for row in undecided}
    met = _met(rows) | {candidate.person_id for row in undecided for candidate in row.candidates}
    if met.issuperset(ids):
        return Leavers()
    absent = [index for index, key in enumerate(ids) if key not in met and statuses[index] is PersonStatus.ACTIVE]

    def shown(indices: Iterable[int]) -> tuple[Leaver, ...]:
        people = (person for person in map(books.__getitem__, indices) if person.number not in numbers)
        return tuple(Leaver(p.id, p.number, p.name, units.full_name(p.unit), p.position) for p in people)

    came = [] if source_id is None else [index for index in absent if sources[index] == source_id]
    return Leavers(shown(came), shown(index for index in absent if homes[index] in named))


def unsourced(books: Books, rows: Iterable[ImportRow]) -> frozenset[int]:
    """The people whom rows certainly mean and who are of no source yet."""
    sources = books.columns["source_id"]
    if None not in sources:
        return frozenset()
    free = {key for key, source in zip(books.columns["id"], sources, strict=True) if source is None}
    return frozenset(free & _met(rows))


def _met(rows: Iterable[ImportRow]) -> set[int | None]:
    """The people whom rows certainly mean."""
    return set(map(attrgetter("target"), rows))
