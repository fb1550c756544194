"""QAction factory: the words, the key and the slot in one place.

::

    undo = action(self, "撤销", self._undo, shortcut="Ctrl+Z", icon=icon("arrow-back-up"))
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QWidget


def action(
    parent: QWidget,
    text: str,
    triggered: Callable[[], object],
    *,
    shortcut: str = "",
    icon: QIcon | None = None,
    tip: str = "",
    add: bool = True,
) -> QAction:
    """An action whose tooltip names its key; added to ``parent`` so that the key works while its window is active."""
    made = QAction(text, parent)
    if icon is not None:
        made.setIcon(icon)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.setToolTip(with_key(tip or text, shortcut))
    made.triggered.connect(lambda _checked=False: triggered())
    if add:
        parent.addAction(made)
    return made


def with_key(words: str, shortcut: str) -> str:
    """``撤销　Ctrl+Z``, as tooltips show it."""
    return f"{words}　{shortcut}" if shortcut else words
