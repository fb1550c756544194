"""Asks how a sheet to sign in on is wanted.

::

    wish = sign_in_dialog.ask(self, "趣味运动会")        # SignInWish | None
"""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.services.documents.sign_in_text import MOST_BLANKS, MOST_SESSIONS, SignInMark, SignInWish
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.form import Form
from culture_desktop.vocabulary import quoted

_LABELS, _SHORT, _LONG = 64, 132, 320


def ask(parent: QWidget | None, title: str) -> SignInWish | None:
    """What is wanted; None when the dialog was left."""
    dialog = SignInDialog(parent, title)
    return dialog.wish() if dialog.exec() == Dialog.DialogCode.Accepted else None


class SignInDialog(Dialog):
    """Order, the column that tells namesakes apart, sessions, empty lines."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, f"{quoted(title)}的签到表", act="生成签到表", width=480)
        self.by_unit = QCheckBox("按单位分段，各段有应到人数")
        self.by_unit.setChecked(True)
        self.marks = QComboBox()
        self.marks.addItems([mark.label for mark in SignInMark])
        self.sessions = QLineEdit()
        self.sessions.setPlaceholderText("如“上午、下午”，一场一栏；不填为一栏签名")
        self.blanks = QSpinBox()
        self.blanks.setRange(0, MOST_BLANKS)
        self.blanks.setValue(SignInWish().blanks)
        form = Form(label_width=_LABELS)
        form.add("排列", self.by_unit, width=Form.FILL)
        form.add("核对栏", self.marks, hint="区分同名的人", width=_SHORT)
        self._sessions = form.add("场次", self.sessions, width=_LONG)
        form.add("空行", self.blanks, hint="给临时参加的人", width=_SHORT)
        self.body.addWidget(form)
        self.sessions.textChanged.connect(self._check)

    def wish(self) -> SignInWish:
        """What is chosen."""
        mark = tuple(SignInMark)[self.marks.currentIndex()]
        return SignInWish(self.by_unit.isChecked(), mark, self._titles(), self.blanks.value())

    def _titles(self) -> tuple[str, ...]:
        words = self.sessions.text().replace("，", "、").replace(",", "、").split("、")
        return tuple(word.strip() for word in words if word.strip())

    def _check(self) -> None:
        many = len(self._titles()) > MOST_SESSIONS
        self.act_button.setEnabled(not many)
        if many:
            self._sessions.fail(f"一张表至多 {MOST_SESSIONS} 场。")
        else:
            self._sessions.clear_failure()
