"""Steps of a process, side by side: done with a check, the current one red, the next outlined, a caption under each.

::

    stepper = Stepper("评选步骤")
    stepper.set_steps([Step("通知", "10-08"), Step("推荐", "72 人"), Step("资审")], current=1)
    stepper.chosen.connect(self._show_step)     # position, by click or keyboard
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.focus_ring import draw_ring, focus_came_by_key
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import tokens_of

_DISC = 22
_LINE_GAP = 9


@dataclass(frozen=True, slots=True)
class Step:
    """A step's word and the fact under it."""

    title: str
    caption: str = ""


class Stepper(QWidget):
    """Left and right move between the steps, Enter or a click chooses one.

    Signals:
        chosen: the position of a step the user wants to see.
    """

    chosen = Signal(int)

    def __init__(self, name: str, *, captions: bool = True) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self._current = 0
        self._shown = 0
        self._captions = captions
        self._name = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def current(self) -> int:
        """How far the process is; ``len(steps)`` when it is over."""
        return self._current

    @property
    def shown(self) -> int:
        """The step the user looks at."""
        return self._shown

    def set_steps(self, steps: Sequence[Step], current: int, shown: int | None = None) -> None:
        """Show these steps; those before ``current`` are done. ``shown`` is underlined when it is another one."""
        self._steps = tuple(steps)
        self._current = current
        self._shown = min(current, len(steps) - 1) if shown is None else shown
        self._describe()
        self.update()

    def show_step(self, position: int) -> None:
        """Mark the step the user looks at."""
        self._shown = position
        self._describe()
        self.update()

    def _describe(self) -> None:
        title = self._steps[self._shown].title if self._steps else ""
        self.setAccessibleName(f"{self._name}：{title}，第 {self._shown + 1} 步，共 {len(self._steps)} 步")

    def _areas(self) -> list[QRect]:
        """Where each step may be clicked; the last takes only what its words need, so that lines are equal."""
        if not self._steps:
            return []
        last = self._words_width(self._steps[-1])
        each = (self.width() - last) / max(1, len(self._steps) - 1)
        areas = [QRect(round(at * each), 0, round(each), self.height()) for at in range(len(self._steps) - 1)]
        return [*areas, QRect(self.width() - last, 0, last, self.height())]

    def _words_width(self, step: Step) -> int:
        words = text_width(step.title, font(FontRole.STRONG))
        caption = text_width(step.caption, font(FontRole.CAPTION)) if self._captions else 0
        return _DISC + 8 + max(words, caption) + 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 44 if self._captions else 26)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        areas = self._areas()
        for at, (step, area) in enumerate(zip(self._steps, areas, strict=True)):
            self._paint_step(canvas, at, step, area)
        if areas and self.hasFocus() and focus_came_by_key(self):
            area = areas[self._shown]
            width = self._words_width(self._steps[self._shown])
            draw_ring(
                canvas.painter,
                QRectF(area.left(), 0, min(width + 6, self.width() - area.left()), self.height()),
                QColor(canvas.tokens.info),
            )

    def _paint_step(self, canvas: Canvas, at: int, step: Step, area: QRect) -> None:
        disc = QRectF(area.left() + 0.5, 2.5, _DISC - 1, _DISC - 1)
        self._paint_disc(canvas, at, disc)
        tokens = canvas.tokens
        strong = at == self._shown
        face = font(FontRole.STRONG if strong else FontRole.BODY)
        colour = tokens.red_text if at == self._current else tokens.ink if at < self._current else tokens.ink3
        if strong and at > self._current:
            colour = tokens.ink2
        left = area.left() + _DISC + 8
        title = QRect(left, 2, area.right() - left + 1, _DISC)
        end = left + canvas.text(title, step.title, colour, face)
        if self._captions and step.caption:
            canvas.text(QRect(left, 24, area.right() - left, 18), step.caption, tokens.ink3, font(FontRole.CAPTION))
        if at < len(self._steps) - 1:
            line = tokens.ink3 if at < self._current else tokens.line
            canvas.painter.setPen(QPen(QColor(line), 1.5))
            y = disc.center().y()
            start, stop = end + _LINE_GAP, area.right() - _LINE_GAP
            if stop - start > 6:
                canvas.painter.drawLine(QPointF(start, y), QPointF(stop, y))

    def _paint_disc(self, canvas: Canvas, at: int, disc: QRectF) -> None:
        painter, tokens = canvas.painter, canvas.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if at > self._current:
            painter.setPen(QPen(QColor(tokens.line2), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc)
            canvas.text(disc.toRect(), str(at + 1), tokens.ink3, font(FontRole.CAPTION), Qt.AlignmentFlag.AlignHCenter)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.red if at == self._current else tokens.ink2))
        painter.drawEllipse(disc)
        if at == self._current:
            face = font(FontRole.CAPTION)
            canvas.text(disc.toRect(), str(at + 1), tokens.on_red, face, Qt.AlignmentFlag.AlignHCenter)
        else:
            canvas.icon(QRect(int(disc.left()) + 4, int(disc.top()) + 4, 14, 14), "check", tokens.surface)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if move is not None:
            self.show_step(max(0, min(len(self._steps) - 1, self._shown + move)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._shown)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, area in enumerate(self._areas()):
            if area.contains(event.position().toPoint()):
                self.show_step(at)
                self.chosen.emit(at)
