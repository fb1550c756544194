"""Tabler icons in token colours, drawn by Qt from SVG at the size and pixel ratio of the screen.

::

    button.setIcon(icon("printer"))                       # ink2; disabled: off
    nav.setIcon(icon("users", active="red_text"))         # red when checked
    canvas.icon(QRect(0, 0, 16, 16), "check", "on_red")   # in widgets and delegates that paint themselves

The name is a file in ``resources/icons``; colours are names of tokens. Icons follow a change of mode by themselves:
Qt's own SVG engine reads the file whenever it draws, and ``recolour`` writes the files anew. (A QIconEngine written in
Python would need no files, but the process dies when Python's collector meets a QIcon that holds one.)
"""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from culture_desktop.paths import resource
from culture_desktop.ui.theme.tokens import Tokens, tokens_of

_THIN, _NORMAL, _BOLD = 1.25, 1.75, 2.5
_LARGE = 28  # logical px from which the stroke is thin
_SQUARE = (16, 16)
_UNITS = 24  # side of a Tabler icon

# Before a word: Fusion leaves 4 px between icon and text, so 4 more make the 8 of the design.
BESIDE_WORDS = (20, 16)


def icon(name: str, colour: str = "ink2", *, active: str = "", box: tuple[int, int] = _SQUARE) -> QIcon:
    """An icon in a token's colour; ``active`` colours it when checked.

    ``box`` is the icon size it is made for; a box wider than high keeps the picture at its left.
    """
    made = QIcon()
    off, on = QIcon.State.Off, QIcon.State.On
    made.addFile(_file(name, colour, box), QSize(), QIcon.Mode.Normal, off)
    made.addFile(_file(name, "off", box), QSize(), QIcon.Mode.Disabled, off)
    if active:
        made.addFile(_file(name, active, box), QSize(), QIcon.Mode.Normal, on)
    return made


def recolour(tokens: Tokens) -> None:
    """Write the files of all icons in use anew and forget what was drawn from the old ones."""
    for path in Path(_temporary().path()).iterdir():
        name, colour, width, height = path.stem.split("~")
        path.write_bytes(_boxed(name, str(getattr(tokens, colour)), (int(width), int(height))))
    QPixmapCache.clear()


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Paint an icon into a square of logical px; ``colour`` is a token's name or ``#RRGGBB``."""
    ratio = painter.device().devicePixelRatio()
    tokens = tokens_of(QGuiApplication.palette())
    value = colour if colour.startswith("#") else str(getattr(tokens, colour))
    painter.drawPixmap(rect.topLeft(), _pixmap(name, value, rect.width(), ratio))


def svg_source(name: str, colour: str, stroke: float) -> bytes:
    """The SVG of an icon with its stroke and colour filled in."""
    return _template(name).replace("currentColor", colour).replace('width="2"', f'width="{stroke}"').encode()


def icon_point(rect: QRect, side: int) -> QPoint:
    """Where an icon of ``side`` px stands to be centred in ``rect``."""
    return QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)


@lru_cache(maxsize=256)
def _template(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _temporary() -> QTemporaryDir:
    """Where the coloured files lie until the program ends."""
    return QTemporaryDir()


def _file(name: str, colour: str, box: tuple[int, int]) -> str:
    path = Path(_temporary().path()) / f"{name}~{colour}~{box[0]}~{box[1]}.svg"
    if not path.exists():
        tokens = tokens_of(QGuiApplication.palette())
        path.write_bytes(_boxed(name, str(getattr(tokens, colour)), box))
    return str(path)


def _boxed(name: str, colour: str, box: tuple[int, int]) -> bytes:
    width = _UNITS * box[0] / box[1]
    source = svg_source(name, colour, _stroke_for(name, box[1])).decode()
    source = source.replace('width="24"', f'width="{width:g}"', 1)
    return source.replace('viewBox="0 0 24 24"', f'viewBox="0 0 {width:g} 24"', 1).encode()


def _stroke_for(name: str, logical: float) -> float:
    if name == "check":
        return _BOLD
    return _THIN if logical >= _LARGE else _NORMAL


def _pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Render, or take from Qt's own pixmap cache; ``side`` is logical."""
    key = f"runwu:{name}:{colour}:{side}@{ratio}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    made = QPixmap(QSize(side, side) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(svg_source(name, colour, _stroke_for(name, side))))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    QPixmapCache.insert(key, made)
    return made
