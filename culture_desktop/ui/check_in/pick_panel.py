"""Finding somebody by hand: Chinese may be typed here; up, down and Enter choose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QListWidget, QListWidgetItem

from culture_desktop.override import override
from culture_desktop.services.check_in.rows import Attendee
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.text import Label

_WIDTH, _HEIGHT = 590, 420
_PERSON = Qt.ItemDataRole.UserRole


class PickPanel(QFrame):
    """Lies over the field while it is needed.

    Signals:
        typed: look for this (str).
        chosen: this person (person id); ``card.isChecked()`` says that the last unknown code is their card.
        left: nobody was chosen.
    """

    typed = Signal(str)
    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pick")
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.field = QLineEdit()
        self.field.setPlaceholderText("姓名、拼音、首字母或工号")
        self.field.setAccessibleName("查找人员")
        self.list = QListWidget()
        self.list.setAccessibleName("可选的人")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QCheckBox("认作此人的卡")
        self.hint = Label("↑↓ 选择，回车登记，Esc 返回", "caption")
        whole = column(Label("手工选人", "dialog_title"), self.field, gap=10, margins=(20, 16, 20, 16))
        whole.addWidget(self.list, 1)
        whole.addWidget(self.card)
        whole.addWidget(self.hint)
        self.setLayout(whole)
        self.field.textChanged.connect(self.typed)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(_PERSON)))
        self.hide()

    def open(self, words: str, people: Sequence[Attendee], card: str) -> None:
        """Show it, with people to choose from if they are known already; ``card`` is a code that nobody had."""
        self.field.blockSignals(True)
        self.field.setText(words)
        self.field.blockSignals(False)
        self.field.selectAll()
        self.card.setText(f"以后把“{card}”认作此人的卡")
        self.card.setChecked(False)
        self.card.setVisible(bool(card))
        self.show_people(people)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self, people: Sequence[Attendee]) -> None:
        """Show whom the words mean."""
        self.list.clear()
        for number, person in enumerate(people, start=1):
            item = QListWidgetItem(f"{number}　{person.name}　{person.unit}　{person.number}")
            item.setData(_PERSON, person.person_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, row = self.list.count(), self.list.currentRow()
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and rows:
            self.list.setCurrentRow((row + (1 if key == Qt.Key.Key_Down else -1)) % rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows:
            self.chosen.emit(self.list.currentItem().data(_PERSON))
        else:
            super().keyPressEvent(event)
