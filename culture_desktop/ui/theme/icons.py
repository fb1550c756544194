"""Tabler icons, drawn at the size and pixel ratio asked for, in a colour of the mode in force.

::

    button.setIcon(icon("printer"))                       # ink2; disabled: off
    nav.setIcon(icon("users", active="red_text"))         # red when checked
    primary.setIcon(icon("check", "on_red"))

The name is a file in ``resources/icons``; colours are names of tokens, so icons follow a change of mode.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from culture_desktop.paths import resource
from culture_desktop.ui.theme.tokens import Tokens, tokens_of

_THIN, _NORMAL, _BOLD = 1.25, 1.75, 2.5
_LARGE = 28  # logical px from which the stroke is thin
# Qt owns what clone() returns, but the Python half would be collected at once and take Qt's half along: keep both.
# Qt clones an engine only when somebody alters a copied icon, which nothing here does.
_twins: list[QIconEngine] = []


def icon(name: str, colour: str = "ink2", *, active: str = "", padded: bool = False) -> QIcon:
    """An icon in a token's colour; ``active`` colours it when checked; ``padded`` keeps it at the left of a wider box.

    Fusion leaves 4 px between icon and words; an icon size of 20 x 16 makes that 8.
    """
    return QIcon(_TokenIcon(name, colour, active or colour, padded))


def icon_pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon as a pixmap of ``size`` logical px whose ``colour`` is a token name or ``#RRGGBB``."""
    tokens = tokens_of(QGuiApplication.palette())
    return _pixmap(name, _colour_value(tokens, colour), QSize(size, size), ratio, padded=False)


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Paint an icon into a square of logical px; for delegates and widgets that paint themselves."""
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, colour, rect.width(), painter.device().devicePixelRatio()))


def svg_source(name: str, colour: str, stroke: float) -> bytes:
    """The SVG of an icon with its stroke and colour filled in."""
    return _template(name).replace("currentColor", colour).replace('width="2"', f'width="{stroke}"').encode()


@lru_cache(maxsize=256)
def _template(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _colour_value(tokens: Tokens, colour: str) -> str:
    return colour if colour.startswith("#") else str(getattr(tokens, colour))


def _stroke_for(name: str, logical: float) -> float:
    if name == "check":
        return _BOLD
    return _THIN if logical >= _LARGE else _NORMAL


def _pixmap(name: str, colour: str, size: QSize, ratio: float, *, padded: bool) -> QPixmap:
    """Render, or take from Qt's own pixmap cache; ``size`` is logical."""
    key = f"runwu:{name}:{colour}:{size.width()}x{size.height()}@{ratio}:{padded}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    side = size.height()
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(svg_source(name, colour, _stroke_for(name, side))))
    left = 0 if padded else (size.width() - side) / 2
    renderer.render(painter, QRectF(left, 0, side, side))
    painter.end()
    QPixmapCache.insert(key, made)
    return made


class _TokenIcon(QIconEngine):
    """Draws one SVG in the colour that its tokens have now."""

    def __init__(self, name: str, colour: str, active: str, padded: bool) -> None:
        super().__init__()
        self._name, self._colour, self._active, self._padded = name, colour, active, padded

    @override
    def clone(self) -> QIconEngine:
        twin = _TokenIcon(self._name, self._colour, self._active, self._padded)
        _twins.append(twin)
        return twin

    @override
    def key(self) -> str:
        return "runwu"

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self._draw(rect.size(), painter.device().devicePixelRatio(), mode, state))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._draw(size, 1.0, mode, state)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._draw(size, scale, mode, state)  # since Qt 6.8 the size is logical

    def _draw(self, size: QSize, ratio: float, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        tokens = tokens_of(QGuiApplication.palette())
        wanted = self._active if state == QIcon.State.On else self._colour
        if mode == QIcon.Mode.Disabled:
            wanted = "off"
        colour = _colour_value(tokens, wanted)
        return _pixmap(self._name, colour, size, ratio, padded=self._padded)


def icon_point(rect: QRect, side: int) -> QPoint:
    """Where an icon of ``side`` px stands to be centred in ``rect``."""
    return QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
