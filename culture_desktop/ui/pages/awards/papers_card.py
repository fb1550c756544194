"""The papers of one step: those made, and the buttons that make them."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.labels import clock, short_day
from culture_desktop.ui.widgets.buttons import Button, LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import DocumentKind


class PapersCard(Card):
    """Newest first.

    Signals:
        opened: the id of a paper to look at (object).
    """

    opened = Signal(object)

    def __init__(self, kinds: Collection[DocumentKind], buttons: Sequence[Button]) -> None:
        super().__init__("文书")
        self._kinds = frozenset(kinds)
        self._buttons = tuple(buttons)
        self._lines = column(gap=2)
        self._reason = Label("", "caption")
        self._reason.setWordWrap(True)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._reason)
        for button in buttons:
            self.body.addWidget(button)

    def show_papers(self, papers: Sequence[IssuedRow], *, blocked: str = "") -> None:
        """Show a campaign's papers; ``blocked`` says why none can be made yet."""
        clear(self._lines)
        those = [paper for paper in papers if paper.kind in self._kinds]
        self.set_note(f"{len(those)} 份" if those else "")
        for paper in those:
            link = LinkButton(paper.kind.label, clicked=_Opens(self, paper.id))
            link.setAccessibleName(f"查看{paper.title}")
            link.setToolTip(paper.title)
            made = Label(f"{paper.pages} 页　{short_day(paper.made_at)} {clock(paper.made_at)}", "caption")
            self._lines.addLayout(row(Picture("file-text", size=16, colour="ink2"), link, STRETCH, made))
        words = blocked or ("" if those else "还没有做出文书")
        self._reason.setText(words)
        self._reason.setVisible(bool(words))
        for button in self._buttons:
            button.setEnabled(not blocked)


class _Opens:
    """Asks for one paper when called; a named thing instead of a lambda over a loop variable."""

    def __init__(self, card: PapersCard, document_id: int) -> None:
        self._card, self._id = card, document_id

    def __call__(self) -> None:
        self._card.opened.emit(self._id)
