"""Which organisation on the books a cell names: by full path, by the end of one, or by a name that only one bears."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation
from culture_desktop.services.imports.units import unit_path
from culture_desktop.services.organisations.tree import SEPARATOR
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, text
from culture_desktop.vocabulary import OrganisationKind

_PLACES_SHOWN = 3


class NamedOrganisations:
    """The organisations of some kinds; nothing is made and no likeness taken for the same."""

    def __init__(self, session: Session, kinds: Collection[OrganisationKind]) -> None:
        statement = select(Organisation.id, Organisation.full_name).where(Organisation.kind.in_(kinds))
        self._names: dict[int, str] = dict(iter(session.execute(statement.order_by(Organisation.id))))
        self._whole: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        for key, full_name in self._names.items():
            self._whole.setdefault(full_name, []).append(key)
            parts = full_name.split(SEPARATOR)
            for start in range(1, len(parts)):
                self._ends.setdefault(SEPARATOR.join(parts[start:]), []).append(key)

    def parse(self, cell: Cell) -> int | None:
        """The id; None for an empty cell. Raises CellError for a name that no organisation bears, or several."""
        path = unit_path(text(cell))
        if not path:
            return None
        found = self.find(path)
        if len(found) > 1:
            places = "、".join(self._names[key] for key in found[:_PLACES_SHOWN])
            raise CellError(f"“{path}”不止一个（{places}），请写全路径")
        if not found:
            raise CellError(f"没有名为“{path}”的组织，请先导入或新建")
        return found[0]

    def find(self, path: str) -> list[int]:
        """Everything a path may mean."""
        return self._whole.get(path) or self._ends.get(path, [])

    def full_name(self, key: int) -> str:
        """The path of one."""
        return self._names[key]
