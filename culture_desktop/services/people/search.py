"""Finding people while the user types: what search looks through is held in memory, in the order of the list.

Measured with 100,000 people: a LIKE over the table takes 80 ms a key, a table of all endings of all names would have
to be written by every import, and going through 100,000 strings takes 5 ms; each further letter looks only at those
whom the letters before it found.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import HistoryChange, HistoryEntry, Organisation, Person
from culture_desktop.services.people import queries
from culture_desktop.services.people.rows import PeopleQuery

_KEPT = 4  # lists: the one shown, the same without its conditions, and those just left
_BETWEEN = "\n"  # cannot be typed into a search field, so no word matches across two parts

# A restored file may be at the same change, but not of the same moment.
_MOMENT = select(
    select(func.max(HistoryChange.id)).scalar_subquery(),
    select(HistoryEntry.made_at).order_by(HistoryEntry.id.desc()).limit(1).scalar_subquery(),
)


@dataclass
class _Listed:
    """People in the order of a list, and beside each what search looks through; read when first searched."""

    ids: tuple[int, ...]
    texts: Iterable[str] | None = None

    def holding(self, word: str) -> "_Listed":
        """Those whose text holds a word; their texts are picked out only when another word is looked for in them."""
        assert self.texts is not None
        self.texts = texts = self.texts if isinstance(self.texts, list) else list(self.texts)
        hits = [word in text for text in texts]
        return _Listed(tuple(compress(self.ids, hits)), compress(texts, hits))


@dataclass(frozen=True)
class _Narrowed:
    """The last search: what it found, for the letter that comes next."""

    plain: PeopleQuery
    words: tuple[str, ...]
    found: _Listed

    def holds(self, plain: PeopleQuery, words: Sequence[str]) -> bool:
        """Whether all whom these words find are among those found: each word then is still asked for."""
        return plain == self.plain and all(any(old in new for new in words) for old in self.words)


class PeopleIndex:
    """The lists last asked for; any write to the file, also by another program, makes them void.

    May be asked from any thread.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._written: tuple[object, ...] | None = None
        self._texts: dict[int, str] | None = None
        self._lists: OrderedDict[PeopleQuery, _Listed] = OrderedDict()
        self._counts: dict[PeopleQuery, int] = {}
        self._last: _Narrowed | None = None

    def ids(self, query: PeopleQuery) -> tuple[int, ...]:
        """The ids a query finds, in its order."""
        plain, words = replace(query, search=""), queries.words_of(query.search)
        with self._lock, self._database.read() as session:
            self._keep_up(session)
            listed = self._listed(session, plain)
            return self._search(session, plain, listed, words).ids if words else listed.ids

    def count(self, query: PeopleQuery) -> int:
        """How many people a query finds."""
        if query.search:
            return len(self.ids(query))
        with self._lock, self._database.read() as session:
            self._keep_up(session)
            if query in self._lists:
                return len(self._lists[query].ids)
            if query not in self._counts:
                statement = select(func.count(Person.id)).where(*queries.conditions(session, query))
                self._counts[query] = session.scalar(statement) or 0
            return self._counts[query]

    def warm(self, query: PeopleQuery) -> None:
        """Read what search looks through, so that the first key finds it there."""
        plain = replace(query, search="")
        with self._lock, self._database.read() as session:
            self._keep_up(session)
            self._with_texts(session, self._listed(session, plain))

    def _keep_up(self, session: Session) -> None:
        written = tuple(session.execute(_MOMENT).one())
        if written != self._written:
            self._written, self._texts, self._last = written, None, None
            self._lists.clear()
            self._counts.clear()

    def _listed(self, session: Session, plain: PeopleQuery) -> _Listed:
        if plain not in self._lists:
            self._lists[plain] = _Listed(tuple(session.scalars(queries.ids_statement(session, plain))))
            if len(self._lists) > _KEPT:
                self._lists.popitem(last=False)
        self._lists.move_to_end(plain)
        return self._lists[plain]

    def _with_texts(self, session: Session, listed: _Listed) -> _Listed:
        if self._texts is None:
            self._texts = _search_texts(session)
        if listed.texts is None:
            listed.texts = list(map(self._texts.__getitem__, listed.ids))
        return listed

    def _search(self, session: Session, plain: PeopleQuery, listed: _Listed, words: tuple[str, ...]) -> _Listed:
        narrowed = self._last is not None and self._last.holds(plain, words)
        found = self._last.found if self._last is not None and narrowed else self._with_texts(session, listed)
        for word in words:
            found = found.holding(word)
        self._last = _Narrowed(plain, words, found)
        return found


def _search_texts(session: Session) -> dict[int, str]:
    named = session.execute(select(Organisation.id, Organisation.full_name))
    units = {key: _BETWEEN + name.casefold() for key, name in named}
    people = session.execute(select(Person.id, Person.search_text, Person.unit_id))
    return {key: text + units.get(unit_id or 0, "") for key, text, unit_id in people}
