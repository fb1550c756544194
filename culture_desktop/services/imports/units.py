"""Which organisation a cell such as ``客户服务部/客户服务一班`` means.

A name is matched exactly or not at all: by full path, by the end of a path, or by a leaf name that only one
unit bears. A path with a slash that matches nothing is a new unit and is shown as such before it is made. A bare
name that matches nothing, in the books or in the paths of the file, is refused, unless there are no units yet: then
the file is where they come from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.services.organisations.tree import DEEPEST, LONGEST_FULL_NAME, LONGEST_NAME, SEPARATOR
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, text
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_SEPARATORS = ("／", ";", "；", "\\", ">", "→")
_PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that does not exist yet, by its path."""

    path: str


def unit_path(written: str) -> str:
    """A unit as lists write it, with its levels joined by slashes."""
    for separator in _SEPARATORS:
        written = written.replace(separator, SEPARATOR)
    return SEPARATOR.join(filter(None, (part.strip() for part in written.split(SEPARATOR))))


def _cleaned(full_name: str) -> str:
    """A stored name as a cell would show it."""
    return SEPARATOR.join(text(part) for part in full_name.split(SEPARATOR))


class UnitResolver:
    """Resolves the unit cells of one file against the organisations as they are and as the file would make them.

    Both count: a name must not mean one unit today and, once the file is imported, another or several.
    """

    def __init__(self, session: Session, cells: Iterable[Cell]) -> None:
        statement = select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
        self._names: dict[int, str] = dict(iter(session.execute(statement.order_by(Organisation.id))))
        self._by_path: dict[str, list[int | NewUnit]] = {}
        self._by_ending: dict[str, list[int | NewUnit]] = {}
        for unit_id, full_name in self._names.items():
            self._add(full_name, unit_id)
        self._existing = frozenset(self._by_path)
        expected = dict.fromkeys(level for unit in self._new_among(cells) for level in self.missing(unit))
        for level in expected:
            self._add(level, NewUnit(level))

    def parse(self, cell: Cell) -> int | NewUnit | None:
        """What a cell means: an existing unit's id or a unit to be made; raises CellError."""
        written = text(cell)
        if not written:
            return None
        # As it stands first: a unit may have one of the separators in its name.
        return self._found(written) or self._resolved(unit_path(written))

    def full_name(self, unit: int | NewUnit | None) -> str:
        """The path of a unit."""
        if isinstance(unit, NewUnit):
            return unit.path
        return "" if unit is None else self._names.get(unit, "")

    def missing(self, unit: NewUnit) -> tuple[str, ...]:
        """The units that a new one needs and that do not exist yet, itself included, from the top down."""
        parts = unit.path.split(SEPARATOR)
        levels = (SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return tuple(level for level in levels if _cleaned(level) not in self._existing)

    def _add(self, full_name: str, unit: int | NewUnit) -> None:
        path = _cleaned(full_name)
        parts = path.split(SEPARATOR)
        self._by_path.setdefault(path, []).append(unit)
        for start in range(1, len(parts)):
            self._by_ending.setdefault(SEPARATOR.join(parts[start:]), []).append(unit)

    def _new_among(self, cells: Iterable[Cell]) -> Iterator[NewUnit]:
        """The units that cells with a whole path would make."""
        for written in filter(None, dict.fromkeys(map(text, dict.fromkeys(cells)))):
            path = unit_path(written)
            if SEPARATOR in path:
                try:
                    unit = self.parse(written)
                except CellError:
                    continue
                if isinstance(unit, NewUnit):
                    yield unit

    def _found(self, path: str) -> int | NewUnit | None:
        found = self._by_path.get(path) or self._by_ending.get(path, [])
        if len(found) > 1:
            places = "、".join(self.full_name(unit) for unit in found[:_PLACES_SHOWN])
            raise CellError(f"单位“{path}”不止一个（{places}），请写全路径")
        return found[0] if found else None

    def _resolved(self, path: str) -> int | NewUnit:
        parts = path.split(SEPARATOR)
        if not path:
            raise CellError("单位为空")
        if any(len(part) > LONGEST_NAME for part in parts):
            raise CellError(f"单位名称超过 {LONGEST_NAME} 个字")
        return self._found(path) or self._new(path, parts)

    def _new(self, path: str, parts: list[str]) -> NewUnit:
        if len(parts) == 1 and self._names:
            raise CellError(f"单位“{path}”不存在，请写全路径（上级/下级）或先新建")
        if elsewhere := [] if parts[0] in self._by_path else self._by_ending.get(parts[0], []):
            raise CellError(f"“{parts[0]}”在“{self.full_name(elsewhere[0])}”，请写全路径")
        for depth in range(len(parts) - 1, 0, -1):
            # Below an existing unit the path goes on from its name as it is stored.
            if above := self._by_path.get(SEPARATOR.join(parts[:depth])):
                path = SEPARATOR.join((self.full_name(above[0]), *parts[depth:]))
                break
        if len(parts) > DEEPEST or len(path) > LONGEST_FULL_NAME:
            raise CellError(f"单位的路径太长，应在 {DEEPEST} 级、{LONGEST_FULL_NAME} 个字以内")
        return NewUnit(path)
