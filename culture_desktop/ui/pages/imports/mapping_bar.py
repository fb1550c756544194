"""对应列: a card for each column of the file, and the fields that have no column yet."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from culture_desktop.spreadsheets.levels import AND
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.imports.field_palette import FieldPalette
from culture_desktop.ui.pages.imports.file_columns import FileColumn, worth_a_card
from culture_desktop.ui.pages.imports.mapping_card import KEEP, MappingCard, card_height
from culture_desktop.ui.widgets.layouts import clear, holder, row
from culture_desktop.ui.widgets.text import Label

_SCROLL_BAR = 12


class MappingBar(QScrollArea):
    """The cards side by side, equally wide; scrolls sideways when there are many.

    ``palette`` stands wherever its owner puts it.

    Signals:
        changed: other fields were chosen: the whole mapping, field key -> column name, "" for none (object), and the
            titles of the columns kept as extra fields (tuple, object).
    """

    changed = Signal(object, object)

    def __init__(self, *, lines: int = 1) -> None:
        super().__init__()
        self.cards: list[MappingCard] = []
        self.palette_line = FieldPalette()
        self._lines = lines
        self._fields: Sequence[tuple[str, str]] = ()
        self._required: Sequence[str] = ()
        self._joined: Collection[str] = ()
        self._extras = False
        self._line = row(gap=8)
        content = holder(self._line)
        content.setObjectName("scrolled")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.palette_line.placed.connect(self._place)
        self.palette_line.returned.connect(self._take_off)

    def show_columns(
        self,
        columns: Sequence[FileColumn],
        fields: Sequence[tuple[str, str]],
        *,
        required: Sequence[str] = (),
        joined: Collection[str] = (),
        extras: bool = False,
    ) -> None:
        """Show the columns of a file; ``required`` are titles of fields that are missing while they have none,
        ``joined`` the keys of those that may have several columns, ``extras`` says that columns can be kept as extra
        fields. Of very many columns only those that are used and the first are shown."""
        every, columns = len(columns), worth_a_card(columns)
        same = (self._fields, self._extras) == (fields, extras)
        same = same and [_standing(card.source) for card in self.cards] == [_standing(source) for source in columns]
        self._fields, self._required, self._joined, self._extras = fields, required, joined, extras
        if same:
            for card, source in zip(self.cards, columns, strict=True):
                card.source = source
        else:
            clear(self._line)
            self.cards = [MappingCard(source, fields, lines=self._lines, extras=extras) for source in columns]
            height = card_height(self._lines, any(source.guess is not None for source in columns))
            for card in self.cards:
                card.setFixedHeight(height)
                self._line.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
                card.chosen.connect(self._choose)
            if left := every - len(columns):
                self._line.addWidget(Label(f"另有 {count(left, '列')}不导入", "caption"))
            self.setFixedHeight(height + _SCROLL_BAR)
        self.reset()

    def reset(self) -> None:
        """Show again the fields that were in force before the last choice."""
        for card in self.cards:
            card.show_key(KEEP if card.source.extra else card.source.key)
        self._show_unused()

    def mapping(self) -> dict[str, str]:
        """Field key -> column name as the cards say, "" for fields without a column."""
        return {key: AND.join(card.source.name for card in self._feeding(key)) for key, _title in self._fields}

    def extra(self) -> tuple[str, ...]:
        """The titles of the columns kept as extra fields."""
        return tuple(card.source.title for card in self.cards if card.kept)

    def _feeding(self, key: str) -> list[MappingCard]:
        """The cards of a field; of several those with the upper levels first."""
        found = [card for card in self.cards if card.key == key]
        return sorted(found, key=lambda card: card.source.level) if len(found) > 1 else found

    def _show_levels(self) -> None:
        for key in self._joined:
            cards = self._feeding(key)
            for level, card in enumerate(cards, 1):
                card.show_level(level if len(cards) > 1 else 0)

    def _show_unused(self) -> None:
        self._show_levels()
        used = {card.key for card in self.cards}
        unused = [(key, title) for key, title in self._fields if key not in used]
        free = [(card.source.name, _words(card)) for card in self.cards if not card.key]
        self.palette_line.show_fields(unused, self._required, free)

    def _choose(self, key: str) -> None:
        card = self.sender()
        if isinstance(card, MappingCard):
            self._give(card, key)

    def _place(self, key: str, name: str) -> None:
        self._give(next(card for card in self.cards if card.source.name == name), key)

    def _take_off(self, key: str) -> None:
        cards = self._feeding(key)
        for card in cards[1:]:
            card.show_key("")
        if cards:
            self._give(cards[0], "")

    def _give(self, chosen: MappingCard, key: str) -> None:
        """A field has one column: the one that had it gives it up, unless several are joined."""
        for card in self.cards:
            if card is chosen:
                card.show_key(key)
            elif key not in ("", KEEP) and card.key == key and key not in self._joined:
                card.show_key("")
        self._show_unused()
        self.changed.emit(self.mapping(), self.extra())


def _words(card: MappingCard) -> str:
    return f"{card.source.letter} 列　{card.source.title}" if card.source.title else f"{card.source.letter} 列"


def _standing(source: FileColumn) -> tuple[object, ...]:
    """What of a column no choice changes."""
    return source.letter, source.name, source.samples, source.sheet, source.guess is None
