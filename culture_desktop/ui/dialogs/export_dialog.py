"""Asks what of people goes into a file before asking where it is written.

::

    reveal = export_dialog.ask(self, "52 人")                         # bool | None
    reveal = export_dialog.ask(self, "“林婉清”的档案", "写成 PDF……")      # with words of its own
"""

from PySide6.QtWidgets import QCheckBox, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.text import Label, paragraph

_WORDS = "导出名册各栏，可用 Excel 打开，改后再导入。电话隐去中间几位，身份证号不导出。"
_WARNING = "文件里将有完整的身份证号和电话，请妥善保管，用完删除。这次导出记入历史。"


def ask(parent: QWidget | None, what: str, words: str = _WORDS) -> bool | None:
    """Whether whole numbers are to be in the file; None when the dialog was left."""
    dialog = ExportDialog(parent, what, words)
    return dialog.whole.isChecked() if dialog.exec() == Dialog.DialogCode.Accepted else None


class ExportDialog(Dialog):
    """One tick, off at first."""

    def __init__(self, parent: QWidget | None, what: str, words: str = _WORDS) -> None:
        super().__init__(parent, f"导出{'' if what.startswith('“') else ' '}{what}", act="选择位置…", width=440)
        self.whole = QCheckBox("含完整身份证号和电话")
        self.warning = Label(_WARNING, "caption", tone=Tone.WARN)
        self.warning.setWordWrap(True)
        policy = self.warning.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the buttons stay under the pointer
        self.warning.setSizePolicy(policy)
        self.warning.hide()
        self.whole.toggled.connect(self.warning.setVisible)
        self.body.addWidget(paragraph(words, "secondary"))
        self.body.addWidget(self.whole)
        self.body.addWidget(self.warning)
