"""Which organisation on the books a cell names: by full path, by the end of one, or by a name that only one bears.

First exactly, then by normalised name where only one has it (``第1支部`` for 第一支部), which the preview says of the row.
Anything else is refused, with what is most like it in the reason and offered in a question; nothing is made.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.rules.unit_names import folded_path
from culture_desktop.services.imports.name_places import NamePlaces, cleaned
from culture_desktop.services.imports.unit_questions import Likeness, UnitDecision, UnitQuestion
from culture_desktop.services.imports.units import unit_path
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, text
from culture_desktop.vocabulary import OrganisationKind

_PLACES_SHOWN = 3


class NamedOrganisations:
    """The organisations of some kinds. ``decisions`` are the answers to questions: a name as the list writes it, and the
    id it means."""

    def __init__(
        self,
        session: Session,
        kinds: Collection[OrganisationKind],
        decisions: Mapping[str, UnitDecision] | None = None,
    ) -> None:
        statement = select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(kinds))
        self._names: dict[int, str] = dict(iter(session.execute(statement.order_by(Organisation.id))))
        self._decisions = {
            written: meant
            for written, meant in (decisions or {}).items()
            if isinstance(meant, int) and meant in self._names  # one that is gone is asked for again
        }
        self._exact, self._alike = NamePlaces[int](cleaned), NamePlaces[int](folded_path)
        for key, full_name in self._names.items():
            self._exact.add(full_name, key)
            self._alike.add(full_name, key)

    def parse(self, cell: Cell) -> int | None:
        """The id; None for an empty cell. Raises CellError for a name that no organisation bears, or several."""
        written = text(cell)
        if written in self._decisions:
            return self._decisions[written]
        path = unit_path(written)
        if not path:
            return None
        if found := self.find(path):
            return self._only(found, "同名的组织不止一个")
        if found := self._alike.under(path):
            return self._only(found, "写法相近的组织不止一个")
        near = "、".join(f"“{candidate.full_name}”" for candidate in self._likeness.like(path))
        advice = f"相近的有{near}，请改成其中之一，或先新建" if near else "请先导入或新建"
        raise CellError(f"没有这个组织，{advice}")

    def note(self, cell: Cell) -> tuple[str, ...]:
        """What is to be said of a cell that was understood: that it is written in another way than the name it has."""
        path = unit_path(text(cell))
        if not path or self.find(path) or len(found := self._alike.under(path)) != 1:
            return ()
        return (f"“{path}”与“{self._names[found[0]]}”只是写法不同",)

    def questions(self, cells: Sequence[Cell], rows: Sequence[int]) -> tuple[UnitQuestion, ...]:
        """What is not understood of the cells of some rows, or was answered, in their order."""
        standing: dict[str, list[int]] = {}
        for row, cell in zip(rows, cells, strict=True):
            standing.setdefault(text(cell), []).append(row)
        asked = ((self._question(written), places) for written, places in standing.items())
        return tuple(question.standing_in(tuple(places)) for question, places in asked if question is not None)

    def _question(self, written: str) -> UnitQuestion | None:
        answer, reason = self._decisions.get(written), "按您的选择"
        if answer is None:
            try:
                self.parse(written)
            except CellError as error:
                reason = error.reason
            else:
                return None
        path = unit_path(written)
        found = self.find(path) or self._alike.under(path)
        candidates = self._likeness.candidates(found) if found else self._likeness.like(path)
        return UnitQuestion(written, (), candidates, reason, open=answer is None, answer=answer, optional=False)

    def find(self, path: str) -> list[int]:
        """Everything of that very name."""
        return self._exact.under(path)

    def full_name(self, key: int) -> str:
        """The path of one."""
        return self._names[key]

    def _only(self, found: Sequence[int], trouble: str) -> int:
        if len(found) > 1:
            places = "、".join(self._names[key] for key in found[:_PLACES_SHOWN])
            raise CellError(f"{trouble}（{places}），请写全路径")
        return found[0]

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._names)
