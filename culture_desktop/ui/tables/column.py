"""The description of one table column."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from culture_desktop.ui.tables.cells import Cell

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table of ``Row``.

    ``cell`` does no I/O. ``width`` is what it starts with; a ``stretch`` column shares the rest and is never
    narrower. ``priority`` 0 always shows; when room is short the highest priority goes first.

    Sorting: with ``order`` the table sorts the rows it holds; with ``sort_key`` it asks the page to fetch them in
    that order (``RowTable.sort_requested``); with neither the header does nothing.

    ``key`` names the column beyond its title, where columns are chosen; ``editable`` cells are edited in place.
    """

    title: str
    cell: Callable[[Row], Cell]
    width: int = 100
    stretch: bool = False
    right: bool = False
    priority: int = 0
    order: Callable[[Row], Any] | None = None
    sort_key: str = ""
    tooltip: Callable[[Row], str] | None = None
    key: str = ""
    editable: bool = False

    @property
    def sortable(self) -> bool:
        """Whether a click on the title sorts."""
        return self.order is not None or bool(self.sort_key)
