"""Where the three crosses of a ruler page came out, in mm from the sheet's left and upper edge."""

from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QWidget

from culture_desktop.documents.designs.calibration import Point, marks
from culture_desktop.documents.designs.design import Sheet
from culture_desktop.ui.widgets.text import Label

_COUNT, _MOST, _STEP, _FIELD = 3, 1200.0, 0.1, 104
_EDGES = ("左", "上")


class RulerReadings(QWidget):
    """Three times two figures, at first where the crosses should be."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.fields: list[tuple[QDoubleSpinBox, QDoubleSpinBox]] = []
        self._should = [Label("", "caption") for _ in range(_COUNT)]
        for at in range(_COUNT):
            pair = (_field(f"{at + 1} 号十字距左边"), _field(f"{at + 1} 号十字距上边"))
            self.fields.append(pair)
            grid.addWidget(Label(f"{at + 1} 号十字"), at, 0)
            for place, (word, field) in enumerate(zip(_EDGES, pair, strict=True)):
                grid.addWidget(Label(word, "secondary"), at, 1 + 2 * place)
                grid.addWidget(field, at, 2 + 2 * place)
            grid.addWidget(self._should[at], at, 5)
        grid.setColumnStretch(5, 1)
        self.setFocusProxy(self.fields[0][0])

    def show_sheet(self, sheet: Sheet) -> None:
        """Begin with a sheet: every cross where it should be."""
        for mark, pair, should in zip(marks(sheet), self.fields, self._should, strict=True):
            should.setText(f"应为 左 {mark.x:g}　上 {mark.y:g}")
            for field, place in zip(pair, mark, strict=True):
                field.setValue(place)

    def points(self) -> tuple[Point, ...]:
        """What was measured."""
        return tuple(Point(left.value(), down.value()) for left, down in self.fields)


def _field(name: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(0, _MOST)
    field.setDecimals(2)
    field.setSingleStep(_STEP)
    field.setSuffix(" mm")
    field.setFixedWidth(_FIELD)
    field.setAccessibleName(name)
    return field
