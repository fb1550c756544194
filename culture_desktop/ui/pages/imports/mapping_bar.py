"""对应列: a card for each column of the file, with the field it feeds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea

from culture_desktop.override import override
from culture_desktop.ui.pages.imports.row_columns import FileColumn
from culture_desktop.ui.widgets.layouts import clear, column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline, restyle

_CARD_WIDTH, _CARD_HEIGHT = 121, 78
_NONE = "不导入"


class _FieldBox(QComboBox):
    """Turning the wheel over it scrolls the cards and never changes what a column is."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MappingCard(QFrame):
    """Letter and title, a value from the column, and under a line the field, to be chosen.

    Signals:
        chosen: the key of a field, or "" for none.
    """

    chosen = Signal(str)

    def __init__(self, source: FileColumn, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("mapping")
        self.source = source
        self._arrow = Label("", "caption")
        self._arrow.setObjectName("arrow")
        self._arrow.setFixedWidth(14)
        self.box = _FieldBox()
        self.box.setObjectName("mapping")
        self.box.setAccessibleName(f"{source.letter} 列“{source.title}”对应的字段")
        self.box.setMaxVisibleItems(20)
        self.box.setMinimumContentsLength(3)
        self.box.addItem(_NONE, "")
        for key, title in fields:
            self.box.addItem(title, key)
        head = row(Label(source.letter, "caption"), gap=6)
        head.addWidget(ElidedLabel(source.title), 1)
        foot = row(self._arrow, gap=2)
        foot.addWidget(self.box, 1)
        lines = column(head, ElidedLabel(source.sample or "（空）", "caption"), gap=0)
        self.setLayout(column(holder(lines), hline(), foot, gap=0, margins=(9, 6, 5, 3)))
        self.setMinimumWidth(_CARD_WIDTH)
        self.setFixedHeight(_CARD_HEIGHT)
        self.show_key(source.key)
        self.box.activated.connect(self._report)

    @property
    def key(self) -> str:
        """The field it feeds, or ""."""
        return str(self.box.currentData())

    def show_key(self, key: str) -> None:
        """Show a field without reporting it."""
        self.box.setCurrentIndex(max(0, self.box.findData(key)))
        self.setProperty("state", "used" if key else "unused")
        self._arrow.setText("↓" if key else "−")
        restyle(self)

    def _report(self) -> None:
        self.chosen.emit(self.key)


class MappingBar(QScrollArea):
    """The cards side by side, equally wide; scrolls sideways when there are many.

    Signals:
        changed: another field was chosen; the whole mapping, field key -> column title, "" for none (object).
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[MappingCard] = []
        self._fields: Sequence[tuple[str, str]] = ()
        self._line = row(gap=8)
        content = holder(self._line)
        content.setObjectName("scrolled")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(_CARD_HEIGHT + 12)

    def show_columns(self, columns: Sequence[FileColumn], fields: Sequence[tuple[str, str]]) -> None:
        """Show the columns of a file; cards of the same columns only change their field."""
        self._fields = fields
        same = [card.source.title for card in self.cards] == [source.title for source in columns]
        if same and [card.source.sample for card in self.cards] == [source.sample for source in columns]:
            for card, source in zip(self.cards, columns, strict=True):
                card.source = source
                card.show_key(source.key)
            return
        clear(self._line)
        self.cards = [MappingCard(source, fields) for source in columns]
        for card in self.cards:
            self._line.addWidget(card, 1)
            card.chosen.connect(self._choose)

    def reset(self) -> None:
        """Show again the fields that were in force before the last choice."""
        for card in self.cards:
            card.show_key(card.source.key)

    def mapping(self) -> dict[str, str]:
        """Field key -> column title as the cards say, "" for fields without a column."""
        fed = {card.key: card.source.title for card in self.cards if card.key}
        return {key: fed.get(key, "") for key, _title in self._fields}

    def _choose(self, key: str) -> None:
        """A field has one column: the one that had it gives it up."""
        chosen = self.sender()
        for card in self.cards:
            if card is chosen:
                card.show_key(key)
            elif key and card.key == key:
                card.show_key("")
        self.changed.emit(self.mapping())
