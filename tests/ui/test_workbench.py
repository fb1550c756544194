"""One window on one data file, and every way from one file to another."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from culture_desktop.database import Database
from culture_desktop.paths import default_database_path, resource, sample_database_path
from culture_desktop.progress import Progress
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.confirm import ConfirmDialog
from culture_desktop.ui.dialogs.restore import RestoreDialog
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.closed import ClosedPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.pages.imports.page import REVIEW, ImportsPage
from culture_desktop.ui.pages.overview.page import OverviewPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.pages.welcome.page import WelcomePage
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.workbench import Workbench
from tests.ui.accessible import unnamed_widgets
from tests.ui.user import User

ROSTER = resource("sample", "roster.xlsx")
PAGES: tuple[tuple[str, type[Page]], ...] = (
    ("总览", OverviewPage),
    ("人员", PeoplePage),
    ("活动", ActivitiesPage),
    ("评选", AwardsPage),
    ("文书", DocumentsPage),
    ("设置", SettingsPage),
)


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file that holds the people of the sample roster."""
    path = tmp_path_factory.mktemp("company") / "company.db"
    services = Services.on(Database.open(path))
    services.people_import.apply(services.people_import.preview(ROSTER))
    services.store.close()
    return path


@pytest.fixture
def backup(company: Path, tmp_path: Path) -> Path:
    """A backup of that file."""
    services = Services.on(Database.open(company))
    services.backups.write(tmp_path / "backup.runwu", datetime(2026, 11, 23, 20, 41))
    services.store.close()
    return tmp_path / "backup.runwu"


def people(bench: Workbench) -> int:
    return len(bench.services.people.ids(PeopleQuery()))


def words(user: User) -> list[str]:
    """Everything written in the window."""
    return [label.text() for label in user.window.findChildren(QLabel) if label.isVisible()]


def says(user: User, part: str) -> Callable[[], bool]:
    return lambda: any(part in text for text in words(user))


def test_the_sample_year_comes_in_its_own_file_and_goes_with_one_click(bench: Workbench, user: User) -> None:
    bench.open()
    doors = user.await_page(WelcomePage)
    user.click(doors.sample_door.button)
    overview = user.await_page(OverviewPage)
    assert bench.path == sample_database_path()
    assert people(bench) == 1200
    user.until(says(user, "人员 1,200 人"))
    assert overview.title == "总览"
    own = Services.on(Database.open(default_database_path()))
    assert own.store.empty(), "the user's own file holds nothing of the sample"
    own.store.close()

    page = user.go_to("设置", SettingsPage)
    page.open_with("数据与备份")
    with user.at(ConfirmDialog, lambda dialog: user.click(dialog.act_button)):
        user.click(page.data.remove_button)
    user.until(lambda: bench.path == default_database_path())
    user.until(lambda: user.window.page is not None)
    assert not sample_database_path().parent.exists()
    assert bench.services.store.empty()


def test_an_opened_sample_is_not_made_again(bench: Workbench, user: User) -> None:
    bench.open()
    user.click(user.await_page(WelcomePage).sample_door.button)
    user.await_page(OverviewPage)
    unit = bench.services.settings.unit()
    bench.services.settings.save_unit(replace(unit, editor="改过的编者"))
    settings = user.go_to("设置", SettingsPage)
    settings.open_with("数据与备份")
    user.click(settings.data.own_button)
    user.until(lambda: bench.path == default_database_path() and isinstance(user.window.page, Page))
    doors = user.go_to("总览", WelcomePage)
    user.click(doors.sample_door.button)
    user.await_page(OverviewPage)
    assert bench.services.settings.unit().editor == "改过的编者"


def test_cancelling_the_sample_leaves_nothing(bench: Workbench, user: User) -> None:
    bench.open()
    user.click(user.await_page(WelcomePage).sample_door.button)
    progress = user.window._progress
    user.until(progress.isVisible)
    user.click(progress.view.cancel)
    user.until(lambda: not progress.isVisible())
    assert isinstance(user.window.page, WelcomePage)
    folder = sample_database_path().parent
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(folder.name)] == []


def test_the_doors_give_way_to_the_overview_with_the_first_data(bench: Workbench, user: User, tmp_path: Path) -> None:
    user.open(tmp_path / "runwu.db")
    doors = user.await_page(WelcomePage)
    user.click(doors.blank_link)
    user.await_page(PeoplePage)
    page = user.go_to("总览", WelcomePage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ROSTER))])
    modifiers, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, buttons, modifiers))
    imports = user.await_page(ImportsPage)
    user.until(lambda: imports.step == REVIEW)
    user.click(imports.review.import_button)
    user.until(lambda: people(bench) == 1200)
    user.go_to("总览", OverviewPage)
    user.until(says(user, "人员 1,200 人"))


def test_another_file_opens_in_the_place_of_the_first(
    bench: Workbench, user: User, tmp_path: Path, company: Path
) -> None:
    user.open(tmp_path / "runwu.db")
    first = user.window
    with user.picking(company):
        user.click(user.await_page(WelcomePage).file_door.button)
    user.until(lambda: user.window is not first)
    user.await_page(OverviewPage)
    assert bench.path == company
    assert people(bench) == 1200


def test_a_file_that_is_no_database_is_said_and_left_as_it_is(bench: Workbench, user: User, tmp_path: Path) -> None:
    note = tmp_path / "会议记录.db"
    note.write_text("这不是数据库" * 100, encoding="utf-8")
    before = note.read_bytes()
    user.open(note)
    user.await_page(WelcomePage)
    user.until(says(user, "“会议记录.db”"))
    for title in ("人员", "活动", "评选", "文书", "设置"):
        page = user.go_to(title, ClosedPage)
        assert page.title == title
        assert says(user, "数据文件没有打开")()
    assert note.read_bytes() == before


def test_a_file_of_a_newer_version_is_said_and_left_as_it_is(
    bench: Workbench, user: User, tmp_path: Path, company: Path
) -> None:
    newer = tmp_path / "newer.db"
    newer.write_bytes(company.read_bytes())
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = newer.read_bytes()
    user.open(newer)
    user.await_page(WelcomePage)
    user.until(says(user, "更新版本的润物"))
    assert newer.read_bytes() == before


def test_a_backup_opened_at_the_door_shows_what_it_holds_and_is_restored(
    bench: Workbench, user: User, tmp_path: Path, backup: Path
) -> None:
    user.open(tmp_path / "runwu.db")
    doors = user.await_page(WelcomePage)
    with user.picking(backup):
        user.click(doors.file_door.button)
    with user.at(RestoreDialog, lambda dialog: user.click(dialog.cancel_button)):
        user.until(lambda: not user.busy)
    assert people(bench) == 0, "looking into a backup changes nothing"
    doors = user.go_to("总览", WelcomePage)
    with user.picking(backup):
        user.click(doors.file_door.button)
    with user.at(RestoreDialog, lambda dialog: user.click(dialog.act_button)):
        user.until(lambda: not user.busy)
    user.until(lambda: people(bench) == 1200)
    user.go_to("总览", OverviewPage)


def test_a_backup_takes_the_place_of_a_data_file_that_does_not_open(
    bench: Workbench, user: User, tmp_path: Path, backup: Path
) -> None:
    broken = tmp_path / "runwu.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"damaged" * 1000)
    before = broken.read_bytes()
    user.open(broken)
    user.await_page(WelcomePage)
    with user.at(ConfirmDialog, lambda dialog: user.click(dialog.cancel_button)):
        bench.open_file(backup)
    assert broken.read_bytes() == before, "nothing happens unless the user agrees"
    with user.at(ConfirmDialog, lambda dialog: user.click(dialog.act_button)):
        bench.open_file(backup)
    with user.at(RestoreDialog, lambda dialog: user.click(dialog.act_button)):
        user.until(lambda: not user.busy)
    user.until(lambda: people(bench) == 1200)
    (kept,) = tmp_path.glob("runwu.unopened-*.db")
    assert kept.read_bytes() == before


def test_closing_while_something_runs_ends_it(bench: Workbench, user: User, tmp_path: Path) -> None:
    user.open(tmp_path / "runwu.db")
    user.await_page(WelcomePage)
    reached: list[None] = []

    def endless(progress: Progress) -> None:
        while True:
            reached.append(None)
            progress(1, 2, "读取名册")

    assert bench.shown.runner is not None
    bench.shown.runner.run(endless, title="读取名册", done=reached.append)
    user.until(lambda: reached)
    user.window.close()
    assert not user.window.isVisible()
    assert bench.shown.runner._thread is not None
    assert not bench.shown.runner._thread.is_alive()


def test_everything_that_takes_the_keyboard_has_a_name(bench: Workbench, user: User, company: Path) -> None:
    user.open(company)
    user.await_page(OverviewPage)
    for title, kind in PAGES:
        user.go_to(title, kind)
        user.until(lambda: not user.busy)
    assert unnamed_widgets(user.window) == []


def test_tab_goes_from_the_rail_over_the_top_bar_into_the_page(bench: Workbench, user: User, company: Path) -> None:
    user.open(company)
    user.await_page(OverviewPage)
    page = user.go_to("评选", AwardsPage)
    user.until(lambda: not user.busy)
    page.new_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.isAncestorOf(user.tab())
    assert user.tab(back=True) is page.new_button
    assert user.tab(back=True) is page.import_button
    assert user.tab(back=True).accessibleName() == "撤销"
    assert user.window._rail.isAncestorOf(user.tab(back=True))


@pytest.mark.parametrize("size", [(1024, 600), (1093, 690), (1366, 768)], ids=lambda size: "x".join(map(str, size)))
def test_every_page_fits(bench: Workbench, user: User, company: Path, size: tuple[int, int]) -> None:
    """No page asks for more room than the window has."""
    user.open(company)
    user.await_page(OverviewPage)
    for title, kind in PAGES:
        page = user.go_to(title, kind)
        user.window.resize(*size)
        user.until(lambda: not user.busy)
        assert (user.window.width(), user.window.height()) == size, title
        margins = user.window.width() - page.width()
        assert page.minimumSizeHint().width() <= page.width(), (title, margins)


def test_a_file_that_is_moved_under_the_window_is_said_and_not_written(
    bench: Workbench, user: User, tmp_path: Path, company: Path
) -> None:
    path = Path(shutil.copy(company, tmp_path / "runwu.db"))
    user.open(path)
    user.await_page(OverviewPage)
    user.go_to("人员", PeoplePage)
    user.until(lambda: not user.busy)
    moved = path.rename(tmp_path / "别处.db")
    page = user.go_to("设置", SettingsPage)
    user.until(says(user, "“runwu.db”不在原来的位置了"))
    assert not path.exists()
    moved.rename(path)
    user.go_to("人员", PeoplePage)
    unit = bench.services.settings.unit()
    bench.services.settings.save_unit(replace(unit, editor="放回之后"))
    user.until(lambda: not user.busy)
    path.rename(moved)
    user.window.close()
    assert not user.window.isVisible(), "the window closes all the same"
    assert isinstance(page, SettingsPage)
    bench.close()
    reopened = Services.on(Database.open(moved))
    assert reopened.settings.unit().editor == "放回之后"
    reopened.store.close()


def test_a_backup_is_not_restored_over_a_file_that_another_has(
    bench: Workbench, user: User, tmp_path: Path, backup: Path
) -> None:
    path = tmp_path / "runwu.db"
    other = Database.open(path)
    user.open(path)
    user.await_page(ClosedPage)
    bench.open_file(backup)
    user.until(says(user, "一次只能在一处使用"))
    assert sorted(tmp_path.glob("runwu.unopened-*")) == []
    other.close()


def test_a_sample_that_is_open_elsewhere_is_not_removed(bench: Workbench, user: User) -> None:
    bench.open()
    user.await_page(WelcomePage)
    other = Database.open(sample_database_path())
    bench.remove_sample()
    user.await_page(WelcomePage)
    assert sample_database_path().exists()
    other.close()
    bench.remove_sample()
    user.await_page(WelcomePage)
    assert not sample_database_path().parent.exists()
