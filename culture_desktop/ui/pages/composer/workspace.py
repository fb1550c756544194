"""Everything that stands on the composer's page, and where it stands."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.pages.composer.briefing_list import BriefingList
from culture_desktop.ui.pages.composer.findings import Findings
from culture_desktop.ui.pages.composer.format_bar import FormatBar
from culture_desktop.ui.pages.composer.head_form import HeadForm
from culture_desktop.ui.pages.composer.picture_desk import PictureDesk
from culture_desktop.ui.pages.composer.text_editor import TextEditor
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import column, holder, row, scrolled
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.paper_problem import PaperProblem
from culture_desktop.ui.widgets.pdf_view import PdfView
from culture_desktop.ui.widgets.segments import SegmentDeck
from culture_desktop.ui.widgets.text import Label, hline, vline

_LIST_WIDTH, _NARROW_LIST = 204, 160
_PAPER_SHARE = 0.36  # of the width
_NARROW = 1000  # px under which the list gives way
_LONGEST_TITLE = 128


class Workspace(QWidget):
    """List, text with its pictures, paper."""

    def __init__(self, runner: Runner, path_of: Callable[[str], Path]) -> None:
        super().__init__()
        self.list, self.editor, self.head = BriefingList(), TextEditor(), HeadForm()
        self.title = QLineEdit()
        self.title.setAccessibleName("标题")
        self.title.setPlaceholderText("简报标题")
        self.title.setMaxLength(_LONGEST_TITLE)
        self.titles, self.more = MenuButton("标题建议", ()), MenuButton("正文", ())
        self.bar = FormatBar(self.editor)
        self.pictures = PictureDesk(self.editor, runner, path_of)
        self.findings, self.view = Findings(), PdfView("简报预览", thumbnails=False)
        self.problem, self.saved, self.said = PaperProblem(), Label("", "caption"), Label("", "caption")
        self.said.setWordWrap(True)
        self.new_button = Button("新简报", icon="plus", shortcut="Ctrl+N")
        self.discard_button = Button("放弃这些改动")
        self.restored = Band("restore", "", tone=Tone.INFO, actions=[self.discard_button])
        self.restored.hide()
        self.aspects = SegmentDeck("简报的两个方面")
        self._left, self._paper = holder(self._list_side(), "pane"), holder(self._paper_side())
        desk = row(self._left, vline(), gap=0)
        desk.addLayout(self._middle(), 1)
        desk.addWidget(vline())
        desk.addWidget(self._paper)
        self.setLayout(desk)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(_NARROW_LIST if self.width() < _NARROW else _LIST_WIDTH)
        self._paper.setFixedWidth(round(self.width() * _PAPER_SHARE))

    def _list_side(self) -> QVBoxLayout:
        side = column(row(self.new_button, margins=(12, 10, 12, 8)), hline(), gap=0)
        side.addWidget(self.list, 1)
        side.addLayout(row(self.saved, margins=(16, 6, 8, 8)))
        return side

    def _middle(self) -> QVBoxLayout:
        for button in (self.titles, self.more):
            button.set_kind(Kind.QUIET)
        head = row(gap=4, margins=(12, 8, 8, 4))
        head.addWidget(self.title, 1)
        head.addWidget(self.titles)
        head.addWidget(self.more)
        bands = holder(column(self.problem, self.restored, gap=6, margins=(12, 6, 12, 0)))
        middle = column(bands, head, self.bar, gap=0)
        middle.addLayout(row(self.editor, margins=(12, 0, 12, 8)), 1)
        middle.addLayout(column(self.findings, gap=0, margins=(12, 0, 12, 8)))
        middle.addWidget(hline())
        middle.addWidget(self.pictures)
        return middle

    def _paper_side(self) -> QVBoxLayout:
        self.aspects.add("预览", self.view)
        self.aspects.add("报头报尾", scrolled(self.head))
        self.aspects.setContentsMargins(12, 0, 0, 0)
        side = column(gap=0, margins=(0, 8, 0, 0))
        side.addWidget(self.aspects, 1)
        side.addLayout(row(self.said, margins=(12, 0, 12, 0)))
        return side
