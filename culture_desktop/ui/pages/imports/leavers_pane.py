"""名单中没有: who came with this source before and is missing from the file; nobody is taken for a leaver unasked."""

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.imports.roster_preview import Leaver, RosterPreview
from culture_desktop.ui.tables.cells import Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label, hline

_COLUMNS = (
    Column[Leaver]("姓名", lambda p: Name(p.name), width=160),
    Column[Leaver]("工号", lambda p: Muted(p.number), width=140),
    Column[Leaver]("单位", lambda p: Muted(p.unit) if p.unit else None, width=260, stretch=True),
    Column[Leaver]("岗位", lambda p: p.position or None, width=180, priority=1),
)


class LeaversPane(QWidget):
    """Ticked people are marked as having left, when the file is imported.

    Signals:
        changed: others are ticked, or another day is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "secondary")
        self.left_on = DayEdit(date.today())
        self.left_on.setAccessibleName("离职日期")
        self.left_on.picked.connect(lambda _day: self.changed.emit())
        self.table = RowTable[Leaver](_COLUMNS, name="名单中没有的人", key=lambda p: p.person_id, checkable=True)
        self.table.ticked.connect(lambda _ticked: self._show_words())
        self.table.ticked.connect(lambda _ticked: self.changed.emit())
        line = row(self._words, STRETCH, Label("离职日期", "caption"), self.left_on)
        line.setContentsMargins(PAGE_MARGIN, 6, PAGE_MARGIN, 6)
        whole = column(line, hline(), gap=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)

    @property
    def left(self) -> frozenset[int]:
        """The ids of the people to be marked."""
        return frozenset(key for key in self.table.row_model.ticked_keys if isinstance(key, int))

    def show_preview(self, preview: RosterPreview | None, before: Collection[int] = ()) -> None:
        """Show the leavers of another preview; of those ticked ``before`` the ones that are still missing stay so."""
        leavers = preview.leavers if preview is not None else ()
        self.table.set_rows(leavers)
        self.table.row_model.set_ticked({leaver.person_id for leaver in leavers}.intersection(before))
        if preview is not None and not before:
            self.left_on.blockSignals(True)
            self.left_on.set_day(preview.effective)
            self.left_on.blockSignals(False)
        self._show_words()

    def _show_words(self) -> None:
        people, ticked = len(self.table.row_model.rows), len(self.left)
        marked = f"，勾选的 {ticked:,} 人在导入时标记为离职" if ticked else "；勾选的人在导入时标记为离职"
        self._words.setText(f"以前随这种名单来、这次名单里没有的在职人员 {people:,} 人{marked}")
