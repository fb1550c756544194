"""Asks what of people goes into a file before asking where it is written.

::

    reveal = export_dialog.ask(self, "“林婉清”的档案", "写成 PDF……")       # bool | None
    wish = export_dialog.ask_columns(self, "52 人", as_shown=True)          # Wish | None
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.text import Label, paragraph

_LIST = "可用 Excel 打开，改后再导入。电话和身份证号隐去中间几位。"
_WARNING = "文件里将有完整的身份证号和电话，请妥善保管，用完删除。这次导出记入历史。"


@dataclass(frozen=True)
class Wish:
    """Whether whole numbers are to be in the file, and whether its columns are those of the table."""

    reveal: bool
    as_shown: bool


def ask(parent: QWidget | None, what: str, words: str) -> bool | None:
    """Whether whole numbers are to be in the file; None when the dialog was left."""
    dialog = ExportDialog(parent, what, words)
    return dialog.whole.isChecked() if dialog.exec() == Dialog.DialogCode.Accepted else None


def ask_columns(parent: QWidget | None, what: str, *, as_shown: bool) -> Wish | None:
    """The same of a list, and which columns it is to have; ``as_shown`` is what is chosen at first."""
    dialog = ListExportDialog(parent, what, as_shown=as_shown)
    accepted = dialog.exec() == Dialog.DialogCode.Accepted
    return Wish(dialog.whole.isChecked(), dialog.as_shown.isChecked()) if accepted else None


class ExportDialog(Dialog):
    """One tick, off at first."""

    def __init__(self, parent: QWidget | None, what: str, words: str = _LIST) -> None:
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


class ListExportDialog(ExportDialog):
    """And two sorts of columns."""

    def __init__(self, parent: QWidget | None, what: str, *, as_shown: bool) -> None:
        super().__init__(parent, what)
        self.roster = QRadioButton("名册各栏")
        self.as_shown = QRadioButton("表中各列，如所示")
        (self.as_shown if as_shown else self.roster).setChecked(True)
        self.body.insertWidget(1, self.roster)
        self.body.insertWidget(2, self.as_shown)
