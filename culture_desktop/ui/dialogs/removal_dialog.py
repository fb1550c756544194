"""Shows what removing a person for good means and asks; afterwards shows the report, which can be kept.

::

    if removal_dialog.ask(self, plan): ...
    removal_dialog.show_report(self, lines, settings)
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.services.people.removal import RemovalReport, write_report
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label, paragraph
from culture_desktop.vocabulary import quoted

_TEXT = "文本文件 (*.txt)"
_HEIGHT = 240
_NO_WAY_BACK = "不能撤销，也不能从历史恢复"
_DETAIL = "荣誉、名次和得分照旧计入统计，只是不再有姓名。"
_WHOLE = "没有荣誉和推荐，整条记录一并删除，什么也不留。"


def ask(parent: QWidget | None, plan: RemovalReport) -> bool:
    """Whether the user wants it."""
    return RemovalDialog(parent, plan).exec() == Dialog.DialogCode.Accepted


def show_report(parent: QWidget | None, report: RemovalReport, settings: Settings, now: datetime) -> None:
    """Until it is closed."""
    RemovalReportDialog(parent, report.lines(now), settings, now).exec()


class RemovalDialog(Dialog):
    """What goes, what stays, and where else the name is."""

    def __init__(self, parent: QWidget | None, plan: RemovalReport) -> None:
        title = f"移除{quoted(plan.name)}的个人信息"
        super().__init__(parent, title, act="移除个人信息", danger=True, width=520)
        self.text = _text(plan.lines()[2:], "移除的内容")
        self.setAccessibleDescription(_NO_WAY_BACK)
        words = _DETAIL if plan.leaves_placeholder else _WHOLE
        self.body.addWidget(Band("alert-triangle", _NO_WAY_BACK, words, tone=Tone.WARN))
        self.body.addWidget(self.text)


class RemovalReportDialog(Dialog):
    """What was done, without the name."""

    def __init__(self, parent: QWidget | None, lines: Sequence[str], settings: Settings, now: datetime) -> None:
        super().__init__(parent, "已移除个人信息", width=520)
        self._lines, self._settings, self._now = lines, settings, now
        self.text = _text(lines, "移除报告")
        self.save_button = Button("保存报告…", icon="download", clicked=self._save)
        self.note = Label("", "caption")
        self.note.setWordWrap(True)
        self.body.addWidget(paragraph("报告里不写姓名，可以存档备查。", "secondary"))
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.save_button, STRETCH))
        self.body.addWidget(self.note)

    def _save(self) -> None:
        path = files.save(self, "保存报告", f"移除报告-{self._now:%Y%m%d-%H%M}.txt", (_TEXT,), self._settings)
        if path is not None:
            self._write(path)

    def _write(self, path: Path) -> None:
        try:
            self.note.setText(write_report(self._lines, path).sentence)
            self.note.set_tone(None)
        except CultureError as error:
            self.note.setText(str(error))
            self.note.set_tone(Tone.BAD)


def _text(lines: Sequence[str], name: str) -> QPlainTextEdit:
    text = QPlainTextEdit("\n".join(lines))
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setMinimumHeight(_HEIGHT)
    return text
