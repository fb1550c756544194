"""The middle pane: title, filters, the table, and the bar for those who are ticked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.override import override
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort, PersonRow
from culture_desktop.ui.dialogs.form_papers import CARDS
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.people.bulk_bar import BulkBar
from culture_desktop.ui.pages.people.columns import NAME_SORTS, column_of_sort, person_columns, sort_words
from culture_desktop.ui.pages.people.filters import PeopleFilters
from culture_desktop.ui.pages.people.reader import Found
from culture_desktop.ui.pages.people.view_bar import ViewBar
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tables.sliced_rows import SlicedRows
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.buttons import IconButton, Kind
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label


class PeopleTable(RowTable[PersonRow]):
    """Enter opens the person, F2 edits the cell, Del deletes.

    Signals:
        edit_wanted, delete_wanted: the key was pressed.
        cell_opened: a cell was double clicked (its index, object).
        export_wanted: those listed are to be written to a file.
        names_wanted, certificates_wanted: their names, certificates for them are to be printed.
        cards_wanted: cards are to be made for them (DocumentKind, object).
    """

    edit_wanted = Signal()
    cell_opened = Signal(object)
    export_wanted = Signal()
    names_wanted = Signal()
    certificates_wanted = Signal()
    cards_wanted = Signal(object)
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(person_columns((), date.today), name="人员", key=lambda p: p.id, checkable=True)
        self.set_movable()

    @override
    def export(self) -> None:
        """The rows are more than those fetched, and numbers may be wanted whole: the page asks the service."""
        self.export_wanted.emit()

    @override
    def menu(self) -> QMenu:
        menu = super().menu()
        some = bool(self.row_model.rows)
        menu.addAction(icon("file-type-pdf"), "名单 PDF…", self.names_wanted.emit).setEnabled(some)
        menu.addAction(icon("rosette"), "批量证书…", self.certificates_wanted.emit).setEnabled(some)
        for kind in CARDS:
            menu.addAction(f"{kind.label}…", partial(self.cards_wanted.emit, kind)).setEnabled(some)
        return menu

    @override
    def double_clicked(self, index: QModelIndex) -> None:
        self.cell_opened.emit(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class PeoplePane(QWidget):
    """Shows what was found for the query of its filters.

    Signals:
        query_changed: other people, or another order, are wanted (PeopleQuery, object).
        new_wanted, import_wanted: the list is empty and the user wants to fill it.
        export_wanted: the people found are to be exported.
        detail_wanted: the pane of the current person is to be shown.
        columns_wanted: other columns are to be chosen.
        hide_wanted: the column of this key is to go.
    """

    query_changed = Signal(object)
    new_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    detail_wanted = Signal()
    columns_wanted = Signal()
    hide_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Label("全部人员", "card_title")
        self._counts = ElidedLabel("", "caption")
        self.export = IconButton("download", "导出表中人员", clicked=self.export_wanted.emit)
        self.detail_button = IconButton("info-circle", "人员详情", clicked=self.detail_wanted.emit, bordered=True)
        self.columns_button = IconButton("columns", "选择列", clicked=self.columns_wanted.emit)
        self.views = ViewBar()
        self.filters = PeopleFilters()
        self.filters.changed.connect(self.query_changed)
        self.table = PeopleTable()
        self.table.sort_requested.connect(self.sort)
        self.table.export_wanted.connect(self.export_wanted)
        head = self.table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_head_menu)
        self.bulk = BulkBar()
        self.bulk.clear_wanted.connect(self.clear_ticks)
        self.table.ticked.connect(self._show_bulk)
        self._dock = holder(row(self.bulk, margins=(12, 4, 12, 8)))
        self._dock.hide()
        title = row(self._title, margins=(16, 10, 10, 0))
        title.addWidget(self._counts, 1)
        title.addWidget(self.views)
        title.addWidget(self.columns_button)
        title.addWidget(self.export)
        title.addWidget(self.detail_button)
        whole = column(gap=0)
        whole.addLayout(title)
        whole.addLayout(row(self.filters, margins=(16, 4, 16, 8)))
        whole.addWidget(self.table, 1)
        whole.addWidget(self._dock)
        self.setLayout(whole)
        self.table.show_sort(PeopleSort.NUMBER.value, False)

    @property
    def query(self) -> PeopleQuery:
        """What is asked for."""
        return self.filters.query

    def ticked_ids(self) -> frozenset[int]:
        """Who is ticked."""
        return frozenset(key for key in self.table.row_model.ticked_keys if isinstance(key, int))

    def clear_ticks(self) -> None:
        """Tick nobody."""
        self.table.row_model.tick_all(False)

    def choose_organisation(self, organisation_id: int | None, ids: frozenset[int] | None = None) -> None:
        """Show the people of an organisation, or exactly those with ``ids``."""
        self.filters.set_query(replace(self.query, organisation_id=organisation_id, ids=ids))

    def show_found(self, found: Found, fetch: Callable[[Sequence[int]], Sequence[PersonRow]]) -> None:
        """Show who was found; ``fetch`` gives the rows of a few ids in their order when the table comes to them."""
        self._title.setText(found.title)
        hidden = f"，筛选后 {count(len(found.ids), '人')}" if self.filters.conditions else ""
        self._counts.setText(f"{count(found.everybody, '人')}{hidden}")
        self.export.setEnabled(bool(found.ids))
        if not found.ids:
            self.table.set_placeholder(self._placeholder(found))
        self.table.set_rows(
            SlicedRows(len(found.ids), lambda offset, limit: fetch(found.ids[offset : offset + limit]), keys=found.ids)
        )
        if self.table.current_row() is None and found.ids:
            self.table.select_key(found.ids[0])

    def order_words(self) -> str:
        """By what the table is sorted."""
        return f"按{sort_words(self.query.sort)}{'倒序' if self.query.descending else '排序'}"

    def sort(self, sort_key: str, descending: bool) -> None:
        """Ask for another order."""
        self.filters.set_query(replace(self.query, sort=sort_key, descending=descending))
        self.table.show_sort(column_of_sort(sort_key), descending)

    def head_menu(self, key: str) -> QMenu:
        """What can be done with a column."""
        menu = QMenu(self)
        orders = NAME_SORTS if key == "name" else {"": key}
        for words, sort in orders.items():
            named = f"按{words}" if words else ""
            menu.addAction(f"{named}排序" if named else "升序", lambda sort=sort: self.sort(sort, False))
            menu.addAction(f"{named}倒序" if named else "降序", lambda sort=sort: self.sort(sort, True))
        menu.addSeparator()
        menu.addAction("隐藏这一列", lambda: self.hide_wanted.emit(key)).setEnabled(key != "name")
        menu.addAction("选择列…", self.columns_wanted.emit)
        return menu

    def _open_head_menu(self, at: QPoint) -> None:
        head = self.table.horizontalHeader()
        section = head.logicalIndexAt(at) - self.table.row_model.check_columns
        if section >= 0:
            menu = self.head_menu(self.table.row_model.columns[section].key)
            menu.exec(head.viewport().mapToGlobal(at))
            menu.deleteLater()

    def _show_bulk(self, ticked: frozenset[object]) -> None:
        self.bulk.show_count(len(ticked))
        self._dock.setVisible(bool(ticked))

    def _placeholder(self, found: Found) -> EmptyState:
        if self.filters.conditions and found.everybody:
            reason = f"{count(found.everybody, '人')}被 {self.filters.conditions} 个条件挡住"
            return EmptyState.filtered("没有符合的人", reason, self.filters.clear)
        if found.on_the_books:
            reason = "在名册里勾选人员，再用“调整单位”调入"
            return EmptyState("users", "这里还没有人员", reason, "新建人员", self.new_wanted.emit, kind=Kind.SECONDARY)
        return EmptyState("users", "还没有人员", "从人资部门的 Excel 名册开始", "导入名册", self.import_wanted.emit)
