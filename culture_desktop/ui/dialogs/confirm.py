"""Asks before what cannot be taken back: says what is lost, and waits on 取消.

::

    if confirm.ask(self, "删除活动“匠心杯”", "64 条参与记录和 17 张照片的说明一并删除，不能恢复。", act="删除活动"):
"""

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.text import paragraph


def ask(parent: QWidget | None, title: str, effect: str, *, act: str, danger: bool = True) -> bool:
    """Whether the user wants it."""
    return ConfirmDialog(parent, title, effect, act=act, danger=danger).exec() == Dialog.DialogCode.Accepted


class ConfirmDialog(Dialog):
    """Title, effect, and the act."""

    def __init__(self, parent: QWidget | None, title: str, effect: str, *, act: str, danger: bool = True) -> None:
        super().__init__(parent, title, act=act, danger=danger, width=420)
        self.setAccessibleDescription(effect)
        self.body.addWidget(paragraph(effect, "secondary"))
