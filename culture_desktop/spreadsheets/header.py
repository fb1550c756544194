"""Finding the header of a table: one to three rows under titles and notes, recognised by the titles in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.fields import Dictionary, Field
from culture_desktop.spreadsheets.sheet import Sheet, is_blank
from culture_desktop.spreadsheets.titles import normal

_SEARCHED_ROWS = 60
_GROUP_ROWS = 2  # how many rows of group titles may stand over the header's last row


@dataclass(frozen=True, slots=True)
class Header:
    """The (last) row of a header, the title of each column, and the columns each field would take.

    ``recognised`` counts the columns whose title a field goes by.
    """

    row: int
    titles: tuple[str, ...]
    claims: dict[str, list[int]]
    recognised: int

    def betters(self, other: "Header") -> bool:
        """Whether to take this instead: it tells more, or goes on from the row above with words for the same fields."""
        goes_on = other.row < self.row <= other.row + _GROUP_ROWS and self.claims == other.claims
        return self.worth > other.worth or goes_on

    @property
    def worth(self) -> tuple[int, int]:
        """The more fields, and the fewer columns contending for one, the better."""
        return len(self.claims), len(self.claims) - sum(map(len, self.claims.values()))


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
    (``第3列``).
    """

    def __init__(self, sheet: Sheet, fields: Sequence[Field], mapping: Mapping[str, str]) -> None:
        self._places = tuple(map(sheet.column_name, range(len(sheet.rows[0]) if sheet.rows else 0)))
        self._chosen = {normal(title): key for key, title in mapping.items() if title}
        self._every = Dictionary(fields)
        self._free = Dictionary(field for field in fields if field.key not in mapping)

    def __call__(self, row: int, titles: tuple[str, ...]) -> Header:
        claims: dict[str, list[int]] = {}
        fallbacks: dict[str, list[int]] = {}
        recognised = 0
        for column, (title, place) in enumerate(zip(titles, self._places, strict=True)):
            by_title = self._chosen.get(normal(title)) if title else None
            chosen = self._chosen.get(place) or by_title
            key = chosen or self._free.key(title)
            recognised += bool(by_title or self._every.key(title))
            if key is not None:
                fallback = not chosen and self._free.fallback(title)
                (fallbacks if fallback else claims).setdefault(key, []).append(column)
        return Header(row, titles, fallbacks | claims, recognised)
