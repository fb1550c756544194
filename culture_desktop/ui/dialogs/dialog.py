"""The frame of every dialog: title, body, and at the foot 取消 and the one act with its number.

::

    class CaptionDialog(Dialog):
        def __init__(self, parent: QWidget) -> None:
            super().__init__(parent, "修改照片说明", act="保存")
            self.body.addWidget(...)

Dialogs are used through a function ``ask(parent, ...) -> Answer | None`` of their module, None when they were left.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label

_WIDTH = 480


class Dialog(QDialog):
    """What is dangerous stands outlined at the left, and the keyboard starts on 取消."""

    def __init__(
        self, parent: QWidget | None, title: str, *, act: str = "", danger: bool = False, width: int = _WIDTH
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self._title = Label(title, "dialog_title")
        self._title.setWordWrap(True)
        self.body: QVBoxLayout = column(gap=12)
        self.cancel_button = Button("取消" if act else "关闭", clicked=self.reject)
        self.act_button = Button(act, kind=Kind.DANGER if danger else Kind.PRIMARY, clicked=self.accept)
        if not act:
            self.act_button.hide()
            self.act_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts = (self.act_button, STRETCH, self.cancel_button)
        self._foot = row(*(parts if danger else (STRETCH, self.cancel_button, self.act_button)))
        whole = column(self._title, gap=12, margins=(24, 20, 24, 20))
        whole.addLayout(self.body, 1)
        whole.addSpacing(4)
        whole.addLayout(self._foot)
        self.setLayout(whole)
        if danger:
            self.cancel_button.setDefault(True)
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif act:
            self.act_button.setDefault(True)

    def add_act(self, button: Button) -> None:
        """Another thing to do, between 取消 and the act."""
        self._foot.insertWidget(self._foot.indexOf(self.act_button), button)

    def set_title(self, title: str) -> None:
        """Say what this is about."""
        self.setWindowTitle(title)
        self._title.setText(title)
