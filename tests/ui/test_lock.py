"""The lock of the window: what is hidden, what comes back, and what goes on meanwhile."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.lock import LockService
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.people.service import PeopleService
from culture_desktop.ui.dialogs.confirm import ConfirmDialog
from culture_desktop.ui.dialogs.password_dialog import PasswordDialog
from culture_desktop.ui.lock import Lock
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.workbench import Workbench
from tests.ui.accessible import unnamed_widgets
from tests.ui.user import User

SECRET, NAME = "Runwu 2026", "欧阳独一"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A data file with one person and a password."""
    path = tmp_path / "runwu.db"
    database = Database.open(path)
    PeopleService(database).create(PersonDraft(number="1001", name=NAME))
    LockService(database).set_password(SECRET, datetime.now())
    database.close()
    return path


@pytest.fixture
def lock(bench: Workbench, user: User, file: Path) -> Lock:
    """The lock of a window just opened on it."""
    user.open(file)
    assert bench.shown.lock is not None
    return bench.shown.lock


def enter(qtbot: QtBot, lock: Lock, password: str) -> None:
    qtbot.waitUntil(lock.screen.field.isEnabled, timeout=10_000)
    qtbot.keyClicks(lock.screen.field, password)
    qtbot.keyClick(lock.screen.field, Qt.Key.Key_Return)


def unlock(qtbot: QtBot, lock: Lock) -> None:
    enter(qtbot, lock, SECRET)
    qtbot.waitUntil(lambda: not lock.locked, timeout=10_000)


def words_on_screen(user: User) -> str:
    labels = [label.text() for label in user.window.findChildren(QLabel) if label.isVisible()]
    return " ".join([*labels, *(b.text() for b in user.window.findChildren(QPushButton) if b.isVisible())])


def test_nothing_is_seen_until_the_password_is_right(lock: Lock, user: User, qtbot: QtBot) -> None:
    assert lock.locked
    assert words_on_screen(user) == "润物 已锁定，输入密码继续  解锁"
    assert user.window.windowTitle() == "润物"
    assert not any(page.isVisible() for page in user.window.findChildren(Page))
    assert unnamed_widgets(lock.screen) == []
    enter(qtbot, lock, "wrong")
    qtbot.waitUntil(lambda: lock.screen.sentence.text() == "密码不对，没有解锁。请在 1 秒后再试。")
    assert lock.screen.field.text() == ""
    unlock(qtbot, lock)
    assert user.window.page is not None
    assert user.window.page.isVisible()
    assert lock.screen.isHidden()


def test_keys_reach_no_page_while_it_is_locked(lock: Lock, user: User, qtbot: QtBot) -> None:
    shown = user.window.page
    for key in (Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_L, Qt.Key.Key_Z):
        qtbot.keyClick(lock.screen.field, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(lock.screen.field, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is None or lock.screen.isAncestorOf(focused)
    assert user.window.page is shown
    unlock(qtbot, lock)
    qtbot.keyClick(user.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    user.await_page(PeoplePage)


def test_it_locks_on_ctrl_l_and_comes_back_to_the_same_page(lock: Lock, user: User, qtbot: QtBot) -> None:
    unlock(qtbot, lock)
    page = user.go_to("人员", PeoplePage)
    user.window.show_notice(f"已添加 {NAME}")
    qtbot.keyClick(user.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert lock.locked
    assert NAME not in words_on_screen(user)
    unlock(qtbot, lock)
    assert user.window.page is page
    assert page.isVisible()


def test_it_locks_after_idle_minutes_and_the_waking_key_is_for_nobody(
    lock: Lock, user: User, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(qtbot, lock)
    page = user.go_to("人员", PeoplePage)
    moment = [lock._clock()]
    monkeypatch.setattr(lock, "_clock", lambda: moment[0])
    qtbot.keyClick(page.people.filters.search, Qt.Key.Key_A)
    moment[0] += 599
    lock.look()
    assert not lock.locked
    qtbot.mouseMove(page)
    qtbot.keyClick(page.people.filters.search, Qt.Key.Key_B)
    moment[0] += 599
    lock.look()
    assert not lock.locked
    moment[0] += 1
    typed = page.people.filters.search.text()
    qtbot.keyClick(page.people.filters.search, Qt.Key.Key_C)
    assert lock.locked
    assert page.people.filters.search.text() == typed


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen screen has none
def test_a_dialog_waits_out_of_sight_with_what_was_typed(lock: Lock, user: User, qtbot: QtBot) -> None:
    unlock(qtbot, lock)
    answers: list[bool] = []
    dialog = ConfirmDialog(user.window, f"删除{NAME}", "不能恢复。", act="删除")
    dialog.finished.connect(lambda code: answers.append(bool(code)))
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    menu = QMenu(user.window)
    menu.addAction(NAME)
    menu.popup(user.window.pos())
    lock.lock()
    assert not dialog.isVisible()
    assert not menu.isVisible()
    assert answers == []
    unlock(qtbot, lock)
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
    assert answers == [True]


def test_a_dialog_in_its_own_loop_survives_the_lock(lock: Lock, user: User, qtbot: QtBot) -> None:
    unlock(qtbot, lock)

    def lock_and_unlock(dialog: ConfirmDialog) -> None:
        lock.lock()
        assert not dialog.isVisible()
        unlock(qtbot, lock)
        qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

    with user.at(ConfirmDialog, lock_and_unlock):
        assert ConfirmDialog(user.window, "删除", "不能恢复。", act="删除").exec() == ConfirmDialog.DialogCode.Accepted


def test_what_opens_meanwhile_waits_too_and_work_goes_on(
    bench: Workbench, lock: Lock, user: User, qtbot: QtBot
) -> None:
    unlock(qtbot, lock)
    begun, go_on, ended = Event(), Event(), list[object]()
    dialog = ConfirmDialog(user.window, NAME, "", act="好")

    def work(_progress: Callable[..., None]) -> str:
        begun.set()
        assert go_on.wait(10)
        return "done"

    def done(value: str) -> None:
        ended.append(value)
        dialog.open()

    assert bench.shown.runner is not None
    bench.shown.runner.run(work, title="导入", done=done)
    lock.lock()
    go_on.set()
    qtbot.waitUntil(lambda: ended == ["done"])
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert lock.locked
    unlock(qtbot, lock)
    assert dialog.isVisible()
    dialog.reject()


def test_the_password_is_looked_at_while_the_worker_is_busy(bench: Workbench, lock: Lock, qtbot: QtBot) -> None:
    go_on = Event()
    assert bench.shown.runner is not None
    bench.shown.runner.run(lambda _progress: go_on.wait(10), title="导入", done=lambda _value: None)
    unlock(qtbot, lock)
    assert bench.busy
    go_on.set()
    qtbot.waitUntil(lambda: not bench.busy)


def test_capitals_are_pointed_out(lock: Lock, qtbot: QtBot) -> None:
    qtbot.keyClick(lock.screen.field, "A")  # without Shift
    assert lock.screen.sentence.text() == "大写锁定已打开"
    qtbot.keyClick(lock.screen.field, "a")
    assert lock.screen.sentence.text() == ""


def test_a_password_is_set_changed_and_removed_on_the_settings_page(
    bench: Workbench, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    user.open(tmp_path / "neu.db")
    lock = bench.shown.lock
    assert lock is not None
    assert not lock.locked
    qtbot.keyClick(user.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = user.await_page(SettingsPage)
    assert page.subtitle == "密码与锁定"

    def fill(*values: str) -> Callable[[PasswordDialog], None]:
        def act(dialog: PasswordDialog) -> None:
            for line, value in zip(dialog._lines, values, strict=True):
                qtbot.keyClicks(line, value)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: not dialog.isVisible() or dialog.note.text() != "")
            if dialog.isVisible():
                qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)

        return act

    with user.at(PasswordDialog, fill("abcd", "abce")):
        user.click(page.lock.set_button)
    assert not lock.has_password
    with user.at(PasswordDialog, fill(SECRET, SECRET)):
        user.click(page.lock.set_button)
    user.until(lambda: lock.has_password)
    with user.at(PasswordDialog, fill("wrong", "other", "other")):
        user.click(page.lock.change_button)
    user.click(page.lock.lock_button)
    assert lock.locked
    qtbot.wait_until(lambda: LockService(bench.services.lock._database)._read().wait(datetime.now()) == 0)
    unlock(qtbot, lock)
    with user.at(PasswordDialog, fill(SECRET)):
        user.click(page.lock.remove_button)
    user.until(lambda: not lock.has_password)
    assert page.lock.set_button.isVisible()
