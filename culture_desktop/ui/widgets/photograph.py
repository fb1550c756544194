"""Photographs: read small off the UI thread, and painted into a rectangle."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath

from culture_desktop.progress import Progress
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import Tokens

ROUND = 4


def paint_picture(canvas: Canvas, area: QRectF, image: QImage | None, tokens: Tokens, *, whole: bool = False) -> None:
    """The picture cut to fill ``area`` with round corners, or ``whole``; a grey ground until it is read."""
    painter = canvas.painter
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(area, ROUND, ROUND)
    painter.fillPath(shape, QColor(tokens.sunken))
    if image is None or image.isNull():
        side = 16
        box = QRect(int(area.center().x()) - side // 2, int(area.center().y()) - side // 2, side, side)
        draw_icon(painter, box, "photo", tokens.ink3)
    else:
        mode = Qt.AspectRatioMode.KeepAspectRatio if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
        size = image.size().toSizeF().scaled(area.size(), mode)
        place = QRectF(
            area.center().x() - size.width() / 2, area.center().y() - size.height() / 2, size.width(), size.height()
        )
        painter.setClipPath(shape)
        painter.drawImage(place, image)
    painter.restore()


def read_scaled(files: Mapping[str, Path], longest: int, progress: Progress) -> dict[str, QImage]:
    """The pictures by key, at most ``longest`` px a side; what cannot be read is left out."""
    found = {}
    for at, (key, path) in enumerate(files.items()):
        progress(at, len(files), "正在读取照片")
        image = read_one(path, longest)
        if not image.isNull():
            found[key] = image
    return found


def read_one(path: Path, longest: int) -> QImage:
    """One picture; JPEG is scaled while it is decoded."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def missing(wanted: Sequence[str], have: Mapping[str, QImage]) -> list[str]:
    """The keys still to be read, each once."""
    return [key for key in dict.fromkeys(wanted) if key not in have]
