"""The tree of organisations, with icons at the roots and counts at the right.

::

    tree = OrganisationTree("组织")
    tree.set_nodes([TreeNode("u0", "云川供电服务中心", 1203, "building-community", children=(...))])
    tree.chosen.connect(self._show_unit)        # a node's key
    tree.filter("外呼")                          # only branches that contain the words
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import draw_icon, icon_point
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of

_ROW, _ROOT_GAP, _INDENT, _ICON, _ROUND = 30, 6, 16, 16, 6
_KEY = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_ICON_NAME = Qt.ItemDataRole.UserRole + 2
_UPPER_LEVELS = 2  # open at first: the roots and what is right below them


@dataclass(frozen=True)
class TreeNode:
    """One organisation; ``count`` includes what is below it."""

    key: object
    title: str
    count: int | None = None
    icon: str = ""
    children: tuple["TreeNode", ...] = ()


class OrganisationTree(QTreeView):
    """Rows of 30 px; the chosen one is tinted with a red bar.

    Signals:
        chosen: the key of the node that became current (object).
    """

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_TreeDelegate(self))
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)  # the current node is what counts
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_nodes(self, nodes: Sequence[TreeNode]) -> None:
        """Show another tree; open branches and the current node stay by key."""
        was_empty = self._items.rowCount() == 0
        opened = {index.data(_KEY) for index in self._indexes() if self.isExpanded(index)}
        kept = self.current_key()
        self.blockSignals(True)
        self._items.clear()
        for node in nodes:
            self._items.appendRow(_item(node))
        for index in self._indexes():
            if index.data(_KEY) in opened or (was_empty and _depth(index) == 0):
                self.expand(index)
        if kept is not None:
            self.select_key(kept)
        self.blockSignals(False)

    def current_key(self) -> object:
        """The key of the current node, or None."""
        return self.currentIndex().data(_KEY) if self.currentIndex().isValid() else None

    def select_key(self, key: object) -> bool:
        """Make a node current, opening the branches above it; False when it is not here."""
        for index in self._indexes():
            if index.data(_KEY) == key:
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def filter(self, words: str) -> None:
        """Hide branches that do not contain the words; empty words show all."""
        words = words.strip().casefold()
        for at in range(self._items.rowCount()):
            self._filter_below(self._items.index(at, 0), words)

    def _filter_below(self, index: QModelIndex, words: str) -> bool:
        fits = words in str(index.data()).casefold()
        below = [
            self._filter_below(self._items.index(at, 0, index), words) for at in range(self._items.rowCount(index))
        ]
        shown = fits or any(below)
        self.setRowHidden(index.row(), index.parent(), not shown)
        if words and any(below):
            self.expand(index)
        return shown

    def _indexes(self, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
        parent = parent or QModelIndex()
        for at in range(self._items.rowCount(parent)):
            index = self._items.index(at, 0, parent)
            yield index
            yield from self._indexes(index)

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(current.data(_KEY))

    @override
    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = tokens_of(self.palette())
        look = look_of(options)
        line = QRect(0, look.rect.bottom() - _ROW + 1, self.viewport().width(), _ROW)
        current = index == self.currentIndex()
        if current or look.state & QStyle.StateFlag.State_MouseOver:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.select if current else tokens.hover))
            painter.drawRoundedRect(line.adjusted(2, 0, -2, 0), _ROUND, _ROUND)
            if current:
                painter.setBrush(QColor(tokens.red))
                painter.drawRoundedRect(QRect(2, line.top() + 7, 3, _ROW - 14), 1.5, 1.5)
            if current and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(tokens.info))
                painter.drawRoundedRect(line.adjusted(2, 0, -3, -1), _ROUND, _ROUND)
            painter.restore()
        super().drawRow(painter, options, index)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        if not self._items.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        area = QRect(rect.right() - _INDENT + 1, rect.bottom() - _ROW + 1, _INDENT, _ROW)
        draw_icon(painter, QRect(icon_point(area, 14), QSize(14, 14)), name, "ink2")


class _TreeDelegate(QStyledItemDelegate):
    """Icon, title, count."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._body, self._strong, self._caption = font(FontRole.BODY), font(FontRole.STRONG), font(FontRole.CAPTION)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        extra = _ROOT_GAP if not index.parent().isValid() and index.row() else 0
        return QSize(120, _ROW + extra)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = look_of(option)
        tokens = tokens_of(look.palette)
        canvas = Canvas(painter, tokens)
        painter.save()
        rect = QRect(look.rect.left() + 4, look.rect.bottom() - _ROW + 1, look.rect.width() - 14, _ROW)
        name = index.data(_ICON_NAME)
        if name:
            canvas.icon(QRect(rect.left(), rect.top() + 7, _ICON, _ICON), name, "ink2")
            rect.setLeft(rect.left() + _ICON + 6)
        number = index.data(_COUNT)
        if number is not None:
            words = f"{number:,}"
            canvas.text(rect, words, tokens.ink3, self._caption, Qt.AlignmentFlag.AlignRight)
            rect.setRight(rect.right() - text_width(words, self._caption) - 8)
        view = self.parent()
        current = isinstance(view, QTreeView) and index == view.currentIndex()
        face = self._strong if current or name else self._body
        canvas.text(rect, str(index.data()), tokens.ink, face)
        painter.restore()


def _item(node: TreeNode) -> QStandardItem:
    item = QStandardItem(node.title)
    item.setData(node.key, _KEY)
    item.setData(node.count, _COUNT)
    item.setData(node.icon, _ICON_NAME)
    item.setData(
        f"{node.title}，{node.count} 人" if node.count is not None else node.title, Qt.ItemDataRole.AccessibleTextRole
    )
    for child in node.children:
        item.appendRow(_item(child))
    return item


def _depth(index: QModelIndex) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth
