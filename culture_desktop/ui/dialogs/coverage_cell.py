"""Who stands behind one cell of the heat map: those not reached, those reached, and the activities.

::

    code = coverage_cell.ask(self, cell)         # an activity the user wants to see, or None
"""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from culture_desktop.services.coverage import CoverageCell
from culture_desktop.services.people.rows import PersonRow
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import count, percent
from culture_desktop.ui.tables.cells import Chip, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.chips import LayerTag
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import Layer

COLUMNS = (
    Column[PersonRow]("姓名", lambda p: Name(p.name), width=160, stretch=True),
    Column[PersonRow]("工号", lambda p: Muted(p.number), width=100),
    Column[PersonRow]("班组", lambda p: Muted(p.unit), width=130),
    Column[PersonRow]("用工性质", lambda p: Chip(p.employment.label), width=86),
)
_MOST_ACTIVITIES_HEIGHT = 96


def ask(parent: QWidget | None, cell: CoverageCell) -> str | None:
    """Show the people; the code of the activity that was chosen, if any."""
    dialog = CoverageCellDialog(parent, cell)
    dialog.exec()
    return dialog.code


class CoverageCellDialog(Dialog):
    """Two lists under tabs, the activities above them."""

    def __init__(self, parent: QWidget | None, cell: CoverageCell) -> None:
        super().__init__(parent, f"{cell.unit}·{cell.layer.label}·{cell.month}月", width=540)
        self.code: str | None = None
        self._people = {"未参加": cell.missed, "参加": cell.reached}
        everybody = len(cell.missed) + len(cell.reached)
        share = len(cell.reached) / everybody if everybody else 0.0
        self.body.addLayout(
            row(
                LayerTag(tuple(Layer).index(cell.layer), cell.layer.label),
                Label(f"在册 {count(everybody, '人')}，参加 {count(len(cell.reached), '人')}，覆盖 {percent(share)}"),
                STRETCH,
            )
        )
        self.body.addWidget(self._activities(cell))
        self.table = RowTable[PersonRow](COLUMNS, name="人员", key=lambda p: p.id)
        self.tabs = QButtonGroup(self)
        self.body.addWidget(self._tab_row())
        self.body.addWidget(self.table, 1)
        self.table.setMinimumHeight(300)
        self._show(0 if cell.missed else 1)

    def _activities(self, cell: CoverageCell) -> QWidget:
        if not cell.activities:
            return Label(f"{cell.month} 月没有{cell.layer.label}层的活动", "caption")
        lines = column(Label(f"{cell.month} 月{cell.layer.label}层的活动 {len(cell.activities)} 场", "caption"), gap=0)
        for code, title in cell.activities:
            link = LinkButton(title, clicked=partial(self._choose, code))
            link.setAccessibleName(f"打开活动：{title}")
            lines.addLayout(row(link, Label(code, "caption"), STRETCH, gap=4))
        area = scrolled(holder(lines))
        area.setMaximumHeight(min(_MOST_ACTIVITIES_HEIGHT, 22 + 26 * len(cell.activities)))
        return area

    def _tab_row(self) -> QWidget:
        line = row(gap=4)
        for at, (word, people) in enumerate(self._people.items()):
            tab = QPushButton(f"{word} {len(people)} 人")
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            self.tabs.addButton(tab, at)
            line.addWidget(tab)
        line.addStretch(1)
        self.tabs.idClicked.connect(self._show)
        return holder(line)

    def _show(self, at: int) -> None:
        self.tabs.button(at).setChecked(True)
        nobody = ("全部在册人员都参加了", "") if at == 0 else ("没有人参加", "可在活动里添加这些人")
        self.table.set_placeholder(EmptyState("users", *nobody))
        self.table.set_rows(tuple(self._people.values())[at])

    def _choose(self, code: str) -> None:
        self.code = code
        self.accept()
