"""Several of many: the picked ones as chips that can be taken off, and a menu to add more.

::

    PickList("添加单位", [("中心工会", 7), ("中心团支部", 8)], picked=(7,)).keys()
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.ui.widgets.chips import AddChip, FilterChip
from culture_desktop.ui.widgets.layouts import Flow, clear


class PickList(QWidget):
    """Chips in the order picked.

    Signals:
        picked: the keys changed.
    """

    picked = Signal()

    def __init__(self, add: str, choices: Sequence[tuple[str, int]], picked: Sequence[int] = ()) -> None:
        super().__init__()
        self._add = add
        self._names = {key: name for name, key in choices}
        self._keys = [key for key in picked if key in self._names]
        self._flow = Flow(gap=6)
        self.setLayout(self._flow)
        self._show()

    def keys(self) -> tuple[int, ...]:
        """What is picked."""
        return tuple(self._keys)

    def pick(self, key: int) -> None:
        """Add one."""
        if key not in self._keys:
            self._keys.append(key)
            self._changed()

    def drop(self, key: int) -> None:
        """Take one off."""
        self._keys.remove(key)
        self._changed()

    def menu(self) -> QMenu:
        """What can still be added."""
        menu = QMenu(self)
        for key, name in self._names.items():
            if key not in self._keys:
                menu.addAction(name).triggered.connect(lambda _checked=False, key=key: self.pick(key))
        return menu

    def _changed(self) -> None:
        self._show()
        self.picked.emit()

    def _show(self) -> None:
        clear(self._flow)
        for key in self._keys:
            name = self._names[key].rpartition("/")[2]
            self._flow.addWidget(FilterChip(name, removed=lambda key=key: self.drop(key)))  # type: ignore[misc]
        self.add_chip = AddChip(self._add, clicked=self._open_menu)
        self._flow.addWidget(self.add_chip)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.add_chip.mapToGlobal(self.add_chip.rect().bottomLeft()))
        menu.deleteLater()
