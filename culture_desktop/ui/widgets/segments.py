"""A switch between a few views of one thing: words side by side, one of them on; arrow keys go from one to the next.

::

    deck = SegmentDeck("评审的三个部分")
    deck.add("评分", pane)
    deck.show_part(1)
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QStackedWidget, QWidget

from culture_desktop.ui.theme.tokens import GAP_SMALL
from culture_desktop.ui.widgets.layouts import STRETCH, column, row


class Segments(QFrame):
    """The switch alone.

    Signals:
        chosen: the user turned to a segment, by its position (int).
    """

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._tell)
        self._row = row(gap=2, margins=(2, 2, 2, 2))
        self.setLayout(self._row)

    @property
    def buttons(self) -> list[QPushButton]:
        """The segments from the left."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def add(self, words: str) -> QPushButton:
        """One more segment at the right; the first is on."""
        button = QPushButton(words)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._group.addButton(button, len(self._group.buttons()))
        self._row.addWidget(button)
        if button is self.buttons[0]:
            button.setChecked(True)
        return button

    def turn_to(self, position: int) -> None:
        """Switch a segment on."""
        self.buttons[position].setChecked(True)

    def _tell(self, position: int, on: bool) -> None:
        button = self._group.button(position)  # Tab stops once, at what is on; Qt's arrow keys turn from there
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        if on:
            self.chosen.emit(position)


class SegmentDeck(QWidget):
    """The switch over the parts it switches; with a single part there is nothing to switch.

    Signals:
        shown: a part has come up (QWidget).
    """

    shown = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.segments = Segments(name)
        self.segments.hide()
        self._parts = QStackedWidget()
        self.segments.chosen.connect(self._bring_up)
        whole = column(row(self.segments, STRETCH, gap=0), gap=GAP_SMALL)
        whole.addWidget(self._parts, 1)
        self.setLayout(whole)

    @property
    def part(self) -> QWidget:
        """What is on screen."""
        return self._parts.currentWidget()

    def add(self, words: str, part: QWidget) -> None:
        """One more part, with its segment."""
        self._parts.addWidget(part)
        self.segments.add(words)
        self.segments.setVisible(self._parts.count() > 1)

    def show_part(self, position: int) -> None:
        """Bring a part up."""
        self.segments.turn_to(position)

    def _bring_up(self, position: int) -> None:
        self._parts.setCurrentIndex(position)
        self.shown.emit(self.part)
