"""Facts of one thing: icon, label, value, in one or two columns.

::

    facts = Facts(columns=2)
    facts.set_facts([Fact("calendar-event", "时间", "2026年11月23日 19:00–21:00"), Fact("map-pin", "地点", "三楼"),
                     Fact("stack-2", "四层", LayerTag(2, "行为·以赛促练"))])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import clear
from culture_desktop.ui.widgets.text import Label

_ROW = 32


@dataclass(frozen=True)
class Fact:
    """``icon`` may be empty; ``value`` is words or a widget."""

    icon: str
    label: str
    value: str | QWidget


class Facts(QWidget):
    """Rows of 32 px (24 when ``dense``, as in side panes)."""

    def __init__(self, *, columns: int = 1, dense: bool = False) -> None:
        super().__init__()
        self._columns = columns
        self._dense = dense
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        for block in range(columns):
            self._grid.setColumnStretch(block * 3 + 2, 1)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; two columns read across."""
        clear(self._grid)
        for line in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(line, 0)
        for at, fact in enumerate(facts):
            line, block = divmod(at, self._columns)
            self._add(fact, line, block * 3)
            self._grid.setRowMinimumHeight(line, 24 if self._dense else _ROW)

    def _add(self, fact: Fact, line: int, first: int) -> None:
        centre = Qt.AlignmentFlag.AlignVCenter
        if fact.icon:
            self._grid.addWidget(Picture(fact.icon, size=16, colour="ink2"), line, first, centre)
        label = Label(fact.label, "caption")
        label.setMinimumWidth(46)
        self._grid.addWidget(label, line, first + 1, centre)
        if isinstance(fact.value, QWidget):
            self._grid.addWidget(fact.value, line, first + 2, centre | Qt.AlignmentFlag.AlignLeft)
            return
        value = Label(fact.value, selectable=True)
        value.setWordWrap(True)
        self._grid.addWidget(value, line, first + 2, centre)
