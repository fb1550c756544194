"""Bars with a word at the left and a figure at the right; the four layers of a person, for instance.

::

    BarList().set_items([BarItem("意识", 3, "3 场", layer=0), BarItem("制度", 2, "2 场", layer=1)])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import Tone, tokens_of

_ROW = 22


@dataclass(frozen=True, slots=True)
class BarItem:
    """``layer`` 0 to 3 colours the bar as that layer, else ``tone`` does."""

    label: str
    value: float
    words: str
    layer: int | None = None
    tone: Tone = Tone.OK


class BarList(QWidget):
    """Rows of 22 px on one scale: the greatest value, or ``most`` when given."""

    def __init__(self, *, most: float = 0.0) -> None:
        super().__init__()
        self._items: tuple[BarItem, ...] = ()
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_items(self, items: Sequence[BarItem]) -> None:
        """Show other bars."""
        self._items = tuple(items)
        self.setAccessibleName("，".join(f"{item.label} {item.words}" for item in items))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, _ROW * len(self._items))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        canvas = Canvas(QPainter(self), tokens)
        caption, body = font(FontRole.CAPTION), font(FontRole.BODY)
        most = self._most or max((item.value for item in self._items), default=0.0) or 1.0
        left = max((text_width(item.label, caption) for item in self._items), default=0) + 14
        right = max((text_width(item.words, body) for item in self._items), default=0) + 10
        for at, item in enumerate(self._items):
            line = QRect(0, at * _ROW, self.width(), _ROW)
            canvas.text(line, item.label, tokens.ink3, caption)
            canvas.text(line, item.words, tokens.ink, body, Qt.AlignmentFlag.AlignRight)
            colour = tokens.layers[item.layer] if item.layer is not None else tokens.text_of(item.tone)
            area = QRect(left, line.top(), max(20, self.width() - left - right), _ROW)
            canvas.bar(area, item.value / most, colour, tokens.line)
