"""Asks before what cannot be taken back: says what is lost, and waits on 取消.

::

    if confirm.ask(self, "移除样例年度", "样例数据和它的文件一并删除。自己的数据不受影响。", act="移除样例"):
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
