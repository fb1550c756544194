"""Asks how the check-in desk is set up.

::

    terms = desk_dialog.ask(self, activity_id, service.sessions(activity_id))     # DeskTerms | None
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.services.check_in.rows import SessionRow
from culture_desktop.services.check_in.sitting import DeskTerms
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import WalkIns

_WORDS = "扫码枪直接可用，不受输入法影响；每次签到都立即保存，断电也不丢。离开按 Esc。"


def ask(parent: QWidget | None, activity_id: int, sessions: Sequence[SessionRow]) -> DeskTerms | None:
    """The terms; None when the dialog was left."""
    dialog = DeskDialog(parent, activity_id, sessions)
    return dialog.terms() if dialog.exec() == Dialog.DialogCode.Accepted else None


class DeskDialog(Dialog):
    """Session, door, and what to do about people who are not on the list."""

    def __init__(self, parent: QWidget | None, activity_id: int, sessions: Sequence[SessionRow]) -> None:
        super().__init__(parent, "打开签到台", act="开始签到", width=440)
        self._activity_id, self._sessions = activity_id, tuple(sessions)
        self.session, self.door = QComboBox(), QComboBox()
        self.session.addItems([f"第 {row.number} 场　{row.title}".rstrip("　") for row in sessions])
        self.door.setEditable(True)
        line = self.door.lineEdit()
        assert line is not None
        line.setMaxLength(32)
        line.setPlaceholderText("可不填，如东门")
        self.walk_ins = WordBox(WalkIns)
        form = Form(label_width=96)
        if len(self._sessions) > 1:
            form.add("场次", self.session, width=Form.FILL)
        form.add("入口", self.door, width=Form.FILL)
        form.add("名单以外的人", self.walk_ins, width=Form.FILL)
        self.body.addWidget(paragraph(_WORDS, "secondary"))
        self.body.addWidget(form)
        self.session.currentIndexChanged.connect(self._show_doors)
        self._show_doors()

    def terms(self) -> DeskTerms:
        """What was entered."""
        chosen = self._sessions[max(0, self.session.currentIndex())]
        return DeskTerms(self._activity_id, chosen.number, self.door.currentText().strip(), self.walk_ins.required())

    def _show_doors(self) -> None:
        self.door.clear()
        self.door.addItems(["", *self._sessions[max(0, self.session.currentIndex())].doors])
