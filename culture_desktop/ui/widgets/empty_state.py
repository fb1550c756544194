"""An empty page or table: says why and offers one action.

::

    EmptyState("calendar-plus", "还没有活动", "从年度模板或空白开始", "新建活动", self._add)             # no data: red
    EmptyState.filtered("没有符合的人", "1,203 人被 2 个条件挡住", self._clear_filters)                 # quiet
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.text import Label


class Picture(QWidget):
    """An icon as a picture: 32 px, thin strokes."""

    def __init__(self, name: str, *, size: int = 32, colour: str = "ink3") -> None:
        super().__init__()
        self._name, self._size, self._colour = name, size, colour
        self.setFixedSize(size, size)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), QRect(0, 0, self._size, self._size), self._name, self._colour)


class EmptyState(QWidget):
    """Icon, title, reason and at most one button, in the middle of the room there is."""

    def __init__(
        self,
        icon: str,
        title: str,
        reason: str = "",
        action: str = "",
        clicked: Callable[[], object] | None = None,
        *,
        kind: Kind = Kind.PRIMARY,
    ) -> None:
        super().__init__()
        parts: list[QWidget] = [Picture(icon), Label(title, "card_title"), Label(reason, "caption")]
        if action:
            self.button = Button(action, kind=kind, clicked=clicked)
            parts.append(self.button)
        layout = column(gap=4)
        layout.addStretch(1)
        for part in parts:
            if isinstance(part, Button):
                layout.addSpacing(6)
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setLayout(layout)

    @classmethod
    def filtered(cls, title: str, reason: str, clear: Callable[[], object]) -> "EmptyState":
        """Nothing is left by the conditions in force."""
        return cls("filter-off", title, reason, "清除筛选", clear, kind=Kind.SECONDARY)
