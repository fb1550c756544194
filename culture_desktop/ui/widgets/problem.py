"""The band under the top bar that says what went wrong and what to do, until it is dismissed."""

from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import IconButton


class ProblemBand(Band):
    """Hidden until there is a problem."""

    def __init__(self) -> None:
        super().__init__("alert-circle", "", tone=Tone.BAD, actions=[IconButton("x", "关闭提示", clicked=self.dismiss)])
        self.setAccessibleName("出错提示")
        self.hide()

    def show_problem(self, sentence: str) -> None:
        """Say it."""
        self.set_text(sentence)
        self.setAccessibleDescription(sentence)
        self.show()

    def dismiss(self) -> None:
        """All is well again."""
        self.hide()
