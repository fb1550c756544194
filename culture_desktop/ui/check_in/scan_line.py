"""The one field of the desk. A scanner types into it as a keyboard does, so no input method may stand between."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from culture_desktop.ui.widgets.empty_state import Picture

WIDTH, HEIGHT = 590, 60
_HINT = "请扫码，或输入工号、拼音、首字母后回车；汉字按 F3"


class ScanLine(QLineEdit):
    """Takes keys as they are: with a Chinese input method on, a scanned ``RW1…`` would end up in its candidates."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scan")
        self.setFixedSize(WIDTH, HEIGHT)
        self.setMaxLength(200)  # a badge has at most 112 characters
        self.setPlaceholderText(_HINT)
        self.setAccessibleName("扫码或输入")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        picture = Picture("scan", size=24, colour="ok")
        picture.setParent(self)
        picture.move(20, (HEIGHT - 24) // 2)
