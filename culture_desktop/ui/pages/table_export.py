"""Writes any table of any page to a file, as it is shown."""

from pathlib import Path

from PySide6.QtCore import QObject

from culture_desktop.progress import Progress
from culture_desktop.services.lists import ListService
from culture_desktop.services.results import Done
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page


class TableExport(QObject):
    """Belongs to a page and listens to it."""

    def __init__(self, page: Page, lists: ListService, runner: Runner, settings: Settings) -> None:
        super().__init__(page)
        self._page, self._lists, self._runner, self._settings = page, lists, runner, settings
        page.export_wanted.connect(self.export)

    def export(self, shown: ShownTable) -> None:
        """Ask where to, write, tell."""
        kinds = (files.SHEETS, files.CSV)
        path = files.save(self._page, f"导出{shown.title}", f"{shown.title}.xlsx", kinds, self._settings)
        if path is None:
            return

        def write(progress: Progress) -> Done[Path]:
            return self._lists.export_shown(shown, path, progress)

        self._runner.run(write, title=f"导出{shown.title}", done=self._tell)

    def _tell(self, done: Done[Path]) -> None:
        self._page.notify(done.sentence)
