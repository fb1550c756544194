"""Opening the check-in desk of an activity, and what the page shows when it is left."""

from PySide6.QtCore import QObject

from culture_desktop.errors import CultureError
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.check_in.sitting import DeskTerms
from culture_desktop.services.results import Topic
from culture_desktop.ui.check_in.desk_window import DeskWindow
from culture_desktop.ui.dialogs import desk_dialog
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page


class DeskActions(QObject):
    """One desk at a time."""

    def __init__(self, page: Page, service: CheckInService, runner: Runner) -> None:
        super().__init__(page)
        self._page, self._service, self._runner = page, service, runner
        self.window: DeskWindow | None = None

    def open(self, activity_id: int, title: str) -> None:
        """Ask which session and door, then fill the screen; a desk that is open already comes to the front."""
        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
            return
        try:
            sessions = self._service.sessions(activity_id)
        except CultureError as error:
            self._page.failed.emit(error)
            return
        terms = desk_dialog.ask(self._page, activity_id, sessions)
        if terms is not None:
            self.begin(title, terms)

    def begin(self, title: str, terms: DeskTerms) -> None:
        """Fill the screen with the desk."""
        self.window = DeskWindow(title, self._service, self._runner, terms)
        self.window.closed.connect(self._left)
        self.window.showFullScreen()
        self.window.begin()

    def _left(self, wrote: bool) -> None:
        assert self.window is not None
        self.window.deleteLater()
        self.window = None
        if wrote:
            self._page.changed.emit(frozenset({Topic.ACTIVITIES, Topic.PEOPLE}))
