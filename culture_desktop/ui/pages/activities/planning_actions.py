"""Planning from templates and from other years, from the page of activities."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.activities.rows import ActivityDetail
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import activity_plan_dialog
from culture_desktop.ui.widgets.page import Page


class PlanningActions(QObject):
    """Asks, has it written, and says what was made.

    Signals:
        made: the id of the new activity (int).
    """

    made = Signal(int)

    def __init__(self, page: Page, planning: PlanningService, today: Callable[[], date]) -> None:
        super().__init__(page)
        self._page, self._planning, self._today = page, planning, today

    def from_template(self) -> None:
        """Plan one of a template."""
        self._tell(activity_plan_dialog.ask_template(self._page, self._planning, self._today()))

    def again(self, detail: ActivityDetail) -> None:
        """Hold an activity again in the year after."""
        draft = detail.draft
        year = draft.starts.year + 1
        self._tell(activity_plan_dialog.ask_again(self._page, self._planning, detail.id, draft.title, year))

    def _tell(self, done: Done[int] | None) -> None:
        if done is not None:
            self._page.changed.emit(done.changed)
            self.made.emit(done.value)
            self._page.notify(done.sentence)
