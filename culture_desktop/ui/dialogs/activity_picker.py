"""Picks the activity that people are to join.

::

    activity_id = activity_picker.ask(self, "将 4 人加入活动", rows, act="加入 4 人")
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.services.activities.rows import ActivityRow
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import count, day
from culture_desktop.ui.tables.cells import Chip, Figure, Layers, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.vocabulary import Layer

_LAYERS = tuple(Layer)
COLUMNS = (
    Column[ActivityRow]("日期", lambda a: Muted(day(a.starts.date())), width=96),
    Column[ActivityRow]("活动", lambda a: Name(a.title), width=220, stretch=True),
    Column[ActivityRow]("四层", lambda a: Layers(((_LAYERS.index(a.layer), a.layer.label),)), width=72),
    Column[ActivityRow]("进度", lambda a: Chip(a.state.label), width=64),
    Column[ActivityRow]("名单", lambda a: Figure(count(a.registered, "人")), width=76, right=True),
)


def ask(parent: QWidget | None, title: str, activities: Sequence[ActivityRow], *, act: str) -> int | None:
    """The id of the activity picked; None when the dialog was left."""
    dialog = ActivityPicker(parent, title, activities, act=act)
    picked = dialog.table.current_row() if dialog.exec() == Dialog.DialogCode.Accepted else None
    return None if picked is None else picked.id


class ActivityPicker(Dialog):
    """A search over the table."""

    def __init__(self, parent: QWidget | None, title: str, activities: Sequence[ActivityRow], *, act: str) -> None:
        super().__init__(parent, title, act=act, width=640)
        self._activities = activities
        self.search = SearchBox("名称、编号、地点")
        self.search.searched.connect(self._search)
        self.table = RowTable[ActivityRow](COLUMNS, name="活动", key=lambda a: a.id)
        self.table.current_changed.connect(self._allow)
        self.table.opened.connect(lambda _row: self.accept())
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.resize(660, 460)
        self._search("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, words: str) -> None:
        wanted = words.casefold()
        found = [a for a in self._activities if wanted in f"{a.title}\n{a.code}\n{a.place}".casefold()]
        if self._activities:
            self.table.set_placeholder(
                EmptyState.filtered("没有符合的活动", f"{len(self._activities):,} 场都不符合", self._clear)
            )
        else:
            self.table.set_placeholder(EmptyState("calendar-plus", "没有可以加入的活动", "先在“活动”里新建一个"))
        self.table.set_rows(found)
        self._allow(self.table.current_row())

    def _clear(self) -> None:
        self.search.clear()
        self._search("")

    def _allow(self, activity: ActivityRow | None) -> None:
        self.act_button.setEnabled(activity is not None)
