"""外观: light, dark, or as the desktop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from culture_desktop.ui.theme.theme import Mode
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.text import Label

_MODES = {
    Mode.SYSTEM: ("跟随系统", "桌面换成深色时一起换"),
    Mode.LIGHT: ("浅色", "白纸黑字，适合白天"),
    Mode.DARK: ("深色", "夜里不刺眼；文书仍是白纸"),
}


class AppearanceSection(QWidget):
    """Three choices.

    Signals:
        mode_chosen: a Mode (object).
    """

    mode_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        card = Card("主题", "立即生效")
        self.group = QButtonGroup(self)
        for at, (word, note) in enumerate(_MODES.values()):
            radio = QRadioButton(word)
            self.group.addButton(radio, at)
            card.body.addWidget(radio)
            line = Label(note, "caption")
            line.setContentsMargins(26, 0, 0, 4)
            card.body.addWidget(line)
        card.body.setSpacing(2)
        self.group.idClicked.connect(self._choose)
        whole = column(card, gap=16)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_mode(self, mode: Mode) -> None:
        """Show which is in force."""
        self.group.button(tuple(_MODES).index(mode)).setChecked(True)

    def _choose(self, at: int) -> None:
        self.mode_chosen.emit(tuple(_MODES)[at])
