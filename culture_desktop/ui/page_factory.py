"""Builds the pages on one data file. Importing it imports them all: done after the first paint."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError, DatabaseInUseError, NotADatabaseError
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.activities.activity_actions import ActivityServices
from culture_desktop.ui.pages.activities.calendar.desk import CalendarServices
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.closed import ClosedPage
from culture_desktop.ui.pages.composer.page import ComposerPage
from culture_desktop.ui.pages.designer.page import DesignerPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.pages.documents.register_page import RegisterPage
from culture_desktop.ui.pages.history.page import HistoryPage
from culture_desktop.ui.pages.imports import kinds as import_kinds
from culture_desktop.ui.pages.imports.job import ImportJob, ListJob, RosterJob
from culture_desktop.ui.pages.imports.kinds import ImportOrder, Place
from culture_desktop.ui.pages.imports.page import ImportsPage
from culture_desktop.ui.pages.overview.page import OverviewPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.pages.table_export import TableExport
from culture_desktop.ui.pages.welcome.page import WelcomePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.theme import Theme
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import ListKind

IMPORT_PEOPLE, IMPORT_SIGN_UPS, IMPORT_SCORES = "import_people", "import_sign_ups", "import_scores"


class PageFactory(QObject):
    """Opens the data file when the first page asks for it; without a file that opens, pages say so.

    Signals:
        opened: the data file is open.
        found_in_use: it is in use elsewhere.
        retry_requested: try again.
        sample_requested, sample_removal_requested: as of the settings and welcome pages.
        file_requested: another data file, or a backup to restore (Path, object).
        roster_requested: a roster to import (Path, object).
        backup_requested: restore the last good backup of a file that does not open.
        damage_found: as of the settings page.
        blank_requested: begin with an empty file.
        take_back_requested: an entry of the history is to be undone or redone (HistoryRow, object).
        lock_changed, lock_requested: as of the settings page.
    """

    opened = Signal()
    found_in_use = Signal()
    retry_requested = Signal()
    sample_requested = Signal()
    sample_removal_requested = Signal()
    file_requested = Signal(object)
    roster_requested = Signal(object)
    blank_requested = Signal()
    backup_requested = Signal()
    damage_found = Signal(object)
    take_back_requested = Signal(object)
    lock_changed = Signal()
    lock_requested = Signal()

    def __init__(
        self,
        open_services: Callable[[], Services],
        runner: Runner,
        settings: Settings,
        theme: Theme,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
        *,
        has_backups: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._has_backups = has_backups
        self._open, self._runner, self._settings, self._theme = open_services, runner, settings, theme
        self._today = today
        self._empty: bool | None = None

    @cached_property
    def services(self) -> Services:
        """The services on the file; raises the CultureError that keeps it shut."""
        services = self._open()
        services.typefaces.apply()
        self.opened.emit()
        return services

    def close(self) -> None:
        """Let go of the data file, where one is open."""
        if "services" in self.__dict__:
            self.services.typefaces.release()
            self.services.store.close()

    def build(self, key: str, title: str) -> Page:
        """The page with this key."""
        try:
            services = self.services
        except DatabaseInUseError as error:
            self.found_in_use.emit()
            return ClosedPage(title, str(error), self.retry_requested.emit)
        except CultureError as error:
            if key == "overview":
                return self._welcome(str(error))
            if isinstance(error, NotADatabaseError) and self._has_backups():
                return ClosedPage(title, str(error), self.backup_requested.emit, "从最近的备份恢复…")
            return ClosedPage(title, str(error))
        builders: dict[str, Callable[[Services], Page]] = {
            "overview": self._overview,
            "people": self._people,
            "activities": self._activities,
            "awards": self._awards,
            "documents": self._documents,
            "designer": self._designer,
            "composer": self._composer,
            "certificates": self._certificates,
            "history": self._history,
            "settings": self._settings_page,
            IMPORT_PEOPLE: lambda s: self._imports(s, import_kinds.PEOPLE),
            IMPORT_SIGN_UPS: lambda s: self._imports(s, import_kinds.ACTIVITIES),
            IMPORT_SCORES: lambda s: self._imports(s, import_kinds.AWARDS),
        }
        page = builders[key](services)
        TableExport(page, services.lists, self._runner, self._settings)
        return page

    def overview_is_stale(self) -> bool:
        """Whether the first page shows the doors though there is data, or the other way round."""
        return self._empty is not None and self._empty != self.services.store.empty()

    def _overview(self, services: Services) -> Page:
        self._empty = services.store.empty()
        if self._empty:
            return self._welcome()
        return OverviewPage(services.overview, services.coverage, self._runner, self._settings, self._today)

    def _welcome(self, problem: str = "") -> Page:
        page = WelcomePage(self._settings, problem)
        page.sample_requested.connect(self.sample_requested)
        page.file_requested.connect(self.file_requested)
        page.roster_requested.connect(self.roster_requested)
        page.blank_requested.connect(self.blank_requested)
        return page

    def _people(self, services: Services) -> Page:
        page = PeoplePage(services, self._runner, self._settings, self._today)
        page.import_requested.connect(_Leads(page, IMPORT_PEOPLE))
        return page

    def _activities(self, services: Services) -> Page:
        parts = ActivityServices(
            activities=services.activities,
            pictures=services.pictures,
            calendars=services.calendars,
            check_in=services.check_in,
            people=services.people,
            organisations=services.organisations,
            documents=services.documents,
            lists=services.lists,
            templates=services.templates,
            settings=services.settings,
            forms=services.forms,
            cards=services.cards,
            calendar=CalendarServices(services.almanac, services.duties, services.planning, services.lifecycle),
        )
        page = ActivitiesPage(parts, self._runner, self._settings, self._today)
        page.import_requested.connect(_Leads(page, IMPORT_SIGN_UPS))
        return page

    def _awards(self, services: Services) -> Page:
        page = AwardsPage(services, self._runner, self._settings, self._today)
        page.import_requested.connect(_Leads(page, IMPORT_SCORES))
        return page

    def _documents(self, services: Services) -> Page:
        return DocumentsPage(services, self._runner, self._settings, self._today)

    def _designer(self, services: Services) -> Page:
        return DesignerPage(services, self._runner, self._settings)

    def _certificates(self, services: Services) -> Page:
        return RegisterPage(services, self._runner, self._settings, self._today)

    def _composer(self, services: Services) -> Page:
        return ComposerPage(services, self._runner, self._settings, self._today)

    def _history(self, services: Services) -> Page:
        page = HistoryPage(services, self._runner, self._today)
        page.take_back_wanted.connect(self.take_back_requested)
        return page

    def _settings_page(self, services: Services) -> Page:
        page = SettingsPage(
            services.settings,
            services.store,
            services.backups,
            services.check,
            services.lock,
            services.typefaces,
            self._theme,
            self._runner,
            self._settings,
        )
        page.damage_found.connect(self.damage_found)
        page.sample_requested.connect(self.sample_requested)
        page.sample_removal_requested.connect(self.sample_removal_requested)
        page.file_requested.connect(self.file_requested)
        page.lock_changed.connect(self.lock_changed)
        page.lock_requested.connect(self.lock_requested)
        return page

    def _imports(self, services: Services, place: Place) -> Page:
        def job(kind: ListKind, into: str) -> ImportJob:
            return (
                RosterJob(services.people_import) if kind is ListKind.PERSON else ListJob(services.imports[kind], into)
            )

        page = ImportsPage(
            place,
            job,
            self._runner,
            self._settings,
            organisations=services.organisations.nodes,
            history=services.history,
        )
        page.take_back_wanted.connect(self.take_back_requested)
        return page


class _Leads:
    """Leads from a page to its imports with the kind of list and the code that it sends."""

    def __init__(self, page: Page, key: str) -> None:
        self._page, self._key = page, key

    def __call__(self, kind: ListKind | None, into: str = "") -> None:
        self._page.navigated.emit(self._key, ImportOrder(kind, into))
