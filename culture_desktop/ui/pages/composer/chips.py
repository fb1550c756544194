"""What stands in the text without being letters: live figures, and rows of pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPyTextObject, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from culture_desktop.documents.briefings.blocks import Photo
from culture_desktop.override import override
from culture_desktop.ui.pages.composer import formats
from culture_desktop.ui.pages.composer.picture_json import from_json
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.photograph import paint_picture

_PADDING, _ROUND = 5, 4
_HIGH, _THUMBNAIL, _GAP = 76.0, 56.0, 6
_MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as it stands in the text: its value now, and where that comes from. Without a value it is unknown."""

    value: str
    source: str


class FigureChip(QPyTextObject):
    """The number on a tinted ground."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.figures: Mapping[str, ShownFigure] = {}

    def words(self, key: str) -> str:
        """What is shown for a figure."""
        figure = self.figures.get(key)
        return figure.value if figure is not None and figure.value else key

    @override
    def intrinsicSize(self, doc: QTextDocument, place: int, format: QTextFormat) -> QSizeF:
        letter = format.toCharFormat()
        metrics = QFontMetricsF(letter.font())
        return QSizeF(metrics.horizontalAdvance(self.words(formats.key_of(letter))) + 2 * _PADDING, metrics.height())

    @override
    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, place: int, format: QTextFormat
    ) -> None:
        letter, tokens, box = format.toCharFormat(), tokens_of(self._editor.palette()), QRectF(rect)
        key = formats.key_of(letter)
        figure = self.figures.get(key)
        known = figure is not None and bool(figure.value)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.info if known else tokens.bad), 1 if known else 1.5))
        painter.setBrush(QColor(tokens.info_soft if known else tokens.bad_soft))
        painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), _ROUND, _ROUND)
        painter.setPen(QColor(tokens.ink if known else tokens.bad))
        painter.setFont(letter.font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words(key))
        painter.restore()


class PicturesChip(QPyTextObject):
    """A row of pictures, small, on a line of its own."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.images: Mapping[Photo, QImage] = {}

    @override
    def intrinsicSize(self, doc: QTextDocument, place: int, format: QTextFormat) -> QSizeF:
        return QSizeF(max(120.0, doc.textWidth() - 2 * doc.documentMargin() - 2), _HIGH)

    @override
    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, place: int, format: QTextFormat
    ) -> None:
        tokens = tokens_of(self._editor.palette())
        pictures = from_json(formats.key_of(format.toCharFormat())).pictures
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.setBrush(QColor(tokens.sunken))
        frame = QRectF(rect).adjusted(0.5, 2.5, -0.5, -2.5)
        painter.drawRoundedRect(frame, _ROUND, _ROUND)
        canvas, left = Canvas(painter, tokens), frame.left() + 8
        top = frame.center().y() - _THUMBNAIL / 2
        wide = _THUMBNAIL * 4 / 3
        for picture in pictures[:_MOST_SHOWN]:
            if left + wide + 8 > frame.right():
                break
            paint_picture(canvas, QRectF(left, top, wide, _THUMBNAIL), self.images.get(picture), tokens)
            left += wide + _GAP
        words = QRect(int(left) + 4, int(top), max(0, int(frame.right() - left) - 12), int(_THUMBNAIL))
        if words.width() > 40:
            draw_icon(painter, QRect(words.x(), words.center().y() - 7, 16, 16), "photo", "ink3")
            canvas.text(words.adjusted(22, 0, 0, 0), f"照片 {len(pictures)} 张", tokens.ink3, font(FontRole.CAPTION))
        painter.restore()
