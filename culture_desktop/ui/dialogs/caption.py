"""Asks for the caption of a picture.

::

    words = caption.ask(self, picture.caption, picture.file_name)      # str | None
"""

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.text import Label

_LONGEST = 120


def ask(parent: QWidget | None, caption: str, file_name: str) -> str | None:
    """The new caption; None when the dialog was left."""
    dialog = CaptionDialog(parent, caption, file_name)
    return dialog.editor.text().strip() if dialog.exec() == Dialog.DialogCode.Accepted else None


class CaptionDialog(Dialog):
    """One line; it stands under the picture in the briefing."""

    def __init__(self, parent: QWidget | None, caption: str, file_name: str) -> None:
        super().__init__(parent, "修改照片说明", act="保存", width=440)
        self.editor = QLineEdit(caption)
        self.editor.setAccessibleName("照片说明")
        self.editor.setMaxLength(_LONGEST)
        self.editor.selectAll()
        self.body.addWidget(self.editor)
        self.body.addWidget(Label(f"{file_name}　说明印在简报的照片下面", "caption"))
        self.editor.setFocus()
