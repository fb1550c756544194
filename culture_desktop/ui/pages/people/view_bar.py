"""Saved views: the first few as chips with how many people each finds, all of them in a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.services.views import SavedViewRow
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.chips import ViewChip
from culture_desktop.ui.widgets.layouts import clear, row
from culture_desktop.ui.widgets.text import Label

_CHIPS = 2
_SHORT = 8


class ViewBar(QWidget):
    """Shows and offers views; what is done with them is the page's.

    Signals:
        chosen: a view is wanted (SavedViewRow, object).
        save_wanted: what is shown is to be kept under a name.
        update_wanted, rename_wanted, delete_wanted: the view in use is to be changed (SavedViewRow, object).
        moved: the views are wanted in this order (list of ids, object).
    """

    chosen = Signal(object)
    save_wanted = Signal()
    update_wanted = Signal(object)
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)
    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[SavedViewRow, ...] = ()
        self.current: int | None = None
        self._chips = row(gap=6)
        self._word = Label("视图", "caption")
        self.button = IconButton("bookmark", "视图", clicked=self._open)
        self.setLayout(row(self._word, self._chips, self.button, gap=6))
        self._word.hide()

    @property
    def views(self) -> tuple[SavedViewRow, ...]:
        """Those there are."""
        return self._views

    def set_views(self, views: Sequence[SavedViewRow]) -> None:
        """Show others, or other counts."""
        if tuple(views) == self._views:
            return
        self._views = tuple(views)
        clear(self._chips)
        for view in self._views[:_CHIPS]:
            short = view.name if len(view.name) <= _SHORT else f"{view.name[: _SHORT - 1]}…"
            chip = ViewChip(f"{short} {_people(view)}", clicked=self._chooser(view))
            chip.setToolTip(view.name)
            chip.setAccessibleName(f"视图：{view.name}，{_people(view)} 人")
            self._chips.addWidget(chip)
        self._word.setVisible(bool(self._views))

    def in_use(self) -> SavedViewRow | None:
        """The view last chosen, if it is still there."""
        return next((view for view in self._views if view.id == self.current), None)

    def menu(self) -> QMenu:
        """All views, and what can be done."""
        menu = QMenu(self)
        for view in self._views:
            entry = menu.addAction(f"{view.name}　{_people(view)} 人", self._chooser(view))
            entry.setCheckable(True)
            entry.setChecked(view.id == self.current)
        menu.addSeparator()
        menu.addAction(icon("plus"), "保存为视图…", self.save_wanted.emit)
        used = self.in_use()
        if used is not None:
            at = self._views.index(used)
            menu.addAction(icon("refresh"), f"用当前筛选更新“{used.name}”", lambda: self.update_wanted.emit(used))
            menu.addAction(icon("pencil"), f"重命名“{used.name}”…", lambda: self.rename_wanted.emit(used))
            menu.addAction(icon("arrow-up"), "上移", lambda: self._move(at, -1)).setEnabled(at > 0)
            menu.addAction(icon("arrow-down"), "下移", lambda: self._move(at, 1)).setEnabled(at + 1 < len(self._views))
            menu.addAction(icon("trash", "bad"), f"删除“{used.name}”", lambda: self.delete_wanted.emit(used))
        return menu

    def _chooser(self, view: SavedViewRow) -> Callable[[], None]:
        def choose() -> None:
            self.current = view.id
            self.chosen.emit(view)

        return choose

    def _move(self, at: int, by: int) -> None:
        ids = [view.id for view in self._views]
        ids[at], ids[at + by] = ids[at + by], ids[at]
        self.moved.emit(ids)

    def _open(self) -> None:
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        menu.deleteLater()


def _people(view: SavedViewRow) -> str:
    return "—" if view.people is None else f"{view.people:,}"
