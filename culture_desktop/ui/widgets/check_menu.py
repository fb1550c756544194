"""Several of a closed list: a button that says which are ticked, with a menu to tick them in.

::

    CheckMenu("用工形式", [("合同制", "own"), ("众包", "outsourced")], ticked=("own",)).keys()
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from culture_desktop.ui.widgets.buttons import Button


class CheckMenu(Button):
    """Says what is ticked, joined by 或.

    Signals:
        changed: another choice is ticked, or one less.
    """

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], ticked: Collection[str] = ()) -> None:
        super().__init__("")
        self._name = name
        self.menu_ = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for label, key in choices:
            action = self.menu_.addAction(label)
            action.setCheckable(True)
            action.setChecked(key in ticked)
            action.toggled.connect(self._show_change)
            self._actions[key] = action
        self.setMenu(self.menu_)
        self._show()

    def keys(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def tick(self, key: str, *, on: bool = True) -> None:
        """Tick a choice, or take the tick away."""
        self._actions[key].setChecked(on)

    def _show_change(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        words = "或".join(action.text() for action in self._actions.values() if action.isChecked())
        self.setText(words or "请选择")
        self.setAccessibleName(f"{self._name}：{words or '未选'}")
        self.setToolTip(words)
