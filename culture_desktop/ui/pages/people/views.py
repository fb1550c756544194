"""Columns and saved views of the people page: what the user chose, remembered; what the views find, counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from culture_desktop.services.people.fields import all_fields
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Done
from culture_desktop.services.views import SavedViewRow, ViewDefinition, ViewService
from culture_desktop.ui.dialogs import column_dialog, name_dialog
from culture_desktop.ui.pages.people.columns import DEFAULT, person_columns
from culture_desktop.ui.pages.people.people_pane import PeoplePane
from culture_desktop.ui.settings import Key, Settings, column_widths
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page

T = TypeVar("T")
_TABLE = "people"
COLUMNS: Key[list[str]] = Key(f"tables/{_TABLE}/columns", [])
_WIDTHS = column_widths(_TABLE)


class ViewServices(Protocol):
    """What this part works with."""

    @property
    def views(self) -> ViewService: ...


class PeopleViews(QObject):
    """Belongs to the page.

    Signals:
        query_wanted: a view was chosen; its query, of today (PeopleQuery, object).
    """

    query_wanted = Signal(object)

    def __init__(
        self,
        page: Page,
        pane: PeoplePane,
        services: ViewServices,
        runner: Runner,
        settings: Settings,
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._page, self._pane, self._views = page, pane, services.views
        self._runner, self._settings, self._today = runner, settings, today
        self._extra: tuple[str, ...] = ()
        bar = pane.views
        bar.chosen.connect(self.choose)
        bar.save_wanted.connect(self._save)
        bar.update_wanted.connect(self._update)
        bar.rename_wanted.connect(self._rename)
        bar.delete_wanted.connect(lambda view: self._tell(lambda: self._views.delete(view.id)))
        bar.moved.connect(lambda ids: self._tell(lambda: self._views.arrange(ids)))
        pane.columns_wanted.connect(self.choose_columns)
        pane.hide_wanted.connect(self._hide)
        pane.table.arranged.connect(self._remember)
        self._show(tuple(settings.get(COLUMNS)), settings.get(_WIDTHS))

    def set_extra(self, names: tuple[str, ...]) -> None:
        """The fields of the unit's own; columns of those that are gone go."""
        if names != self._extra:
            self._extra = names
            self._show(self._pane.table.column_keys(), self._pane.table.column_widths())

    def refresh(self) -> None:
        """Read the views and count anew, on the worker."""
        today = self._today()
        self._runner.run(
            lambda _progress: self._views.counted(today), title="统计视图人数", done=self._pane.views.set_views
        )

    def choose(self, view: SavedViewRow) -> None:
        """Show the people of a view in its order, under its columns."""
        self._show(view.definition.columns, ())
        self.query_wanted.emit(replace(view.definition.query, as_of=self._today()))

    def choose_columns(self) -> None:
        """Ask which columns are wanted."""
        fields = [(field.key, field.title) for field in all_fields(self._extra)]
        shown = self._pane.table.column_keys()
        keys = column_dialog.ask(self._page, fields, shown, fixed=("name",), usual=DEFAULT)
        if keys is not None:
            self._show(keys, ())
            self._remember()

    def _hide(self, key: str) -> None:
        self._show(tuple(other for other in self._pane.table.column_keys() if other != key), ())
        self._remember()

    def _show(self, keys: tuple[str, ...], widths: tuple[int, ...] | list[int]) -> None:
        known = {field.key for field in all_fields(self._extra)}
        extra_unread = not self._extra  # they come with the organisations, a moment later
        kept = [key for key in keys if key in known or (extra_unread and key.startswith("extra:"))]
        widths = widths if len(kept) == len(keys) else ()
        table = self._pane.table
        table.set_columns(person_columns(kept, self._today, widths))
        query = self._pane.query
        table.show_sort(query.sort, query.descending)

    def _remember(self) -> None:
        table = self._pane.table
        self._settings.set(COLUMNS, list(table.column_keys()))
        self._settings.set(_WIDTHS, list(table.column_widths()))

    def _definition(self) -> ViewDefinition:
        query: PeopleQuery = replace(self._pane.query, ids=None)
        return ViewDefinition(query, self._pane.table.column_keys())

    def _save(self) -> None:
        taken = "同名的视图会被更新。筛选、排序和列一起保存。"
        name = name_dialog.ask(self._page, "保存为视图", "视图名称", act="保存", hint=taken)
        if name is not None:
            done = self._tell(lambda: self._views.save(name, self._definition()))
            self._pane.views.current = done.value if done is not None else None

    def _update(self, view: SavedViewRow) -> None:
        self._tell(lambda: self._views.save(view.name, self._definition()))

    def _rename(self, view: SavedViewRow) -> None:
        name = name_dialog.ask(self._page, f"重命名视图“{view.name}”", "视图名称", view.name, act="改名")
        if name is not None:
            self._tell(lambda: self._views.rename(view.id, name))

    def _tell(self, act: Callable[[], Done[T]]) -> Done[T] | None:
        done = self._page.carry_out(act)
        if done is not None:
            self._page.notify(done.sentence)
        return done
