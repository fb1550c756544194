"""Work as a user does it, in a process that says what it is about to do and what came of it, until it is ended."""

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from culture_desktop.database import Database
from culture_desktop.errors import CultureError
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.backups import Restoration
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Done
from culture_desktop.services.services import Services
from culture_desktop.vocabulary import Attendance
from tests.faults.state import State, state_of
from tests.services.awards.campaign import AWARDED_ON, NOTICE_FROM, PATTERN, Round
from tests.services.company import plan
from tests.services.imports.lists import xlsx

BATCH = 300
NOW = datetime(2026, 11, 23, 20, 41)
Message = dict[str, Any]
Say = Callable[[Message], None]
_OPERATIONS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile", "sqlite3.connect"}


class Worker:
    """Does one intention after another: ``doing`` is said before it, ``done`` or ``refused`` after it."""

    def __init__(
        self,
        path: Path,
        life: str,
        say: Say,
        trouble: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self.path, self.life, self._say, self._trouble = path, life, say, trouble
        self.services: Services
        self.database: Database

    def open(self, path: Path | None = None) -> None:
        """Open the data file, which makes or migrates it."""
        self.database = Database.open(path or self.path)
        self.services = Services.on(self.database)

    def close(self) -> None:
        """Let go of it, if it was opened."""
        if "database" in self.__dict__:
            self.database.close()

    def state(self) -> State:
        """What the file holds."""
        return state_of(self.database)

    def step(self, what: str, act: Callable[..., object], *arguments: object, to: State | None = None) -> Any:
        """One intention and what came of it; ``to`` is the state it brings back. A file that it made is said."""
        self._say({"doing": what, "to": None if to is None else asdict(to)})
        try:
            with self._trouble():
                value = act(*arguments)
        except CultureError as error:
            self._say({"refused": what, "sentence": str(error)})
            raise
        value = value.value if isinstance(value, Done) else value
        file = value.kept if isinstance(value, Restoration) else value
        self._say({"done": what, **asdict(self.state()), "file": str(file) if isinstance(file, Path) else None})
        return value

    def undo(self, reason: str = "") -> None:
        """Take the last entry back."""
        row = self.services.history.next_undo()
        assert row is not None
        self.step(f"undo {row.label}", partial(self.services.history.take_back, row.id, reason=reason))

    def redo(self, reason: str = "") -> None:
        """Do again what was taken back last."""
        row = self.services.history.next_redo()
        assert row is not None
        self.step(f"redo {row.label}", partial(self.services.history.take_back, row.id, reason=reason))


def imports(worker: Worker) -> Iterator[None]:
    """Lists of people, new ones and changes to them, activities with who came; all of it undone and redone."""
    worker.step("open", worker.open)
    services = worker.services
    for number in itertools.count():
        for what, position in (("people", "客服坐席"), ("changes", "质检员")):
            preview = services.people_import.preview(_roster(worker, number, position))
            assert not preview.rejected
            worker.step(f"import {what}", services.people_import.apply, preview)
            yield
        worker.undo()
        worker.redo()
        yield
        ids = services.people.ids(PeopleQuery())[-60:]
        activity = worker.step("activity", services.activities.create, plan(f"2026-{worker.life}-{number}"))
        worker.step("sign up", services.activities.add_people, activity, ids)
        worker.step("attendance", services.activities.set_attendance, activity, ids, Attendance.ATTENDED)
        yield
        worker.undo()
        worker.redo()
        yield


def _roster(worker: Worker, number: int, position: str) -> Path:
    """A list of people of a team of their own, as xlsx or csv."""
    rows = [
        {
            "工号": f"{worker.life}-{number}-{row:03d}",
            "姓名": f"林{chr(0x4E00 + row)}",
            "部门": f"客户服务中心/{worker.life}-{number}班",
            "岗位": position,
        }
        for row in range(BATCH)
    ]
    file = worker.path.with_name(f"名册-{number}")
    if number % 2:
        return xlsx(file.with_suffix(".xlsx"), *rows)
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    file = file.with_suffix(".csv")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def awards(worker: Worker) -> Iterator[None]:
    """Campaigns from the first nomination to the confirmed result, which is taken back with a reason."""
    worker.step("open", worker.open)
    history, reason = worker.services.history, "更正：票数重新核对"
    while (last := history.next_undo()) is not None and history.needs_reason(last.id):
        worker.undo(reason)
    made = Round(worker.database, worker.path.parent, made=True)
    for number in itertools.count():
        code = f"{worker.life}-{number}"
        worker.step("campaign", made.create, code)
        worker.step("nominate", made.setup.nominate, code, tuple(made.ids.values()), "用心服务")
        worker.step("teams", made.setup.nominate_teams, code, tuple(made.team_ids.values()))
        worker.step("scores", made.score, None, code)
        yield
        worker.step("propose", made.awards.propose, code)
        worker.step("notice", made.awards.start_notice, code, NOTICE_FROM)
        worker.step("confirm", made.awards.confirm, code, AWARDED_ON, PATTERN)
        yield
        worker.undo(reason)
        worker.redo(reason)
        yield
        worker.undo(reason)


def backups(worker: Worker) -> Iterator[None]:
    """Backups of every kind, a month of them within minutes, with a new picture before each."""
    worker.step("open", worker.open)
    services = worker.services
    stick = services.backups.make_place(worker.path.parent)
    whole = worker.path.with_name("whole.runwu")
    for number in itertools.count():
        worker.step("picture", services.pictures.add, *_picture(worker, number))
        now = NOW + timedelta(hours=7 * number)
        yield
        worker.step("backup", services.backups.write, whole, now)
        worker.step("automatic", services.backups.take, now)
        yield
        worker.step("daily", services.backups.take_daily, now + timedelta(days=number + 1))
        worker.step("stick", services.backups.copy_to, stick, now)
        yield


def _picture(worker: Worker, number: int) -> tuple[int, Path]:
    """An activity and a picture for it that was never there before."""
    (activity, *_) = worker.services.activities.rows(ActivityQuery(year=2026))
    file = worker.path.with_name("现场.png")
    Image.effect_noise((120, 80 + number % 40), 60 + number % 7).save(file)
    return activity.id, file


def restores(worker: Worker) -> Iterator[None]:
    """Two backups put in place by turns, with work in between."""
    worker.step("open", worker.open)
    services = worker.services
    for number in itertools.count():
        whole = worker.path.with_name(f"whole-{number % 2}.runwu")
        held = worker.state()
        worker.step("backup", services.backups.write, whole, NOW)
        activity = plan(f"2026-{worker.life}-{number}")
        worker.step("activity", services.activities.create, activity)
        yield
        worker.step("restore", services.backups.restore, whole, datetime.now(), to=held)
        yield
        worker.step("activity", services.activities.create, activity)


def migrations(worker: Worker) -> Iterator[None]:
    """Files of the first schema brought up to date one by one, and new ones made; ``path`` is the old file."""
    for number in itertools.count():
        folder = worker.path.parent / f"{worker.life}-{number}"
        making = folder.with_suffix(".part")
        making.mkdir()
        if number % 4:
            shutil.copy(worker.path, making / worker.path.name)
        making.rename(folder)
        worker.step("migrate" if number % 4 else "make", worker.open, folder / worker.path.name)
        worker.services.store.close()
        yield


WORKS: Mapping[str, Callable[[Worker], Iterator[None]]] = {
    "imports": imports,
    "awards": awards,
    "backups": backups,
    "restores": restores,
    "migrations": migrations,
}


def work(what: str, path: Path, life: str, say: Say, last_operation: int | None = None) -> None:
    """Work until killed; with ``last_operation`` by itself, before so many file operations beside the data file."""
    if last_operation is not None:
        die_before(path.parent, last_operation)
    for _ in WORKS[what](Worker(path, life, say)):
        continue


def die_before(folder: Path, operation: int) -> None:
    """End this process as ``kill -9`` does, before its nth opening, renaming or removing of a file in a folder."""
    count = itertools.count(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _OPERATIONS and str(folder) in str(arguments[0]) and next(count) == operation:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
