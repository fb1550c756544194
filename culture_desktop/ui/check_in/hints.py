"""The keys of the desk, at its foot."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import DESK_WORDS, tokens_of

_KEY_PADDING, _GAP, _BETWEEN, _BOX = 8, 8, 24, 24


class Hints(QWidget):
    """``F2 撤销上一位`` and so on, centred."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sound = True
        self._say()

    def show_sound(self, on: bool) -> None:
        """Whether F4 turned the sound on or off."""
        self._sound = on
        self._say()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Each key with what it does."""
        return (
            ("F2", "撤销上一位"),
            ("F3", "手工选人"),
            ("F4", "声音开" if self._sound else "声音关"),
            ("F5", "登记临时参加"),
            ("F6", "大屏"),
            ("Esc", "退出"),
        )

    def _say(self) -> None:
        self.setAccessibleName("，".join(f"{key} {words}" for key, words in self.keys))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        face = font(FontRole.BODY)
        widths = [(text_width(key, face) + 2 * _KEY_PADDING, text_width(words, face) + 2) for key, words in self.keys]
        left = (self.width() - sum(a + b + _GAP for a, b in widths) - _BETWEEN * (len(widths) - 1)) // 2
        top = (self.height() - _BOX) // 2
        for (key, words), (box, room) in zip(self.keys, widths, strict=True):
            canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            canvas.painter.setPen(QPen(QColor(DESK_WORDS), 1))
            canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
            canvas.painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, box - 1, _BOX - 1), 4, 4)
            canvas.text(QRect(left, top, box, _BOX), key, DESK_WORDS, face, Qt.AlignmentFlag.AlignHCenter)
            canvas.text(QRect(left + box + _GAP, top, room, _BOX), words, DESK_WORDS, face)
            left += box + _GAP + room + _BETWEEN
