"""Asks for the password in force and a new one, and stays until they are taken.

::

    done = password_dialog.ask(self, "修改密码", save, runner, old=True, new=True)      # Done | None; save(old, new)
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.password_line import PasswordLine
from culture_desktop.ui.widgets.text import Label, paragraph

Save = Callable[[str, str], Done[None]]
_LABELS = 72
_NEW_WORDS = "打开程序时和离开片刻后要输入它。请记牢：忘了只能由能拿到数据文件的人移除。"
_CAPITALS, _DIFFERENT = "大写锁定已打开", "两次输入的新密码不一样，没有保存。请再输一遍。"


def ask(parent: QWidget | None, title: str, save: Save, runner: Runner, *, old: bool, new: bool) -> Done[None] | None:
    """What ``save`` answered; None when the dialog was left."""
    dialog = PasswordDialog(parent, title, save, runner, old=old, new=new)
    dialog.exec()
    return dialog.answer


class PasswordDialog(Dialog):
    """Up to three fields; the hash takes a moment, so it is worked out by the runner."""

    def __init__(self, parent: QWidget | None, title: str, save: Save, runner: Runner, *, old: bool, new: bool) -> None:
        super().__init__(parent, title, act=title, width=420)
        self._save, self._runner = save, runner
        self.answer: Done[None] | None = None
        self.old, self.new, self.again = (PasswordLine(name) for name in ("现在的密码", "新密码", "再输一遍"))
        form = Form(label_width=_LABELS)
        self._lines = [line for line, wanted in ((self.old, old), (self.new, new), (self.again, new)) if wanted]
        for line in self._lines:
            form.add(line.accessibleName(), line, width=Form.SHORT)
            line.capitals.connect(self._show_capitals)
        self.note = Label("", "caption", tone=Tone.BAD)
        self.note.setWordWrap(True)
        if new:
            self.body.addWidget(paragraph(_NEW_WORDS, "secondary"))
        self.body.addWidget(form)
        self.body.addWidget(self.note)
        self._lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Have it saved; on an error stay open and say it."""
        if self.new.text() != self.again.text():
            self._refuse_words(_DIFFERENT)
            return
        old, new = self.old.text(), self.new.text()
        self.act_button.setEnabled(False)
        self._runner.run(
            lambda _progress: self._save(old, new),
            title="保存密码",
            done=self._saved,
            failed=self._refuse,
            cancellable=False,
        )

    def _saved(self, done: Done[None]) -> None:
        self.answer = done
        self._clear()
        super().accept()

    def _refuse(self, error: CultureError) -> None:
        self._refuse_words(str(error))

    def _refuse_words(self, sentence: str) -> None:
        self.act_button.setEnabled(True)
        self.note.setText(sentence)
        self._clear()
        self._lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for line in self._lines:
            line.clear()

    def _show_capitals(self, on: bool) -> None:
        self.note.setText(_CAPITALS if on else "")
