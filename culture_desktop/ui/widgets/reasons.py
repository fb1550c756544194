"""A chain of findings: a mark each, what was found in bold where it decides, and the figures under it.

::

    reasons = Reasons()
    reasons.set_reasons([Reason(Tone.OK, "资格审查通过", "6 项条件全部符合"), Reason(Tone.BAD, "未入选", "…", strong=True)])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import Tone, tokens_of
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import clear, column, row
from culture_desktop.ui.widgets.text import Label

_ICONS = {
    Tone.OK: ("circle-check", "ok"),
    Tone.BAD: ("circle-x", "bad"),
    Tone.WARN: ("alert-triangle", "warn"),
    Tone.INFO: ("arrow-right", "info"),
    Tone.NEUTRAL: ("circle-dashed", "ink3"),
    Tone.ACCENT: ("award", "red_text"),
}
_SPOKEN = {Tone.OK: "符合", Tone.BAD: "不符合", Tone.WARN: "注意"}
_ICON = 16


@dataclass(frozen=True, slots=True)
class Reason:
    """One link of the chain."""

    tone: Tone
    title: str
    detail: str = ""
    strong: bool = False


class Reasons(QWidget):
    """Links below each other, joined by a dotted line."""

    def __init__(self, *, joined: bool = True) -> None:
        super().__init__()
        self._joined = joined
        self._marks: list[Picture] = []
        self.reasons: tuple[Reason, ...] = ()
        self._lines = column(gap=8)
        self.setLayout(self._lines)

    def set_reasons(self, reasons: Sequence[Reason]) -> None:
        """Show other findings."""
        self.reasons = tuple(reasons)
        clear(self._lines)
        self._marks = []
        for reason in reasons:
            icon, colour = _ICONS[reason.tone]
            mark = Picture(icon, size=_ICON, colour=colour)
            self._marks.append(mark)
            line = row(gap=10)
            line.addLayout(column(2, mark, None, gap=0))
            line.addLayout(self._words(reason), 1)
            self._lines.addLayout(line)
        self.setAccessibleName("；".join(_spoken(reason) for reason in reasons))
        self.update()

    def _words(self, reason: Reason) -> QVBoxLayout:
        title = Label(reason.title, "strong" if reason.strong else "body")
        title.setWordWrap(True)
        words = column(title, gap=1)
        if reason.detail:
            detail = Label(reason.detail, "caption")
            detail.setWordWrap(True)
            words.addWidget(detail)
        return words

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._joined:
            return
        painter = QPainter(self)
        pen = QPen(QColor(tokens_of(self.palette()).line2), 1)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        for mark, below in zip(self._marks, self._marks[1:], strict=False):
            x = mark.geometry().center().x() + 0.5
            painter.drawLine(QPointF(x, mark.geometry().bottom() + 4), QPointF(x, below.geometry().top() - 3))


def _spoken(reason: Reason) -> str:
    head = f"{_SPOKEN[reason.tone]} " if reason.tone in _SPOKEN else ""
    return f"{head}{reason.title}" + (f"：{reason.detail}" if reason.detail else "")
