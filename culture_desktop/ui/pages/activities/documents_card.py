"""The papers made of an activity, and those that can be made here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.dialogs.form_papers import ACTIVITY_FORMS
from culture_desktop.ui.labels import short_day
from culture_desktop.ui.widgets.buttons import Button, LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import DocumentKind

_ICONS = {
    DocumentKind.BRIEFING: "news",
    DocumentKind.SIGN_IN: "list-check",
    DocumentKind.RECEIPTS: "signature",
    DocumentKind.BADGES: "qrcode",
}


class DocumentsCard(Card):
    """Newest first.

    Signals:
        briefing_wanted: the briefing is to be written.
        list_wanted: the participants are to be exported.
        form_wanted: a form is to be made (DocumentKind, object).
        opened: the id of a paper to look at (object).
    """

    briefing_wanted = Signal()
    list_wanted = Signal()
    form_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("文书")
        self._papers = column(gap=2)
        self.briefing_button = Button("写简报", icon="news", clicked=self.briefing_wanted.emit)
        self.list_button = Button("导出名单", icon="download", clicked=self.list_wanted.emit)
        self.forms_button = MenuButton("打印表单", [(kind.label, kind) for kind in ACTIVITY_FORMS], icon="printer")
        self.forms_button.picked.connect(self.form_wanted)
        self.body.addLayout(self._papers)
        self.body.addLayout(row(self.briefing_button, self.list_button, STRETCH))
        self.body.addLayout(row(self.forms_button, STRETCH))

    def show_papers(self, papers: Sequence[IssuedRow], *, people: int) -> None:
        """Show an activity's papers; with no people there is no list to export."""
        clear(self._papers)
        self.set_note(f"{len(papers)} 份" if papers else "")
        for paper in papers:
            link = LinkButton(paper.kind.label)
            link.setAccessibleName(f"查看{paper.title}")
            link.setToolTip(paper.title)
            link.clicked.connect(lambda _checked=False, paper=paper: self.opened.emit(paper.id))
            picture = Picture(_ICONS.get(paper.kind, "file-text"), size=16, colour="ink2")
            number = Label(paper.number, "caption")
            made = Label(short_day(paper.made_at), "caption")
            self._papers.addLayout(row(picture, link, number, STRETCH, made))
        if not papers:
            self._papers.addWidget(Label("还没有做出文书", "caption"))
        self.list_button.setEnabled(people > 0)
        self.list_button.setToolTip("导出为 xlsx 或 csv" if people else "名单上还没有人")
