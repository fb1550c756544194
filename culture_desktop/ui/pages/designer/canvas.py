"""The sheet in mm: what is printed under what is edited. Mouse and keys on it; it knows nothing of files or services."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.documents.designs.editing import Axis
from culture_desktop.override import override
from culture_desktop.services.certificates.previews import PreviewSheet
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.gestures import Frame, Gesture, Guide, Move, Resize
from culture_desktop.ui.pages.designer.lie import MARGIN, SCREEN, Lie, lie
from culture_desktop.ui.pages.designer.overlay import Overlay
from culture_desktop.ui.pages.designer.picking import CURSORS, element_at, guide_at, handle_at
from culture_desktop.ui.pages.designer.sheet_image import SheetImage
from culture_desktop.ui.theme.painting import Canvas as Painting
from culture_desktop.ui.theme.tokens import tokens_of

_REACH = 6.0  # px within which things snap
_FINE, _COARSE = 0.1, 1.0  # mm that an arrow key moves by, alone and with Shift
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class SheetCanvas(QWidget):
    """Tab goes through the elements, then on.

    Signals:
        lie_changed: the sheet lies elsewhere, or is seen larger or smaller.
        edit_wanted: what the chosen element says is to be typed.
        nudged, stretched: what is chosen is to be moved, with Ctrl made larger, by so many mm right and down.
    """

    lie_changed = Signal()
    nudged = Signal(float, float)
    stretched = Signal(float, float)
    edit_wanted = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.snapping = True
        self._scale = SCREEN / 2
        self._sheet = SheetImage()
        self._left_out: frozenset[str] = frozenset()
        self._gesture: Gesture | None = None
        self._at = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("证书画布")
        draft.changed.connect(self._fit_size)
        draft.chosen_changed.connect(self._show_chosen)

    @property
    def lie(self) -> Lie:
        """How the sheet lies."""
        return lie(self._draft.design.sheet, self._scale, self.size())

    @property
    def scale(self) -> float:
        """Logical px a mm."""
        return self._scale

    @property
    def left_out(self) -> frozenset[str]:
        """The keys of what the sheet on screen does not show as it cannot be printed."""
        return self._left_out

    def show_sheet(self, sheet: PreviewSheet) -> None:
        """Show another PDF."""
        self._sheet.show(sheet.content, sheet.ground)
        self._left_out = sheet.left_out
        self.update()

    def close_document(self) -> None:
        """Let go of the PDF."""
        self._sheet.close()

    def set_scale(self, scale: float) -> None:
        """See the sheet larger or smaller."""
        self._scale = scale
        self._fit_size()

    def begin_guide(self, axis: Axis) -> None:
        """A guide comes out of a ruler."""
        self._draft.settle()
        self._gesture = Guide(self._draft, axis)

    def drag_to(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is at a place on the canvas with something under it."""
        if self._gesture is not None:
            self._at = at
            free = not self.snapping or modifiers & Qt.KeyboardModifier.AltModifier
            self._gesture.go(self.lie.to_mm(at), modifiers, 0 if free else _REACH / self._scale)
            self.update()

    def drop(self) -> None:
        """What was dragged stays where it is."""
        self._gesture = None
        self._draft.settle()
        self.update()

    def _fit_size(self) -> None:
        sheet = self._draft.design.sheet
        size = QSize(round(sheet.width * self._scale), round(sheet.height * self._scale))
        self.setMinimumSize(size + QSize(2 * MARGIN, 2 * MARGIN))
        self.lie_changed.emit()
        self.update()

    def _show_chosen(self) -> None:
        names = "、".join(element.name for element in self._draft.elements)
        self.setAccessibleDescription(f"已选 {names}" if names else "没有选中元素")
        self.update()
        self.lie_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lie_changed.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at, where = event.position(), self.lie.to_mm(event.position())
        self._draft.settle()
        handle = handle_at(self._draft, self.lie, at)
        guide = guide_at(self._draft.design, where, 3 / self._scale)
        if handle is not None:
            self._gesture = Resize(self._draft, where, handle)
        elif guide is not None:
            self._gesture = Guide(self._draft, *guide)
        else:
            self._pick(where, event.modifiers())
        self._at = at

    def _pick(self, where: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        key = element_at(self._draft.design, where, 2 / self._scale)
        several = modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if key is None:
            if not several:
                self._draft.choose(())
            self._gesture = Frame(self._draft, where)
        elif several:
            self._draft.toggle(key)
        else:
            if key not in self._draft.keys:
                self._draft.choose((key,))
            self._gesture = Move(self._draft, where)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is None:
            handle = handle_at(self._draft, self.lie, event.position())
            self.setCursor(CURSORS[handle] if handle else Qt.CursorShape.ArrowCursor)
        else:
            self.drag_to(event.position(), event.modifiers())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.drop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None and self._draft.keys:
            by = _COARSE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _FINE
            larger = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.stretched if larger else self.nudged).emit(arrow[0] * by, arrow[1] * by)
        elif event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._gesture.cancel()
            self.drop()
        elif event.key() == Qt.Key.Key_Escape and self._draft.keys:
            self._draft.choose(())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._draft.keys:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._draft.one is not None:
            self.edit_wanted.emit()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._draft.settle()
        super().keyReleaseEvent(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next element; past the last one, or with nothing on the sheet, to the next widget."""
        keys = [element.key for element in self._draft.design.elements if not element.hidden]
        if not forward:
            keys.reverse()
        last = self._draft.keys[-1] if self._draft.keys else ""
        at = keys.index(last) + 1 if last in keys else 0
        if at >= len(keys):
            return super().focusNextPrevChild(forward)
        self._draft.choose((keys[at],))
        return True

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, where = QPainter(self), tokens_of(self.palette()), self.lie
        Painting(painter, tokens).fill(self.rect(), tokens.sunken)
        sheet = self._sheet_rect(where)
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlphaF(0.04)
        for reach in range(1, 5):
            painter.fillRect(sheet.adjusted(-reach, -reach, reach, reach), shade)
        painter.fillRect(sheet, QColor(tokens.document))
        seen = self.visibleRegion().boundingRect()
        self._sheet.paint(painter, sheet, seen)
        overlay = Overlay(painter, where, seen, tokens)
        overlay.guides(self._draft.design)
        overlay.faults(self._draft.design, self._left_out)
        overlay.chosen(self._draft, focused=self.hasFocus())
        if self._gesture is not None:
            overlay.gesture(self._gesture, self._at)

    def _sheet_rect(self, where: Lie) -> QRect:
        sheet = self._draft.design.sheet
        corner = where.to_px(0, 0)
        return QRectF(corner, where.to_px(sheet.width, sheet.height)).toRect()
