"""What keeping the history of every row costs, and how long taking a large import back takes.

Run ``uv run python benchmarks/history.py [COUNT] [ROUNDS]``. The same roster as in ``import_people.py`` goes through
the same services into two copies of one empty file, one as it is and one without the triggers that log every row;
then the import is undone, redone, and a field of all people is changed and undone, each compared with the import that
made them. Fresh processes taking turns; medians; half the count beside the whole shows how costs grow.
"""

import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from import_people import Spent, new_database, without_log, write_roster

if TYPE_CHECKING:
    from culture_desktop.services.history import HistoryService

STEPS = ("import", "undo", "redo", "bulk edit", "undo of the edit")


def run(roster: Path, target: Path, *, log: bool) -> dict[str, float]:
    """CPU seconds of each step, and the size of the file after the import in MiB."""
    from culture_desktop.database import Database
    from culture_desktop.services.history import HistoryService
    from culture_desktop.services.imports.people import PeopleImportService
    from culture_desktop.services.people.service import PeopleService

    if not log:
        with sqlite3.connect(target) as connection:
            without_log(connection)
    database = Database.open(target)
    service, history = PeopleImportService(database), HistoryService(database)
    spent = {}

    def timed(name: str, act: Callable[[], object]) -> None:
        with Spent() as cost:
            act()
        spent[name] = cost.cpu

    timed("import", lambda: service.apply(service.preview(roster)))
    database.close()
    spent["MiB"] = target.stat().st_size / 2**20
    if log:
        database = Database.open(target)
        history = HistoryService(database)
        timed("undo", lambda: take_back(history, redo=False))
        timed("redo", lambda: take_back(history, redo=True))
        with database.read() as session:
            ids = session.connection().exec_driver_sql("SELECT id FROM person").scalars().all()
            unit = session.connection().exec_driver_sql("SELECT max(id) FROM organisation").scalar_one()
        timed("bulk edit", lambda: PeopleService(database).move(ids, unit))
        timed("undo of the edit", lambda: take_back(history, redo=False))
        database.close()
    return spent


def take_back(history: "HistoryService", *, redo: bool) -> None:
    """Ctrl+Z or Ctrl+Y."""
    step = history.next_redo() if redo else history.next_undo()
    assert step is not None
    history.take_back(step.id)


def measure(count: int, rounds: int) -> dict[str, float]:
    """The median of each figure over all rounds, those without the log under ``bare``."""
    runs: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as directory:
        roster, empty = Path(directory) / "roster.xlsx", Path(directory) / "empty.db"
        write_roster(roster, count)
        new_database(empty)
        for _ in range(rounds):
            for way in ("log", "bare"):
                with tempfile.TemporaryDirectory() as copy:
                    target = Path(shutil.copy(empty, copy))
                    command = [sys.executable, __file__, "--run", way, str(roster), str(target)]
                    answer = subprocess.run(command, check=True, capture_output=True).stdout
                for name, value in json.loads(answer).items():
                    runs.setdefault(name if way == "log" else f"bare {name}", []).append(value)
    return {name: statistics.median(values) for name, values in runs.items()}


def main() -> None:
    """Measures and prints."""
    if sys.argv[1:2] == ["--run"]:
        way, roster, target = sys.argv[2:]
        print(json.dumps(run(Path(roster), Path(target), log=way == "log")))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    whole, half = measure(count, rounds), measure(count // 2, rounds)
    print(f"{count} people, medians of {rounds} rounds; CPU seconds, and how often that of half as many")
    for name in STEPS:
        print(f"{name:18}{whole[name]:8.2f}{whole[name] / half[name]:8.2f} x")
    print(f"import with history to import without: {whole['import'] / whole['bare import']:.2f}")
    print(f"undo to import: {whole['undo'] / whole['import']:.2f}, redo: {whole['redo'] / whole['import']:.2f}")
    print(f"file {whole['MiB']:.0f} MiB with, {whole['bare MiB']:.0f} MiB without")


if __name__ == "__main__":
    main()
