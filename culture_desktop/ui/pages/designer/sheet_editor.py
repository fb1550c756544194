"""The sheet itself: a size as it is sold or one's own, a fold, and the guides in figures."""

import re

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from culture_desktop.documents.designs.design import SHEETS, Sheet
from culture_desktop.documents.designs.editing import Axis, on_sheet, with_guide
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.text import Label, paragraph

_OWN = "自定尺寸"
_LEAST, _MOST = 30, 1200  # mm
_FOLDED = "A3 对折"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class SheetEditor(QWidget):
    """Follows the draft while nothing else is chosen."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.preset = QComboBox()
        self.preset.addItems([*SHEETS, _OWN])
        self.preset.setAccessibleName("纸张")
        self.width_, self.height_ = _millimetres("纸宽"), _millimetres("纸高")
        self.fold = QCheckBox("对折")
        self.guides = {axis: QLineEdit() for axis in Axis}
        self.guides[Axis.ACROSS].setAccessibleName("竖参考线，距左边的毫米数")
        self.guides[Axis.DOWN].setAccessibleName("横参考线，距上边的毫米数")
        for field in self.guides.values():
            field.setPlaceholderText("如 35、148.5")
        hint = "参考线也可以从标尺拖出，拖到纸外就去掉。点击纸上的元素，这里显示它的属性。"
        self.setLayout(
            column(
                self.preset,
                row(self.width_, self.height_),
                self.fold,
                Label("竖参考线（距左边，mm）", "caption"),
                self.guides[Axis.ACROSS],
                Label("横参考线（距上边，mm）", "caption"),
                self.guides[Axis.DOWN],
                paragraph(hint, "caption"),
                gap=6,
            )
        )
        self.preset.activated.connect(self._take_preset)
        self.width_.editingFinished.connect(self._take_size)
        self.height_.editingFinished.connect(self._take_size)
        self.fold.toggled.connect(self._take_fold)
        for axis, field in self.guides.items():
            field.editingFinished.connect(_Guides(self, axis))
        draft.changed.connect(self._show)
        self._show()

    def take_guides(self, axis: Axis) -> None:
        """Have the guides that are typed."""
        old = self._draft.design
        design = old
        for place in old.across if axis is Axis.ACROSS else old.down:
            design = with_guide(design, axis, -1, instead=place)
        for number in _NUMBER.findall(self.guides[axis].text()):
            design = with_guide(design, axis, float(number))
        self._draft.apply("修改参考线", design)
        self._show()

    def _show(self) -> None:
        design = self._draft.design
        folded = [name for name, sheet in SHEETS.items() if sheet == design.sheet and (name == _FOLDED) == design.fold]
        name = next(iter([*folded, *(name for name, sheet in SHEETS.items() if sheet == design.sheet)]), _OWN)
        if self.preset.currentText() not in SHEETS or SHEETS[self.preset.currentText()] != design.sheet or folded:
            self.preset.setCurrentText(name)
        with QSignalBlocker(self.fold):
            self.fold.setChecked(design.fold)
        self.width_.setValue(design.sheet.width)
        self.height_.setValue(design.sheet.height)
        for axis, places in ((Axis.ACROSS, design.across), (Axis.DOWN, design.down)):
            self.guides[axis].setText("、".join(f"{place:g}" for place in sorted(places)))

    def _take_preset(self, _at: int) -> None:
        name = self.preset.currentText()
        if name in SHEETS:
            self._draft.apply("换纸张", on_sheet(self._draft.design, SHEETS[name], fold=name == _FOLDED))
        else:
            self.width_.setFocus()
            self.width_.selectAll()

    def _take_size(self) -> None:
        sheet = Sheet(self.width_.value(), self.height_.value())
        self._draft.apply("换纸张", on_sheet(self._draft.design, sheet))

    def _take_fold(self, on: bool) -> None:
        self._draft.apply("对折", on_sheet(self._draft.design, self._draft.design.sheet, fold=on))


class _Guides:
    """Takes the guides of one axis when called."""

    def __init__(self, editor: SheetEditor, axis: Axis) -> None:
        self._editor, self._axis = editor, axis

    def __call__(self) -> None:
        self._editor.take_guides(self._axis)


def _millimetres(name: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(_LEAST, _MOST)
    field.setDecimals(1)
    field.setSuffix(" mm")
    field.setAccessibleName(name)
    return field
