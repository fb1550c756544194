"""A certificate's design: a sheet, what stands on it from the back to the front, and the guides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from culture_desktop.documents.designs.elements import AnyElement, CodeElement, PictureElement, TextElement
from culture_desktop.documents.designs.fields import fields_in

FORMAT = 1


class Sheet(NamedTuple):
    """A sheet in mm."""

    width: float
    height: float


# Stock as it is sold: A4, A3 folded to A4, and the customary sizes of certificate blanks.
SHEETS = {
    "A4 横": Sheet(297, 210),
    "A4 竖": Sheet(210, 297),
    "A3 对折": Sheet(420, 297),
    "A3 横": Sheet(420, 297),
    "8K": Sheet(370, 260),
    "12K 方": Sheet(250, 250),
    "12K 横": Sheet(260, 185),
    "16K 横": Sheet(260, 185),
    "16K 竖": Sheet(185, 260),
}


@dataclass(frozen=True, slots=True)
class Design:
    """``elements`` from the back to the front; ``across`` are the guides' places from the left, ``down`` from the top.

    ``fold`` marks a sheet folded in the middle, along the shorter sides.
    """

    name: str
    sheet: Sheet
    elements: tuple[AnyElement, ...] = ()
    fold: bool = False
    across: tuple[float, ...] = ()
    down: tuple[float, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field the design prints or goes by, in the order of first use."""
        return tuple(dict.fromkeys(self._fields()))

    @property
    def assets(self) -> frozenset[str]:
        """The files it needs, by their SHA-256."""
        return frozenset(element.asset for element in self.elements if isinstance(element, PictureElement))

    def _fields(self) -> Iterator[str]:
        for element in self.elements:
            if isinstance(element, TextElement | CodeElement):
                yield from fields_in(element.content)
            if element.when is not None:
                yield element.when.field
