"""A button that offers several of a kind.

::

    button = MenuButton("导入", [("名册", ListKind.PERSON), ("组织机构", ListKind.ORGANISATION)], icon="table-import")
    button.picked.connect(self._import)      # the value picked (object)
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from culture_desktop.ui.widgets.buttons import Button


class MenuButton(Button):
    """Pressed, it opens the list below itself; the arrow says so.

    Signals:
        picked: what was picked from the list (object).
    """

    picked = Signal(object)

    def __init__(self, text: str, choices: Sequence[tuple[str, object]], *, icon: str = "", shortcut: str = "") -> None:
        super().__init__(f"{text} ▾", icon=icon, shortcut=shortcut, tip=text, clicked=self._open)
        self.setAccessibleName(f"{text}，有多种可选")
        self.menu_ = QMenu(self)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer others."""
        self.menu_.clear()
        for words, value in choices:
            self.menu_.addAction(words, _Pick(self, value))

    def _open(self) -> None:
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class _Pick:
    """Picks one value when called."""

    def __init__(self, button: MenuButton, value: object) -> None:
        self._button, self._value = button, value

    def __call__(self) -> None:
        self._button.picked.emit(self._value)
