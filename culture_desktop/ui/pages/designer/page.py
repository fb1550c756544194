"""证书设计: designs and elements at the left, the sheet as it will be printed, what is chosen at the right."""

from PySide6.QtWidgets import QApplication

from culture_desktop.override import override
from culture_desktop.services.certificates.previews import PreviewSheet
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.designer.adding import OTHERS, PICTURES, TEXTS, Adding
from culture_desktop.ui.pages.designer.board import Board
from culture_desktop.ui.pages.designer.commands import Commands
from culture_desktop.ui.pages.designer.design_desk import DesignDesk
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.element_list import ElementList
from culture_desktop.ui.pages.designer.findings import Findings
from culture_desktop.ui.pages.designer.folding_pane import FoldingPane
from culture_desktop.ui.pages.designer.preview import Preview
from culture_desktop.ui.pages.designer.properties import Properties
from culture_desktop.ui.pages.designer.sources import Sources
from culture_desktop.ui.pages.designer.tools import Tools
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import RAIL_FOLDED
from culture_desktop.ui.widgets.buttons import Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.page import Page, Topics
from culture_desktop.ui.widgets.text import Label, hline, vline

_TITLE, _CRUMB = "证书设计", "文书"
_TOPICS: Topics = frozenset({Topic.DOCUMENTS, Topic.AWARDS, Topic.SETTINGS})
_LIST_WIDTH, _PANE_WIDTH = 220, 248
_NARROW = 1180 - RAIL_FOLDED  # of the page in a window in which the pane folds
_KEYS = "标尺单位 mm　方向键移动 0.1 mm，Shift 加方向键移动 1 mm，Ctrl 加方向键改大小　Tab 换下一个元素"


class DesignerPage(Page):
    """List, board, properties. Nothing is saved until the user saves."""

    def __init__(self, services: Services, runner: Runner, settings: Settings) -> None:
        super().__init__(_TITLE)
        self.crumb = _CRUMB
        self.draft = Draft(self)
        self.steps = self.draft
        self.sources = Sources(services)
        self.board = Board(self.draft)
        self.elements = ElementList(self.draft)
        self.commands = Commands(self.draft, (self.board.canvas, self.elements))
        self.desk = DesignDesk(self, self.draft, services.designs, settings)
        self.properties = Properties(self.draft)
        self.adding = Adding(self, self.draft, settings)
        self.add_button = MenuButton("添加", (*TEXTS, *PICTURES, *OTHERS), icon="plus")
        self.add_button.set_kind(Kind.QUIET)
        self.tools = Tools(self.board, self.commands)
        self.preview = Preview(self.draft, runner, lambda: self.sources.fields)
        self.findings = Findings(self.draft, self.sources, runner)
        self._lay_out()
        self._connect()
        self.header_actions = [self.desk.save_button]
        self.set_status(_KEYS)

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        self.sources.read()
        self._show_sources()
        self.desk.refresh()

    @override
    def leave_crumb(self) -> None:
        self.navigated.emit("documents", None)

    @override
    def can_close(self) -> bool:
        return self.desk.may_leave()

    def _lay_out(self) -> None:
        head = row(Label("元素", "strong"), STRETCH, self.add_button, margins=(16, 0, 8, 0))
        side = column(self.desk, head, gap=4)
        side.addWidget(self.elements, 1)
        left = holder(side, "pane")
        left.setFixedWidth(_LIST_WIDTH)
        self._tools = row(self.tools, gap=0)
        middle = column(holder(self._tools), hline(), gap=0)
        middle.addWidget(self.board, 1)
        middle.addWidget(self.findings)
        whole = row(left, vline(), gap=0)
        whole.addLayout(middle, 1)
        self.pane = FoldingPane(self, whole, self.properties, width=_PANE_WIDTH, below=_NARROW, name="属性")
        self._tools.addWidget(self.pane.button)
        self._tools.addSpacing(8)
        self.setLayout(whole)

    def _connect(self) -> None:
        canvas = self.board.canvas
        canvas.nudged.connect(self.commands.nudge)
        canvas.edit_wanted.connect(self._edit)
        canvas.stretched.connect(self.commands.stretch)
        self.add_button.picked.connect(self.adding.add)
        self.properties.file_wanted.connect(self.adding.exchange_file)
        self.preview.drawn.connect(self._show_sheet)
        self.draft.changed.connect(self.steps_changed)
        self.draft.changed.connect(self._show_heading)
        self.findings.wanted.connect(self._go_to)
        self.tools.turned.connect(self._turn)
        self.tools.source_wanted.connect(self._choose_source)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(canvas.close_document)  # PDFium wants its files closed

    def _edit(self) -> None:
        self.pane.open()
        self.properties.edit()

    def _show_heading(self) -> None:
        state = "　未保存" if self.draft.unsaved else ""
        self.set_heading(_TITLE, f"{self.draft.design.name}{state}", crumb=_CRUMB)

    def _show_sheet(self, sheet: PreviewSheet) -> None:
        self.board.canvas.show_sheet(sheet)
        self.findings.show_sheet(sheet)

    def _show_sources(self) -> None:
        self.tools.show_sources([source.title for source in self.sources.known], self.sources.current)
        self._show_place()

    def _show_place(self) -> None:
        self.tools.show_place(self.sources.at, len(self.sources.data.certificates))
        self.preview.draw()
        self.findings.look()

    def _choose_source(self, at: int) -> None:
        self.sources.choose(at)
        self._show_sources()

    def _go_to(self, at: int, key: str) -> None:
        self.sources.at = at
        self._show_place()
        self.draft.choose((key,) if key else ())
        self.board.canvas.setFocus()

    def _turn(self, step: int) -> None:
        self.sources.turn(step)
        self._show_place()
