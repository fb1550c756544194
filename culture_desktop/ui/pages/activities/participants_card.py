"""Who takes part, and the fast way to mark who came: Space, row after row."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from culture_desktop.override import override
from culture_desktop.services.activities.rows import ActivityDetail, Participant
from culture_desktop.ui.pages.activities.participant_columns import (
    PARTICIPANT_COLUMNS,
    PARTICIPANT_COLUMNS_WITH_SESSIONS,
)
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import Attendance, ListKind

_MARKS = {
    Attendance.ATTENDED: ("签到", "Space"),
    Attendance.ABSENT: ("缺席", ""),
    Attendance.EXCUSED: ("请假", ""),
    Attendance.REGISTERED: ("未到", ""),
}


class ParticipantTable(RowTable[Participant]):
    """Space marks the selected rows and goes on to the next; Del takes them off the list.

    Signals:
        ticked_off: Space was pressed.
        removal_wanted: Del was pressed.
    """

    ticked_off = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(PARTICIPANT_COLUMNS, name="参加人员", key=lambda p: p.person_id, multiple=True)

    def go_to(self, position: int) -> None:
        """Make a row current and the only one selected."""
        if 0 <= position < len(self.row_model.rows):
            index = self.row_model.index(position, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.ticked_off.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and len(self.selected_rows()) > 1:
            self.go_to(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class ParticipantsCard(Card):
    """Search and buttons in the head, the table, and a bar for what is selected.

    Signals:
        add_wanted: people are to be picked.
        import_wanted: a list of this kind is to be imported (ListKind, object).
        form_wanted: a sign-up form is to be written.
        marked: these people (tuple of ids) get this attendance.
        removal_wanted: these people (tuple of ids) are to be taken off.
        searched: words to find participants by.
    """

    add_wanted = Signal()
    import_wanted = Signal(object)
    form_wanted = Signal()
    marked = Signal(object, object)
    removal_wanted = Signal(object)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__("参加人员", flush=True)
        self._everybody: Sequence[Participant] = ()
        self._found: frozenset[int] | None = None
        self._sessions = 0
        self.search = SearchBox("姓名或拼音", width=150)
        self.search.searched.connect(self.searched)
        self.add_button = Button("添加", icon="plus", clicked=self.add_wanted.emit)
        self.import_button = Button("导入报名", icon="table-import", clicked=self._ask_import)
        self.form_button = Button(
            "报名表", icon="download", clicked=self.form_wanted.emit, tip="带下拉列表的报名表，填好后可直接导入"
        )
        for part in (self.search, self.add_button, self.form_button, self.import_button):
            self.add_action(part)
        self.table = ParticipantTable()
        self.table.selection_changed.connect(self._show_bar)
        self.table.ticked_off.connect(self._tick_off)
        self.table.removal_wanted.connect(self._remove)
        self.body.addWidget(self.table, 1)
        self.bar = self._make_bar()
        self.body.addWidget(self.bar)

    def _ask_import(self) -> None:
        self.import_wanted.emit(ListKind.PARTICIPATION)

    def show_activity(self, detail: ActivityDetail) -> None:
        """Show another activity's people, or the same ones anew."""
        self._everybody = detail.participants
        units = len({p.unit for p in detail.participants if p.unit})
        people = len(detail.participants)
        if bool(detail.sessions) is not bool(self._sessions):
            self.table.set_columns(PARTICIPANT_COLUMNS_WITH_SESSIONS if detail.sessions else PARTICIPANT_COLUMNS)
        self._sessions = detail.sessions
        self.set_note(f"{people:,} 人，来自 {units} 个班组" if people else "")
        self._show_rows()

    def show_found(self, found: Collection[int] | None) -> None:
        """Show only these people; None shows all."""
        self._found = None if found is None else frozenset(found)
        self._show_rows()

    def selected_ids(self) -> tuple[int, ...]:
        """The selected people."""
        return tuple(person.person_id for person in self.table.selected_rows())

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("sunken")
        self._selected = Label("", "secondary")
        line = row(self._selected, STRETCH, margins=(14, 5, 9, 5))
        self.mark_buttons = {}
        for attendance, (word, key) in _MARKS.items():
            button = Button(word, tip=f"记为“{word}”　{key}".rstrip("　"))
            button.clicked.connect(lambda _checked=False, attendance=attendance: self._mark(attendance))
            self.mark_buttons[attendance] = button
            line.addWidget(button)
        self.remove_button = Button("移出", icon="x", kind=Kind.QUIET, clicked=self._remove, tip="移出活动　Del")
        line.addWidget(self.remove_button)
        bar.setLayout(line)
        bar.hide()
        return bar

    def _show_rows(self) -> None:
        found = self._found
        rows = [p for p in self._everybody if found is None or p.person_id in found]
        self.table.set_placeholder(self._placeholder())
        self.table.set_rows(rows)
        self._show_bar()

    def _placeholder(self) -> EmptyState:
        if self._everybody:
            return EmptyState.filtered(
                "没有符合的人", f"{len(self._everybody):,} 人被 1 个条件挡住", self._clear_search
            )
        return EmptyState(
            "user-plus",
            "还没有人报名",
            "从人员里挑选，或导入问卷星等报名表",
            "添加人员",
            self.add_wanted.emit,
            kind=Kind.SECONDARY,
        )

    def _clear_search(self) -> None:
        self.search.clear()
        self.search.searched.emit("")

    def _show_bar(self, _rows: object = None) -> None:
        selected = len(self.table.selected_rows())
        self._selected.setText(f"已选 {selected:,} 人")
        self.bar.setVisible(selected > 0)

    def _mark(self, attendance: Attendance) -> None:
        if ids := self.selected_ids():
            self.marked.emit(ids, attendance)

    def _tick_off(self) -> None:
        last = max((index.row() for index in self.table.selectionModel().selectedRows()), default=-1)
        self._mark(Attendance.ATTENDED)
        self.table.go_to(min(last + 1, len(self.table.row_model.rows) - 1))

    def _remove(self) -> None:
        if ids := self.selected_ids():
            self.removal_wanted.emit(ids)
