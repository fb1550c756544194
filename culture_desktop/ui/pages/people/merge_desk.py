"""Two records that are one person, on the people page: how many pairs there may be, and merging them."""

from typing import Any

from PySide6.QtCore import QObject

from culture_desktop.errors import CultureError
from culture_desktop.services.people.merge import Duplicate, MergeService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import duplicates_dialog, merge_dialog
from culture_desktop.ui.labels import count
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.page import Page


class MergeDesk(QObject):
    """``link`` says how many pairs there may be and is hidden while there are none."""

    def __init__(self, page: Page, service: MergeService, runner: Runner) -> None:
        super().__init__(page)
        self._page, self._service, self._runner = page, service, runner
        self.link = LinkButton("", clicked=self.show_duplicates)
        self.link.hide()

    def refresh(self) -> None:
        """Look for pairs again."""
        self._runner.run(lambda _progress: self._service.duplicates(), title="查找重复", done=self._show_count)

    def show_duplicates(self) -> None:
        """Show the pairs, to be merged or set apart."""
        duplicates_dialog.show(self._page, self._service, self._tell)

    def merge(self, keep_id: int, drop_id: int) -> bool:
        """Look at two records and merge them; whether they were."""
        try:
            done = merge_dialog.ask(self._page, self._service, keep_id, drop_id)
        except CultureError as error:
            self._page.failed.emit(error)
            return False
        if done is not None:
            self._tell(done)
        return done is not None

    def _show_count(self, pairs: tuple[Duplicate, ...]) -> None:
        self.link.setText(f"可能重复 {count(len(pairs), '对')}")
        self.link.setVisible(bool(pairs))

    def _tell(self, done: Done[Any]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence)
