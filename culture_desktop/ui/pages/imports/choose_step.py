"""选择文件: where the list is dropped or picked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

_WIDTH = 560
_TOGETHER = "\u2060"  # keeps the characters of a title on one line


class ChooseStep(QWidget):
    """A sheet to drop the file on, one button, and what will be looked for.

    Signals:
        file_wanted: the user wants to pick a file.
    """

    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", "card_title")
        self._fields = paragraph("", "caption")
        self._fields.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = Button("选择文件", icon="folder-open", kind=Kind.PRIMARY, clicked=self.file_wanted.emit)
        self.area = QFrame()
        self.area.setObjectName("drop")
        parts: tuple[QWidget, ...] = (
            Picture("table-import"),
            self._title,
            Label("xlsx、xls、et、csv 都可以；标题行、合并单元格和说明行会自动略过", "caption"),
            self.button,
        )
        inside = column(gap=8, margins=(32, 36, 32, 32))
        for part in parts:
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.insertSpacing(3, 8)
        inside.addSpacing(12)
        inside.addWidget(self._fields)
        self.area.setLayout(inside)
        self.area.setFixedWidth(_WIDTH)
        note = Label("核对之前不改动任何数据", "caption")
        whole = column(margins=(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN))
        whole.addStretch(2)
        whole.addLayout(row(STRETCH, self.area, STRETCH))
        whole.addWidget(note, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self.setLayout(whole)

    def show_list(self, name: str, titles: Sequence[str]) -> None:
        """Say what is expected."""
        self._title.setText(f"把{name}拖到这里，或选择文件")
        whole = [_TOGETHER.join(title) for title in titles]
        set_paragraph(self._fields, f"能识别的列：{'、'.join(whole)}")
