"""The canvas with its rulers, scrolled and zoomed."""

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from culture_desktop.documents.designs.editing import Axis
from culture_desktop.override import override
from culture_desktop.ui.pages.designer.canvas import SheetCanvas
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.lie import SCREEN, fitting, next_zoom
from culture_desktop.ui.pages.designer.rulers import BREADTH, Ruler

_NOTCH = 120  # of a wheel


class Board(QWidget):
    """Fits the whole sheet until one zooms.

    Signals:
        zoomed: the sheet is seen at another size.
    """

    zoomed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.canvas = SheetCanvas(draft)
        self._area = _Area(self.canvas)
        self._area.resized.connect(self._fit_again)
        self._area.zoom_wanted.connect(self._zoom_at)
        self._fits = True
        self._sheet = draft.design.sheet
        self.rulers = {axis: Ruler(axis, self.canvas, draft) for axis in Axis}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        corner = QWidget()
        corner.setObjectName("sheet")
        corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        corner.setFixedSize(BREADTH, BREADTH)
        grid.addWidget(corner, 0, 0)
        grid.addWidget(self.rulers[Axis.ACROSS], 0, 1)
        grid.addWidget(self.rulers[Axis.DOWN], 1, 0)
        grid.addWidget(self._area, 1, 1)
        for bar in (self._area.horizontalScrollBar(), self._area.verticalScrollBar()):
            bar.valueChanged.connect(self._update_rulers)
        self._connect_rulers()
        draft.changed.connect(self._fit_new_sheet)

    @property
    def percent(self) -> int:
        """100 is as large as on paper."""
        return round(self.canvas.scale / SCREEN * 100)

    def fit(self) -> None:
        """The whole sheet, however large the window."""
        self._fits = True
        self._fit_again()

    def zoom_by(self, step: int) -> None:
        """Larger or smaller, around the middle."""
        self._zoom_at(step, self._area.viewport().rect().center())

    def _connect_rulers(self) -> None:
        # A ruler's guides run along it: out of the upper one comes a line across the sheet.
        across, down = self.rulers[Axis.ACROSS], self.rulers[Axis.DOWN]
        across.begun.connect(lambda: self.canvas.begin_guide(Axis.DOWN))
        down.begun.connect(lambda: self.canvas.begin_guide(Axis.ACROSS))
        for ruler in (across, down):
            ruler.pulled.connect(self._pull)
            ruler.dropped.connect(self.canvas.drop)

    def _pull(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.canvas.drag_to(self.canvas.mapFromGlobal(at), modifiers)

    def _fit_again(self) -> None:
        if self._fits:
            room = self._area.maximumViewportSize()
            self.canvas.set_scale(fitting(self._draft.design.sheet, room))
        self._update_rulers()
        self.zoomed.emit()

    def _fit_new_sheet(self) -> None:
        if self._draft.design.sheet != self._sheet:
            self._sheet = self._draft.design.sheet
            self.fit()

    def _zoom_at(self, step: int, at: QPoint) -> None:
        """Zoom so that the place of the sheet under the pointer stays there."""
        on_canvas = QPointF(self.canvas.mapFrom(self._area.viewport(), at))
        place = self.canvas.lie.to_mm(on_canvas)
        self._fits = False
        self.canvas.set_scale(next_zoom(self.canvas.scale, step))
        self._area.settle()
        now = self.canvas.lie.to_px(place.x(), place.y())
        self._area.horizontalScrollBar().setValue(round(now.x()) - at.x())
        self._area.verticalScrollBar().setValue(round(now.y()) - at.y())
        self._update_rulers()
        self.zoomed.emit()

    def _update_rulers(self) -> None:
        for ruler in self.rulers.values():
            ruler.update()
        self.canvas.update()


class _Area(QScrollArea):
    """Tells when it was resized and when the wheel is turned with Ctrl."""

    resized = Signal()
    zoom_wanted = Signal(int, QPoint)

    def __init__(self, canvas: SheetCanvas) -> None:
        super().__init__()
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turned = 0

    def settle(self) -> None:
        """Give the canvas its new size now."""
        self.setWidgetResizable(True)
        self.widget().resize(self.widget().minimumSize().expandedTo(self.viewport().size()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        if steps:
            self._turned -= steps * _NOTCH
            self.zoom_wanted.emit(steps, event.position().toPoint())
        event.accept()
