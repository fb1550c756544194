"""总览: what needs doing, this week, this month, and how far culture reaches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.coverage import Coverage, CoverageCell, CoverageLevel, CoverageService
from culture_desktop.services.overview import Overview, OverviewService, Todo, TodoKind
from culture_desktop.services.results import Topic
from culture_desktop.ui.dialogs import coverage_cell
from culture_desktop.ui.labels import count, weekday
from culture_desktop.ui.pages.overview.cards import UpperRow
from culture_desktop.ui.pages.overview.coverage_card import CoverageCard
from culture_desktop.ui.settings import Key, Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import NEW, Page, Topics
from culture_desktop.vocabulary import Layer, chinese_date

LEVEL = Key("pages/overview/level", CoverageLevel.DEPARTMENT.value)
_TOPICS: Topics = frozenset({Topic.PEOPLE, Topic.ACTIVITIES, Topic.AWARDS})
_LAYERS = tuple(Layer)


@dataclass(frozen=True)
class _Read:
    overview: Overview
    coverage: Coverage


class OverviewPage(Page):
    """Three cards above the heat map; a cell opens the people behind it."""

    def __init__(
        self,
        overview: OverviewService,
        coverage: CoverageService,
        runner: Runner,
        settings: Settings,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__("总览")
        self._overview = overview
        self._coverage = coverage
        self._runner = runner
        self._settings = settings
        self._today = today
        self._asked = 0
        self._level = _known_level(settings.get(LEVEL))
        self.upper = UpperRow()
        self.map_card = CoverageCard(self._level)
        self.upper.todos.opened.connect(self._open_todo)
        self.upper.week.opened.connect(self._open_activity)
        self.map_card.cell_activated.connect(self._open_cell)
        self.map_card.level_chosen.connect(self._choose_level)
        self.map_card.people_wanted.connect(lambda: self.navigated.emit("people", None))
        self.header_actions = [
            Button("新建活动", icon="plus", kind=Kind.PRIMARY, shortcut="Ctrl+N", clicked=self._new_activity)
        ]
        whole = column(self.upper, gap=16, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 16))
        whole.addWidget(self.map_card, 1)
        self.setLayout(whole)

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        today, level = self._today(), self._level
        self._asked += 1
        asked = self._asked

        def read(_progress: Progress) -> tuple[int, _Read]:
            return asked, _Read(self._overview.overview(today), self._coverage.coverage(today.year, level))

        self._runner.run(read, title="读取总览", done=self._show)

    def _show(self, answer: tuple[int, _Read]) -> None:
        asked, read = answer
        if asked != self._asked:
            return
        today = read.overview.today
        self.set_heading(self.title, f"{chinese_date(today)} {weekday(today)}")
        self.upper.show_overview(read.overview)
        self.map_card.show_coverage(read.coverage, today.month)
        year = read.overview.month.activities_in_year
        self.set_status(f"人员 {count(read.overview.people, '人')}　今年活动 {count(year, '场')}")

    def _choose_level(self, level: CoverageLevel) -> None:
        self._level = level
        self._settings.set(LEVEL, level.value)
        self.refresh(frozenset())

    def _open_todo(self, todo: Todo) -> None:
        page = "awards" if todo.kind in (TodoKind.CAMPAIGN, TodoKind.NOTICE) else "activities"
        self.navigated.emit(page, todo.key)

    def _open_activity(self, code: str) -> None:
        self.navigated.emit("activities", code)

    def _new_activity(self) -> None:
        self.navigated.emit("activities", NEW)

    def _open_cell(self, unit_id: int, layer: int, month: int) -> None:
        year = self._today().year
        self._runner.run(
            lambda _progress: self._coverage.cell(year, unit_id, _LAYERS[layer], month),
            title="读取名单",
            done=self._show_cell,
        )

    def _show_cell(self, cell: CoverageCell) -> None:
        code = coverage_cell.ask(self, cell)
        if code is not None:
            self._open_activity(code)


def _known_level(stored: str) -> CoverageLevel:
    return CoverageLevel(stored) if stored in tuple(CoverageLevel) else CoverageLevel.DEPARTMENT
