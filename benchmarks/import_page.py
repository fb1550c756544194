"""How long the window does nothing while a roster of 100,000 people is looked at, taken otherwise and filtered.

Run ``uv run python benchmarks/import_page.py [COUNT]``. The real page, its worker and the real services run offscreen on
a real file; the longest event that the UI thread deals with is timed in each step. The limit is 50 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from import_people import new_database, write_roster
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from culture_desktop.override import override
from culture_desktop.vocabulary import ImportMode, ListKind

LIMIT_MS = 50
SETTLED_MS = 300  # after the last look is shown: the old one is let go of, and what is left is painted


class TimedApplication(QApplication):
    """Keeps the longest event in milliseconds, wall time and CPU time of the UI thread."""

    longest = cpu = 0.0
    _within = False

    @override
    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._within:
            return super().notify(receiver, event)
        self._within, begun, cpu_begun = True, time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._within = False
            self.longest = max(self.longest, (time.perf_counter() - begun) * 1000)
            self.cpu = max(self.cpu, (time.thread_time() - cpu_begun) * 1000)


def main() -> None:
    """Measures and prints."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = TimedApplication(sys.argv[:1])
    from culture_desktop.database import Database
    from culture_desktop.services.services import Services
    from culture_desktop.ui.pages.imports.job import RosterJob
    from culture_desktop.ui.pages.imports.kinds import PEOPLE, ImportOrder
    from culture_desktop.ui.pages.imports.page import ImportsPage
    from culture_desktop.ui.settings import Settings
    from culture_desktop.ui.tasks import TaskRunner

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        write_roster(folder / "roster.xlsx", count)
        new_database(folder / "empty.db")
        services, runner = Services.on(Database.open(folder / "empty.db")), TaskRunner()
        page = ImportsPage(
            PEOPLE,
            lambda _kind, _into: RosterJob(services.people_import),
            runner,
            Settings(folder / "settings.ini"),
            organisations=services.organisations.nodes,
            history=services.history,
        )
        page.resize(1198, 685)
        page.show()
        page.open_with(ImportOrder(ListKind.PERSON))
        application.processEvents()
        loop = QEventLoop()
        page.looking.looked.connect(lambda _look: QTimer.singleShot(SETTLED_MS, loop.quit))

        def look(name: str, ask: Callable[[], None]) -> None:
            application.longest = application.cpu = 0.0
            ask()
            loop.exec()
            print(f"{name:28}CPU {application.cpu:4.0f} ms, wall {application.longest:4.0f} ms, limit {LIMIT_MS}")

        def take(mode: ImportMode) -> None:
            page.looking.take_otherwise(lambda options: replace(options, mode=mode))

        look("first showing", lambda: page.open_file(folder / "roster.xlsx"))
        for mode in (ImportMode.UPDATE, ImportMode.ADD_UPDATE):
            look(f"taken as {mode.value}", lambda mode=mode: take(mode))  # type: ignore[misc]
        look("the file opened again", lambda: page.open_file(folder / "roster.xlsx"))
        for tab, button in page.review.tabs.tabs.items():
            if button.isEnabled():
                begun = time.perf_counter()
                page.review.go_to(tab)
                application.processEvents()
                print(f"tab {tab or 'all':24}{(time.perf_counter() - begun) * 1000:6.0f} ms")
        runner.shut_down()


if __name__ == "__main__":
    main()
