"""The pictures of a briefing side by side in their order, a gap where a new row begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.documents.briefings.blocks import Photo
from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.photograph import ROUND, paint_picture

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TILE = Qt.ItemDataRole.UserRole
_PICTURE = QSize(96, 72)
_CAPTION = 18
_GAP, _ROW_GAP = 8, 14
_OWN = "application/x-runwu-picture"
HIGH = _PICTURE.height() + _CAPTION + 12


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture, whether it is the first of its row, and what is wrong with it."""

    picture: Photo
    first: bool
    warning: str = ""


class PictureTiles(QListView):
    """One line of tiles. Alt and arrows move the current one, F2 captions it, Enter crops it, Del takes it out.

    Signals:
        chosen: another picture is current (its place, -1 for none).
        moved: a picture is to stand elsewhere (from, to).
        files_dropped: files to add (tuple of paths, object).
        caption_wanted, crop_wanted, removal_wanted: of the current picture.
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    files_dropped = Signal(object)
    caption_wanted = Signal()
    crop_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tiles = _Tiles(self)
        self.tiles.moved.connect(self.moved)
        self.setModel(self.tiles)
        self.setItemDelegate(_TileDelegate(self))
        self.setAccessibleName("照片")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(HIGH + 12)
        self.doubleClicked.connect(lambda _index: self.crop_wanted.emit())

    @property
    def at(self) -> int:
        """The place of the current picture, -1 for none."""
        return self.currentIndex().row()

    def show_tiles(self, tiles: Sequence[Tile], images: Mapping[Photo, QImage], current: int) -> None:
        """Show these; ``current`` is the place of the one that becomes current."""
        self.tiles.show(tuple(tiles), images)
        if tiles:
            self.setCurrentIndex(self.tiles.index(min(max(current, 0), len(tiles) - 1), 0))
        self.chosen.emit(self.at)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        else:
            super().dropEvent(event)

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
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if self.at < 0:
            super().keyPressEvent(event)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.at, self.at + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.crop_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.caption_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class _Tiles(QAbstractListModel):
    """Answers with tiles; a tile dropped between others asks to be moved there.

    Signals:
        moved: from, to.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self.images: Mapping[Photo, QImage] = {}

    def show(self, tiles: tuple[Tile, ...], images: Mapping[Photo, QImage]) -> None:
        self.beginResetModel()
        self._tiles, self.images = tiles, images
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._tiles)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tile = self._tiles[index.row()]
        if role == _TILE:
            return tile
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = tile.picture.caption or f"{tile.picture.file_name}（未写说明）"
            return f"{words}　{tile.warning}" if tile.warning else words
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_OWN]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = QMimeData()
        made.setData(_OWN, str(indexes[0].row()).encode())
        return made

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(_OWN):
            return False
        start = int(bytes(data.data(_OWN).data()))
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._tiles)
        to -= to > start
        if to != start:
            self.moved.emit(start, to)
        return False  # nothing is left behind to be taken away


class _TileDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        before = _ROW_GAP if index.row() and index.data(_TILE).first else 0
        return QSize(_PICTURE.width() + _GAP + before, HIGH)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, tile, model = look_of(option), index.data(_TILE), index.model()
        assert isinstance(model, _Tiles)
        tokens = tokens_of(look.palette)
        canvas, right = Canvas(painter, tokens), look.rect.right() - _GAP // 2
        area = QRectF(right - _PICTURE.width(), look.rect.top() + 4, _PICTURE.width(), _PICTURE.height())
        if index.row() and tile.first:
            line = QRect(look.rect.left() + _ROW_GAP // 2, look.rect.top() + 6, 1, HIGH - 16)
            canvas.fill(line, tokens.line2)
        paint_picture(canvas, area, model.images.get(tile.picture), tokens)
        words = QRect(int(area.left()), int(area.bottom()) + 3, _PICTURE.width(), _CAPTION)
        caption = tile.picture.caption
        canvas.text(words, caption or "未写说明", tokens.ink2 if caption else tokens.ink3, font(FontRole.CAPTION))
        if tile.warning:
            badge = QRect(int(area.right()) - 24, int(area.top()) + 4, 20, 20)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.warn_soft))
            painter.drawEllipse(badge)
            draw_icon(painter, badge.adjusted(3, 2, -3, -4), "alert-triangle", "warn")
        if look.state & QStyle.StateFlag.State_Selected:
            focused = bool(look.state & QStyle.StateFlag.State_HasFocus)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.info if focused else tokens.red), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), ROUND, ROUND)
            painter.restore()


def _files(data: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
