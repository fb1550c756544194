"""The navigation rail: seal, entries with counts, what stands at the foot.

::

    rail = Rail([RailEntry("overview", "总览", "layout-dashboard"),
                 RailEntry("settings", "设置", "settings", foot=True)])
    rail.chosen.connect(self._show_page)       # key
    rail.set_badge("activities", 3)
    rail.set_note("已自动保存 20:41")
    rail.set_folded(True)                      # 56 px: icons with tooltips
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.actions import with_key
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import RAIL_FOLDED, RAIL_WIDTH, STATUS_BAR_HEIGHT, TOP_BAR_HEIGHT, tokens_of
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.seal import Seal
from culture_desktop.ui.widgets.text import Label, hline

_ICON = 18
_GAP = 6  # beside the four that the style leaves between icon and word
_MARK = 3


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A page in the rail; a new ``group`` is set off by a line, ``foot`` entries stand at the bottom."""

    key: str
    title: str
    icon: str
    group: int = 0
    foot: bool = False


class _Entry(QPushButton):
    """One entry: icon, word, count; the current one is white with a red mark at its left."""

    def __init__(self, entry: RailEntry, shortcut: str) -> None:
        super().__init__(entry.title)
        self.entry = entry
        self._badge = 0
        self._tip = with_key(entry.title, shortcut)
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.set_folded(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self._tip)
        self._describe()

    def set_badge(self, number: int) -> None:
        self._badge = number
        self._describe()
        self.update()

    def set_folded(self, folded: bool) -> None:
        self.setText("" if folded else self.entry.title)
        box = (_ICON, _ICON) if folded else (_ICON + _GAP, _ICON)
        self.setIcon(icon(self.entry.icon, active="red_text", box=box))
        self.setIconSize(QSize(*box))

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.entry.title}，{self._badge} 项待办" if self._badge else self.entry.title)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        if self.isChecked():
            canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            canvas.painter.setPen(Qt.PenStyle.NoPen)
            canvas.painter.setBrush(QColor(canvas.tokens.red))
            canvas.painter.drawRoundedRect(QRectF(0, 9, _MARK, self.height() - 18), 1.5, 1.5)
        if not self._badge:
            return
        if self.text():
            area = QRect(0, 0, self.width() - 12, self.height())
            right = Qt.AlignmentFlag.AlignRight
            canvas.text(area, str(self._badge), canvas.tokens.ink2, font(FontRole.CAPTION), right)
        else:
            canvas.dot(QPointF(self.width() - 10, 9), canvas.tokens.red)


class Rail(QFrame):
    """168 px wide, 56 when folded.

    Signals:
        chosen: an entry was pressed (key).
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._entries: dict[str, _Entry] = {}
        self._group = QButtonGroup(self)
        self._folded = False
        self._name = Label("润物", "door_title")
        self._note = Label("", "caption")
        self._foot = self._make_foot()
        head = QWidget()
        head.setLayout(row(Seal(), self._name, None, margins=(16, 0, 0, 0)))
        head.setFixedHeight(TOP_BAR_HEIGHT)
        top, bottom = self._make_entries(entries)
        whole = column(head, gap=0)
        whole.addLayout(top)
        whole.addStretch(1)
        whole.addLayout(bottom)
        whole.addWidget(self._foot)
        self.setLayout(whole)
        self.setFixedWidth(RAIL_WIDTH)

    def choose(self, key: str) -> None:
        """Mark an entry as the current one."""
        self._entries[key].setChecked(True)

    def set_badge(self, key: str, number: int) -> None:
        """Show how much waits on a page; 0 shows nothing."""
        self._entries[key].set_badge(number)

    def set_note(self, text: str) -> None:
        """What stands at the foot."""
        self._note.setText(text)
        self._foot.setToolTip(text)

    def set_folded(self, folded: bool) -> None:
        """Icons only, or icons with words."""
        if folded == self._folded:
            return
        self._folded = folded
        self.setFixedWidth(RAIL_FOLDED if folded else RAIL_WIDTH)
        for part in (self._name, self._note):
            part.setVisible(not folded)
        for entry in self._entries.values():
            entry.set_folded(folded)

    def _make_entries(self, entries: Sequence[RailEntry]) -> tuple[QVBoxLayout, QVBoxLayout]:
        top = column(gap=2, margins=(8, 8, 8, 0))
        bottom = column(gap=2, margins=(8, 0, 8, 11))
        group = 0
        for at, described in enumerate(entries):
            entry = _Entry(described, f"Ctrl+{at + 1}" if at < 9 else "")
            entry.clicked.connect(self._report)
            self._entries[described.key] = entry
            self._group.addButton(entry)
            if described.foot:
                bottom.addWidget(entry)
                continue
            if described.group != group:
                top.addLayout(column(hline(), margins=(8, 7, 8, 7)))
                group = described.group
            top.addWidget(entry)
        return top, bottom

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("autosave")
        foot.setFixedHeight(STATUS_BAR_HEIGHT)
        foot.setLayout(
            row(Picture("circle-check", size=14, colour="ok"), self._note, None, gap=6, margins=(16, 0, 8, 0))
        )
        return foot

    def _report(self) -> None:
        sender = self._group.checkedButton()
        if isinstance(sender, _Entry):
            self.chosen.emit(sender.entry.key)
