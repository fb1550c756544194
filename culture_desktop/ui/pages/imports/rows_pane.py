"""The rows of a preview that a filter leaves, each to be written or not, with the errors beside them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.services.imports.preview import ImportPreview, ImportRow, Verdict
from culture_desktop.ui.pages.imports.decisions import Decisions
from culture_desktop.ui.pages.imports.errors_pane import ErrorsPane
from culture_desktop.ui.pages.imports.row_columns import import_columns
from culture_desktop.ui.pages.imports.row_index import RowFilter, RowIndex
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tables.sliced_rows import SlicedRows
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import vline

_EVERY_FIELD = "全部改动"


class RowsPane(QWidget):
    """``search`` and ``fields`` stand wherever the owner puts them.

    Signals:
        ticks_changed: other rows are to be written.
        current_changed: another row is current (ImportRow or None, object).
    """

    ticks_changed = Signal()
    current_changed = Signal(object)

    def __init__(self, preview: Callable[[], ImportPreview]) -> None:
        super().__init__()
        self._index: RowIndex | None = None
        self._decisions: Decisions | None = None
        self._filter = RowFilter()
        self._usable: frozenset[int] = frozenset()
        self._showing = self._several = False
        self._preview = preview
        self.search = SearchBox("姓名、工号", shortcut="Ctrl+F", width=150)
        self.search.searched.connect(lambda words: self.show_filter(replace(self._filter, words=words)))
        self.fields = QComboBox()
        self.fields.setAccessibleName("按改动的字段筛选")
        self.fields.activated.connect(self._choose_field)
        self.table = RowTable[ImportRow](
            import_columns(preview, lambda: self.decisions),
            name="逐行核对",
            key=lambda r: r.row,
            checkable=True,
            tint_ticked=False,
            muted=lambda r: r.verdict in (Verdict.UNCHANGED, Verdict.KEPT),
        )
        self.table.ticked.connect(self._take_ticks)
        self.table.current_changed.connect(self.current_changed)
        self.errors = ErrorsPane()
        self.errors.row_wanted.connect(self.go_to)
        whole = row(gap=0)
        whole.addWidget(self.table, 1)
        whole.addWidget(vline())
        whole.addWidget(self.errors)
        self.setLayout(whole)

    @property
    def decisions(self) -> Decisions:
        """What the user decided so far."""
        assert self._decisions is not None
        return self._decisions

    def show_rows(self, index: RowIndex, decisions: Decisions, verdict: Verdict | None) -> None:
        """Show another preview; words that were looked for stay."""
        self._index, self._decisions = index, decisions
        several = bool(index.preview.further)
        if several is not self._several:
            self._several = several
            self.table.set_columns(import_columns(self._preview, lambda: self.decisions, several=several))
        self.errors.show_preview(index)
        self.fields.clear()
        self.fields.addItem(_EVERY_FIELD, "")
        for title, number in index.field_counts.items():
            self.fields.addItem(f"{title} {number:,}", title)
        self._filter = RowFilter(verdict, words=self._filter.words)
        self.show_again()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show the rows of one verdict, or all."""
        if self._filter.field and verdict is not Verdict.CHANGED:
            self.fields.setCurrentIndex(0)
        field = self._filter.field if verdict is Verdict.CHANGED else ""
        self.show_filter(replace(self._filter, verdict=verdict, field=field))

    def show_filter(self, wanted: RowFilter) -> None:
        """Show the rows that a filter leaves."""
        self._filter = wanted
        self.show_again()

    def show_again(self) -> None:
        """Show rows and ticks as they stand by the decisions."""
        assert self._index is not None
        shown = self._index.find(self._filter)
        decisions = self.decisions
        self._usable = decisions.usable(shown)
        self._showing = True
        self.table.set_placeholder(self._placeholder())
        rows = shown.rows
        sliced = SlicedRows(len(rows), lambda offset, limit: rows[offset : offset + limit], keys=shown.numbers)
        self.table.set_rows(sliced, self._usable)
        self.table.row_model.set_ticked(self._usable - decisions.excluded if decisions.excluded else self._usable)
        self._showing = False
        changed = self._filter.verdict in (None, Verdict.CHANGED)
        self.fields.setVisible(changed and self.fields.count() > 2)

    def go_to(self, row_number: int) -> None:
        """Make a row current, without any filter if that hides it."""
        if not self.table.select_key(row_number):
            self.search.clear()
            self.fields.setCurrentIndex(0)
            self.show_filter(RowFilter())
            self.table.select_key(row_number)
        self.table.scrollTo(self.table.currentIndex())

    def _placeholder(self) -> QWidget:
        if self._filter.words or self._filter.field:
            assert self._index is not None
            hidden = len(self._index.find(RowFilter(self._filter.verdict)).rows)
            return EmptyState.filtered("没有符合的行", f"{hidden:,} 行被筛选挡住", self._clear_filter)
        return EmptyState("table", "没有这一类的行")

    def _clear_filter(self) -> None:
        self.search.clear()
        self.fields.setCurrentIndex(0)
        self.show_filter(RowFilter(self._filter.verdict))

    def _choose_field(self) -> None:
        self.show_filter(replace(self._filter, field=str(self.fields.currentData())))

    def _take_ticks(self, ticked: frozenset[int]) -> None:
        if self._showing:
            return
        decided = len(self.decisions.choices)
        self.decisions.keep(self._usable, ticked)
        if len(self.decisions.choices) != decided:
            self.show_again()
        self.ticks_changed.emit()
