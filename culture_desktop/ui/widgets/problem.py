"""The band under the top bar that says what went wrong and what to do, until it is dismissed."""

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.theme.tokens import PAGE_MARGIN, Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.layouts import column

_BELOW = 8


class ProblemBand(QWidget):
    """Hidden until there is a problem; it keeps off the page below, which may go up to its edge."""

    def __init__(self) -> None:
        super().__init__()
        close = IconButton("x", "关闭提示", clicked=self.dismiss)
        self._band = Band("alert-circle", "", tone=Tone.BAD, actions=[close])
        self.setLayout(column(self._band, margins=(PAGE_MARGIN, 0, PAGE_MARGIN, _BELOW)))
        self.setAccessibleName("出错提示")
        self.hide()

    def show_problem(self, sentence: str) -> None:
        """Say it."""
        self._band.set_text(sentence)
        self.setAccessibleDescription(sentence)
        self.show()

    def dismiss(self) -> None:
        """All is well again."""
        self.hide()
