"""Three panes side by side; without room for the third it lies over the second until it is put away."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import FOLD_BELOW
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import vline


class Panes(QWidget):
    """``side`` has a fixed place at the right; whether there is room goes by the width of the window.

    Signals:
        folded: whether the side pane lies over the middle one now.
    """

    folded = Signal(bool)

    def __init__(self, left: QWidget, middle: QWidget, side: QWidget, side_width: int) -> None:
        super().__init__()
        self._side, self._side_width = side, side_width
        self._layout: QHBoxLayout = row(left, vline(), gap=0)
        self._layout.addWidget(middle, 1)
        self.setLayout(self._layout)
        side.setParent(self)
        self._was_narrow = False
        self.arrange()

    @property
    def narrow(self) -> bool:
        """Whether the side pane lies over the middle one."""
        return self.window().width() < FOLD_BELOW

    def arrange(self, *, opened: bool = False) -> None:
        """Put the side pane where it belongs; where there is no room it shows only when ``opened``."""
        narrow = self.narrow
        self._layout.setContentsMargins(0, 0, 0 if narrow else self._side_width, 0)
        self._side.setGeometry(self.width() - self._side_width, 0, self._side_width, self.height())
        self._side.setVisible(not narrow or opened)
        self._side.raise_()
        self.folded.emit(narrow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A pane that was opened over the table stays open; one that had its own room gives way."""
        super().resizeEvent(event)
        self.arrange(opened=self._was_narrow and not self._side.isHidden())
        self._was_narrow = self.narrow
