"""The log for support: it rotates, and whatever goes wrong, it names nobody."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from culture_desktop import app
from culture_desktop.cli.main import run
from culture_desktop.database import Database
from culture_desktop.paths import log_path
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.report import ReportDialog, describe, log_bug
from tests.services.imports.lists import resident_id

NAME, NUMBER, PHONE, IDENTITY = "澹台灭明", "XK-98041", "13799986543", resident_id(417)
TRACES = (NAME, NUMBER, PHONE, IDENTITY, PHONE[-8:])


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's log, in a folder of the test."""
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_app, **_options: tmp_path / "log")
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []
    app._start_log.cache_clear()
    app._start_log()
    yield log_path()
    for handler in root.handlers:
        handler.close()
    root.handlers = before
    root.setLevel(level)
    app._start_log.cache_clear()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """The services with one person on the books."""
    database = Database.open(tmp_path / "runwu.db")
    services = Services.on(database)
    services.people.create(PersonDraft(NUMBER, NAME, phone=PHONE, resident_id=IDENTITY))
    yield services
    database.close()


def everything_in(folder: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(folder.iterdir()))


def taken_number(services: Services) -> None:
    services.people.create(PersonDraft("2", NAME, resident_id=IDENTITY))


def stray_type(services: Services) -> None:
    services.people.create(PersonDraft(NUMBER + "-2", NAME, phone=PHONE, sex=NAME))  # type: ignore[arg-type]


def broken_statement(services: Services) -> None:
    with services.people._database.begin("坏语句") as session:
        session.execute(text("INSERT INTO person (number, name) VALUES (:a, :b)"), {"a": NUMBER, "b": NAME})


def lookup_by_name(services: Services) -> None:
    dict[str, int]()[f"{NAME} {PHONE} {IDENTITY}"]


FAILURES: dict[str, Callable[[Services], None]] = {
    "a number that is taken": taken_number,
    "a value of another type": stray_type,
    "a statement the database refuses": broken_statement,
    "a key that is a name": lookup_by_name,
}


@pytest.mark.parametrize("case", FAILURES)
def test_no_failure_brings_a_name_into_the_log_or_the_report(
    log: Path, services: Services, qapp: QApplication, qtbot: QtBot, case: str
) -> None:
    with pytest.raises(Exception) as failed:  # noqa: PT011 - whatever it is
        FAILURES[case](services)
    assert any(trace in str(failed.value) for trace in TRACES) or case != "a key that is a name"
    log_bug(failed.value)
    dialog = ReportDialog(failed.value, log)
    qtbot.addWidget(dialog)
    for words in (everything_in(log.parent), dialog.details.toPlainText(), describe(failed.value)):
        assert type(failed.value).__name__ in words
        assert [trace for trace in TRACES if trace in words] == []


def test_a_bug_in_a_command_is_logged_without_what_was_typed(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def open_services(path: Path) -> Services:
        raise RuntimeError(f"{NAME} {PHONE} {IDENTITY} {path}")

    assert run(["people", "show", NUMBER], open_services, app.open_window, app.has_display) == 1
    words = everything_in(log.parent) + capsys.readouterr().err
    assert "RuntimeError" in words
    assert [trace for trace in TRACES if trace in words] == []


def test_a_whole_process_that_fails_and_works_leaves_no_name(tmp_path: Path) -> None:
    """Adding, importing, revealing, refusing: as a user's shell runs it, with the log where the system wants it."""
    roster = tmp_path / "名册.csv"
    roster.write_text(f"工号,姓名,手机,身份证号\n{NUMBER},{NAME},{PHONE},{IDENTITY}\n", encoding="utf-8")
    state = tmp_path / "state"
    commands = (
        ("people", "import", str(roster)),
        ("people", "show", NUMBER, "--reveal"),
        ("people", "show", NAME),
        ("people", "export", str(tmp_path / "人员.csv"), "--reveal"),
        ("people", "remove", NUMBER, "--confirm", "别人"),
        ("people", "remove", NUMBER, "--confirm", NAME),
    )
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "culture_desktop", "--data", str(tmp_path / "runwu.db"), *command],
            capture_output=True,
            check=False,
            timeout=60,
            env={**_environment(), "XDG_STATE_HOME": str(state), "LOCALAPPDATA": str(state), "HOME": str(state)},
        )
    written = "".join(file.read_text(encoding="utf-8") for file in state.rglob("*.log*"))
    assert "alembic" in written  # what made the file is logged, so the log was written to
    assert [trace for trace in TRACES if trace in written] == []


def test_it_rotates_and_stays_small(log: Path) -> None:
    logger = logging.getLogger("culture_desktop.test")
    for at in range(6000):
        logger.info("%06d %s", at, "x" * 1000)
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["runwu.log", "runwu.log.1", "runwu.log.2", "runwu.log.3"]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert "005999 x" in log.read_text(encoding="utf-8")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DISPLAY"}
