"""Saved views of the people page: kept, renamed, put in order, and counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, NameTakenError, RecordMissingError
from culture_desktop.models import SavedView
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.views.definition import ViewDefinition, restored_view

PAGE = "people"
_LONGEST = 64
_CHANGED = frozenset({Topic.VIEWS})


@dataclass(frozen=True)
class SavedViewRow:
    """A view as the list shows it; ``people`` is None where its organisation is gone and nobody can be counted."""

    id: int
    name: str
    definition: ViewDefinition
    people: int | None = None


class ViewService:
    """One method, one intention of the user about views."""

    def __init__(self, database: Database, people: PeopleService) -> None:
        self._database, self._people = database, people

    def rows(self) -> tuple[SavedViewRow, ...]:
        """The views in their order, not counted."""
        with self._database.read() as session:
            found = session.scalars(_views().order_by(SavedView.position, SavedView.id))
            return tuple(SavedViewRow(view.id, view.name, restored_view(view.definition)) for view in found)

    def counted(self, today: date) -> tuple[SavedViewRow, ...]:
        """The views with how many people each finds now; for a worker."""
        return tuple(replace(view, people=self._count(view, today)) for view in self.rows())

    def named(self, name: str) -> SavedViewRow:
        """The view of a name, or RecordMissingError."""
        found = next((view for view in self.rows() if view.name == name), None)
        if found is None:
            raise RecordMissingError(what="视图", key=name)
        return found

    def save(self, name: str, definition: ViewDefinition) -> Done[int]:
        """Keep a view; one of the same name is overwritten."""
        name = _checked(name)
        with self._database.begin("保存视图") as session:
            view = session.scalar(_views().where(SavedView.name == name))
            sentence = f"已更新视图“{name}”" if view else f"已保存视图“{name}”"
            if view is None:
                last = session.scalar(select(func.max(SavedView.position)).where(SavedView.page == PAGE))
                view = SavedView(page=PAGE, name=name, position=0 if last is None else last + 1)
                session.add(view)
            view.definition = definition.stored()
            session.flush()
            view_id = view.id
        return Done(view_id, _CHANGED, sentence)

    def rename(self, view_id: int, name: str) -> Done[None]:
        """Give a view another name, which no other has."""
        name = _checked(name)
        with self._database.begin("重命名视图") as session:
            view = _require(session, view_id)
            holder = session.scalar(_views().where(SavedView.name == name))
            if holder is not None and holder.id != view_id:
                raise NameTakenError(what="视图", name=name)
            view.name = name
        return Done(None, _CHANGED, f"视图已改名为“{name}”")

    def delete(self, view_id: int) -> Done[None]:
        """Remove a view; nobody on it is touched."""
        with self._database.begin("删除视图") as session:
            view = _require(session, view_id)
            name = view.name
            session.delete(view)
        return Done(None, _CHANGED, f"已删除视图“{name}”")

    def arrange(self, view_ids: Sequence[int]) -> Done[None]:
        """Put the views in this order; those not named follow."""
        with self._database.begin("调整视图顺序") as session:
            views = list(session.scalars(_views().order_by(SavedView.position, SavedView.id)))
            places = {key: at for at, key in enumerate(view_ids)}
            for at, view in enumerate(sorted(views, key=lambda view: places.get(view.id, len(places)))):
                view.position = at
        return Done(None, _CHANGED, "已调整视图顺序")

    def _count(self, view: SavedViewRow, today: date) -> int | None:
        try:
            return self._people.count(replace(view.definition.query, as_of=today))
        except RecordMissingError:
            return None


def _views() -> Select[SavedView]:
    return select(SavedView).where(SavedView.page == PAGE)


def _require(session: Session, view_id: int) -> SavedView:
    view = session.get(SavedView, view_id)
    if view is None:
        raise RecordMissingError(what="视图", key=view_id)
    return view


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= _LONGEST:
        raise InvalidFieldError(field="视图名称", value=name[:_LONGEST], expected=f"1 到 {_LONGEST} 个字")
    return name
