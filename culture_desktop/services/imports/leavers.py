"""Who came with a list before and does not stand in it any more."""

from collections.abc import Iterable

from culture_desktop.services.imports.books import Books
from culture_desktop.services.imports.preview import ImportRow
from culture_desktop.services.imports.roster_preview import Leaver
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.vocabulary import PersonStatus


def leavers(books: Books, rows: Iterable[ImportRow], source_id: int, units: UnitResolver) -> tuple[Leaver, ...]:
    """The active people of a source whom no row means or may mean, even one that is refused."""
    sources, statuses, ids = (books.columns[key] for key in ("source_id", "status", "id"))
    theirs = {index for index, source in enumerate(sources) if source == source_id}
    if not theirs:
        return ()
    met: set[int | None] = set()
    numbers: set[str] = set()
    for row in rows:
        met.add(row.target)
        if row.target is None:
            numbers.add(row.number)
            met.update(candidate.person_id for candidate in row.candidates)
    absent = [index for index in sorted(theirs) if ids[index] not in met and statuses[index] is PersonStatus.ACTIVE]
    gone = [person for person in map(books.__getitem__, absent) if person.number not in numbers]
    return tuple(Leaver(p.id, p.number, p.name, units.full_name(p.unit), p.position) for p in gone)


def unsourced(books: Books, rows: Iterable[ImportRow]) -> frozenset[int]:
    """The people whom rows certainly mean and who are of no source yet."""
    free = {key for key, source in zip(books.columns["id"], books.columns["source_id"], strict=True) if source is None}
    return frozenset(free.intersection(row.target for row in rows)) if free else frozenset()
