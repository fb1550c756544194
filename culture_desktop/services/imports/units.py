"""Which organisation a cell such as ``客户服务部/客户服务一班`` means.

A name is matched exactly or not at all: by full path, by the end of a path, or by a leaf name that only one
unit bears. A path with a slash that matches nothing is a new unit and is shown as such before it is made. A bare
name that matches nothing is refused, unless there are no units yet: then the file is where they come from.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_SEPARATORS = ("／", ";", "；", "\\", ">", "→")


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """Exactly one of: an existing unit's id, the path of a unit to be made, or why neither."""

    unit_id: int | None = None
    new_path: str = ""
    problem: str = ""
    name: str = ""


class UnitResolver:
    """Resolves unit cells against the organisations as they are; remembers what it has seen."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
        ).all()
        self._by_path = {row.full_name: row.id for row in rows}
        self._names = {row.id: row.full_name for row in rows}
        self._by_ending: dict[str, list[int]] = {}
        for unit_id, full_name in self._names.items():
            parts = full_name.split("/")
            for start in range(1, len(parts)):
                self._by_ending.setdefault("/".join(parts[start:]), []).append(unit_id)
        self._seen: dict[str, UnitMatch] = {}
        self._first_list = not rows

    def full_name(self, unit_id: int | None) -> str:
        """The path of an existing unit."""
        return "" if unit_id is None else self._names.get(unit_id, "")

    def resolve(self, text: str) -> UnitMatch:
        """What a cell means."""
        match = self._seen.get(text)
        if match is None:
            match = self._seen[text] = self._resolve(text)
        return match

    def _resolve(self, text: str) -> UnitMatch:
        for separator in _SEPARATORS:
            text = text.replace(separator, "/")
        path = "/".join(part for part in (part.strip() for part in text.split("/")) if part)
        if not path:
            return UnitMatch(problem="单位为空")
        if any(len(part) > 64 for part in path.split("/")):
            return UnitMatch(problem="单位名称超过 64 个字")
        if path in self._by_path:
            return UnitMatch(unit_id=self._by_path[path], name=path)
        endings = self._by_ending.get(path, [])
        if len(endings) == 1:
            return UnitMatch(unit_id=endings[0], name=self._names[endings[0]])
        if endings:
            places = "、".join(self._names[unit_id] for unit_id in endings[:3])
            return UnitMatch(problem=f"单位“{path}”不止一个（{places}），请写全路径")
        if "/" in path or self._first_list:
            return UnitMatch(new_path=path, name=path)
        return UnitMatch(problem=f"单位“{path}”不存在，请写全路径（上级/下级）或先新建")
