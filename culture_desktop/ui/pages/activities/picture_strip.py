"""The pictures of an activity as small tiles: one is current and shown large above them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from culture_desktop.override import override
from culture_desktop.services.activities.rows import Picture
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.photograph import ROUND, paint_picture

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PICTURE = Qt.ItemDataRole.UserRole
TILE = QSize(60, 45)
_GAP = 6


class PictureCover(QWidget):
    """One picture, large."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None, name: str) -> None:
        """Show another picture."""
        self._image = image
        self.setAccessibleName(name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(284, 112)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        paint_picture(Canvas(QPainter(self), tokens), QRectF(self.rect()), self._image, tokens)


class PictureStrip(QListView):
    """Tiles that wrap.

    Signals:
        chosen: another picture became current (Picture, object).
        caption_wanted: Enter, F2 or a double click on one (Picture, object).
        removal_wanted: Del on one (Picture, object).
    """

    chosen = Signal(object)
    caption_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tiles = _TileModel(self)
        self.setModel(self._tiles)
        self.setItemDelegate(_TileDelegate(self))
        self.setAccessibleName("照片")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(TILE + QSize(_GAP - 1, _GAP))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.caption_wanted.emit(index.data(_PICTURE)))

    def show_pictures(self, pictures: Sequence[Picture], images: Mapping[str, QImage]) -> None:
        """Show these; the current one stays while it is there, else the first is."""
        kept = self.current()
        self._tiles.set_pictures(tuple(pictures), images)
        ids = [picture.id for picture in pictures]
        at = ids.index(kept.id) if kept is not None and kept.id in ids else 0
        if pictures:
            self.setCurrentIndex(self._tiles.index(at, 0))
        lines = min(2, -(-len(pictures) // 4))
        self.setFixedHeight(lines * (TILE.height() + _GAP))

    def current(self) -> Picture | None:
        """The current picture."""
        picture = self.currentIndex().data(_PICTURE) if self.currentIndex().isValid() else None
        return picture if isinstance(picture, Picture) else None

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(_PICTURE))

    @override
    def event(self, event: QEvent) -> bool:
        """F2 is this list's while the keyboard is on it, not the page's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F2
        ):
            event.accept()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        picture = self.current()
        if picture is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.caption_wanted.emit(picture)
        elif picture is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(picture)
        else:
            super().keyPressEvent(event)


class _TileModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures: tuple[Picture, ...] = ()
        self.images: Mapping[str, QImage] = {}

    def set_pictures(self, pictures: tuple[Picture, ...], images: Mapping[str, QImage]) -> None:
        self.beginResetModel()
        self._pictures, self.images = pictures, images
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._pictures)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        picture = self._pictures[index.row()]
        if role == _PICTURE:
            return picture
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return picture.caption or picture.file_name
        return None


class _TileDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return TILE

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, picture, model = look_of(option), index.data(_PICTURE), index.model()
        assert isinstance(model, _TileModel)
        tokens = tokens_of(look.palette)
        area = QRectF(look.rect.left() + 1, look.rect.top() + 1, TILE.width() - 2, TILE.height() - 2)
        paint_picture(Canvas(painter, tokens), area, model.images.get(picture.sha256), tokens)
        if look.state & QStyle.StateFlag.State_Selected:
            focused = bool(look.state & QStyle.StateFlag.State_HasFocus)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.info if focused else tokens.red), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, ROUND, ROUND)
            painter.restore()
