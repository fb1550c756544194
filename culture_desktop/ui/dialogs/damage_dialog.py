"""Says what of the data is damaged, and asks what to do about it.

::

    answer = damage_dialog.ask(self, check, last_good_backup)      # Answer | None: go on for now
"""

from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QWidget

from culture_desktop.services.check.rows import StoreCheck
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.reasons import Reason, Reasons
from culture_desktop.ui.widgets.text import paragraph

_SHOWN = 8


class Answer(Enum):
    """What the user wants."""

    MEND = "mend"
    RESTORE = "restore"
    ACCEPT = "accept"


def ask(parent: QWidget | None, check: StoreCheck, backup: Path | None) -> Answer | None:
    """What to do; None to go on with the data as they are."""
    dialog = DamageDialog(parent, check, backup)
    return dialog.answer if dialog.exec() == Dialog.DialogCode.Accepted else None


class DamageDialog(Dialog):
    """What is hit, then the way out that loses least: mending, else the last good backup."""

    def __init__(self, parent: QWidget | None, check: StoreCheck, backup: Path | None) -> None:
        act = "修复" if check.mendable else "从备份恢复…" if backup is not None else ""
        missing = f"数据完好，缺 {check.count} 个照片和文书"
        title = missing if check.files_only else f"数据检查出 {check.count} 处问题"
        super().__init__(parent, title, act=act, width=560)
        self.answer = Answer.MEND if check.mendable else Answer.RESTORE
        self.cancel_button.setText("暂不处理" if act else "关闭")
        reasons = Reasons(joined=False)
        tone = Tone.WARN if check.files_only else Tone.BAD
        reasons.set_reasons([Reason(tone, line) for line in _shown(check.lines)])
        self.body.addWidget(reasons)
        advice = paragraph(_advice(check, backup), "secondary")
        self.body.addWidget(advice)
        self.setAccessibleDescription("\n".join((*_shown(check.lines), _advice(check, backup))))
        self.restore_button = Button("从备份恢复…", clicked=lambda: self._choose(Answer.RESTORE))
        self.accept_button = Button("认可现有内容", clicked=lambda: self._choose(Answer.ACCEPT))
        self.restore_button.setHidden(not (check.mendable and backup is not None))
        self.accept_button.setHidden(not check.acceptable)
        if check.acceptable or check.mendable:
            self.body.addLayout(row(self.restore_button, self.accept_button, STRETCH))

    def _choose(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def _shown(lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) <= _SHOWN:
        return lines
    return (*lines[: _SHOWN - 1], f"另有 {len(lines) - _SHOWN + 1} 处")


def _advice(check: StoreCheck, backup: Path | None) -> str:
    if check.files_only:
        return _where_to_find(check)
    parts = []
    if check.mendable:
        parts.append("这些损坏都能逐位复原，修复后与写入时完全相同；修复前的文件会留存。")
    if backup is not None:
        parts.append(f"最近的完好备份是“{backup.name}”，恢复前先看到其中的内容，现有数据会留存。")
    elif not check.mendable:
        parts.append("没有找到完好的自动备份。请先把数据文件另存一份，再从自己保存的备份恢复。")
    if check.acceptable:
        parts.append("如果是有意用别的程序改动的，可以认可现有内容。")
    return "\n".join(parts)


def _where_to_find(check: StoreCheck) -> str:
    """Automatic backups hold no pictures and papers, so none of them is offered."""
    whole = "人员、活动、评选等数据一条不少，只是这些照片和文书打不开。"
    if check.apart:
        return f"{whole}\n数据文件像是单独复制过来的。请把原来的“{check.folder}”文件夹也复制到它旁边，不用重新导入。"
    return f"{whole}\n请从原来的位置或自己保存的完整备份找回，放进“{check.folder}”文件夹。"
