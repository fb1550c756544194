"""A user at the window: real clicks and keys, also in dialogs while their own event loop runs.

::

    user = User(qtbot, bench)
    user.go_to("人员")
    with user.at(PersonDialog, fill_in):           # clicking opens the dialog, fill_in(dialog) acts in it
        user.click(page.new_button)
    with user.picking(path):                       # the same for a file dialog
        user.click(page.choose.button)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtCore import QDate, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDateTimeEdit,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from culture_desktop.ui.main_window import MainWindow
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.stepper import Stepper
from culture_desktop.ui.workbench import Workbench

D = TypeVar("D", bound=QDialog)
P = TypeVar("P", bound=Page)
_PATIENCE = 20_000  # milliseconds; a loaded machine is slow, and what is there is seen at once
_LOOK_EVERY = 5
_SIZE = (1366, 768)


class User:
    """Acts on the window that is open on the bench; every wait ends with what the user would see."""

    def __init__(self, qtbot: QtBot, bench: Workbench) -> None:
        self._qtbot, self._bench = qtbot, bench

    @property
    def window(self) -> MainWindow:
        """The window on screen."""
        assert self._bench.window is not None
        return self._bench.window

    @property
    def busy(self) -> bool:
        """Whether something is still being read or written."""
        return self._bench.busy

    def open(self, path: Path) -> None:
        """Open the window on a data file and wait for its first page."""
        self._bench.open(path)
        self.await_page(Page)

    def await_page(self, kind: type[P]) -> P:
        """Wait for a page of this kind in a window of the usual size."""
        self.until(lambda: isinstance(self.window.page, kind))
        self.window.resize(*_SIZE)
        return cast(P, self.window.page)

    def go_to(self, title: str, kind: type[P]) -> P:
        """Press an entry of the rail."""
        self.click(
            next(b for b in self.window.findChildren(QPushButton) if b.accessibleName() == title and b.isVisible())
        )
        return self.await_page(kind)

    def until(self, seen: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(lambda: bool(seen()), timeout=_PATIENCE)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press the left button on a widget, once it can be pressed."""
        self.until(lambda: widget.isVisible() and widget.isEnabled())
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())

    def click_row(self, table: RowTable[Any], row: int, column: int = 1) -> None:
        """Press the left button on a cell."""
        index = table.row_model.index(row, column)
        table.scrollTo(index)
        self._qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())

    def click_step(self, stepper: Stepper, position: int) -> None:
        """Press the left button on a step."""
        self.click(stepper, stepper._areas()[position].topLeft() + QPoint(8, 12))

    def write(self, editor: QLineEdit, words: str) -> None:
        """Put words in the place of those in a field, and leave it. Chinese comes whole, as from an input method."""
        self._stand_in(editor)
        editor.selectAll()
        if words.isascii():
            self._qtbot.keyClicks(editor, words)
        else:
            editor.insert(words)
        if not isinstance(editor, SearchBox):
            self._qtbot.keyClick(editor, Qt.Key.Key_Tab)

    def write_text(self, editor: QPlainTextEdit, words: str) -> None:
        """Put words in the place of those in a text field, and leave it."""
        self._stand_in(editor, editor.viewport())
        editor.selectAll()
        editor.insertPlainText(words)
        self._qtbot.keyClick(editor, Qt.Key.Key_Tab)

    def tab(self, *, back: bool = False) -> QWidget:
        """Go on to the next field, or back to the one before; returns where the keyboard is then."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self._qtbot.keyClick(focused, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        assert reached is not None
        return reached

    def search(self, box: SearchBox, words: str) -> None:
        """Look for words and press Enter."""
        self.write(box, words)
        self._qtbot.keyClick(box, Qt.Key.Key_Return)

    def write_day(self, editor: QDateTimeEdit, year: int, month: int, day: int) -> None:
        """Type a day section by section."""
        self._stand_in(editor)
        editor.setSelectedSection(QDateTimeEdit.Section.YearSection)
        self._qtbot.keyClicks(editor, f"{year:04d}{month:02d}{day:02d}")
        assert editor.date() == QDate(year, month, day)

    def _stand_in(self, editor: QWidget, surface: QWidget | None = None) -> None:
        """Put the keyboard into a field by pressing on it."""
        editor.activateWindow()
        self.click(surface or editor)
        self.until(editor.hasFocus)

    @contextmanager
    def at(self, kind: type[D], act: Callable[[D], object]) -> Iterator[None]:
        """What is done inside opens a dialog of this kind, in which ``act`` plays the user; it must be closed after."""
        guest = _Guest(kind, act)
        yield
        guest.leave()

    @contextmanager
    def picking(self, path: Path) -> Iterator[None]:
        """What is done inside asks for a file: type its path and press Enter."""

        def pick(dialog: QFileDialog) -> None:
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name is not None
            name.setText(str(path))
            self._qtbot.keyClick(name, Qt.Key.Key_Return)

        with self.at(QFileDialog, pick):
            yield


class _Guest(QObject):
    """Waits for a dialog inside whatever event loop runs, and acts in it."""

    def __init__(self, kind: type[D], act: Callable[[D], object]) -> None:
        super().__init__()
        self._kind, self._act = kind, cast(Callable[[QDialog], object], act)
        self._met = False
        self._problem: BaseException | None = None
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def leave(self) -> None:
        """The dialog was met, and nothing went wrong in it."""
        self._timer.stop()
        if self._problem is not None:
            raise self._problem
        assert self._met, f"no {self._kind.__name__} was opened"

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        self._timer.stop()
        self._met = True
        try:
            assert isinstance(dialog, self._kind), f"{type(dialog).__name__} instead of {self._kind.__name__}"
            self._act(dialog)
        except BaseException as problem:  # noqa: BLE001  # carried out of Qt's event loop to the test
            self._problem = problem
        if isValid(dialog) and dialog.isVisible():
            self._problem = self._problem or AssertionError(f"{type(dialog).__name__} was left open")
            dialog.reject()
