"""What stands on the sheet, from the back to the front: kind, name, whether it is held fast or left out."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.documents.designs.editing import changed
from culture_desktop.documents.designs.elements import AnyElement, CodeElement, PictureElement
from culture_desktop.override import override
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.vocabulary import ElementKind, PictureRole, Symbology

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ELEMENT = Qt.ItemDataRole.UserRole
_ITEM, _ICON = 34, 16
_ROLES = {
    PictureRole.PICTURE: "photo",
    PictureRole.BACKGROUND: "wallpaper",
    PictureRole.SEAL: "rubber-stamp",
    PictureRole.SIGNATURE: "signature",
}
_KINDS = {ElementKind.TEXT: "typography", ElementKind.ORNAMENT: "frame", ElementKind.RULE: "line"}


def icon_of(element: AnyElement) -> str:
    """The picture that stands for an element."""
    if isinstance(element, PictureElement):
        return _ROLES[element.role]
    if isinstance(element, CodeElement):
        return "qrcode" if element.symbology is Symbology.QR else "barcode"
    return _KINDS[element.kind]


class ElementList(QListView):
    """Follows the draft and chooses in it; a click on lock or eye turns them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft, self._showing = draft, False
        self._rows = _Rows(draft)
        self.setModel(self._rows)
        self.setItemDelegate(_ElementDelegate(self))
        self.setAccessibleName("元素")
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        draft.changed.connect(self._show)
        draft.chosen_changed.connect(self._show_chosen)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._showing:
            rows = sorted(self.selectedIndexes(), key=QModelIndex.row)
            self._draft.choose([index.data(_ELEMENT).key for index in rows])

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            element, rect = index.data(_ELEMENT), self.visualRect(index)
            for name, words, place in (("locked", "锁定", _lock_rect(rect)), ("hidden", "显示", _eye_rect(rect))):
                if place.adjusted(-4, -8, 4, 8).contains(event.position().toPoint()):
                    value = not getattr(element, name)
                    self._draft.apply(words, changed(self._draft.design, (element.key,), **{name: value}))
                    return
        super().mousePressEvent(event)

    def _show(self) -> None:
        if self._rows.elements != self._draft.design.elements:
            self._showing = True
            self._rows.take()
            self._showing = False
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = QItemSelection()
        last = QModelIndex()
        for at, element in enumerate(self._rows.elements):
            if element.key in self._draft.keys:
                index = self._rows.index(at)
                chosen.select(index, index)
                if element.key == self._draft.keys[-1]:
                    last = index
        self._showing = True
        model = self.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if last.isValid():
            model.setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(last)
        self._showing = False


def _lock_rect(rect: QRect) -> QRect:
    return QRect(rect.right() - 60, rect.top() + 9, _ICON, _ICON)


def _eye_rect(rect: QRect) -> QRect:
    return QRect(rect.right() - 34, rect.top() + 9, _ICON, _ICON)


class _Rows(QAbstractListModel):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._draft = draft
        self.elements: tuple[AnyElement, ...] = ()

    def take(self) -> None:
        """Show the draft's elements; the same ones in the same order are only looked at anew."""
        elements = self._draft.design.elements
        if [e.key for e in elements] == [e.key for e in self.elements]:
            self.elements = elements
            self.dataChanged.emit(self.index(0), self.index(len(elements) - 1))
            return
        self.beginResetModel()
        self.elements = elements
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.elements)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        element = self.elements[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return element
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return element.name
            case Qt.ItemDataRole.AccessibleTextRole:
                states = ("已锁定" if element.locked else "", "不显示" if element.hidden else "")
                return "，".join(filter(None, (element.name, element.kind.label, *states)))
        return None


class _ElementDelegate(QStyledItemDelegate):
    """Icon, name, lock, eye. The lock shows where it holds or under the pointer, the eye always."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._body, self._strong = font(FontRole.BODY), font(FontRole.STRONG)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ITEM)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, element = look_of(option), index.data(_ELEMENT)
        canvas, rect = Canvas(painter, tokens_of(look.palette)), look.rect
        current = bool(look.state & QStyle.StateFlag.State_Selected)
        hovered = bool(look.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if current or hovered:
            self._paint_ground(
                canvas, rect, current=current, focused=bool(look.state & QStyle.StateFlag.State_HasFocus)
            )
        tokens = canvas.tokens
        colour = "red_text" if current else "ink2"
        canvas.icon(QRect(rect.left() + 20, rect.top() + 9, _ICON, _ICON), icon_of(element), colour)
        words = QRect(rect.left() + 44, rect.top(), rect.width() - 44 - 66, rect.height())
        ink = tokens.ink3 if element.hidden else tokens.ink
        canvas.text(words, element.name, ink, self._strong if current else self._body)
        if element.locked or hovered:
            canvas.icon(_lock_rect(rect), "lock" if element.locked else "lock-open", "ink3")
        canvas.icon(_eye_rect(rect), "eye-off" if element.hidden else "eye", "ink3")
        painter.restore()

    def _paint_ground(self, canvas: Canvas, rect: QRect, *, current: bool, focused: bool) -> None:
        painter, tokens = canvas.painter, canvas.tokens
        box = rect.adjusted(8, 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.select if current else tokens.hover))
        painter.drawRoundedRect(box, 6, 6)
        if current:
            painter.setBrush(QColor(tokens.red))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 8, 3, box.height() - 16), 1.5, 1.5)
        if current and focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.info), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
