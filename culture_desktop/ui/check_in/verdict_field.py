"""The field that everybody at the door sees: colour, verdict, name, unit."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.services.check_in.rows import Answer
from culture_desktop.ui.check_in.verdicts import Look, look_of
from culture_desktop.ui.theme.fonts import HEI, KAI, SONG
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.tokens import DESK_WORDS
from culture_desktop.vocabulary import CheckInVerdict

_NAME, _NAME_LEAST = 190, 48
_VERDICT, _UNIT, _DETAIL, _HEAD = 36, 26, 18, 20
_BASELINE = 0.48  # of the height, where names stand
_MARGIN = 50
_ICON = 50


@dataclass(frozen=True)
class Shown:
    """What stands in the field."""

    look: Look
    verdict: str
    name: str
    unit: str
    detail: str


def shown(answer: Answer | None) -> Shown:
    """An answer in words; without one the desk waits for the first scan."""
    if answer is None:
        return Shown(look_of(None), "等待扫码", "", "", "")
    look, person = look_of(None if answer.undone else answer.verdict), answer.person
    words = f"已撤销：{answer.verdict.label}" if answer.undone and answer.verdict else answer.words
    if person is None:
        return Shown(look, words, answer.code, "", _what_to_do(answer))
    facts = [f"今年第 {answer.visits} 场活动" if answer.visits else "", f"座位 {person.seat}" if person.seat else ""]
    return Shown(
        look,
        words,
        person.name,
        f"{person.unit}　{person.number}",
        "　".join(filter(None, facts)) or _what_to_do(answer),
    )


def _what_to_do(answer: Answer) -> str:
    if answer.verdict is CheckInVerdict.NOT_LISTED and not answer.reason:
        return "按 F5 登记为临时参加"
    return "按 F3 手工选人" if answer.verdict is CheckInVerdict.UNKNOWN else ""


class VerdictField(QWidget):
    """Painted: one answer at a time, as large as fits."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._clock = title, ""
        self.shown = shown(None)
        self.setAccessibleName(self.shown.verdict)

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer, and say it to screen readers."""
        self.shown = shown(answer)
        self.setAccessibleName("，".join(filter(None, (self.shown.verdict, self.shown.name, self.shown.unit))))
        self.update()

    def show_problem(self, sentence: str) -> None:
        """Show that the last scan was not kept: nobody may walk in under the answer before it."""
        self.shown = Shown(look_of(CheckInVerdict.UNKNOWN), "没有登记，请再扫一次", "", "", sentence)
        self.setAccessibleName(f"{self.shown.verdict}，{sentence}")
        self.update()

    def show_clock(self, words: str) -> None:
        """The time at the top."""
        self._clock = words
        self.update(0, 0, self.width(), 90)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(self.shown.look.ground))
        painter.setPen(QColor(DESK_WORDS))
        self._head(painter)
        base = round(self.height() * _BASELINE)
        self._verdict(painter, base)
        self._line(painter, self.shown.name, self._name_face(), base)
        self._line(painter, self.shown.unit, _face(HEI, _UNIT), base + 82)
        painter.setFont(_face(HEI, _DETAIL))
        room = QRect(_MARGIN, base + 104, self.width() - 2 * _MARGIN, 84)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap), self.shown.detail)

    def _head(self, painter: QPainter) -> None:
        face = _face(SONG, _HEAD, bold=True)
        painter.setFont(face)
        clock = QFontMetrics(face).horizontalAdvance(self._clock) + 8
        room = self.width() - 2 * _MARGIN - clock - 20
        title = QFontMetrics(face).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(_MARGIN, 42, title)
        painter.setFont(_face(HEI, _HEAD))
        painter.drawText(QRect(self.width() - _MARGIN - clock, 20, clock, 30), Qt.AlignmentFlag.AlignRight, self._clock)

    def _verdict(self, painter: QPainter, base: int) -> None:
        face = _face(HEI, _VERDICT)
        words = self.shown.verdict
        width = QFontMetrics(face).horizontalAdvance(words)
        left = (self.width() - width - _ICON - 16) // 2
        middle = base - 228 if self.height() > 600 else base - 180
        draw_icon(painter, QRect(left, middle - _ICON // 2, _ICON, _ICON), self.shown.look.icon, DESK_WORDS)
        painter.setFont(face)
        painter.drawText(left + _ICON + 16, middle + 13, words)

    def _name_face(self) -> QFont:
        room = self.width() - 2 * _MARGIN
        face = _face(KAI, _NAME)
        width = QFontMetrics(face).horizontalAdvance(self.shown.name)
        if width > room:
            face.setPixelSize(max(_NAME_LEAST, _NAME * room // width))
        return face

    def _line(self, painter: QPainter, words: str, face: QFont, base: int) -> None:
        metrics = QFontMetrics(face)
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 2 * _MARGIN)
        painter.setFont(face)
        painter.drawText((self.width() - metrics.horizontalAdvance(fitting)) // 2, base, fitting)


def _face(families: list[str], pixels: int, *, bold: bool = False) -> QFont:
    face = QFont(families)
    face.setPixelSize(pixels)
    face.setBold(bold)
    return face
