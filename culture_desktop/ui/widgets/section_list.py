"""The sections of a page, one below the other at the left, each with a count where there is one.

::

    sections = SectionList([("settings", "单位"), ("palette", "外观")])
    sections.chosen.connect(self._show_section)      # its position
    sections.set_counts(["28 场", ""])
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import BESIDE_WORDS, icon
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.layouts import column

_WIDTH, _MARK = 200, 3


class SectionList(QWidget):
    """200 px wide on a sunken ground; up and down move between the sections.

    Signals:
        chosen: the position of a section.
    """

    chosen = Signal(int)

    def __init__(self, sections: Sequence[tuple[str, str]], *, width: int = _WIDTH) -> None:
        """``sections``: icon and title of each."""
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(width)
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

    def set_counts(self, counts: Sequence[str]) -> None:
        """Say of each section how much it holds; nothing where that is empty."""
        for at, words in enumerate(counts):
            button = self.button(at)
            assert isinstance(button, _Section)
            button.set_count(words)

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
    """Icon, title, count; a red bar while it is the one shown."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(title)
        self._count = ""
        self.setProperty("kind", "section")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIcon(icon(name, active="red_text", box=BESIDE_WORDS))
        self.setIconSize(QSize(*BESIDE_WORDS))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, words: str) -> None:
        """How much the section holds."""
        self._count = words
        self.setAccessibleName(f"{self.text()}，{words}" if words else self.text())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._count:
            canvas = Canvas(painter, tokens_of(self.palette()))
            area = self.rect().adjusted(0, 0, -12, 0)
            canvas.text(area, self._count, canvas.tokens.ink3, font(FontRole.CAPTION), Qt.AlignmentFlag.AlignRight)
        if self.isChecked():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens_of(self.palette()).red))
            painter.drawRoundedRect(QRectF(0, 9, _MARK, self.height() - 18), 1.5, 1.5)
