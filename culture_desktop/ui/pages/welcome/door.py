"""One way to begin: a card with an icon, what it leads to, and its button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label, hline, paragraph

_TILE, _ICON, _ROUND = 52, 28, 10


class Door(QFrame):
    """``notes`` stand small at the foot; the primary door has the one red button."""

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        action: str,
        *,
        key: str,
        notes: Sequence[str],
        clicked: Callable[[], object],
        primary: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        kind = Kind.PRIMARY if primary else Kind.SECONDARY
        self.button = Button(action, kind=kind, shortcut=key, clicked=clicked)
        self.button.setAccessibleName(f"{title}：{action}")
        hint = Label(key, "caption")
        top = row(_Tile(icon, accented=primary), STRETCH)
        top.addWidget(hint, 0, Qt.AlignmentFlag.AlignTop)
        text = paragraph(words, "secondary")
        whole = column(top, 6, Label(title, "door_title"), text, gap=8, margins=(24, 24, 24, 18))
        whole.addStretch(1)
        whole.addWidget(self.button)
        whole.addSpacing(6)
        whole.addWidget(hline())
        for note in notes:
            whole.addWidget(Label(note, "caption"))
        self.setLayout(whole)
        self.setMinimumHeight(302)


class _Tile(QWidget):
    """An icon on a rounded ground."""

    def __init__(self, icon: str, *, accented: bool) -> None:
        super().__init__()
        self._icon, self._accented = icon, accented
        self.setFixedSize(_TILE, _TILE)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_TILE, _TILE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = tokens_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.red_line if self._accented else tokens.line), 1))
        painter.setBrush(QColor(tokens.red_soft if self._accented else tokens.sunken))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _TILE - 1, _TILE - 1), _ROUND, _ROUND)
        inset = (_TILE - _ICON) // 2
        colour = tokens.red_text if self._accented else tokens.ink2
        draw_icon(painter, QRect(inset, inset, _ICON, _ICON), self._icon, colour)
