"""Finding the header of a table: one to three rows under titles and notes, recognised by the titles in them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.fields import Dictionary, Field
from culture_desktop.spreadsheets.levels import Levels, named
from culture_desktop.spreadsheets.sheet import Merge, Sheet, is_blank
from culture_desktop.spreadsheets.titles import normal

_SEARCHED_ROWS = 60
_GROUP_ROWS = 2  # how many rows of group titles may stand over the header's last row


@dataclass(frozen=True, slots=True)
class Header:
    """The (last) row of a header, the title of each column, and the columns each field would take.

    Several columns contend for one field, unless it is one of the ``joined``: then they are its levels, in order.
    ``recognised`` counts the columns whose title a field goes by.
    """

    row: int
    titles: tuple[str, ...]
    claims: dict[str, list[int]]
    joined: frozenset[str]
    recognised: int

    def betters(self, other: "Header") -> bool:
        """Whether to take this instead: it tells more, or goes on from the row above with words for the same fields."""
        goes_on = other.row < self.row <= other.row + _GROUP_ROWS and self._tells_the_same(other)
        return self.worth > other.worth or goes_on

    def _tells_the_same(self, other: "Header") -> bool:
        """The same fields from the same columns, but for those of which it has the levels under one title."""
        apart = self.joined - other.joined
        ours, theirs = ({k: v for k, v in header.claims.items() if k not in apart} for header in (self, other))
        return self.claims.keys() == other.claims.keys() and ours == theirs

    @property
    def worth(self) -> tuple[int, int]:
        """The more fields, and the fewer columns contending for one, the better."""
        return len(self.claims), -sum(len(rivals) - 1 for key, rivals in self.claims.items() if key not in self.joined)


def find_header(sheet: Sheet, fields: Sequence[Field], mapping: Mapping[str, str]) -> Header | None:
    """The row (or two, or three) that most fields recognise, if it has all that are required."""
    claim = _Claim(sheet, fields, mapping)
    needed = {f.key for f in fields if f.required and mapping.get(f.key, f.title)} | {
        k for k, t in mapping.items() if t
    }
    best: Header | None = None
    candidates = 0
    for number, row in sheet.numbered():
        if is_blank(row):
            continue
        candidates += 1
        if candidates > _SEARCHED_ROWS:
            break
        for header in _readings(sheet, number, claim):
            if needed <= header.claims.keys() and header.recognised and (best is None or header.betters(best)):
                best = header
    return best or _without_titles(sheet, claim, needed, mapping)


def _without_titles(sheet: Sheet, claim: "_Claim", needed: set[str], mapping: Mapping[str, str]) -> Header | None:
    """No header at all, where the columns were all chosen by their place."""
    titles = tuple(map(sheet.column_name, range(len(sheet.rows[0]))))
    if not any(mapping.values()) or any(title and title not in titles for title in mapping.values()):
        return None
    header = claim(sheet.first_row - 1, titles)
    return header if needed <= header.claims.keys() else None


def _readings(sheet: Sheet, number: int, claim: "_Claim") -> Iterator[Header]:
    """The row as a header by itself, and together with the rows above as groups of titles over it."""
    titles = _titles(sheet, number)
    alone = best = claim(number, titles)
    yield alone
    for above in range(number - 1, max(number - _GROUP_ROWS, sheet.first_row) - 1, -1):
        if not alone.recognised:
            return
        titles = _under(_titles(sheet, above), titles)
        joined = claim(number, titles)
        if joined.worth >= best.worth:
            best = joined
            yield joined


def _under(groups: tuple[str, ...], titles: tuple[str, ...]) -> tuple[str, ...]:
    """Titles under groups: one that says nothing takes the group's, one that stands twice is told apart by it."""
    count = Counter(titles)
    found, group = [], ""
    for above, title in zip(groups, titles, strict=True):
        group = above or group
        found.append(above if not title else f"{group} {title}" if count[title] > 1 and group != title else title)
    return tuple(found)


def _titles(sheet: Sheet, number: int) -> tuple[str, ...]:
    return tuple(map(text, sheet.row(number)))


class _Claim:
    """Which columns each field would take under given titles.

    A title chosen by hand is one of the file's or, for a column whose own title is missing or not its own, its place
    (``第3列``); or several of these, for a field that is joined from several columns.
    """

    def __init__(self, sheet: Sheet, fields: Sequence[Field], mapping: Mapping[str, str]) -> None:
        self._places = tuple(map(sheet.column_name, range(len(sheet.rows[0]) if sheet.rows else 0)))
        self._chosen = {key: title for key, title in mapping.items() if title}
        self._words = {normal(name) for title in self._chosen.values() for name in (title, *named(title))}
        self._every = Dictionary(fields)
        self._free = Dictionary(field for field in fields if field.key not in mapping)
        self._levels = {field.key: Levels(field) for field in fields if field.levels}
        self._merges: dict[int, list[Merge]] = {}  # by their first row
        for merge in sheet.merges:
            if merge.left >= 0 and merge.right > merge.left:
                self._merges.setdefault(merge.top, []).append(merge)

    def __call__(self, row: int, titles: tuple[str, ...]) -> Header:
        claims, joined = self._by_hand(titles)
        taken = {column for columns in claims.values() for column in columns}
        better: dict[str, list[int]] = {}
        fallbacks: dict[str, list[int]] = {}
        recognised = sum(bool(title and (normal(title) in self._words or self._every.key(title))) for title in titles)
        for column, title in enumerate(titles):
            if column not in taken and (key := self._free.key(title)) is not None:
                (fallbacks if self._free.fallback(title) else better).setdefault(key, []).append(column)
        for key in {**fallbacks, **better}:
            found = better.get(key) or fallbacks[key]
            levels = self._in_levels(key, titles, better.get(key, []), fallbacks.get(key, []), taken)
            if len(levels) < 2:
                levels = self._under_one_title(key, row, titles, found) or levels
            claims[key] = levels or found
            joined |= {key} if levels else set()
        return Header(row, titles, claims, frozenset(joined), recognised)

    def _under_one_title(self, key: str, row: int, titles: tuple[str, ...], found: list[int]) -> list[int]:
        """The columns under the title of a field with levels, where that is merged over several and they have no other."""
        if key not in self._levels:
            return []
        for merge in chain.from_iterable(self._merges.get(row - above, ()) for above in range(_GROUP_ROWS + 1)):
            span = range(merge.left, min(merge.right + 1, len(titles)))
            whole = all(column in found or not titles[column] for column in span)
            if len(span) > 1 and found[0] == span[0] and whole and set(found) <= set(span):
                return list(span)
        return []

    def _by_hand(self, titles: tuple[str, ...]) -> tuple[dict[str, list[int]], set[str]]:
        """The columns that were chosen: one by its whole title, or those named one after the other."""
        claims: dict[str, list[int]] = {}
        joined: set[str] = set()
        for key, chosen in self._chosen.items():
            if found := self._called(chosen, titles):
                claims[key] = found
            elif key in self._levels and all(parts := [self._called(name, titles) for name in named(chosen)]):
                columns = list(dict.fromkeys(column for part in parts for column in part))
                known = self._levels[key].in_order({column: titles[column] for column in columns})
                claims[key] = list(known) if len(known) == len(columns) else columns
                joined |= {key} if len(columns) == len(parts) else set()
        return claims, joined

    def _called(self, name: str, titles: tuple[str, ...]) -> list[int]:
        if name in self._places:
            return [self._places.index(name)]
        wanted = normal(name)
        return [column for column, title in enumerate(titles) if title and normal(title) == wanted]

    def _in_levels(
        self, key: str, titles: tuple[str, ...], better: list[int], fallbacks: list[int], taken: Collection[int]
    ) -> list[int]:
        """The columns that are levels of one field, those included that are nothing without the others."""
        levels = self._levels.get(key)
        if levels is None:
            return []
        claimed = {*better, *fallbacks, *taken}
        beside = [
            column
            for column, title in enumerate(titles)
            if column not in claimed and title in levels and self._every.key(title) is None
        ]
        attempts = ([*better, *fallbacks, *beside], [*better, *fallbacks], better)
        found = (levels.in_order({column: titles[column] for column in columns}) for columns in attempts if columns)
        return list(next(filter(None, found), ()))
