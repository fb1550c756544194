"""Pills with a layer's square before the word: a filter by layer, a gap of a layer.

::

    LayerChip("意识", 0)                          # on or off
    LayerChip("装表接电班 制度", 1, kind="chip_view")  # a plain pill to press
"""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from culture_desktop.override import override
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.chips import ChoiceChip

_LEFT = 14


class LayerChip(ChoiceChip):
    """``layer`` is 0 to 3."""

    def __init__(self, words: str, layer: int, *, kind: str = "chip") -> None:
        super().__init__(words, kind=kind)
        self._layer = layer
        self.setStyleSheet("padding-left: 23px;")

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        canvas.square(QPointF(_LEFT, self.height() / 2), canvas.tokens.layers[self._layer])
