"""密码与锁定: whether a password is asked for, and when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.services.lock import IDLE_CHOICES, LockState
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import paragraph

_WORDS = (
    "密码挡住路过的人：打开程序时、离开片刻后和按 Ctrl+L 之后，先输密码才看得到内容。\n"
    "数据文件没有加密，能拿到文件的人仍能读到数据；要防这些人，请用系统的磁盘加密和自己的登录账号。"
)
_FORGOTTEN = (
    "忘了密码，可由能用这台电脑的人在命令行移除：culture-desktop store unlock {name}\n"
    "能这样做，正是因为文件没有加密。数据不会丢失。"
)


class LockSection(QWidget):
    """Two cards.

    Signals:
        set_wanted, change_wanted, removal_wanted, lock_wanted: what the buttons say.
        idle_chosen: minutes; 0 never.
    """

    set_wanted = Signal()
    change_wanted = Signal()
    removal_wanted = Signal()
    lock_wanted = Signal()
    idle_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("打开密码")
        self.set_button = Button("设置密码…", icon="lock", kind=Kind.PRIMARY, clicked=self.set_wanted.emit)
        self.change_button = Button("修改密码…", icon="pencil", clicked=self.change_wanted.emit)
        self.lock_button = Button("立即锁定", icon="lock", clicked=self.lock_wanted.emit, tip="立即锁定　Ctrl+L")
        self.remove_button = Button("移除密码…", icon="trash", kind=Kind.QUIET, clicked=self.removal_wanted.emit)
        self.idle = QComboBox()
        self.idle.addItems([f"{minutes} 分钟" if minutes else "不自动锁定" for minutes in IDLE_CHOICES])
        self.idle.activated.connect(lambda at: self.idle_chosen.emit(IDLE_CHOICES[at]))
        self._form = Form()
        self._form.add("离开后锁定", self.idle, hint="没有按键和鼠标动作算离开", width=Form.SHORT)
        self._card.body.addWidget(paragraph(_WORDS, "secondary"))
        buttons = (self.set_button, self.change_button, self.lock_button, self.remove_button)
        self._card.body.addWidget(self._form)
        self._card.body.addLayout(row(*buttons, STRETCH))
        forgotten = Card("忘了密码")
        self._forgotten = forgotten
        whole = column(self._card, forgotten, gap=16)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_state(self, state: LockState, file: str) -> None:
        """Show what is in force for a data file."""
        self._card.set_note("已设置" if state.has_password else "没有设置")
        self.set_button.setHidden(state.has_password)
        for part in (self.change_button, self.lock_button, self.remove_button, self._form):
            part.setHidden(not state.has_password)
        self.idle.setCurrentIndex(IDLE_CHOICES.index(state.idle_minutes))
        if self._forgotten.body.count() == 0:
            words = paragraph(_FORGOTTEN.format(name=file), "secondary")
            self._forgotten.body.addWidget(words)
