"""Lines of editors that can be added, taken out and put in another order.

::

    rows = RowList("添加档次", lambda: TierLine(None))
    rows.add(TierLine(tier))
    [line.terms() for line in rows.lines]
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, row

Line = TypeVar("Line", bound=QWidget)


class _Frame(QWidget):
    """A line with its buttons at the right."""

    def __init__(self, line: QWidget, name: str, move: Callable[[int], object], out: Callable[[], object]) -> None:
        super().__init__()
        self.line = line
        self.up = IconButton("chevron-up", f"{name}上移", clicked=lambda: move(-1))
        self.down = IconButton("chevron-down", f"{name}下移", clicked=lambda: move(1))
        self.out = IconButton("trash", f"去掉{name}", clicked=out)
        whole = row(gap=4)
        whole.addWidget(line, 1)
        for button in (self.up, self.down, self.out):
            whole.addWidget(button)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # never cut by what is below


class RowList(QWidget, Generic[Line]):
    """Lines below each other, and a button that adds one.

    Signals:
        changed: a line was added, moved or taken out.
    """

    changed = Signal()

    def __init__(self, add: str, make: Callable[[], Line]) -> None:
        super().__init__()
        self._make = make
        self._name = add.removeprefix("添加")
        self.lines: list[Line] = []
        self._frames: list[_Frame] = []
        self._place: QVBoxLayout = column(gap=6)
        self.add_button = Button(add, icon="plus", kind=Kind.QUIET, clicked=self._add_new)
        self.setLayout(column(self._place, row(self.add_button, STRETCH), gap=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, line: Line) -> None:
        """Put a line below the others."""
        self.lines.append(line)
        self._show()

    def frame_of(self, line: Line) -> _Frame:
        """The line with its buttons."""
        return next(frame for frame in self._frames if frame.line is line)

    def take_out(self, line: Line) -> None:
        """Take a line out; the focus stays near."""
        at = self.lines.index(line)
        self.lines.remove(line)
        line.setParent(None)
        line.deleteLater()
        self._show()
        near = self._frames[min(at, len(self._frames) - 1)].out if self._frames else self.add_button
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def shift(self, line: Line, by: int) -> None:
        """Put a line further up or down."""
        at = self.lines.index(line)
        to = at + by
        if 0 <= to < len(self.lines):
            self.lines.insert(to, self.lines.pop(at))
            self._show()
            frame = self.frame_of(line)
            wanted = frame.up if by < 0 else frame.down
            (wanted if wanted.isEnabled() else frame.out).setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _add_new(self) -> None:
        line = self._make()
        self.add(line)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        for line in self.lines:
            line.setParent(self)  # so that it outlives the frame it was in
        clear(self._place)
        self._frames = [self._framed(number, line) for number, line in enumerate(self.lines, start=1)]
        for frame in self._frames:
            self._place.addWidget(frame)
            frame.line.show()
            frame.show()  # now, not with the next turn of the event loop
        for frame in self._frames[:1]:
            frame.up.setEnabled(False)
        for frame in self._frames[-1:]:
            frame.down.setEnabled(False)

    def _framed(self, number: int, line: Line) -> _Frame:
        return _Frame(
            line,
            f"第 {number} 个{self._name}",
            lambda by: self.shift(line, by),
            lambda: self.take_out(line),
        )
