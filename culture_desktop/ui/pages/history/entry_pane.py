"""The right pane: one entry, its rows, and the fields of the current row before and after, side by side."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from culture_desktop.services.history import EntryDetail, FieldChange, HistoryRow, RowChange
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.history.columns import FIELD_COLUMNS, ROW_COLUMNS, moment
from culture_desktop.ui.tables.more_rows import MoreRows
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import HEIGHT_ROW
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline, paragraph, set_paragraph
from culture_desktop.vocabulary import ChangeKind, EntryKind

WIDTH = 440
_HEAD = 32
_MOST_ROWS = 7  # shown before the rows scroll; the fields keep the rest


class EntryPane(QFrame):
    """What was done, whether it can be taken back, and what it changed.

    Signals:
        take_back_wanted: the entry shown is to be undone or redone (HistoryRow, object).
        more_wanted: the rows after the last one shown (entry id, number of the last change).
    """

    take_back_wanted = Signal(object)
    more_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setFixedWidth(WIDTH)
        self.entry: HistoryRow | None = None
        self._detail: EntryDetail | None = None
        self._title, self._subject = Label("", "card_title"), ElidedLabel("", "caption")
        self._reason = paragraph("", "secondary")
        self.button = Button("撤销这一步", icon="arrow-back-up", clicked=self._take_back)
        self.note = Label("", "caption")
        self.note.setWordWrap(True)
        self._count = Label("", "caption")
        self.rows = RowTable[RowChange](ROW_COLUMNS, name="改动的内容", key=lambda change: change.number)
        self.rows.current_changed.connect(self._show_fields)
        self._more = MoreRows(self.rows, self._ask_more)
        self.fields = RowTable[FieldChange](FIELD_COLUMNS, name="之前和之后", key=lambda field: field.title)
        self._shown, self._nothing = self._lay_out(), EmptyState("history", "没有选中操作", "在表里点选一项")
        self.setLayout(column(self._nothing, self._shown, gap=0))
        self.show_entry(None, date.min)

    def show_entry(self, entry: HistoryRow | None, today: date) -> None:
        """Show an entry; its rows follow by ``show_detail``."""
        self._shown.setVisible(entry is not None)
        self._nothing.setVisible(entry is None)
        same = entry is not None and self.entry is not None and entry.id == self.entry.id
        self.entry = entry
        if entry is None:
            self._detail = None
            return
        self._title.setText(entry.title)
        self._subject.setText("　".join(filter(None, (moment(entry, today), entry.subject))))
        own = entry.reason if entry.reason != entry.title else ""
        set_paragraph(self._reason, f"理由：{own}")
        self._reason.setVisible(bool(own))
        verb = entry.kind.opposite
        self.button.setText(f"{verb.label}这一步")
        self.button.set_icon("arrow-forward-up" if verb is EntryKind.REDO else "arrow-back-up")
        self.button.setEnabled(entry.undoable)
        note = _note(entry)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if not same:
            self._detail = None
            self._count.setText("")
            self.rows.set_rows(())
            self.fields.set_rows(())

    def show_detail(self, detail: EntryDetail) -> None:
        """Show the first rows of the entry, or those after the ones that are shown."""
        if self.entry is None or detail.entry_id != self.entry.id:
            return
        before = self._detail
        if (
            before is not None
            and before.changes
            and detail.changes
            and before.changes[-1].number < detail.changes[0].number
        ):
            detail = replace(detail, changes=before.changes + detail.changes)
        self._detail = detail
        place = self.rows.verticalScrollBar().value()
        self.rows.set_rows(detail.changes)
        self.rows.setFixedHeight(_HEAD + HEIGHT_ROW * min(max(len(detail.changes), 1), _MOST_ROWS))
        if before is None and detail.changes:
            self.rows.select_key(detail.changes[0].number)
        self.rows.verticalScrollBar().setValue(place)
        shown = f"，显示前 {count(len(detail.changes), '行')}" if len(detail.changes) < detail.total else ""
        self._count.setText(f"写入 {count(detail.total, '行')}{shown}")
        self._show_fields(self.rows.current_row())
        self._more.wait(complete=detail.complete)

    def _lay_out(self) -> QWidget:
        self._reason.hide()
        acts = row(self.button, STRETCH)
        head = column(self._title, self._subject, self._reason, 2, acts, self.note, gap=4, margins=(16, 12, 16, 12))
        whole = column(holder(head), hline(), gap=0)
        whole.addLayout(row(Label("改动的内容", "strong"), STRETCH, self._count, margins=(16, 8, 16, 6)))
        whole.addWidget(self.rows)
        whole.addLayout(row(Label("之前和之后", "strong"), STRETCH, margins=(16, 10, 16, 6)))
        whole.addWidget(self.fields, 1)
        return holder(whole)

    def _show_fields(self, change: RowChange | None) -> None:
        if change is not None and not change.fields:
            self.fields.set_placeholder(_no_fields(change))
        self.fields.set_rows(() if change is None else change.fields)

    def _take_back(self) -> None:
        if self.entry is not None:
            self.take_back_wanted.emit(self.entry)

    def _ask_more(self) -> None:
        if self._detail is not None and self._detail.changes:
            self.more_wanted.emit(self._detail.entry_id, self._detail.changes[-1].number)


def _note(entry: HistoryRow) -> str:
    """Why an entry cannot be taken back; empty when it can."""
    if entry.undoable:
        return ""
    if entry.reverted:
        return entry.locked if entry.kind is EntryKind.UNDO else f"{entry.locked}；要恢复，请选上方的“撤销”那一项"
    return f"只能查看：{entry.locked}" if entry.rows else "只是查看，没有改动数据"


def _no_fields(change: RowChange) -> EmptyState:
    if change.kind is ChangeKind.VIEW:
        return EmptyState("eye", "查看了完整号码", "没有改动数据")
    return EmptyState("list-check", "没有要显示的字段", "只改动了排序和查找用的内容")
