"""历史: every step, newest first; at the right what the chosen one changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.awards.service import AwardService
from culture_desktop.services.history import EntryDetail, HistoryQuery, HistoryRow, HistoryService
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.history.columns import entry_columns
from culture_desktop.ui.pages.history.entry_pane import EntryPane
from culture_desktop.ui.pages.history.filters import Choices, HistoryFilters
from culture_desktop.ui.tables.more_rows import MoreRows
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.page import Page, Topics
from culture_desktop.ui.widgets.text import vline

_TITLE = "历史"
_SLICE = 200


class HistoryServices(Protocol):
    """What the history page works with, of all the services there are."""

    @property
    def history(self) -> HistoryService: ...
    @property
    def people(self) -> PeopleService: ...
    @property
    def organisations(self) -> OrganisationService: ...
    @property
    def activities(self) -> ActivityService: ...
    @property
    def awards(self) -> AwardService: ...


@dataclass(frozen=True)
class _Read:
    query: HistoryQuery
    rows: tuple[HistoryRow, ...]
    names: Mapping[str, str]


class HistoryPage(Page):
    """Filters, entries, pane.

    Signals:
        take_back_wanted: an entry is to be undone or redone (HistoryRow, object).
    """

    take_back_wanted = Signal(object)

    def __init__(self, services: HistoryServices, runner: Runner, today: Callable[[], date] = date.today) -> None:
        super().__init__(_TITLE, "做过的每一步都在这里，可以查看，也可以撤销")
        self._history, self._runner, self._today = services.history, runner, today
        self._rows: tuple[HistoryRow, ...] = ()
        choices = Choices(services.people, services.organisations, services.activities, services.awards)
        self.filters = HistoryFilters(choices, today().year)
        self.filters.changed.connect(self._load)
        self.table = RowTable[HistoryRow](
            entry_columns(today), name="操作", key=lambda entry: entry.id, muted=lambda entry: entry.reverted
        )
        self.table.current_changed.connect(self._show_entry)
        self._more = MoreRows(self.table, self._read_on)
        self.pane = EntryPane()
        self.pane.take_back_wanted.connect(self.take_back_wanted)
        self.pane.more_wanted.connect(self._read_detail)
        self._stack = QStackedWidget()
        self._lay_out()

    @override
    def refresh(self, topics: Topics) -> None:
        self._load(self.filters.query)

    @override
    def open_with(self, argument: object) -> None:
        """A HistoryQuery shows what was done to a person, an activity, a campaign."""
        if isinstance(argument, HistoryQuery):
            self.filters.set_query(argument)

    def _lay_out(self) -> None:
        filters = holder(row(self.filters, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 8)))
        list_ = column(filters, gap=0)
        list_.addWidget(self.table, 1)
        whole = row(gap=0)
        whole.addLayout(list_, 1)
        whole.addWidget(vline())
        whole.addWidget(self.pane)
        reason = "添加、修改、删除、导入和评选的每一步都会记下来，可以查看，也可以撤销"
        self._stack.addWidget(holder(whole))
        self._stack.addWidget(EmptyState("history", "还没有操作", reason))
        self.setLayout(column(self._stack, gap=0))

    def _load(self, query: HistoryQuery) -> None:
        """Read the newest entries, at least as many as are shown."""
        history = self._history
        wanted = replace(query, limit=max(_SLICE, len(self._rows)))

        def read(_progress: Progress) -> _Read:
            return _Read(query, history.entries(wanted), history.about(query))

        self._runner.run(read, title="读取历史", done=self._show)

    def _read_on(self) -> None:
        query, history = self.filters.query, self._history
        further = replace(query, before=self._rows[-1].id, limit=_SLICE)

        def read(_progress: Progress) -> _Read:
            return _Read(query, history.entries(further), {})

        self._runner.run(read, title="读取历史", done=self._show_more)

    def _show(self, read: _Read) -> None:
        if read.query != self.filters.query:
            return
        self.filters.show_names(read.names)
        conditions = self.filters.conditions
        self._stack.setCurrentIndex(0 if read.rows or conditions else 1)
        if conditions:
            reason = f"{conditions} 个条件挡住了其余的操作"
            self.table.set_placeholder(EmptyState.filtered("没有符合的操作", reason, self.filters.clear_conditions))
        self._show_rows(read.rows, complete=len(read.rows) < max(_SLICE, len(self._rows)))
        if self.table.current_row() is None and read.rows:
            self.table.select_key(read.rows[0].id)
        self._show_entry(self.table.current_row())

    def _show_more(self, read: _Read) -> None:
        if read.query == self.filters.query and (not read.rows or read.rows[0].id < self._rows[-1].id):
            self._show_rows(self._rows + read.rows, complete=len(read.rows) < _SLICE)

    def _show_rows(self, rows: tuple[HistoryRow, ...], *, complete: bool) -> None:
        self._rows = rows
        place = self.table.verticalScrollBar().value()
        self.table.set_rows(rows)
        self.table.verticalScrollBar().setValue(place)
        self._more.wait(complete=complete)
        shown = f"显示{'' if complete else '最近'} {count(len(rows), '步')}　撤销也是一步，什么都不会被抹掉"
        self.set_status(shown if rows else "")

    def _show_entry(self, entry: HistoryRow | None) -> None:
        self.pane.show_entry(entry, self._today())
        if entry is not None:
            self._read_detail(entry.id, 0)

    def _read_detail(self, entry_id: int, after: int) -> None:
        history = self._history

        def read(_progress: Progress) -> EntryDetail:
            return history.detail(entry_id, after=after)

        self._runner.run(read, title="读取历史", done=self.pane.show_detail)
