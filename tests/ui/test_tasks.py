"""Work off the UI thread: done, failed, crashed, cancelled; on the worker and inline."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from culture_desktop.errors import CultureError, FileMissingError
from culture_desktop.progress import CancelledError, Progress
from culture_desktop.ui.tasks import InlineRunner, Report, Runner, TaskRunner


class Listener(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[CultureError] = []
        self.threads: list[threading.Thread] = []

    def done(self, value: object) -> None:
        self.results.append(value)
        self.threads.append(threading.current_thread())

    def failed(self, error: CultureError) -> None:
        self.errors.append(error)


@pytest.fixture(params=["inline", "threaded"])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    """Both kinds, which behave alike."""
    made = InlineRunner() if request.param == "inline" else TaskRunner()
    yield made
    made.shut_down()


def give(value: int, _progress: Progress) -> int:
    return value


def missing(_progress: Progress) -> object:
    raise FileMissingError(name="名册.xlsx")


def test_result_arrives_on_the_ui_thread(runner: Runner, qtbot: QtBot) -> None:
    listener = Listener()
    runner.run(lambda _: {1: "一"}, title="读取", done=listener.done)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results == [{1: "一"}]
    assert listener.threads == [threading.main_thread()]


def test_error_reaches_its_owner(runner: Runner, qtbot: QtBot) -> None:
    listener = Listener()
    runner.run(missing, title="读取", done=listener.done, failed=listener.failed)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert "名册.xlsx" in str(listener.errors[0])
    assert listener.results == []


def test_error_without_owner_is_signalled(runner: Runner, qtbot: QtBot) -> None:
    listener = Listener()
    runner.failed.connect(listener.failed)
    runner.run(missing, title="读取", done=listener.done)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert isinstance(listener.errors[0], FileMissingError)


def test_bug_is_reported(runner: Runner, qtbot: QtBot) -> None:
    crashes: list[BaseException] = []
    runner.crashed.connect(crashes.append)
    runner.run(lambda _: 1 // 0, title="计算", done=lambda _: None)
    qtbot.waitUntil(lambda: bool(crashes))
    assert isinstance(crashes[0], ZeroDivisionError)


def test_progress_is_reported_up_to_the_end(runner: Runner, qtbot: QtBot) -> None:
    reports: list[Report] = []
    listener = Listener()
    runner.progressed.connect(reports.append)

    def count(progress: Progress) -> int:
        for n in range(1, 101):
            progress(n, 100, "正在生成")
        return 100

    runner.run(count, title="生成", done=listener.done)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert (reports[-1].done, reports[-1].total, reports[-1].text) == (100, 100, "正在生成")
    assert len(reports) < 100, "reports are thinned out"


def test_cancel_within_a_second(qtbot: QtBot) -> None:
    runner, listener = TaskRunner(), Listener()
    undone = threading.Event()

    def endless(progress: Progress) -> None:
        try:
            while True:
                progress(0, 0, "正在导入")
                time.sleep(0.005)
        except CancelledError:
            undone.set()
            raise

    with qtbot.waitSignal(runner.progressed):
        task = runner.run(endless, title="导入", done=listener.done, failed=listener.failed)
    began = time.monotonic()
    with qtbot.waitSignal(runner.finished, timeout=1000):
        task.cancel()
    assert time.monotonic() - began < 1
    assert undone.is_set()
    assert listener.results == []
    assert listener.errors == []
    runner.shut_down()


def test_uncancellable_work_goes_on(qtbot: QtBot) -> None:
    runner, listener = TaskRunner(), Listener()
    release = threading.Event()

    def work(progress: Progress) -> str:
        release.wait(5)
        progress(1, 1, "正在恢复")
        return "完成"

    task = runner.run(work, title="恢复", done=listener.done, cancellable=False)
    task.cancel()
    release.set()
    qtbot.waitUntil(lambda: listener.results == ["完成"])
    runner.shut_down()


def test_tasks_run_in_order(qtbot: QtBot) -> None:
    runner, listener = TaskRunner(), Listener()
    for n in range(20):
        runner.run(partial(give, n), title="排队", done=listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == 20)
    assert listener.results == list(range(20))
    runner.shut_down()


def test_result_for_a_deleted_page_is_dropped(qtbot: QtBot) -> None:
    runner, listener = TaskRunner(), Listener()
    release = threading.Event()
    runner.run(lambda _: release.wait(5), title="等待", done=listener.done)
    results = listener.results
    shiboken6.delete(listener)
    with qtbot.waitSignal(runner.finished):
        release.set()
    assert results == []
    runner.shut_down()


def test_shut_down_cancels_and_returns(qtbot: QtBot) -> None:
    runner, listener = TaskRunner(), Listener()

    def endless(progress: Progress) -> None:
        while True:
            progress(0, 0, "正在导入")
            time.sleep(0.005)

    with qtbot.waitSignal(runner.progressed):
        runner.run(endless, title="导入", done=listener.done)
    runner.run(lambda _: 1, title="排队", done=listener.done)
    began = time.monotonic()
    runner.shut_down()
    assert time.monotonic() - began < 1
    assert listener.results == []
