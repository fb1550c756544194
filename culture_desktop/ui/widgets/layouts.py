"""Rows and columns of widgets with the spacing of the design, and a row that wraps.

::

    row(Label("候选人", "card_title"), Label("66 人", "caption"), STRETCH, search)
    column(title, table, gap=0, margins=(16, 12, 16, 12))
"""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import GAP_SMALL

STRETCH = None
Margins = tuple[int, int, int, int]
Part = QWidget | QLayout | int | None


def row(*parts: Part, gap: int = GAP_SMALL, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets side by side; a number is a space of so many px, STRETCH takes what is left."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def column(*parts: Part, gap: int = GAP_SMALL, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets below each other; a number is a space of so many px, STRETCH takes what is left."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def _fill(layout: QBoxLayout, parts: Sequence[Part], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def holder(layout: QLayout, name: str = "") -> QWidget:
    """A widget around a layout; ``name`` picks its ground: ``pane`` (sunken), ``sheet`` (surface), ``page``."""
    widget = QWidget()
    if name:
        widget.setObjectName(name)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setLayout(layout)
    return widget


def scrolled(content: QWidget) -> QScrollArea:
    """Content that scrolls down when it is too tall, never sideways."""
    area = QScrollArea()
    if not content.objectName():
        content.setObjectName("scrolled")
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Flow(QLayout):
    """Widgets side by side that wrap to the next line, as filter chips do."""

    def __init__(self, *, gap: int = GAP_SMALL) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as above
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        at, line = QPoint(rect.topLeft()), 0
        for item in self._items:
            hint = item.sizeHint()
            if at.x() + hint.width() > rect.right() + 1 and line:
                at = QPoint(rect.x(), at.y() + line + self._gap)
                line = 0
            if move:
                item.setGeometry(QRect(at, hint))
            at.setX(at.x() + hint.width() + self._gap)
            line = max(line, hint.height())
        return at.y() + line - rect.y()
