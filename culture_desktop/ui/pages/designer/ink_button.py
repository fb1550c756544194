"""A colour with its number; pressed, it offers the colours in use and every other one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.buttons import Button

_SWATCH = 14


class InkButton(Button):
    """Signals:
    chosen: another colour, as ``#RRGGBB`` (str).
    """

    chosen = Signal(str)
    in_use: Sequence[str] = ()  # of the design that is open, for all buttons

    def __init__(self, label: str) -> None:
        super().__init__("", clicked=self._open)
        self._label, self._ink = label, ""
        self.setStyleSheet("text-align: left; padding-left: 28px;")
        self.menu_ = QMenu(self)

    def show_ink(self, ink: str) -> None:
        """Show a colour."""
        self._ink = ink.upper()
        self.setText(self._ink)
        self.setAccessibleName(f"{self._label} {self._ink}")
        self.update()

    def choose(self, ink: str) -> None:
        """Take a colour."""
        self.show_ink(ink)
        self.chosen.emit(self._ink)

    def _open(self) -> None:
        self.menu_.clear()
        for ink in type(self).in_use:
            swatch = QPixmap(_SWATCH, _SWATCH)
            swatch.fill(QColor(ink))
            made = self.menu_.addAction(QIcon(swatch), ink)
            made.triggered.connect(_Choice(self, ink))
        self.menu_.addSeparator()
        self.menu_.addAction("其他颜色…", self._ask)
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _ask(self) -> None:
        colour = QColorDialog.getColor(QColor(self._ink), self, self._label)
        if colour.isValid():
            self.choose(colour.name())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRect(8, (self.height() - _SWATCH) // 2, _SWATCH, _SWATCH)
        painter.fillRect(box, QColor(self._ink))
        painter.setPen(QPen(QColor(tokens_of(self.palette()).line2), 1))
        painter.drawRect(box)


class _Choice:
    def __init__(self, button: InkButton, ink: str) -> None:
        self._button, self._ink = button, ink

    def __call__(self, _checked: bool = False) -> None:
        self._button.choose(self._ink)
