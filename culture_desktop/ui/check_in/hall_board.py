"""The board for the hall's screen: how many are there, and of which units. It needs no hand."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.services.check_in.rows import Turnout, UnitTurnout
from culture_desktop.ui.theme.fonts import HEI, SONG
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of

_MARGIN = 60
_TOP = 300
_ROW = 52
_COLUMN = 460  # least width of a column of units


class HallBoard(QWidget):
    """Fills its screen; columns of units as many as there is room for, those with most people first."""

    def __init__(self, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(f"{title}　签到情况")
        self._title = title
        self._turnout = Turnout(0, 0, 0, 0, ())

    def show_turnout(self, turnout: Turnout) -> None:
        """Show other figures."""
        self._turnout = turnout
        self.setAccessibleName(f"应到 {turnout.expected} 人，已到 {turnout.arrived} 人")
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.paper))
        canvas = Canvas(painter, tokens)
        found, width = self._turnout, self.width() - 2 * _MARGIN
        canvas.text(QRect(_MARGIN, 40, width, 50), self._title, tokens.ink, _face(SONG, 34, bold=True))
        canvas.text(QRect(_MARGIN, 100, width, 130), f"{found.arrived:,}", tokens.ok, _face(SONG, 110, bold=True))
        rest = f"应到 {found.expected:,}　请假 {found.excused:,}　未到 {found.missing:,}　临时参加 {found.walk_ins:,}"
        canvas.text(QRect(_MARGIN, 232, width, 34), rest, tokens.ink2, _face(HEI, 24))
        columns = max(1, width // _COLUMN)
        rows = max(1, (self.height() - _TOP - 40) // _ROW)
        units = sorted(found.units, key=lambda unit: (-unit.expected, unit.unit))
        for at, unit in enumerate(units[: rows * columns]):
            each = width // columns
            self._unit(canvas, QRect(_MARGIN + at // rows * each, _TOP + at % rows * _ROW, each - 40, _ROW), unit)
        if (over := len(units) - rows * columns) > 0:
            words = f"另有 {over} 个单位"
            canvas.text(QRect(_MARGIN, self.height() - 36, width, 28), words, tokens.ink3, _face(HEI, 18))

    def _unit(self, canvas: Canvas, rect: QRect, unit: UnitTurnout) -> None:
        tokens = tokens_of(self.palette())
        figures = f"{unit.arrived}/{unit.expected}"
        name = QRect(rect.left(), rect.top(), rect.width() - 110, 30)
        canvas.text(name, unit.unit or "（无单位）", tokens.ink, _face(HEI, 20))
        canvas.text(
            QRect(rect.right() - 105, rect.top(), 105, 30),
            figures,
            tokens.ink,
            _face(HEI, 20),
            Qt.AlignmentFlag.AlignRight,
        )
        share = unit.arrived / unit.expected if unit.expected else 0.0
        canvas.bar(QRect(rect.left(), rect.top() + 32, rect.width(), 8), share, tokens.ok, tokens.line, height=8)


def _face(families: list[str], pixels: int, *, bold: bool = False) -> QFont:
    face = QFont(families)
    face.setPixelSize(pixels)
    face.setBold(bold)
    return face
