"""What is done with the one person shown at the right."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from culture_desktop.errors import CultureError
from culture_desktop.services.history import HistoryQuery
from culture_desktop.ui.pages.people.detail_pane import DetailPane
from culture_desktop.ui.pages.people.people_actions import PeopleActions, PeopleServices
from culture_desktop.ui.widgets.page import Page


class PersonDesk(QObject):
    """Answers the buttons of the pane that are about the person and nothing else of the page."""

    def __init__(
        self, page: Page, pane: DetailPane, services: PeopleServices, acts: PeopleActions, today: Callable[[], date]
    ) -> None:
        super().__init__(page)
        self._page, self._pane, self._services, self._acts, self._today = page, pane, services, acts, today
        pane.edit_wanted.connect(self.edit)
        pane.join_wanted.connect(self._join_current)
        pane.reveal_wanted.connect(self._reveal_current)
        pane.removal_wanted.connect(self._remove_current)
        pane.delete_wanted.connect(self._delete_current)
        pane.history_wanted.connect(self._show_history)

    def edit(self) -> None:
        """Change the person shown."""
        if self._pane.person_id is not None:
            self._acts.edit(self._pane.person_id, self._today().year)

    def _remove_current(self) -> None:
        if self._pane.person_id is not None:
            self._acts.remove(self._pane.person_id)

    def _reveal_current(self) -> None:
        person = self._pane.person_id
        if person is None:
            return
        try:
            self._pane.facts.show_whole(self._services.people.reveal(person).value)
        except CultureError as error:
            self._page.failed.emit(error)

    def _join_current(self) -> None:
        if self._pane.person_id is not None:
            self._acts.join([self._pane.person_id], self._today().year)

    def _delete_current(self) -> None:
        if self._pane.person_id is not None:
            self._acts.delete([self._pane.person_id])

    def _show_history(self) -> None:
        self._page.navigated.emit("history", HistoryQuery(person_id=self._pane.person_id))
