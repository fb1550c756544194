"""评选: the campaigns, and one of them in its place when one is opened."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget

from culture_desktop.errors import CultureError, RecordMissingError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.awards.rows import CampaignRow
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import campaign_dialog
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.awards.alternatives_actions import AlternativesActions
from culture_desktop.ui.pages.awards.award_actions import AwardActions
from culture_desktop.ui.pages.awards.campaign_actions import Desk
from culture_desktop.ui.pages.awards.campaign_view import Campaign, CampaignView
from culture_desktop.ui.pages.awards.eligibility_actions import EligibilityActions
from culture_desktop.ui.pages.awards.list_view import CampaignList
from culture_desktop.ui.pages.awards.nomination_actions import NominationActions
from culture_desktop.ui.pages.awards.paper_actions import PaperActions
from culture_desktop.ui.pages.awards.prompts import Act
from culture_desktop.ui.pages.awards.scoring_actions import ScoringActions
from culture_desktop.ui.pages.awards.selection_actions import SelectionActions
from culture_desktop.ui.pages.awards.setup_actions import SetupActions
from culture_desktop.ui.pages.awards.setup_pane import Edit, Setup
from culture_desktop.ui.pages.awards.voting_actions import VotingActions
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import NEW, Page, Topics
from culture_desktop.vocabulary import DocumentKind, ListKind

_TITLE = "评选"
_TOPICS: Topics = frozenset({Topic.AWARDS, Topic.PEOPLE, Topic.ACTIVITIES, Topic.DOCUMENTS, Topic.SETTINGS})


class AwardsPage(Page):
    """A stack of list and campaign; the crumb leads back.

    Signals:
        import_requested: a list of this kind is to be imported into the campaign with this code (ListKind, str).
    """

    import_requested = Signal(object, str)

    def __init__(
        self, services: Services, runner: Runner, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(_TITLE)
        self._services, self._runner, self._today = services, runner, today
        self._code = ""  # the campaign on screen, or being read
        self.list = CampaignList()
        self.view = CampaignView(services.awards.notice_period, today)
        desk = Desk(self, self.view, services, runner, settings, today)
        self.setup_acts, self.nomination_acts = SetupActions(desk), NominationActions(desk)
        self.scoring_acts, self.voting_acts = ScoringActions(desk), VotingActions(desk)
        self.eligibility_acts = EligibilityActions(desk)
        self.selection_acts, self.award_acts = SelectionActions(desk, self.setup_acts), AwardActions(desk)
        self.alternatives_acts = AlternativesActions(desk)
        self.paper_acts = PaperActions(desk)
        self._acts: dict[Act, Callable[[], None]] = {
            Act.NOMINATE_PEOPLE: self.nomination_acts.nominate_people,
            Act.NOMINATE_TEAMS: self.nomination_acts.nominate_teams,
            Act.IMPORT_SCORES: lambda: self._ask_import(ListKind.SCORE),
            Act.PROPOSE: self.selection_acts.propose,
            Act.SETTLE_TIE: self.selection_acts.settle,
            Act.EDIT_LIMITS: lambda: self.setup_acts.edit(Edit.LIMITS),
            Act.START_NOTICE: self.view.notice.start,
            Act.CONFIRM: self.award_acts.confirm,
        }
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.view)
        self.setLayout(column(self._stack, gap=0))
        self._make_header()
        self.list.opened.connect(self.open_campaign)
        self.list.new_wanted.connect(self.begin)
        self.view.scoring.import_wanted.connect(self._ask_import)
        self.nomination_acts.import_wanted.connect(self._ask_import)
        self.view.voting.import_wanted.connect(lambda: self._ask_import(ListKind.BALLOT))
        self.eligibility_acts.import_wanted.connect(self._ask_import)
        self.view.act_wanted.connect(self._do)

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        if self._code:
            self._load_campaign(at_current=False)
        else:
            self._load_list()

    @override
    def open_with(self, argument: object) -> None:
        if argument is NEW:
            self.begin()
        elif isinstance(argument, str) and argument:
            self.open_campaign(argument)

    @override
    def leave_crumb(self) -> None:
        self._code = ""
        self._stack.setCurrentWidget(self.list)
        self._load_list()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_campaign(self, code: str) -> None:
        """Show one campaign at the step it stands at."""
        self._code = code
        self._load_campaign(at_current=True)

    def begin(self) -> None:
        """Make a campaign from a template or after an earlier one, and show it."""
        done = campaign_dialog.ask(self, self._services.award_setup, self._today())
        if done is not None:
            self._code = done.value
            self.changed.emit(done.changed)
            self.open_campaign(done.value)
            self.notify(done.sentence)

    def delete(self) -> None:
        """Remove the campaign on screen."""
        code, self._code = self._code, ""  # what is gone is not read again
        if self.award_acts.delete():
            self.leave_crumb()
        else:
            self._code = code

    def show_history(self) -> None:
        """Show what was done to the campaign on screen."""
        self.navigated.emit("history", HistoryQuery(campaign_id=self.view.board.id))

    def _make_header(self) -> None:
        self.new_button = Button("新建评选", icon="plus", kind=Kind.PRIMARY, shortcut="Ctrl+N", clicked=self.begin)
        self.more_button = IconButton("dots", "更多", bordered=True, clicked=self._open_menu)
        self.menu = QMenu(self)
        self.menu.addAction(icon("history"), "查看历史", self.show_history)
        self.menu.addAction(
            icon("calendar-event"), "节假日安排…", lambda: self.award_acts.enter_holidays(self._today().year)
        )
        self.menu.addAction(
            icon("file-type-pdf"), "生成评选通知", lambda: self.paper_acts.make_paper(DocumentKind.CAMPAIGN_NOTICE)
        )
        self.menu.addAction(icon("books"), "生成全套文书…", self.paper_acts.make_set)
        self.delete_action = self.menu.addAction(icon("trash", "bad"), "删除评选", self.delete)
        self.more_button.setParent(self)
        self.more_button.hide()
        self.import_button = Button("导入历年荣誉", icon="table-import", clicked=self._import_honours)
        self._list_actions = [self.import_button, self.new_button]
        self.header_actions = self._list_actions

    def _open_menu(self) -> None:
        confirmed = self.view.board.confirmed
        self.delete_action.setEnabled(not confirmed)
        self.delete_action.setText("已表彰，不能删除" if confirmed else "删除评选")
        self.menu.exec(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _load_list(self) -> None:
        awards = self._services.awards

        def read(_progress: Progress) -> tuple[CampaignRow, ...]:
            return awards.campaigns()

        self._runner.run(read, title="读取评选", done=self._show_list)

    def _show_list(self, rows: tuple[CampaignRow, ...]) -> None:
        self.list.show_rows(rows)
        if not self._code:
            open_ = sum(not row.winners for row in rows)
            self.set_heading(_TITLE, count(len(rows), "次") if rows else "", actions=self._list_actions)
            self.set_status(f"共 {count(len(rows), '次')}　进行中 {count(open_, '次')}" if rows else "")

    def _load_campaign(self, *, at_current: bool) -> None:
        code, services, today = self._code, self._services, self._today()

        def read(_progress: Progress) -> Campaign:
            board = services.awards.board(code)
            unit = services.settings.unit()
            papers = tuple(paper for paper in services.documents.rows(unit) if paper.campaign_code == code)
            numbers = services.awards.next_certificate_numbers(code, today.year, unit.certificate_pattern)
            setup = Setup(
                services.award_terms.terms(code),
                services.award_timetable.states(board, today),
                services.award_quotas.saved(code, board.nominees),
            )
            panel, voting = services.judges.panel(code, board), services.voting.voting(code)
            return Campaign(board, papers, numbers, services.ledger.head_of(code), setup, panel, voting)

        show = self._show_current if at_current else self._show_again
        failed = self._fail_to_open if at_current else self._fail_to_refresh
        self._runner.run(read, title="读取评选", done=show, failed=failed)

    def _show_current(self, campaign: Campaign) -> None:
        self._show_campaign(campaign, at_current=True)

    def _show_again(self, campaign: Campaign) -> None:
        self._show_campaign(campaign, at_current=False)

    def _show_campaign(self, campaign: Campaign, *, at_current: bool) -> None:
        board = campaign.board
        if board.code != self._code:
            return
        self.view.show_campaign(campaign, at_current=at_current)
        self._stack.setCurrentWidget(self.view)
        self.set_heading(board.title, crumb=_TITLE, actions=[self.more_button])
        self.set_status(
            "　".join(filter(None, (f"评选编号 {board.code}", board.source and f"规则出处：{board.source}")))
        )

    def _fail_to_open(self, error: CultureError) -> None:
        self.leave_crumb()
        self.failed.emit(error)

    def _fail_to_refresh(self, error: CultureError) -> None:
        """A campaign whose creation was undone gives way to the list."""
        self.leave_crumb()
        if not isinstance(error, RecordMissingError):
            self.failed.emit(error)

    def _do(self, act: Act) -> None:
        if act in self._acts:
            self._acts[act]()

    def _import_honours(self) -> None:
        self.import_requested.emit(ListKind.HONOUR, "")

    def _ask_import(self, kind: ListKind) -> None:
        self.import_requested.emit(kind, self._code)
