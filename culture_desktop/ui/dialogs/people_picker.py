"""Picks people: by unit, by words, by ticking; what was ticked stays while the list changes.

::

    ids = people_picker.ask(self, "添加参加人员", people, organisations, year=2026, present=ids_on_the_list)
"""

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.rows import PeopleQuery, PersonRow
from culture_desktop.services.people.service import PeopleService
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.tables.cells import Chip, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tables.sliced_rows import SlicedRows
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.organisation_nodes import tree_nodes
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.tree import OrganisationTree

_TREE_WIDTH = 208


def ask(
    parent: QWidget | None,
    title: str,
    people: PeopleService,
    organisations: OrganisationService,
    *,
    year: int,
    present: Collection[int] = (),
) -> tuple[int, ...] | None:
    """The ids of the people picked; None when the dialog was left."""
    dialog = PeoplePicker(parent, title, people, organisations, year=year, present=present)
    return dialog.chosen_ids() if dialog.exec() == Dialog.DialogCode.Accepted else None


def ask_one(
    parent: QWidget | None,
    title: str,
    people: PeopleService,
    organisations: OrganisationService,
    *,
    year: int,
    act: str,
) -> int | None:
    """The id of one person; None when the dialog was left."""
    dialog = PeoplePicker(parent, title, people, organisations, year=year, one=act)
    return dialog.chosen_ids()[0] if dialog.exec() == Dialog.DialogCode.Accepted else None


class PeoplePicker(Dialog):
    """The tree at the left, the people at the right; those who are ``present`` already can't be ticked.

    ``one`` is the act when just one person is asked for: the current row is it, and Enter or a double click takes it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        people: PeopleService,
        organisations: OrganisationService,
        *,
        year: int,
        present: Collection[int] = (),
        one: str = "",
    ) -> None:
        super().__init__(parent, title, act=one or "添加", width=860)
        self._people, self._year, self._one = people, year, bool(one)
        self._present = frozenset(present)
        self._chosen: dict[int, None] = {}
        self._shown: frozenset[int] = frozenset()
        self._showing = False
        self._query = PeopleQuery()
        self.search = SearchBox("姓名、拼音、工号、单位", shortcut="Ctrl+F")
        self.search.searched.connect(self._search)
        self.tree = OrganisationTree("组织")
        self.tree.setFixedWidth(_TREE_WIDTH)
        self.tree.set_nodes(tree_nodes(organisations.nodes()))
        self.tree.chosen.connect(self._choose_unit)
        self._note = Label("", "caption")
        self.table = RowTable[PersonRow](
            self._columns(), name="人员", key=lambda p: p.id, checkable=not one, off=self._is_present
        )
        self.table.ticked.connect(self._take_ticks)
        if one:
            self.table.current_changed.connect(self._take_current)
            self.table.opened.connect(lambda _row: self.accept())
        right = column(row(self.search, self._note), gap=8)
        right.addWidget(self.table, 1)
        body = row(self.tree, gap=16)
        body.addLayout(right, 1)
        self.body.addLayout(body, 1)
        self.resize(880, 560)
        self._load()
        self._show_count()
        self.search.setFocus()

    def chosen_ids(self) -> tuple[int, ...]:
        """Whom the user ticked, in the order of ticking."""
        return tuple(self._chosen)

    def _columns(self) -> tuple[Column[PersonRow], ...]:
        return (
            Column("姓名", lambda p: Name(p.name), width=150, stretch=True),
            Column("工号", lambda p: Muted(p.number), width=100),
            Column("班组", lambda p: Muted(p.unit) if p.unit else None, width=140),
            Column("用工性质", lambda p: Chip(p.employment.label), width=84),
            Column("", lambda p: Muted("已在名单") if self._is_present(p) else "", width=76),
        )

    def _is_present(self, person: PersonRow) -> bool:
        return person.id in self._present

    def _search(self, words: str) -> None:
        self._query = PeopleQuery(search=words, organisation_id=self._query.organisation_id)
        self._load()

    def _choose_unit(self, key: object) -> None:
        if isinstance(key, int):
            self._query = PeopleQuery(search=self._query.search, organisation_id=key)
            self._load()

    def _load(self) -> None:
        query = self._query
        ids = self._people.ids(query)
        self._shown = frozenset(ids)
        self._note.setText(f"{len(ids):,} 人")
        self._showing = True
        self.table.set_placeholder(self._placeholder())
        self.table.set_rows(
            SlicedRows(len(ids), lambda offset, limit: self._people.rows(query, self._year, offset=offset, limit=limit))
        )
        if not self._one:
            self.table.row_model.set_ticked(self._shown & self._chosen.keys())
        self._showing = False

    def _placeholder(self) -> EmptyState:
        if self._query.search or self._query.organisation_id is not None:
            return EmptyState.filtered("没有符合的人", "换个写法，或看全部单位", self._clear)
        return EmptyState("users", "名册为空", "先在“人员”里导入名册")

    def _clear(self) -> None:
        self._query = PeopleQuery()
        self.search.clear()
        self.tree.clearSelection()
        self._load()

    def _take_ticks(self, ticked: frozenset[int]) -> None:
        if self._showing:
            return
        for gone in self._shown - ticked:
            self._chosen.pop(gone, None)
        self._chosen.update(dict.fromkeys(sorted(ticked - self._chosen.keys())))
        self._show_count()

    def _take_current(self, person: PersonRow | None) -> None:
        self._chosen = {} if person is None else {person.id: None}
        self._show_count()

    def _show_count(self) -> None:
        number = len(self._chosen)
        if self._one:
            self.act_button.setEnabled(number > 0)
            return
        self.act_button.setText(f"添加 {number:,} 人" if number else "添加")
        self.act_button.setEnabled(number > 0)
