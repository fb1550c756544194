"""A card: a bordered sheet with a title, a note beside it and actions at the right.

::

    card = Card("参加人员", "64 人，覆盖 9 个班组")
    card.add_action(LinkButton("编辑"))
    card.body.addWidget(...)
    Card("候选人", flush=True).body.addWidget(table)     # the table reaches the edges
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label


class Card(QFrame):
    """Line border, no shadow, padding 16 by 12."""

    def __init__(self, title: str = "", note: str = "", *, flush: bool = False) -> None:
        super().__init__()
        self.setObjectName("card")
        side = 1 if flush else 16
        self._title = Label(title, "card_title")
        self._note = Label(note, "caption")
        self._actions: QHBoxLayout = row(gap=8)
        self.body: QVBoxLayout = column()
        head = row(self._title, self._note, STRETCH, self._actions, margins=(15, 0, 15, 0) if flush else (0, 0, 0, 0))
        self._head = QWidget()
        self._head.setLayout(head)
        self._head.setMinimumHeight(24)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # never cut by a tall body
        if not title:  # setVisible(True) before it has a parent would make it a window
            self._head.hide()
        top = 1 if flush and not title else 11
        whole = column(self._head, margins=(side, top, side, 1 if flush else 13))
        whole.addLayout(self.body, 1)
        self.setLayout(whole)

    def set_title(self, title: str, note: str = "") -> None:
        """Change title and note."""
        self._title.setText(title)
        self._note.setText(note)
        self._head.setVisible(bool(title))

    def set_note(self, note: str) -> None:
        """Change the note beside the title."""
        self._note.setText(note)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or field at the right of the title."""
        self._actions.addWidget(widget)
