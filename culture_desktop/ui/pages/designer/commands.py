"""What can be done with the elements chosen, each with its words and its key, on canvas and list alike."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from culture_desktop.documents.designs.boxes import Edge, Handle
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.editing import (
    Axis,
    Order,
    aligned,
    changed,
    distributed,
    duplicated,
    moved,
    removed,
    reordered,
    resized,
)
from culture_desktop.ui.actions import with_key
from culture_desktop.ui.pages.designer.draft import Draft

_WIDER = Handle(1, 1)
EDGES = (
    ("左对齐", Edge.LEFT, "layout-align-left", "Alt+Left"),
    ("水平居中", Edge.CENTRE, "layout-align-center", "Alt+C"),
    ("右对齐", Edge.RIGHT, "layout-align-right", "Alt+Right"),
    ("顶端对齐", Edge.TOP, "layout-align-top", "Alt+Up"),
    ("垂直居中", Edge.MIDDLE, "layout-align-middle", "Alt+M"),
    ("底端对齐", Edge.BOTTOM, "layout-align-bottom", "Alt+Down"),
)
SPREADS = (
    ("横向等距", Axis.ACROSS, "layout-distribute-vertical"),
    ("纵向等距", Axis.DOWN, "layout-distribute-horizontal"),
)
_ORDERS = (
    ("上移一层", Order.FORWARD, "Ctrl+]"),
    ("下移一层", Order.BACKWARD, "Ctrl+["),
    ("移到最上", Order.FRONT, "Ctrl+Shift+]"),
    ("移到最下", Order.BACK, "Ctrl+Shift+["),
)


class Commands(QObject):
    """Acts on the draft; ``align``, ``arrange`` and ``edit`` are the actions for menus."""

    def __init__(self, draft: Draft, places: Sequence[QWidget]) -> None:
        super().__init__(draft)
        self._draft, self._places = draft, places
        self.align = [self._make(w, partial(self._edge, w, edge), key) for w, edge, _icon, key in EDGES]
        self.spread = [self._make(w, partial(self._distribute, w, axis)) for w, axis, _icon in SPREADS]
        self.arrange = [self._make(w, partial(self._order, w, order), key) for w, order, key in _ORDERS]
        self.lock = self._make("锁定", lambda: self._turn("锁定", "locked"), "Ctrl+Shift+L", checkable=True)
        self.hide = self._make("不显示", lambda: self._turn("显示", "hidden"), "Ctrl+Shift+H", checkable=True)
        self.duplicate = self._make("复制一份", self._duplicate, "Ctrl+D")
        self.delete = self._make("删除", self._delete, "Del")
        self._make("全选", self._choose_all, "Ctrl+A")
        draft.chosen_changed.connect(self._allow)
        draft.changed.connect(self._allow)
        self._allow()

    def nudge(self, right: float, down: float) -> None:
        """Move what is chosen; steps of a key held down become one."""
        self._apply("移动", moved(self._draft.design, self._draft.keys, right, down), "nudge")

    def stretch(self, right: float, down: float) -> None:
        """Make the chosen element wider and higher, or less so."""
        if self._draft.one is not None:
            design = resized(self._draft.design, self._draft.one.key, _WIDER, right, down)
            self._apply("调整大小", design, "stretch")

    def _make(self, words: str, act: Callable[[], object], key: str = "", *, checkable: bool = False) -> QAction:
        made = QAction(words, self)
        made.setCheckable(checkable)
        made.setToolTip(with_key(words, key))
        if key:
            made.setShortcut(QKeySequence(key))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(lambda _checked=False: act())
        for place in self._places:
            place.addAction(made)
        return made

    def _allow(self) -> None:
        """What makes no sense now is grey."""
        elements = self._draft.elements
        free = [element for element in elements if not element.locked]
        for each in (*self.align, self.delete):
            each.setEnabled(bool(free))
        for each in self.spread:
            each.setEnabled(len(free) > 2)  # two have one gap only
        for each in (*self.arrange, self.lock, self.hide, self.duplicate):
            each.setEnabled(bool(elements))
        self.lock.setChecked(bool(elements) and all(element.locked for element in elements))
        self.hide.setChecked(bool(elements) and all(element.hidden for element in elements))

    def _apply(self, words: str, design: Design, merging: str = "") -> None:
        self._draft.apply(words, design, merging=merging)

    def _edge(self, words: str, edge: Edge) -> None:
        self._apply(words, aligned(self._draft.design, self._draft.keys, edge))

    def _distribute(self, words: str, axis: Axis) -> None:
        self._apply(words, distributed(self._draft.design, self._draft.keys, axis))

    def _order(self, words: str, order: Order) -> None:
        self._apply(words, reordered(self._draft.design, self._draft.keys, order))

    def _turn(self, words: str, name: str) -> None:
        on = not all(getattr(element, name) for element in self._draft.elements)
        self._apply(words, changed(self._draft.design, self._draft.keys, **{name: on}))

    def _duplicate(self) -> None:
        design, keys = duplicated(self._draft.design, self._draft.keys)
        self._apply("复制", design)
        self._draft.choose(keys)

    def _delete(self) -> None:
        self._apply("删除", removed(self._draft.design, self._draft.keys))

    def _choose_all(self) -> None:
        self._draft.choose([e.key for e in self._draft.design.elements if not (e.hidden or e.locked)])
