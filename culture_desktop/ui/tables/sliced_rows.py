"""Rows of a long list that are fetched in slices as the table comes to them.

::

    table.set_rows(SlicedRows(people.count(query), lambda offset, limit: people.rows(query, year, offset=offset, limit=limit)))

With ``keys`` (those of all rows, in order) the table can tick everything and find a row without fetching any.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, overload

from culture_desktop.override import override

Row = TypeVar("Row")
_SLICE = 32  # a screenful: what is shown comes first, and scrolling never waits for long


class SlicedRows(Sequence[Row]):
    """``fetch(offset, limit)`` gives a slice; each is fetched once and kept."""

    def __init__(
        self, length: int, fetch: Callable[[int, int], Sequence[Row]], *, keys: Sequence[Hashable] | None = None
    ) -> None:
        self.keys = keys
        self._length = length
        self._fetch = fetch
        self._slices: dict[int, Sequence[Row]] = {}

    @override
    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    @override
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._length))]
        at = index + self._length if index < 0 else index
        if not 0 <= at < self._length:
            raise IndexError(index)
        number, rest = divmod(at, _SLICE)
        if number not in self._slices:
            self._slices[number] = self._fetch(number * _SLICE, _SLICE)
        return self._slices[number][rest]
