"""名单中没有: who came with this source before, or is in its units, and is missing from the file; nobody is taken for a
leaver unasked."""

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from culture_desktop.services.imports.roster_preview import Leaver, RosterPreview
from culture_desktop.ui.tables.cells import Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.text import Label, hline, paragraph, set_paragraph

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
        compared: others are listed.
    """

    changed = Signal()
    compared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: RosterPreview | None = None
        self._words = paragraph("", "secondary")
        self.of_units = QCheckBox()
        self.of_units.setAccessibleName("与名单里出现的单位的全部在职人员比较")
        self.of_units.clicked.connect(self._compare)
        self.left_on = DayEdit(date.today())
        self.left_on.setAccessibleName("离职日期")
        self.left_on.picked.connect(lambda _day: self.changed.emit())
        self.table = RowTable[Leaver](_COLUMNS, name="名单中没有的人", key=lambda p: p.person_id, checkable=True)
        self.table.ticked.connect(lambda _ticked: self._show_words())
        self.table.ticked.connect(lambda _ticked: self.changed.emit())
        line = row(Label("离职日期", "caption"), self.left_on)
        head = row(margins=(PAGE_MARGIN, 6, PAGE_MARGIN, 6))
        head.addWidget(self._words, 1)
        head.addWidget(self.of_units)
        head.addLayout(line)
        whole = column(head, hline(), gap=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)

    @property
    def left(self) -> frozenset[int]:
        """The ids of the people to be marked."""
        return frozenset(key for key in self.table.row_model.ticked_keys if isinstance(key, int))

    @property
    def count(self) -> int:
        """How many people are listed."""
        return len(self._listed())

    @property
    def offered(self) -> bool:
        """Whether anybody is missing, or may be by another comparison."""
        return self._preview is not None and bool(self._preview.leavers or self._preview.unit_leavers)

    def show_preview(self, preview: RosterPreview | None, before: Collection[int] | None = None) -> None:
        """Show the leavers of another preview; of those ticked ``before`` the ones that are still missing stay so.

        Without a ``before`` the preview is of another file, of which nothing is chosen yet.
        """
        self._preview = preview
        if before is None:
            self.of_units.setChecked(False)
        others = len(preview.unit_leavers) if preview is not None else 0
        self.of_units.setText(f"与名单里出现的单位的全部在职人员比较（{others:,} 人不在名单里）")
        self.of_units.setVisible(others > 0)
        self._list(before or ())
        if preview is not None and not before:
            self.left_on.blockSignals(True)
            self.left_on.set_day(preview.effective)
            self.left_on.blockSignals(False)

    def _listed(self) -> tuple[Leaver, ...]:
        if self._preview is None:
            return ()
        return self._preview.unit_leavers if self.of_units.isChecked() else self._preview.leavers

    def _compare(self) -> None:
        self._list(self.left)
        self.compared.emit()
        self.changed.emit()

    def _list(self, ticked: Collection[int]) -> None:
        leavers = self._listed()
        self.table.set_rows(leavers)
        self.table.row_model.set_ticked({leaver.person_id for leaver in leavers}.intersection(ticked))
        self._show_words()

    def _show_words(self) -> None:
        people, ticked = self.count, len(self.left)
        marked = f"，勾选的 {ticked:,} 人在导入时标记为离职" if ticked else "；勾选的人在导入时标记为离职"
        if self.of_units.isChecked():
            words = f"名单里出现的单位的在职人员，这次名单里没有的 {people:,} 人{marked}"
        elif self._preview is not None and self._preview.source is None:
            words = "以前没有导入过这样的名单（列名相同的），不知道谁从名单里消失了"
        else:
            words = f"以前随这种名单来、这次名单里没有的在职人员 {people:,} 人{marked}"
        set_paragraph(self._words, words)
