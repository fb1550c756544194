"""Pairs of records that may be one person, to be merged or set apart one after the other.

::

    duplicates_dialog.show(self, merge_service, tell)      # tell(done) is told of each
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.people.merge import Duplicate, MergeService, MergeSide
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import merge_dialog
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import count
from culture_desktop.ui.tables.cells import Cell, Chip, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.text import Label

Tell = Callable[[Done[Any]], None]
_WIDTH, _HEIGHT = 660, 320


def _side(side: MergeSide) -> Cell:
    return Name("　".join(filter(None, (side.name, side.number, side.unit.rpartition("/")[2]))))


_COLUMNS = (
    Column[Duplicate]("一条", lambda pair: _side(pair.one), width=200, stretch=True),
    Column[Duplicate]("另一条", lambda pair: _side(pair.other), width=200, stretch=True),
    Column[Duplicate]("依据", lambda pair: Chip(pair.reason), width=176),
)


def show(parent: QWidget | None, service: MergeService, tell: Tell) -> None:
    """Show the pairs there are; ``tell`` is told of each that is settled at once."""
    DuplicatesDialog(parent, service, tell).exec()


class DuplicatesDialog(Dialog):
    """A list; the act looks at the pair chosen and merges it if the user says so, or it is set apart for good. The
    dialog stays for the next."""

    def __init__(self, parent: QWidget | None, service: MergeService, tell: Tell) -> None:
        super().__init__(parent, "可能重复", act="核对并合并…", width=_WIDTH)
        self._service, self._tell = service, tell
        self.table = RowTable[Duplicate](_COLUMNS, name="可能重复的记录", key=lambda pair: (pair.one.id, pair.other.id))
        self.table.setFixedHeight(_HEIGHT)
        self.table.opened.connect(lambda _pair: self.accept())
        self.table.set_placeholder(EmptyState("users", "没有可能重复的记录", "电话、姓名和出生日期都没有相同的"))
        self.note = Label("", "caption")
        self.note.setWordWrap(True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.note)
        self.cancel_button.setText("关闭")
        self.apart_button = Button("不是同一人", clicked=self._set_apart)
        self.apart_button.setToolTip("记下这两条是两个人，不再列出；可以撤销")
        self.add_act(self.apart_button)
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        pair = self.table.current_row()
        if pair is None:
            return
        try:
            done = merge_dialog.ask(self, self._service, pair.one.id, pair.other.id)
        except CultureError as error:
            self._say(str(error), Tone.BAD)
            return
        if done is not None:
            self._settled(done)

    def _set_apart(self) -> None:
        pair = self.table.current_row()
        if pair is None:
            return
        try:
            done = self._service.set_apart(pair.one.id, pair.other.id)
        except CultureError as error:
            self._say(str(error), Tone.BAD)
            return
        self._settled(done)

    def _settled(self, done: Done[Any]) -> None:
        self._tell(done)
        self._show()
        self._say(done.sentence, Tone.OK)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        pairs = self._service.duplicates()
        self.set_title(f"可能重复 {count(len(pairs), '对')}")
        self.table.set_rows(pairs)
        if pairs and self.table.current_row() is None:
            self.table.selectRow(0)
        for button in (self.act_button, self.apart_button):
            button.setEnabled(bool(pairs))
        self._say("电话或姓名和出生日期相同，身份证号没有不同。", Tone.NEUTRAL)

    def _say(self, words: str, tone: Tone) -> None:
        self.note.setText(words)
        self.note.set_tone(tone)
