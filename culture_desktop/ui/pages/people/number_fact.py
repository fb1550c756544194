"""A number of a person in the facts: masked, with an eye that shows the whole ones, or whole, with one that masks."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import Label


class NumberFact(QWidget):
    """The number; the first of a person's also carries the eye, which goes for all of them."""

    def __init__(self, number: str, *, whole: bool, toggle: Callable[[], object] | None) -> None:
        super().__init__()
        self.setLayout(row(Label(number, selectable=True), gap=2))
        self.eye: IconButton | None = None
        if toggle is None:
            return
        name = "隐去号码" if whole else "显示完整号码，记入历史"
        self.eye = IconButton("eye-off" if whole else "eye", name, clicked=toggle, style="small_icon")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.eye)
