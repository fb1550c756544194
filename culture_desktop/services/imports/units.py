"""Which organisation a cell such as ``客户服务部/客户服务一班`` means.

A name is matched exactly or not at all: by full path, by the end of a path, or by a leaf name that only one
unit bears. A path with a slash that matches nothing is a new unit and is shown as such before it is made. A bare
name that matches nothing is refused, unless there are no units yet: then the file is where they come from.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.services.organisations.tree import DEEPEST, LONGEST_FULL_NAME, LONGEST_NAME, SEPARATOR
from culture_desktop.spreadsheets.values import text
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_SEPARATORS = ("／", ";", "；", "\\", ">", "→")
_PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """Exactly one of: an existing unit's id, the path of a unit to be made, or why neither."""

    unit_id: int | None = None
    new_path: str = ""
    problem: str = ""


def unit_path(written: str) -> str:
    """A unit as lists write it, with its levels joined by slashes."""
    for separator in _SEPARATORS:
        written = written.replace(separator, SEPARATOR)
    return SEPARATOR.join(filter(None, (part.strip() for part in written.split(SEPARATOR))))


def _cleaned(full_name: str) -> str:
    """A stored name as a cell would show it."""
    return SEPARATOR.join(text(part) for part in full_name.split(SEPARATOR))


class UnitResolver:
    """Resolves unit cells against the organisations as they are; remembers what it has seen."""

    def __init__(self, session: Session) -> None:
        statement = select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
        self._names: dict[int, str] = dict(iter(session.execute(statement.order_by(Organisation.id))))
        self._by_path: dict[str, list[int]] = {}
        self._by_ending: dict[str, list[int]] = {}
        for unit_id, full_name in self._names.items():
            path = _cleaned(full_name)
            parts = path.split(SEPARATOR)
            self._by_path.setdefault(path, []).append(unit_id)
            for start in range(1, len(parts)):
                self._by_ending.setdefault(SEPARATOR.join(parts[start:]), []).append(unit_id)
        self._seen: dict[str, UnitMatch] = {}

    def full_name(self, unit_id: int | None) -> str:
        """The path of an existing unit."""
        return "" if unit_id is None else self._names.get(unit_id, "")

    def resolve(self, written: str) -> UnitMatch:
        """What a cell means."""
        match = self._seen.get(written)
        if match is None:
            # As it stands first: a unit may have one of the separators in its name.
            match = self._existing(written) or self._resolve(unit_path(written))
            self._seen[written] = match
        return match

    def missing(self, new_path: str) -> tuple[str, ...]:
        """The units that a new path needs and that do not exist yet, from the top down."""
        parts = new_path.split(SEPARATOR)
        levels = (SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return tuple(level for level in levels if _cleaned(level) not in self._by_path)

    def _existing(self, path: str) -> UnitMatch | None:
        found = self._by_path.get(path) or self._by_ending.get(path, [])
        if len(found) > 1:
            places = "、".join(self._names[unit_id] for unit_id in found[:_PLACES_SHOWN])
            return UnitMatch(problem=f"单位“{path}”不止一个（{places}），请写全路径")
        return UnitMatch(unit_id=found[0]) if found else None

    def _resolve(self, path: str) -> UnitMatch:
        parts = path.split(SEPARATOR)
        if not path:
            return UnitMatch(problem="单位为空")
        if any(len(part) > LONGEST_NAME for part in parts):
            return UnitMatch(problem=f"单位名称超过 {LONGEST_NAME} 个字")
        return self._existing(path) or self._new(path, parts)

    def _new(self, path: str, parts: list[str]) -> UnitMatch:
        if len(parts) == 1 and self._names:
            return UnitMatch(problem=f"单位“{path}”不存在，请写全路径（上级/下级）或先新建")
        if elsewhere := [] if parts[0] in self._by_path else self._by_ending.get(parts[0], []):
            return UnitMatch(problem=f"“{parts[0]}”在“{self._names[elsewhere[0]]}”，请写全路径")
        for depth in range(len(parts) - 1, 0, -1):
            # Below an existing unit the path goes on from its name as it is stored.
            if above := self._by_path.get(SEPARATOR.join(parts[:depth])):
                path = SEPARATOR.join((self._names[above[0]], *parts[depth:]))
                break
        if len(parts) > DEEPEST or len(path) > LONGEST_FULL_NAME:
            return UnitMatch(problem=f"单位的路径太长，应在 {DEEPEST} 级、{LONGEST_FULL_NAME} 个字以内")
        return UnitMatch(new_path=path)
