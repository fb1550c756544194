"""What stands in place of everything while the window is locked: the seal and one field.

::

    screen = LockScreen()
    screen.tried.connect(self._try)            # what was typed
    screen.ask()
    screen.refuse("密码不对，没有解锁。请在 4 秒后再试。", 4)
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame

from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.password_line import PasswordLine
from culture_desktop.ui.widgets.seal import Seal
from culture_desktop.ui.widgets.text import Label

_WIDTH = 300
_CAPITALS = "大写锁定已打开"


class LockScreen(QFrame):
    """Nothing of the data is in it, not even the unit's name.

    Signals:
        tried: a password was entered.
    """

    tried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.field = PasswordLine("密码")
        self.field.setPlaceholderText("密码")
        self.button = Button("解锁", icon="lock", kind=Kind.PRIMARY, clicked=self._try)
        self.sentence = Label("", "caption", tone=Tone.BAD)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedSize(_WIDTH + 80, 40)  # what is above stays in place
        self._refused = ""
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self.ask)
        self.field.returnPressed.connect(self._try)
        self.field.capitals.connect(self._show_capitals)
        line = row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        whole = column(gap=10)
        whole.addStretch(2)
        for part in (Seal(56), Label("润物", "page_title"), Label("已锁定，输入密码继续", "caption")):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(6)
        box = row(gap=0)
        box.addStretch(1)
        line_box = QFrame()
        line_box.setFixedWidth(_WIDTH)
        line_box.setLayout(line)
        box.addWidget(line_box)
        box.addStretch(1)
        whole.addLayout(box)
        whole.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self.setLayout(whole)

    def ask(self) -> None:
        """Wait for a password."""
        self._enable(True)
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str, seconds: int) -> None:
        """Say why not; the next try is taken after so many seconds."""
        self._refused = sentence
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)
        self._enable(False)
        self.field.clear()
        self._wait.start(seconds * 1000)

    def forget(self) -> None:
        """Let go of what was typed and said."""
        self._wait.stop()
        self._refused = ""
        self.sentence.setText("")
        self.field.clear()

    def _try(self) -> None:
        if self.field.isEnabled() and self.field.text():
            self._enable(False)
            self.tried.emit(self.field.text())

    def _enable(self, enabled: bool) -> None:
        self.field.setEnabled(enabled)
        self.button.setEnabled(enabled)

    def _show_capitals(self, on: bool) -> None:
        self.sentence.setText(_CAPITALS if on else self._refused)
