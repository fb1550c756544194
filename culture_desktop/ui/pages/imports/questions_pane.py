"""Questions one after the other: their list at the left, the one in work with its answers at the right.

Keys 1 to 9 choose an answer, S passes the question over; both go on to the next one that is open.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from culture_desktop.ui.pages.imports.answer_card import AnswerCard
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph, vline

Q = TypeVar("Q")
_DIGITS = "123456789"
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class QuestionsPane(QWidget, Generic[Q]):
    """A subclass says what is asked (``_ask``), whether it is answered (``_is_open``), and takes the answer."""

    def __init__(self, columns: Sequence[Column[Q]], *, name: str, key: Callable[[Q], int | str], width: int) -> None:
        super().__init__()
        self._showing = False
        self.table = RowTable[Q](columns, name=name, key=key)
        self.table.setFixedWidth(width)
        self.table.current_changed.connect(self._show_current)
        self._group = QButtonGroup(self)
        self._title, self._place = Label("", "card_title"), Label("", "caption")
        self._question = paragraph("", "body")
        self._body: QVBoxLayout = column(gap=8)
        self._keys = Label("", "caption")
        self.skip_button = Button("跳过", icon="arrow-right", clicked=self.skip)
        self.skip_button.setToolTip("先不定，看下一个　S")
        self._foot: QHBoxLayout = row(self._keys, STRETCH, self.skip_button)
        self._lay_out()
        for digit in _DIGITS:
            self._on_key(digit, _Press(self, digit))
        self._on_key("S", self.skip)

    @property
    def cards(self) -> list[AnswerCard]:
        """The answers offered for the question shown."""
        return [card for card in self._group.buttons() if isinstance(card, AnswerCard)]

    def press(self, key: str) -> None:
        """Choose the answer with this key."""
        for card in self.cards:
            if card.key == key:
                card.click()
                return

    def skip(self) -> None:
        """Go on to the next open question."""
        at = self.table.currentIndex().row()
        rows = self.table.row_model.rows
        order = [*range(at + 1, len(rows)), *range(at)]
        following = next((place for place in order if self._is_open(rows[place])), -1)
        if following >= 0:
            self.table.setCurrentIndex(self.table.row_model.index(following, 0))
            self.table.scrollTo(self.table.currentIndex())

    def set_questions(self, questions: Sequence[Q]) -> None:
        """Show other questions; the one in work stays if it is still asked."""
        self._showing = True
        self.table.set_rows(questions)
        if questions and self.table.currentIndex().row() < 0:
            first = next((at for at, question in enumerate(questions) if self._is_open(question)), 0)
            self.table.setCurrentIndex(self.table.row_model.index(first, 0))
        self._showing = False
        self._show_current(self.table.current_row())

    def _on_key(self, key: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self, act, context=_WITHIN)

    def _lay_out(self) -> None:
        head = row(self._title, STRETCH, self._place)
        content = column(head, self._question, self._body, STRETCH, gap=10, margins=(PAGE_MARGIN, 14, PAGE_MARGIN, 8))
        area = scrolled(holder(content))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # many candidates stand side by side
        right = column(area, gap=0)
        foot = holder(self._foot)
        self._foot.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 8)
        right.addWidget(foot)
        whole = row(self.table, vline(), gap=0)
        whole.addWidget(holder(right, "sheet"), 1)
        self.setLayout(whole)

    def _show_current(self, question: Q | None) -> None:
        if question is None or self._showing:
            return
        rows = self.table.row_model.rows
        self._place.setText(f"{self.table.currentIndex().row() + 1:,} / {len(rows):,}")
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._ask(question)

    def _set_words(self, title: str, question: str) -> None:
        self._title.setText(title)
        set_paragraph(self._question, question)

    def _offer(self, card: AnswerCard, *, chosen: bool) -> AnswerCard:
        """Make a card one of the answers to the question shown."""
        card.setChecked(chosen)
        self._group.addButton(card)
        card.clicked.connect(self._report)
        return card

    def _report(self) -> None:
        card, question = self._group.checkedButton(), self.table.current_row()
        if isinstance(card, AnswerCard) and question is not None:
            self._take(question, card)

    def _ask(self, question: Q) -> None:
        """Show a question with its answers."""
        raise NotImplementedError

    def _is_open(self, question: Q) -> bool:
        """Whether a question waits for an answer."""
        raise NotImplementedError

    def _take(self, question: Q, card: AnswerCard) -> None:
        """An answer was chosen."""
        raise NotImplementedError


class _Press:
    """Presses one key when called."""

    def __init__(self, pane: QuestionsPane[Q], key: str) -> None:
        self._pane, self._key = pane, key

    def __call__(self) -> None:
        self._pane.press(self._key)
