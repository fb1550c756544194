"""The fields that no column feeds yet, as chips to be dragged onto one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QScrollArea

from culture_desktop.override import override
from culture_desktop.ui.pages.imports.field_drag import FieldDrag, dragged_field
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.layouts import clear, holder, row

_HEIGHT = 34


class FieldChip(ChoiceChip):
    """A field; ``required`` ones are marked. Pressed, it asks for a column: the way without a mouse."""

    def __init__(self, key: str, title: str, *, required: bool) -> None:
        super().__init__(title)
        self.key = key
        self.setCheckable(required)
        self.setChecked(required)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        must = "，这一项必须有" if required else ""
        self.setToolTip(f"拖到它所在的列上，或按下后选一列{must}")
        self.setAccessibleName(f"还没有列的字段：{title}{must}")
        self._drag = FieldDrag(self)

    @override
    def nextCheckState(self) -> None:
        """The mark is no state of the user's."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag.press(event)
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.move(event, self.key):
            self.setDown(False)
        else:
            super().mouseMoveEvent(event)


class FieldPalette(QScrollArea):
    """One line of chips that scrolls sideways; a field dropped here is taken off its column.

    Signals:
        placed: a field is wanted for a column (key, the column's name).
        returned: a field is wanted for none (key).
    """

    placed = Signal(str, str)
    returned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line = row(gap=6)
        self._columns: Sequence[tuple[str, str]] = ()
        content = holder(self._line)
        content.setObjectName("scrolled")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(_HEIGHT)
        self.setAcceptDrops(True)
        self.chips: list[FieldChip] = []

    def show_fields(
        self, unused: Sequence[tuple[str, str]], required: Sequence[str], columns: Sequence[tuple[str, str]]
    ) -> None:
        """Show the fields (key, title) without a column; ``columns`` (name, words) are those they may go to."""
        self._columns = columns
        shown = [(key, title) for key, title in unused if title in required]
        shown += [(key, title) for key, title in unused if title not in required]
        clear(self._line)
        self.chips = [FieldChip(key, title, required=title in required) for key, title in shown]
        for chip in self.chips:
            self._line.addWidget(chip)
            chip.clicked.connect(self._offer)
        self._line.addStretch(1)

    def menu(self, chip: FieldChip) -> QMenu:
        """The columns that a field may go to."""
        menu = QMenu(self)
        for name, words in self._columns:
            menu.addAction(words, lambda name=name: self.placed.emit(chip.key, name))
        return menu

    def _offer(self) -> None:
        chip = self.sender()
        if isinstance(chip, FieldChip):
            self.menu(chip).popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_field(event):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.returned.emit(dragged_field(event))
