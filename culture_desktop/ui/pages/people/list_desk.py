"""The people of the list, or those ticked among them, as a whole: joined, changed, moved, merged, given out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject

from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.ui.pages.people.columns import DEFAULT
from culture_desktop.ui.pages.people.merge_desk import MergeDesk
from culture_desktop.ui.pages.people.people_actions import PeopleActions
from culture_desktop.ui.pages.people.people_pane import PeoplePane
from culture_desktop.ui.pages.people.reader import ANY_STATUS
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import DocumentKind


class ListDesk(QObject):
    """Ticks go once what was wanted is done. ``title`` says what a query shows."""

    def __init__(
        self,
        page: Page,
        pane: PeoplePane,
        acts: PeopleActions,
        merging: MergeDesk,
        title: Callable[[PeopleQuery], str],
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._pane, self._acts, self._merging = pane, acts, merging
        self._title, self._today = title, today
        bulk = pane.bulk
        bulk.join_wanted.connect(self._join_ticked)
        bulk.change_wanted.connect(self._change_ticked)
        bulk.move_wanted.connect(self._move_ticked)
        bulk.merge_wanted.connect(self._merge_ticked)
        bulk.export_wanted.connect(self._export_ticked)
        bulk.names_wanted.connect(self._print_ticked)
        bulk.cards_wanted.connect(self._make_cards_of_ticked)
        pane.table.names_wanted.connect(self._print_found)
        bulk.certificates_wanted.connect(lambda: self._acts.certificates(self._ticked()))
        pane.table.certificates_wanted.connect(self._certify_found)
        pane.table.cards_wanted.connect(self._make_cards_of_found)
        pane.export_wanted.connect(self._export_found)

    def _join_ticked(self) -> None:
        if self._acts.join(sorted(self._pane.ticked_ids()), self._today().year):
            self._pane.clear_ticks()

    def _change_ticked(self) -> None:
        if self._acts.change_field(sorted(self._pane.ticked_ids()), self._today()):
            self._pane.clear_ticks()

    def _merge_ticked(self) -> None:
        keep_id, drop_id = sorted(self._pane.ticked_ids())
        if self._merging.merge(keep_id, drop_id):
            self._pane.clear_ticks()

    def place_dropped(self, person_ids: tuple[int, ...], unit_id: int) -> None:
        """Place people who were dragged onto a unit."""
        if self._acts.move_into(person_ids, unit_id, self._today()) and set(person_ids) == self._pane.ticked_ids():
            self._pane.clear_ticks()

    def _move_ticked(self) -> None:
        if self._acts.move(sorted(self._pane.ticked_ids()), self._today()):
            self._pane.clear_ticks()

    def _ticked(self) -> PeopleQuery:
        """Those who are ticked, in the order shown."""
        plain = replace(self._pane.query, search="", organisation_id=None, on=None, conditions=(), status=ANY_STATUS)
        return replace(plain, ids=self._pane.ticked_ids(), as_of=self._today())

    def _export_ticked(self) -> None:
        self._export(self._ticked(), f"人员{len(self._pane.ticked_ids())}人")

    def _print_ticked(self) -> None:
        self._acts.print_names(self._ticked(), self._title(self._pane.query))

    def _print_found(self) -> None:
        query = replace(self._pane.query, as_of=self._today())
        self._acts.print_names(query, self._title(query))

    def _certify_found(self) -> None:
        self._acts.certificates(replace(self._pane.query, as_of=self._today()))

    def _make_cards_of_ticked(self, kind: DocumentKind) -> None:
        self._acts.make_cards(kind, self._ticked())

    def _make_cards_of_found(self, kind: DocumentKind) -> None:
        self._acts.make_cards(kind, replace(self._pane.query, as_of=self._today()))

    def _export_found(self) -> None:
        self._export(self._pane.query, self._title(self._pane.query))

    def _export(self, query: PeopleQuery, name: str) -> None:
        columns = tuple(column.key for column in self._pane.table.columns_shown())
        own = set(self._pane.table.column_keys()) != set(DEFAULT)
        query = replace(query, as_of=self._today())
        self._acts.export(query, self._today().year, name, columns, as_shown=own)
