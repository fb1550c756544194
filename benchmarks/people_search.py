"""From a key in the search field of the people page to the rows on screen, among 100,000 people.

Run ``uv run python benchmarks/people_search.py [COUNT] [ROUNDS]``. The real page, its worker and the real services run
offscreen on a real file; words are typed letter by letter, and each key is timed until the rows found are painted. The
limit is one frame of a 60 Hz screen, 16 ms; the peer is the query itself as plain SQL, ``LIKE '%…%'`` over the same
column with the same order, without any window.
"""

import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from import_people import GIVEN, SURNAMES, new_database, without_log
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from culture_desktop.override import override

if TYPE_CHECKING:
    from culture_desktop.ui.pages.people.page import PeoplePage

FRAME_MS = 16
UNITS = 2000
# What people type: pinyin, initials, a name, parts of a number and of a telephone number, a unit, two words.
TYPED = ("wangxiaomei", "wxm", "王晓梅", "梅", "E0512", "4417", "127班", "王 12部", "zlh", "expression")


def fill(path: Path, count: int) -> None:
    """Invented people, always the same ones."""
    from sqlalchemy import insert

    from culture_desktop.database import Database
    from culture_desktop.models import Person
    from culture_desktop.services.organisations import ensure_units
    from culture_desktop.services.people.derived import derived_columns
    from culture_desktop.vocabulary import EmploymentType, PersonStatus

    chance = random.Random(20261123)

    def person(at: int, units: list[int]) -> dict[str, object]:
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        number, phone = f"E{at:06d}", f"13{chance.randrange(10**9):09d}"
        return {
            "number": number,
            "name": name,
            "phone": phone,
            "unit_id": chance.choice(units),
            "position": chance.choice(("营业员", "客服代表", "班长")),
            "employment": chance.choice(list(EmploymentType)),
            "front_line": chance.random() < 0.6,
            "manager": False,
            "hire_date": date(2010, 1, 1),
            "status": PersonStatus.ACTIVE,
            "extra": {},
            **derived_columns(number, name, phone),
        }

    new_database(path)
    with sqlite3.connect(path) as connection:
        without_log(connection)
    database = Database.open(path)
    with database.begin("样例") as session:
        units = ensure_units(session, [f"云川公司/{at // 100}部/{at}班" for at in range(UNITS)])
        session.execute(insert(Person), [person(at, list(units.values())) for at in range(count)])
    database.close()


def prefixes() -> Iterator[str]:
    """The search field after each key."""
    for words in TYPED:
        for end in range(1, len(words) + 1):
            if words[:end].strip() == words[:end]:
                yield words[:end]
        yield ""


def plain_sql(path: Path, words: str) -> tuple[float, float]:
    """Milliseconds, wall and CPU, that the same people take as LIKE over the same table."""
    terms = words.casefold().split()
    clause = "(search_text LIKE ? OR unit_id IN (SELECT id FROM organisation WHERE full_name LIKE ?))"
    where = " AND ".join([clause] * len(terms)) or "1"
    found = [f"%{term}%" for term in terms for _ in range(2)]
    with sqlite3.connect(path) as connection:
        start, begun = time.perf_counter(), time.process_time()
        connection.execute(
            f"SELECT id FROM person WHERE status = 'active' AND {where} ORDER BY number", found
        ).fetchall()
        return (time.perf_counter() - start) * 1000, (time.process_time() - begun) * 1000


def until(application: QApplication, reached: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    while not reached():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


class Painted(QObject):
    """Notes when the table is first painted with what was found."""

    def __init__(self, page: "PeoplePage") -> None:
        super().__init__()
        self.found, self.at, self.cpu = False, 0.0, 0.0
        self.loop = QEventLoop()
        page.status_changed.connect(self._arrived)
        page.people.table.viewport().installEventFilter(self)

    def begin(self) -> None:
        """Wait anew."""
        self.found, self.at, self.cpu = False, 0.0, 0.0

    def _arrived(self) -> None:
        self.found = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.found and not self.at:
            watched.removeEventFilter(self)
            QApplication.sendEvent(watched, event)
            watched.installEventFilter(self)
            self.at, self.cpu = time.perf_counter(), time.process_time()
            self.loop.quit()
            return True
        return False


def key_to_rows(page: "PeoplePage", painted: Painted, words: str) -> tuple[float, float]:
    """Milliseconds from the text in the field to the rows painted: wall time, and CPU time of both threads.

    The window waits as it does when somebody types: asleep, not asking again and again, which would keep the worker from
    running.
    """
    painted.begin()
    start, begun = time.perf_counter(), time.process_time()
    page.people.filters.search.setText(words)
    painted.loop.exec()
    spent = (painted.at - start) * 1000, (painted.cpu - begun) * 1000
    # People type five letters a second: the pane at the right catches up between two keys.
    QTimer.singleShot(150, painted.loop.quit)
    painted.loop.exec()
    return spent


def measure(path: Path, rounds: int, settings: Path) -> dict[str, list[float]]:
    """Milliseconds of each key of each round, both ways taking turns."""
    from culture_desktop.database import Database
    from culture_desktop.services.services import Services
    from culture_desktop.ui.application import create_application
    from culture_desktop.ui.pages.people.page import PeoplePage
    from culture_desktop.ui.settings import Settings
    from culture_desktop.ui.tasks import TaskRunner
    from culture_desktop.ui.widgets.page import EVERYTHING

    kept = Settings(settings)
    application = create_application([], settings=kept).qt
    services, runner = Services.on(Database.open(path)), TaskRunner()
    page = PeoplePage(services, runner, kept, lambda: date(2026, 11, 23))
    page.resize(1366, 768)
    page.show()
    page.refresh(EVERYTHING)
    until(application, lambda: not runner.busy)
    painted = Painted(page)
    spent: dict[str, list[float]] = {name: [] for name in ("window", "window cpu", "sql", "sql cpu")}
    for _ in range(rounds):
        for words in prefixes():
            window, sql = key_to_rows(page, painted, words), plain_sql(path, words)
            if words:
                for name, figure in zip(spent, (*window, *sql), strict=True):
                    spent[name].append(figure)
                if "-v" in sys.argv:
                    print(f"{words:12} {window[0]:6.1f} {window[1]:6.1f} {sql[0]:6.1f}")
    runner.shut_down()
    services.store.close()
    return spent


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count, rounds = (*numbers, *(100_000, 3)[len(numbers) :])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp(prefix="runwu-bench-"))
    try:
        path = folder / "people.db"
        fill(path, count)
        spent = measure(path, rounds, folder / "settings.ini")
    finally:
        shutil.rmtree(folder)
    for way, figures in spent.items():
        middle, late = statistics.median(figures), statistics.quantiles(figures, n=20)[-1]
        print(
            f"{way:10} median {middle:5.1f} ms, {middle / FRAME_MS:.2f} frames; p95 {late:5.1f} ms, {late / FRAME_MS:.2f}"
        )
    ratio = statistics.median(spent["window cpu"]) / statistics.median(spent["sql cpu"])
    print(f"{len(spent['window'])} keys among {count:,} people; CPU time of the window over plain SQL: {ratio:.2f}")


if __name__ == "__main__":
    main()
