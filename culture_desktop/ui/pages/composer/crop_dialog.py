"""Asks which part of a picture is shown, and how it is turned.

::

    framing = crop_dialog.ask(self, image, Framing(shape, turns, crop), "合影.jpg")      # Framing | None
"""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.documents.briefings.blocks import WHOLE
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.pages.composer.crop_view import CropView
from culture_desktop.ui.pages.composer.framing import Framing
from culture_desktop.ui.widgets.buttons import Button, IconButton
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label

_RATIOS = (("自由比例", None), ("4 : 3", 4 / 3), ("3 : 2", 3 / 2), ("16 : 9", 16 / 9), ("1 : 1", 1.0), ("3 : 4", 3 / 4))


def ask(parent: QWidget | None, image: QImage, framing: Framing, name: str) -> Framing | None:
    """How the picture is framed now; None when the dialog was left."""
    dialog = CropDialog(parent, image, framing, name)
    return dialog.view.framing if dialog.exec() == Dialog.DialogCode.Accepted else None


class CropDialog(Dialog):
    """The picture with what is shown of it; ratios and turns above."""

    def __init__(self, parent: QWidget | None, image: QImage, framing: Framing, name: str) -> None:
        super().__init__(parent, "裁剪照片", act="应用", width=560)
        self.view = CropView(image, framing)
        self.ratios = QComboBox()
        self.ratios.addItems([words for words, _ratio in _RATIOS])
        self.ratios.setAccessibleName("裁剪比例")
        self.ratios.activated.connect(self._take_ratio)
        self.left_button = IconButton("rotate", "向左转 90°", clicked=lambda: self._turn(3), bordered=True)
        self.right_button = IconButton("rotate-clockwise", "向右转 90°", clicked=lambda: self._turn(1), bordered=True)
        self.whole_button = Button("整张", clicked=self._whole, tip="不裁剪")
        self.words = Label("", "caption")
        tools = row(self.ratios, self.left_button, self.right_button, self.whole_button, STRETCH, self.words)
        self.body.addLayout(tools)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(Label(f"{name}　方向键移动，Shift 加方向键改大小，+ 和 - 缩放；原照片不变", "caption"))
        self.view.changed.connect(self._describe)
        self._describe()
        self.view.setFocus()

    def _take_ratio(self, at: int) -> None:
        self.view.ratio = _RATIOS[at][1]
        if self.view.ratio is not None:
            self.view.show_framing(self.view.framing.with_ratio(self.view.ratio))

    def _turn(self, quarters: int) -> None:
        framing = self.view.framing.turned(quarters)
        self.view.show_framing(framing if self.view.ratio is None else framing.with_ratio(self.view.ratio))

    def _whole(self) -> None:
        self.ratios.setCurrentIndex(0)
        self._take_ratio(0)
        self.view.show_framing(Framing(self.view.framing.shape, self.view.framing.turns, WHOLE))

    def _describe(self) -> None:
        _left, _top, width, height = self.view.framing.box
        self.words.setText(f"取原图的 {width * height:.0%}")
