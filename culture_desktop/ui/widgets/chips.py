"""Chips outside tables: filters that can be taken off, saved views, and labels.

::

    FilterChip("一线", removed=self._drop)         # active filter, red, with a cross
    FilterChip("年龄 ≥ 35 岁", removed=self._drop, edited=self._change)   # the words change it, the cross takes it off
    ChoiceChip("二档 40 名")                        # one of several, checkable
    AddChip("筛选", clicked=self._add_filter)
    Tag("劳务派遣"), Tag("让位", Tone.WARN), LayerTag(2, "行为·以赛促练")
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.theme.painting import Canvas, chip_width, text_width
from culture_desktop.ui.theme.tokens import HEIGHT_CELL_CHIP, Tone, tokens_of

_BESIDE = (18, 14)
_CROSS = 26  # px at the right of a filter


class ChoiceChip(QPushButton):
    """A pill that is on or off, such as a tier."""

    def __init__(self, text: str, *, icon_name: str = "", checked: bool = False, kind: str = "chip") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setCheckable(kind == "chip")
        self.setChecked(checked)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon_name:
            self.setIcon(icon(icon_name, active="red_text", box=_BESIDE))
            self.setIconSize(QSize(*_BESIDE))


class FilterChip(ChoiceChip):
    """An active condition; pressing it takes it off. One that can be changed is changed by its words and by Enter and
    Space, and taken off by its cross and by Delete."""

    def __init__(self, text: str, *, removed: Callable[[], object], edited: Callable[[], object] | None = None) -> None:
        super().__init__(f"{text} ", checked=True)  # the space keeps the cross off the word
        self._removed, self._edited = removed, edited
        self._on_cross = False
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the word
        self.setIcon(icon("x", "red_text"))
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(f"去掉条件：{text}" if edited is None else f"修改条件：{text}")
        self.setToolTip("去掉这个条件" if edited is None else "修改这个条件；按叉或 Delete 去掉")
        self.clicked.connect(lambda _checked=False: self._act())

    def _act(self) -> None:
        self.setChecked(True)
        on_cross, self._on_cross = self._on_cross, False
        if self._edited is None or on_cross:
            self._removed()
        else:
            self._edited()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._on_cross = event.position().x() >= self.width() - _CROSS
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._removed()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class AddChip(ChoiceChip):
    """Adds a condition."""

    def __init__(self, text: str, *, clicked: Callable[[], object], icon_name: str = "plus") -> None:
        super().__init__(text, icon_name=icon_name)
        self.setCheckable(False)
        self.clicked.connect(lambda _checked=False: clicked())


class ViewChip(ChoiceChip):
    """A saved view with its live count."""

    def __init__(self, text: str, *, clicked: Callable[[], object]) -> None:
        super().__init__(text, icon_name="bookmark", kind="chip_view")
        self.clicked.connect(lambda _checked=False: clicked())


class Tag(QWidget):
    """A label with a ground, as in table cells."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say something else."""
        self._text, self._tone = text, tone
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, font(FontRole.CAPTION)), HEIGHT_CELL_CHIP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        canvas.chip(self.rect(), self._text, self._tone, font(FontRole.CAPTION))


class LayerTag(QWidget):
    """A layer's square with its word; ``layer`` is 0 to 3."""

    def __init__(self, layer: int, text: str, *, strong: bool = False) -> None:
        super().__init__()
        self._layer, self._text = layer, text
        self._face = font(FontRole.STRONG if strong else FontRole.BODY)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(15 + text_width(self._text, self._face), 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        canvas.square(QPointF(4, self.height() / 2), canvas.tokens.layers[self._layer])
        canvas.text(QRect(14, 0, self.width() - 14, self.height()), self._text, canvas.tokens.ink, self._face)
