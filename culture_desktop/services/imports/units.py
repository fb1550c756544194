"""Which organisation a cell such as ``客户服务部/客户服务一班`` means.

First exactly: by full path, by the end of a path, or by a leaf name that only one unit bears. Then by normalised name,
where only one unit has it (``生产1部`` for 生产一部), and the preview says so. A path with a slash that matches nothing is a
new unit and is shown as such before it is made. Anything else is a question to the user, with what is most like it
beside it; until it is answered the rows are refused. While there are no units yet, a bare name is new as well: then the
file is where they come from.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.rules.unit_names import folded_path
from culture_desktop.services.imports.name_places import NamePlaces, cleaned
from culture_desktop.services.imports.unit_questions import Likeness, NewUnit, UnitDecision, UnitQuestion
from culture_desktop.services.organisations.tree import DEEPEST, LONGEST_FULL_NAME, LONGEST_NAME, SEPARATOR
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_units, text
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_PLACES_SHOWN = 3
_Unit = int | NewUnit


def unit_path(written: str) -> str:
    """A unit as lists write it, with its levels joined by slashes; of several units the first."""
    first = next(iter(parse_units(written)), ())
    return SEPARATOR.join(first)


class UnitResolver:
    """Resolves the unit cells of one file against the organisations as they are and as the file would make them.

    Both count: a name must not mean one unit today and, once the file is imported, another or several. ``decisions``
    are the answers to questions: a unit as the list writes it, and what it means.
    """

    def __init__(
        self, session: Session, cells: Iterable[Cell], decisions: Mapping[str, UnitDecision] | None = None
    ) -> None:
        statement = select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
        self._names: dict[int, str] = dict(iter(session.execute(statement.order_by(Organisation.id))))
        self._decisions = {
            written: unit
            for written, unit in (decisions or {}).items()
            if not isinstance(unit, int) or unit in self._names  # a unit that is gone is asked for again
        }
        self._exact, self._alike = NamePlaces[_Unit](cleaned), NamePlaces[_Unit](folded_path)
        self._questions: dict[str, UnitQuestion] = {}
        for unit_id, full_name in self._names.items():
            self._add(full_name, unit_id)
        self._existing = frozenset(self._exact.paths)
        expected = dict.fromkeys(level for unit in self._new_among(cells) for level in self.missing(unit))
        for level in expected:
            if not self._alike.under(level):  # spelt in two ways, it is made by the first
                self._add(level, NewUnit(level))
        # What seemed unknown may be among the new ones; that these are new is told only when they are met first.
        self._questions = {w: q for w, q in self._questions.items() if isinstance(q.answer, NewUnit)}

    def parse(self, cell: Cell) -> _Unit | None:
        """What a cell means: an existing unit's id or a unit to be made; raises CellError."""
        written = text(cell)
        if not written:
            return None
        if written in self._decisions:
            return self._decided(written, self._decisions[written])
        # As it stands first: a unit may have one of the separators in its name.
        return self._found(written, written) or self._first_of(written)

    def full_name(self, unit: _Unit | None) -> str:
        """The path of a unit."""
        if isinstance(unit, NewUnit):
            return unit.path
        return "" if unit is None else self._names.get(unit, "")

    def missing(self, unit: NewUnit) -> tuple[str, ...]:
        """The units that a new one needs and that do not exist yet, itself included, from the top down."""
        parts = unit.path.split(SEPARATOR)
        levels = (SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return tuple(level for level in levels if cleaned(level) not in self._existing)

    @property
    def questions(self) -> Mapping[str, UnitQuestion]:
        """What was asked about the units parsed so far, as the list writes them."""
        return self._questions

    def _decided(self, written: str, decision: UnitDecision) -> _Unit | None:
        meant = decision
        if isinstance(decision, NewUnit):
            path = unit_path(decision.path)
            _check_path(path)
            meant = self._exact.one(path) or self._below_existing(path)
        self._ask(
            written, reason="按您的选择", open=False, answer=meant, new=meant if isinstance(meant, NewUnit) else None
        )
        return meant

    def _add(self, full_name: str, unit: _Unit) -> None:
        self._exact.add(full_name, unit)
        self._alike.add(full_name, unit)

    def _new_among(self, cells: Iterable[Cell]) -> Iterator[NewUnit]:
        """The units that cells with a whole path, and decisions, would make."""
        for written in filter(None, dict.fromkeys(map(text, dict.fromkeys(cells)))):
            if SEPARATOR in unit_path(written) or written in self._decisions:
                try:
                    unit = self.parse(written)
                except CellError:
                    continue
                if isinstance(unit, NewUnit):
                    yield unit

    def _found(self, written: str, path: str) -> _Unit | None:
        """The unit of that very name; raises CellError when it has several places."""
        return self._only(written, path, self._exact.under(path), "同名的单位不止一个")

    def _first_of(self, written: str) -> _Unit:
        """The unit a cell means, or the first of several, which is the one people are placed in; the user is told."""
        found = self._resolved(written, unit_path(written))
        if (count := len(parse_units(written))) > 1 and written not in self._questions:
            reason = f"写了 {count} 个单位，取第一个“{self.full_name(found)}”"
            new = found if isinstance(found, NewUnit) else None
            self._ask(written, reason=reason, open=False, answer=found, new=new)
        return found

    def _only(self, written: str, path: str, found: list[_Unit], trouble: str) -> _Unit | None:
        if len(found) > 1:
            places = "、".join(self.full_name(unit) for unit in found[:_PLACES_SHOWN])
            reason = f"{trouble}（{places}），请写全路径"
            new = next((unit for unit in found if isinstance(unit, NewUnit)), None)
            candidates = self._likeness.candidates(unit for unit in found if isinstance(unit, int))
            self._questions[written] = UnitQuestion(written, (), candidates, reason, new)
            raise CellError(reason)
        return found[0] if found else None

    def _resolved(self, written: str, path: str) -> _Unit:
        _check_path(path)
        if (found := self._found(written, path)) is not None:
            return found
        alike = self._only(written, path, self._alike.under(path), "写法相近的单位不止一个")
        if alike is not None:
            self._ask(written, reason=f"与“{self.full_name(alike)}”只是写法不同", open=False, answer=alike)
            return alike
        return self._new(written, path)

    def _new(self, written: str, path: str) -> NewUnit:
        """The unit to be made for a path that there is not; raises CellError with a question for what is no path."""
        first, _, rest = path.partition(SEPARATOR)
        if not rest and self._names:
            reason = "没有这个单位，请写全路径（上级/下级）或先新建"
            self._ask(written, path, reason=reason, new=NewUnit(path))
            raise CellError(reason)
        if elsewhere := [] if self._exact.paths.get(cleaned(first)) else self._exact.under(first):
            place = self.full_name(elsewhere[0])
            reason = f"“{first}”在“{place}”，请写全路径"
            self._ask(written, path, reason=reason, new=NewUnit(f"{place}{SEPARATOR}{rest}"))
            raise CellError(reason)
        new = self._below_existing(path)
        if near := self._likeness.nearly(new.path):
            reason = f"将新建“{new.path}”"
            self._questions[written] = UnitQuestion(written, (), near, reason, new, open=False, answer=new)
        return new

    def _below_existing(self, path: str) -> NewUnit:
        """A new unit; below an existing one, its path goes on from that one's name as it is stored."""
        parts = path.split(SEPARATOR)
        for depth in range(len(parts) - 1, 0, -1):
            above = SEPARATOR.join(parts[:depth])
            if (unit := self._exact.one(above) or self._alike.one(above)) is not None:
                path = SEPARATOR.join((self.full_name(unit), *parts[depth:]))
                break
        if path.count(SEPARATOR) >= DEEPEST or len(path) > LONGEST_FULL_NAME:
            raise CellError(f"单位的路径太长，应在 {DEEPEST} 级、{LONGEST_FULL_NAME} 个字以内")
        return NewUnit(path)

    def _ask(
        self,
        written: str,
        path: str = "",
        *,
        reason: str,
        open: bool = True,
        answer: UnitDecision = None,
        new: NewUnit | None = None,
    ) -> None:
        candidates = self._likeness.like(path or unit_path(written))
        self._questions[written] = UnitQuestion(written, (), candidates, reason, new, open, answer)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._names)


def _check_path(path: str) -> None:
    if not path:
        raise CellError("单位为空")
    if any(len(part) > LONGEST_NAME for part in path.split(SEPARATOR)):
        raise CellError(f"单位名称超过 {LONGEST_NAME} 个字")
