"""The left pane: find an organisation, choose it, make, rename, move and delete."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.ui.pages.people.organisation_tree import DragTree
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.tree import TreeNode

WIDTH = 216


class OrganisationPane(QWidget):
    """Search, tree, and what can be done at the foot.

    Signals:
        chosen: the key of a node (object).
        new_wanted: an organisation is to be made below the one with this id, or None (object).
        rename_wanted, delete_wanted: the organisation with this id is to be renamed, deleted.
        place_wanted: a place is to be asked for, for the organisation with this id.
        shift_wanted: the organisation with this id is to go one place up (-1) or down (1).
        moved, people_dropped: as of the tree.
    """

    chosen = Signal(object)
    new_wanted = Signal(object)
    rename_wanted = Signal(int)
    delete_wanted = Signal(int)
    place_wanted = Signal(int)
    shift_wanted = Signal(int, int)
    moved = Signal(int, object, object)
    people_dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.search = SearchBox("查找组织")
        self.tree = DragTree("组织")
        self.search.searched.connect(self.tree.filter)
        self.tree.chosen.connect(self.chosen)
        self.tree.rename_wanted.connect(self._rename)
        self.tree.delete_wanted.connect(self._delete)
        self.tree.shift_wanted.connect(self._shift)
        self.tree.moved.connect(self.moved)
        self.tree.people_dropped.connect(self.people_dropped)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._open_context_menu)
        self.new_button = Button("新建组织", icon="plus", kind=Kind.QUIET, clicked=self._new)
        self.more_button = IconButton("dots", "改名、移动或删除组织", clicked=self._open_menu)
        self.above_foot = row(margins=(14, 0, 12, 0))
        whole = column(gap=8, margins=(0, 12, 0, 6))
        whole.addLayout(row(self.search, margins=(12, 0, 12, 0)))
        tree = row(self.tree, margins=(6, 0, 6, 0))
        whole.addLayout(tree, 1)
        whole.addLayout(self.above_foot)
        whole.addLayout(row(self.new_button, STRETCH, self.more_button, gap=0, margins=(6, 0, 8, 0)))
        self.setLayout(whole)

    def set_nodes(self, nodes: Sequence[TreeNode]) -> None:
        """Show other organisations; open branches and the one chosen stay."""
        self.tree.set_nodes(nodes)
        self.tree.filter(self.search.text())

    def menu(self) -> QMenu:
        """What can be done with the organisation chosen."""
        menu = QMenu(self)
        one = self._current_id() is not None
        menu.addAction(icon("plus"), "新建下级组织" if one else "新建组织", self._new)
        for entry in (
            menu.addAction(icon("pencil"), "改名　F2", self._rename),
            menu.addAction(icon("arrows-right-left"), "移动到…", self._place),
            menu.addAction(icon("arrow-up"), "上移　Alt+↑", lambda: self._shift(-1)),
            menu.addAction(icon("arrow-down"), "下移　Alt+↓", lambda: self._shift(1)),
            menu.addAction(icon("trash", "bad"), "删除　Del", self._delete),
        ):
            entry.setEnabled(one)
        return menu

    def _current_id(self) -> int | None:
        key = self.tree.current_key()
        return key if isinstance(key, int) else None

    def _new(self) -> None:
        self.new_wanted.emit(self._current_id())

    def _rename(self) -> None:
        if (key := self._current_id()) is not None:
            self.rename_wanted.emit(key)

    def _place(self) -> None:
        if (key := self._current_id()) is not None:
            self.place_wanted.emit(key)

    def _shift(self, step: int) -> None:
        if (key := self._current_id()) is not None:
            self.shift_wanted.emit(key, step)

    def _delete(self) -> None:
        if (key := self._current_id()) is not None:
            self.delete_wanted.emit(key)

    def _open_menu(self) -> None:
        self._show_menu(self.more_button.mapToGlobal(QPoint(0, 0)))

    def _open_context_menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        self._show_menu(self.tree.viewport().mapToGlobal(at))

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.exec(at)
        menu.deleteLater()
