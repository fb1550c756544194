"""The sections of the settings, one below the other at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.icons import BESIDE_WORDS, icon
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.layouts import column

_WIDTH, _MARK = 200, 3


class SectionList(QWidget):
    """200 px wide on a sunken ground; up and down move between the sections.

    Signals:
        chosen: the position of a section.
    """

    chosen = Signal(int)

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        """``sections``: icon and title of each."""
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        layout = column(gap=4, margins=(9, 12, 9, 12))
        for at, (name, title) in enumerate(sections):
            button = _Section(name, title)
            self._group.addButton(button, at)
            layout.addWidget(button)
        layout.addStretch(1)
        self.setLayout(layout)
        self._group.idClicked.connect(self.chosen)

    def choose(self, at: int) -> None:
        """Mark a section as the one shown."""
        self._group.button(at).setChecked(True)

    def button(self, at: int) -> QPushButton:
        """A section's button."""
        found = self._group.button(at)
        assert isinstance(found, QPushButton)
        return found

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = self._group.checkedId() + step
        if step and 0 <= at < len(self._group.buttons()):
            self.button(at).setFocus(Qt.FocusReason.OtherFocusReason)
            self.button(at).click()
        else:
            super().keyPressEvent(event)


class _Section(QPushButton):
    def __init__(self, name: str, title: str) -> None:
        super().__init__(title)
        self.setProperty("kind", "section")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIcon(icon(name, active="red_text", box=BESIDE_WORDS))
        self.setIconSize(QSize(*BESIDE_WORDS))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens_of(self.palette()).red))
            painter.drawRoundedRect(QRectF(0, 9, _MARK, self.height() - 18), 1.5, 1.5)
