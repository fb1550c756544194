"""A second start brings the first window to the front; where none answers, the window says who has the file."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.ui.pages.closed import ClosedPage
from culture_desktop.ui.pages.welcome.page import WelcomePage
from culture_desktop.ui.single_instance import RaiseServer, _address, raise_running
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.workbench import Workbench
from tests.database.processes import ask, holders, say
from tests.ui.user import User

RAISE = """
import sys
from pathlib import Path
from culture_desktop.ui.single_instance import raise_running
print(raise_running(Path(sys.argv[1])))
"""
# A first window of its own process, which ends with its standard input.
WINDOW = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from culture_desktop import app
from culture_desktop.ui.main_window import MainWindow
from culture_desktop.ui.single_instance import RaiseServer
listen, come_to_front = RaiseServer.listen, MainWindow.come_to_front
def listens(server, path):
    listen(server, path)
    print("open", flush=True)
def comes(window):
    come_to_front(window)
    print("front", flush=True)
RaiseServer.listen, MainWindow.come_to_front = listens, comes
sys.exit(app.main(["--data", sys.argv[1]]))
"""


def start(code: str, path: Path, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


@contextmanager
def ended(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Sockets lie in a folder of the test, also those of its processes; a short one, as the system asks."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    with TemporaryDirectory(prefix="runwu-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_a_second_start_brings_the_window_to_the_front(
    bench: Workbench, user: User, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "runwu.db"
    user.open(path)
    user.await_page(WelcomePage)
    user.window.showMinimized()
    with ended(start(RAISE, path, XDG_ACTIVATION_TOKEN="token-7")) as second:
        user.until(lambda: second.poll() is not None)
        assert second.communicate() == ("True\n", "")
    assert not user.window.windowState() & Qt.WindowState.WindowMinimized
    assert user.window.isActiveWindow()
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-7"


def test_a_second_program_shows_no_window_and_ends_well(tmp_path: Path, runtime: Path) -> None:
    path = tmp_path / "runwu.db"
    with ended(start(WINDOW, path)) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with ended(start(WINDOW, path)) as second:
            told = second.communicate(timeout=30)
        assert (second.returncode, *told) == (0, "数据文件已在另一个润物窗口中打开，已转到那个窗口。\n", "")
        assert first.stdout.readline() == "front\n"
        assert first.poll() is None
        first.send_signal(signal.SIGKILL)
        first.wait(timeout=20)
        assert list(runtime.iterdir()), "a killed window leaves its socket behind"
        with ended(start(WINDOW, path)) as third:
            assert third.stdout is not None
            assert third.stdout.readline() == "open\n"
            with ended(start(RAISE, path)) as fourth:
                assert fourth.communicate(timeout=30) == ("True\n", "")
            assert third.stdout.readline() == "front\n"


def test_of_two_programs_started_at_once_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "runwu.db"
    Database.open(path).close()
    with ended(start(WINDOW, path)) as one, ended(start(WINDOW, path)) as other:
        first_words = {}
        for process in (one, other):
            assert process.stdout is not None
            first_words[process] = process.stdout.readline()  # of the one that gives way: nothing, or that it does so
        (stays,) = (process for process, words in first_words.items() if words == "open\n")
        leaves = other if stays is one else one
        assert leaves.wait(timeout=30) == 0
        assert stays.poll() is None


def test_nobody_answers_where_nothing_runs_or_something_else_does(tmp_path: Path) -> None:
    path = tmp_path / "runwu.db"
    assert not raise_running(path)
    Path(_address(path)).write_text("no socket")
    assert not raise_running(path)
    Path(_address(path)).unlink()
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(_address(path))
        assert not raise_running(path), "it does not listen"


def test_the_address_names_neither_user_nor_file(tmp_path: Path, runtime: Path) -> None:
    address = Path(_address(tmp_path / "工会" / "runwu.db"))
    assert address.parent == runtime
    assert address.name.startswith("runwu-")
    assert set(address.name.removeprefix("runwu-")) <= set("0123456789abcdef")
    assert address != Path(_address(tmp_path / "党支部" / "runwu.db"))


def test_only_the_same_user_may_connect_and_nonsense_changes_nothing(
    theme: object, qtbot: QtBot, tmp_path: Path
) -> None:
    server = RaiseServer()
    raised: list[None] = []
    server.raise_wanted.connect(lambda: raised.append(None))
    server.listen(tmp_path / "runwu.db")
    address = _address(tmp_path / "runwu.db")
    assert Path(address).stat().st_mode & 0o077 == 0
    for nonsense in (b"\n", b"open /etc/passwd\n", b"x" * 5000, b"\xff\xfe\n"):
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(address)
            stranger.sendall(nonsense)
            stranger.setblocking(False)
            seen: list[bytes] = []

            def hung_up(stranger: socket.socket = stranger, seen: list[bytes] = seen) -> bool:
                try:
                    seen.append(stranger.recv(100))
                except BlockingIOError:
                    return False
                except ConnectionError:
                    return True
                return seen[-1] == b""

            qtbot.waitUntil(hung_up)
            assert b"".join(seen) == b""
    assert raised == []
    server.close()
    assert not Path(address).exists()


def test_a_file_that_a_command_has_is_said_and_opens_once_it_is_free(
    bench: Workbench, user: User, tmp_path: Path
) -> None:
    path = tmp_path / "runwu.db"
    Database.open(path).close()
    with holders(path) as (command,):
        assert ask([command], "open") == ["open"]
        user.open(path)
        closed = user.await_page(ClosedPage)
        first = user.window
        user.click(closed.state.button)
        user.until(lambda: user.window is not first and isinstance(user.window.page, ClosedPage))
        say(command, "end")
        command.wait(timeout=20)
    closed = user.await_page(ClosedPage)
    user.click(closed.state.button)
    user.await_page(WelcomePage)


def test_a_file_that_another_window_has_is_shown_there_and_this_window_stays(
    bench: Workbench, user: User, tmp_path: Path
) -> None:
    path = tmp_path / "other.db"
    with ended(start(WINDOW, path)) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        user.open(tmp_path / "runwu.db")
        window = user.window
        bench.open_file(path)
        assert other.stdout.readline() == "front\n"
    assert user.window is window
    assert isinstance(window.page, Page)
    assert bench.path == tmp_path / "runwu.db"


def test_a_folder_that_leaves_no_room_for_an_address_is_passed_by(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = runtime / ("long" * 20)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    address = Path(_address(tmp_path / "runwu.db"))
    assert address.parent != deep
    assert len(bytes(address)) < 107
