"""活动: the list, and one activity in its place when one is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget

from culture_desktop.errors import CultureError, RecordMissingError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.activities.rows import ActivityDraft, ActivityQuery, ActivityRow
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.results import Topic
from culture_desktop.ui.dialogs import activity_dialog
from culture_desktop.ui.dialogs.activity_form import ActivityChoices
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.activities.activity_actions import ActivityActions, ActivityServices
from culture_desktop.ui.pages.activities.calendar.browser import ActivityBrowser, Look
from culture_desktop.ui.pages.activities.calendar.desk import CalendarDesk
from culture_desktop.ui.pages.activities.desk_actions import DeskActions
from culture_desktop.ui.pages.activities.detail_view import ActivityDetailView
from culture_desktop.ui.pages.activities.list_view import ActivityList
from culture_desktop.ui.pages.activities.pictures_card import PicturesCard
from culture_desktop.ui.pages.activities.planning_actions import PlanningActions
from culture_desktop.ui.pages.activities.state_actions import StateActions
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import NEW, Page, Topics
from culture_desktop.vocabulary import ActivityKind, Layer, ListKind, Mechanism

_TITLE = "活动"
_TOPICS: Topics = frozenset({Topic.ACTIVITIES, Topic.PEOPLE, Topic.DOCUMENTS})
_EVENING = time(19)


@dataclass(frozen=True)
class _Read:
    query: ActivityQuery
    rows: tuple[ActivityRow, ...]
    in_year: int
    years: tuple[int, ...]


class ActivitiesPage(Page):
    """A stack of list and detail; the crumb leads back.

    Signals:
        import_requested: a list of this kind is to be imported into the activity with this code (ListKind, str).
    """

    import_requested = Signal(object, str)

    def __init__(
        self,
        services: ActivityServices,
        runner: Runner,
        settings: Settings,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(_TITLE)
        self._services, self._runner, self._today = services, runner, today
        self._wanted: ActivityQuery | None = None
        self.list = ActivityList(today().year)
        self.detail = ActivityDetailView(PicturesCard(runner, services.pictures.path))
        states = StateActions(self, services.calendar.lifecycle, today)
        self.actions_ = ActivityActions(self, self.detail, services, states, runner, settings)
        self.planning = PlanningActions(self, services.calendar.planning, today)
        self.planning.made.connect(self._open_made)
        self.browser = ActivityBrowser(self.list)
        self.calendar = CalendarDesk(self, self.browser, services.calendar, states, runner, today)
        self.desk = DeskActions(self, services.check_in, runner)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self.detail)
        self.setLayout(column(self._stack, gap=0))
        self._make_header()
        self.list.query_changed.connect(self._load_list)
        self.list.opened.connect(self.open_activity)
        self.list.new_wanted.connect(self.plan)
        self._connect_calendar()
        self.detail.facts.edit_wanted.connect(self.edit)
        self.detail.people.import_wanted.connect(self._ask_import)
        self.detail.documents.opened.connect(self._open_paper)

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        self._load_list(self.list.query)
        self.calendar.refresh(topics)
        if self._stack.currentWidget() is self.detail and self.detail.detail is not None:
            try:
                self._show_activity(self.detail.detail.id)
            except RecordMissingError:  # its creation was undone
                self._stack.setCurrentWidget(self.browser)
                self._show_list_heading()

    @override
    def open_with(self, argument: object) -> None:
        if argument is NEW:
            self.plan()
        elif isinstance(argument, str) and argument:
            self.open_activity(argument)

    @override
    def leave_crumb(self) -> None:
        self.detail.summary.save()
        self._stack.setCurrentWidget(self.browser)
        self._show_list_heading()
        if self.browser.look is Look.LIST:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def can_close(self) -> bool:
        self.detail.summary.save()
        return True

    def open_activity(self, code: str) -> None:
        """Show one activity."""
        self.detail.summary.save()
        try:
            self._show_activity(self._services.activities.id_of(code))
        except CultureError as error:
            self.failed.emit(error)
            return
        self._stack.setCurrentWidget(self.detail)

    def _connect_calendar(self) -> None:
        browser = self.browser
        for view in (browser.month, browser.week, browser.board, browser.day):
            view.opened.connect(self.open_activity)
        browser.look_changed.connect(lambda _look: self._show_list_heading())
        self.calendar.shown.connect(self._show_period)

    def _show_period(self, words: str, number: str) -> None:
        if self._stack.currentWidget() is self.browser and self.browser.look is not Look.LIST:
            self.set_heading(_TITLE, f"{words} {number}", actions=self.list_actions)
            self.set_status(f"{words} {number}")

    def _open_made(self, activity_id: int) -> None:
        self._show_activity(activity_id)
        self._stack.setCurrentWidget(self.detail)

    def plan(self) -> None:
        """Ask for a new activity and show it."""
        activities, today = self._services.activities, self._today()
        draft = ActivityDraft(
            code=activities.next_code(today.year),
            title="",
            layer=Layer.BEHAVIOUR,
            mechanism=Mechanism.SKILL_CONTEST,
            kind=ActivityKind.CONTEST,
            starts=datetime.combine(today, _EVENING),
        )
        done = activity_dialog.ask(self, "新建活动", draft, self._choices(), activities.create)
        if done is not None:
            self.changed.emit(done.changed)
            self._show_activity(done.value)
            self._stack.setCurrentWidget(self.detail)
            self.notify(done.sentence)

    def edit(self) -> None:
        """Change the facts of the activity shown."""
        detail = self.detail.detail
        if detail is None or self._stack.currentWidget() is not self.detail:
            return
        activities = self._services.activities
        draft = activities.detail(detail.id).draft
        done = activity_dialog.ask(
            self, f"编辑活动 {draft.code}", draft, self._choices(), lambda new: activities.update(detail.id, new)
        )
        if done is not None:
            self.changed.emit(done.changed)

    def plan_again(self) -> None:
        """Hold the activity shown again next year."""
        if self.detail.detail is not None:
            self.planning.again(self.detail.detail)

    def delete(self) -> None:
        """Remove the activity shown; the notice says what went with it."""
        detail = self.detail.detail
        if detail is None:
            return
        self._stack.setCurrentWidget(self.browser)
        done = self.carry_out(lambda: self._services.activities.delete(detail.id))
        if done is None:
            self._stack.setCurrentWidget(self.detail)
            return
        self._show_list_heading()
        self.notify(done.sentence)

    def check_in(self) -> None:
        """Open the desk for the activity shown."""
        if self.detail.detail is not None:
            self.desk.open(self.detail.detail.id, self.detail.detail.draft.title)

    def export_calendar(self) -> None:
        """Write the activity shown, or those of the list as it is filtered, to a calendar file."""
        detail = self.detail.detail
        if detail is not None and self._stack.currentWidget() is self.detail:
            self.actions_.export_calendar([detail.draft.code], detail.draft.title)
        else:
            codes = [row.code for row in self.list.table.row_model.rows]
            self.actions_.export_calendar(codes, f"{self.list.query.year}年活动")

    def show_history(self) -> None:
        """Show what was done to the activity on screen."""
        if self.detail.detail is not None:
            self.navigated.emit("history", HistoryQuery(activity_id=self.detail.detail.id))

    def _make_header(self) -> None:
        self.new_button = Button("新建活动", icon="plus", kind=Kind.PRIMARY, shortcut="Ctrl+N", clicked=self.plan)
        self.more_button = IconButton("dots", "更多", bordered=True, clicked=self._open_menu)
        self.menu = QMenu(self)
        self.menu.addAction(icon("pencil"), "编辑", "F2", self.edit)
        self.menu.addAction(icon("copy"), "沿用到下一年", self.plan_again)
        self.menu.addAction(icon("calendar"), "导出到日历", self.export_calendar)
        self.menu.addAction(icon("history"), "查看历史", self.show_history)
        self.menu.addAction(icon("trash", "bad"), "删除活动", self.delete)
        QShortcut("F2", self.detail, self.edit)
        self.desk_button = Button("签到台", icon="scan", clicked=self.check_in, tip="全屏签到，扫码或输入工号、姓名")
        self.calendar_button = Button(
            "导出日历", icon="calendar", clicked=self.export_calendar, tip="导出表中活动到日历文件"
        )
        self.template_button = Button("从模板新建", icon="clipboard-text", clicked=self.planning.from_template)
        self.list_actions, self.detail_actions = (
            [self.calendar_button, self.template_button, self.new_button],
            [self.desk_button, self.more_button],
        )
        self.header_actions = self.list_actions
        for button in self.detail_actions:
            button.setParent(self)
            button.hide()

    def _open_menu(self) -> None:
        self.menu.exec(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _choices(self) -> ActivityChoices:
        organisations = self._services.organisations
        return ActivityChoices(organisations.nodes(), organisations.brands())

    def _load_list(self, query: ActivityQuery) -> None:
        activities = self._services.activities
        self._wanted = query

        def read(_progress: Progress) -> _Read:
            rows = activities.rows(query)
            plain = ActivityQuery(query.year)
            in_year = len(rows) if query == plain else len(activities.rows(plain))
            return _Read(query, rows, in_year, activities.years())

        self._runner.run(read, title="读取活动", done=self._show_list)

    def _show_list(self, read: _Read) -> None:
        if read.query != self._wanted:
            return
        self.list.show_years(read.years)
        self.list.show_rows(read.rows, read.in_year)
        self.calendar_button.setEnabled(bool(read.rows))
        if self._stack.currentWidget() is self.browser:
            self._show_list_heading()

    def _show_list_heading(self) -> None:
        if self.browser.look is not Look.LIST:
            self.calendar.load()  # its heading follows
            return
        rows = len(self.list.table.row_model.rows)
        self.set_heading(
            _TITLE, f"{self.list.query.year}年 {count(self.list.in_year, '场')}", actions=self.list_actions
        )
        self.set_status(f"显示 {count(rows, '场')}，全年 {count(self.list.in_year, '场')}")

    def _show_activity(self, activity_id: int) -> None:
        detail = self._services.activities.detail(activity_id)
        papers = [
            paper
            for paper in self._services.documents.rows(self._services.settings.unit())
            if paper.activity_code == detail.draft.code
        ]
        self.detail.show_activity(detail, papers)
        draft = detail.draft
        self.set_heading(draft.title, crumb=_TITLE, actions=self.detail_actions)
        self.set_status(f"活动编号 {draft.code}　{draft.layer.label}·{draft.mechanism.label}")

    def _ask_import(self, kind: ListKind) -> None:
        if self.detail.detail is not None:
            self.import_requested.emit(kind, self.detail.detail.draft.code)

    def _open_paper(self, document_id: object) -> None:
        self.navigated.emit("documents", document_id)
