"""Who seems to stand in a roster more than once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from culture_desktop.services.imports.source import SourceRows

_BESIDE_NAME = ("phone", "unit")
_Signs = tuple[tuple[str, str, Any], ...]


class Repeats:
    """What the rows of one file have in common. Rows with a staff number go first: they say who is meant."""

    def __init__(self, source: SourceRows) -> None:
        self._source = source
        self.row_of_number = _first_rows(source.column("number"), source.numbers)

    @cached_property
    def row_of_resident_id(self) -> dict[str, int]:
        """The first row of each resident ID."""
        numbers, ids = self._source.column("number"), self._source.column("resident_id")
        of_numbered = [None if n is None else identity for n, identity in zip(numbers, ids, strict=True)]
        return _first_rows(ids, self._source.numbers) | _first_rows(of_numbered, self._source.numbers)

    def numbered_row_like(self, row: int) -> int | None:
        """The first numbered row with the name and the phone or unit of a row without number."""
        found = [self._numbered[sign] for sign in self._unnumbered[row] if sign in self._numbered]
        return min(found, default=None)

    def is_repeated(self, row: int) -> bool:
        """Whether another row without number has the name and the phone or unit of this one."""
        return any(self._counts[sign] > 1 for sign in self._unnumbered[row])

    @cached_property
    def _numbered(self) -> dict[tuple[str, str, Any], int]:
        return {sign: row for row, signs in reversed(list(self._signs(with_number=True))) for sign in signs}

    @cached_property
    def _unnumbered(self) -> dict[int, _Signs]:
        return dict(self._signs(with_number=False))

    @cached_property
    def _counts(self) -> Counter[tuple[str, str, Any]]:
        return Counter(sign for signs in self._unnumbered.values() for sign in signs)

    def _signs(self, *, with_number: bool) -> Iterable[tuple[int, _Signs]]:
        """The rows that have (no) number, each with the pairs of name and something else it is known by."""
        source = self._source
        columns = [source.column(key) for key in ("number", "name", *_BESIDE_NAME)]
        for row, number, name, *others in zip(source.numbers, *columns, strict=True):
            if (number is not None) is with_number:
                known_by = zip(_BESIDE_NAME, others, strict=True)
                yield row, tuple((name, key, value) for key, value in known_by if name and value is not None)


def _first_rows(values: Sequence[Any], rows: Sequence[int]) -> dict[Any, int]:
    """Each value with the first row it stands in."""
    found = dict(zip(reversed(values), reversed(rows), strict=True))
    found.pop(None, None)
    return found
