"""The frame: pages on demand, refresh by topic, notices, problems, bugs, folding, closing."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.errors import FileMissingError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.ui.application import create_application
from culture_desktop.ui.dialogs.report import ReportDialog
from culture_desktop.ui.main_window import Entry, MainWindow
from culture_desktop.ui.settings import LAST_PAGE, THEME, Settings
from culture_desktop.ui.tasks import InlineRunner, Runner, TaskRunner
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import EVERYTHING, Page, Topics
from tests.ui.accessible import unnamed_widgets


class SamplePage(Page):
    """Remembers what the window did with it."""

    def __init__(self, title: str) -> None:
        super().__init__(title, "副标题")
        self.refreshed: list[Topics] = []
        self.opened: list[object] = []
        self.closable = True
        self.left = 0
        self.header_actions = [Button(f"新建{title}", icon="plus")]
        field = QLineEdit()
        field.setAccessibleName("姓名")
        self.setLayout(column(field))
        self.set_status(f"{title} 3 项")

    @override
    def refresh(self, topics: Topics) -> None:
        self.refreshed.append(topics)

    @override
    def open_with(self, argument: object) -> None:
        self.opened.append(argument)

    @override
    def leave_crumb(self) -> None:
        self.left += 1

    @override
    def can_close(self) -> bool:
        return self.closable


class Frame:
    """A window over sample pages, and what was built."""

    def __init__(self, qtbot: QtBot, folder: Path, runner: Runner) -> None:
        self.settings = Settings(folder / "settings.ini")
        self.built: dict[str, SamplePage] = {}
        entries = [
            Entry("overview", "总览", "layout-dashboard", self.maker("overview", "总览")),
            Entry("people", "人员", "users", self.maker("people", "人员")),
            Entry("documents", "文书", "file-text", self.maker("documents", "文书"), group=1),
            Entry("settings", "设置", "settings", self.maker("settings", "设置"), foot=True),
        ]
        self.window = MainWindow(entries, runner=runner, settings=self.settings)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.set_unit("云川供电服务中心工会", 2026)
        self.window.show()
        self.window.begin()

    def maker(self, key: str, title: str) -> Callable[[], Page]:
        def make() -> Page:
            self.built[key] = SamplePage(title)
            return self.built[key]

        return make


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.shut_down()


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Frame:
    return Frame(qtbot, tmp_path, InlineRunner())


def words_in(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_pages_are_built_when_first_shown(frame: Frame, qtbot: QtBot) -> None:
    assert list(frame.built) == ["overview"]
    assert frame.built["overview"].refreshed == [EVERYTHING]
    qtbot.keyClick(frame.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert list(frame.built) == ["overview", "people"]
    assert frame.window.page is frame.built["people"]


def test_heading_actions_and_facts_belong_to_the_page(frame: Frame) -> None:
    frame.window.show_page("people")
    words = words_in(frame.window)
    assert "人员" in words
    assert "人员 3 项" in words
    assert "云川供电服务中心工会　2026年度" in words
    assert frame.built["people"].header_actions[0].isVisible()
    assert not frame.built["overview"].header_actions[0].isVisible()
    frame.window.show_page("overview")
    assert frame.built["overview"].header_actions[0].isVisible()


def test_page_on_screen_is_refreshed_at_once_others_when_shown(frame: Frame) -> None:
    frame.window.show_page("people")
    overview, people = frame.built["overview"], frame.built["people"]
    people.changed.emit(frozenset({"people"}))
    people.changed.emit(frozenset({"units"}))
    assert people.refreshed == [EVERYTHING, {"people"}, {"units"}]
    assert overview.refreshed == [EVERYTHING]
    frame.window.show_page("overview")
    assert overview.refreshed == [EVERYTHING, {"people", "units"}]
    frame.window.show_page("people")
    frame.window.show_page("overview")
    assert len(overview.refreshed) == 2, "nothing changed in between"


def test_everything_outweighs_topics(frame: Frame) -> None:
    frame.window.show_page("people")
    frame.window.refresh(EVERYTHING)
    frame.window.refresh(frozenset({"people"}))
    frame.window.show_page("overview")
    assert frame.built["overview"].refreshed[-1] == EVERYTHING


def test_a_page_asks_for_another(frame: Frame) -> None:
    frame.built["overview"].navigated.emit("people", {"unit": 3})
    assert frame.window.page is frame.built["people"]
    assert frame.built["people"].opened == [{"unit": 3}]


def test_crumb_leads_back(frame: Frame, qtbot: QtBot) -> None:
    page = frame.built["overview"]
    page.set_heading("导入名册", "名册.xlsx", crumb="人员")
    crumb = next(
        button
        for button in frame.window.findChildren(QPushButton)
        if button.text() == "人员" and button.property("kind") == "crumb"
    )
    qtbot.mouseClick(crumb, Qt.MouseButton.LeftButton)
    assert page.left == 1


def test_saved_note(frame: Frame) -> None:
    assert "自动保存已开" in words_in(frame.window)
    frame.window.note_saved(datetime(2026, 11, 23, 20, 41))
    assert "已自动保存 20:41" in words_in(frame.window)


def test_problem_stays_until_dismissed_or_work_goes_on(frame: Frame) -> None:
    page = frame.built["overview"]
    page.failed.emit(FileMissingError(name="名册.xlsx"))
    assert "找不到文件“名册.xlsx”" in words_in(frame.window)
    page.changed.emit(frozenset({"people"}))
    assert "找不到文件" not in words_in(frame.window)


def test_notice_with_undo(frame: Frame) -> None:
    undone: list[bool] = []
    frame.built["overview"].notify("已删除 1 人", "撤销", lambda: undone.append(True))
    toast = frame.window.toasts.toast
    assert toast is not None
    assert toast.action is not None
    toast.action.click()
    assert undone == [True]


def test_problem_in_refresh_is_shown(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_page: SamplePage, _topics: Topics) -> None:
        raise FileMissingError(name="照片.jpg")

    monkeypatch.setattr(SamplePage, "refresh", fail)
    frame.window.show_page("people")
    assert "照片.jpg" in words_in(frame.window)


def test_bug_opens_one_dialog_and_logs_no_names(frame: Frame, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    typed = "欧阳" + chr(0x4DAE)
    try:
        raise RuntimeError(typed)
    except RuntimeError as error:
        frame.window.show_bug(error)
    dialog = frame.window.findChild(ReportDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert "RuntimeError" in caplog.text
    assert "test_bug_opens_one_dialog" in caplog.text
    assert typed not in caplog.text
    assert typed not in dialog.details.toPlainText()
    assert unnamed_widgets(dialog) == []
    dialog.copy.click()
    assert "RuntimeError" in QApplication.clipboard().text()
    dialog.accept()


def test_rail_folds_when_narrow(frame: Frame) -> None:
    frame.window.resize(1366, 768)
    assert "润物" in words_in(frame.window)
    frame.window.resize(1100, 700)
    assert "润物" not in words_in(frame.window)


def test_everything_that_takes_the_keyboard_is_named(frame: Frame) -> None:
    for key in ("overview", "people", "documents", "settings"):
        frame.window.show_page(key)
    assert unnamed_widgets(frame.window) == []


def test_badges_are_spoken(frame: Frame) -> None:
    frame.window.set_badge("people", 3)
    names = [button.accessibleName() for button in frame.window.findChildren(QPushButton)]
    assert "人员，3 项待办" in names


def test_closing_can_be_refused_and_remembers_place(frame: Frame, tmp_path: Path) -> None:
    frame.window.show_page("people")
    frame.built["people"].closable = False
    assert not frame.window.close()
    frame.built["people"].closable = True
    frame.window.resize(1024, 650)
    assert frame.window.close()
    again = Settings(tmp_path / "settings.ini")
    assert again.get(LAST_PAGE) == "people"
    entries = [Entry(key, key, "users", lambda: SamplePage("x")) for key in ("overview", "people")]
    window = MainWindow(entries, runner=InlineRunner(), settings=again)
    assert window.height() == 650, "the screen of the tests is narrower than the window may be"
    window.begin()
    assert window.page is not None
    window.deleteLater()


def test_progress_appears_and_cancels(qtbot: QtBot, tmp_path: Path, runner: TaskRunner) -> None:
    frame = Frame(qtbot, tmp_path, runner)

    def endless(progress: Progress) -> None:
        for n in range(100_000):
            progress(n, 100_000, "正在生成证书")
            time.sleep(0.005)

    runner.run(endless, title="生成证书", done=lambda _: None)
    qtbot.waitUntil(lambda: "正在生成证书" in words_in(frame.window))
    cancel = next(b for b in frame.window.findChildren(Button) if b.text() == "取消" and b.isVisible())
    with qtbot.waitSignal(runner.finished, timeout=1000):
        qtbot.keyClick(cancel, Qt.Key.Key_Space)
    assert "正在生成证书" not in words_in(frame.window)


def test_short_work_shows_no_progress(frame: Frame) -> None:
    InlineRunner().run(lambda _: 1, title="读取", done=lambda _: None)
    assert "正在读取" not in words_in(frame.window)


def test_application_opens_the_window_then_fills_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    settings = Settings(tmp_path / "settings.ini")
    settings.set(THEME, "dark")
    application = create_application([], settings=settings)
    assert application.theme.tokens.dark
    built: list[bool] = []

    def make() -> Page:
        built.append(True)
        return SamplePage("总览")

    entries = [Entry("overview", "总览", "layout-dashboard", make)]
    window = MainWindow(entries, runner=InlineRunner(), settings=settings)
    qtbot.addWidget(window)
    application.open(window)
    assert built == [], "the frame is painted before any page is built"
    qtbot.waitUntil(lambda: built == [True])
    try:
        raise ValueError
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    dialog = window.findChild(ReportDialog)
    assert dialog is not None
    dialog.accept()
