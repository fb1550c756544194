"""Undo and redo in the top bar, with their keys and a menu of both; tooltips and menu name the step.

A text field in focus keeps Ctrl+Z for itself as long as it has typing of its own to take back.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from culture_desktop.override import override
from culture_desktop.ui.actions import action, with_key
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.layouts import row

UNDO_KEY = "Ctrl+Z"
REDO_KEYS = ("Ctrl+Y", "Ctrl+Shift+Z")


class UndoButtons(QWidget):
    """Both buttons, disabled until there is a step.

    Signals:
        undo_wanted, redo_wanted: a button, its key or its line in the menu was pressed.
        history_wanted: every step there was is to be seen.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.undo_button = IconButton("arrow-back-up", "撤销", clicked=self.undo_wanted.emit)
        self.redo_button = IconButton("arrow-forward-up", "恢复", clicked=self.redo_wanted.emit)
        self._undo = action(self, "撤销", self.undo_wanted.emit, shortcut=UNDO_KEY)
        self._redo = action(self, "恢复", self.redo_wanted.emit)
        self._redo.setShortcuts([QKeySequence(key) for key in REDO_KEYS])
        self.setLayout(row(self.undo_button, self.redo_button, gap=2))
        action(self, "查看历史", self.history_wanted.emit)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._fields = _FieldKeys(self)
        self.show_steps("", "")

    def show_steps(self, undo: str, redo: str) -> None:
        """What the buttons do now, in words; empty when there is nothing."""
        _show(self.undo_button, self._undo, undo, "没有可以撤销的操作", UNDO_KEY)
        _show(self.redo_button, self._redo, redo, "没有可以恢复的操作", REDO_KEYS[0])


def _show(button: IconButton, step: QAction, words: str, nothing: str, key: str) -> None:
    for each in (button, step):
        each.setEnabled(bool(words))
    step.setText(words or nothing)
    button.setToolTip(with_key(words or nothing, key))


class _FieldKeys(QObject):
    """Lets the keys through a text field that has nothing to take back; Qt's fields would swallow them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # a widget has one

    def _follow(self, left: QWidget | None, reached: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(reached, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
            reached.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo, redo = _own_steps(watched)
        free = (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (_is_redo(event) and not redo)
        if free:
            event.ignore()
        return free


def _is_redo(event: QKeyEvent) -> bool:
    return any(QKeySequence(event.keyCombination()) == QKeySequence(key) for key in REDO_KEYS)


def _own_steps(field: QObject) -> tuple[bool, bool]:
    """Whether a field has typing of its own to take back, and to do again."""
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable(), field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable(), field.document().isRedoAvailable()
    return False, False
