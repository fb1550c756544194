"""After an unclean end the window looks the data over; what is damaged is said, mended, accepted or restored."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from culture_desktop.database import Database
from culture_desktop.database.pages import hits, sums
from culture_desktop.paths import backups_directory, resource
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.confirm import ConfirmDialog
from culture_desktop.ui.dialogs.damage_dialog import DamageDialog
from culture_desktop.ui.dialogs.restore import RestoreDialog
from culture_desktop.ui.pages.closed import ClosedPage
from culture_desktop.ui.pages.overview.page import OverviewPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.workbench import Workbench
from tests.services.company import Company
from tests.ui.accessible import unnamed_widgets
from tests.ui.user import User

PAGE = 4096
NOW = datetime(2026, 11, 23, 8, 0)
KILLED = """
import os, sys
from pathlib import Path
from culture_desktop.database import Database
from culture_desktop.models import Setting
with (database := Database.open(Path(sys.argv[1]))).begin("试") as session:
    session.add(Setting(key="killed", value="甲"))
os._exit(9)
"""


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The people of the sample roster, with a backup of their own."""
    path = tmp_path_factory.mktemp("company") / "company.db"
    services = Services.on(Database.open(path))
    services.people_import.apply(services.people_import.preview(resource("sample", "roster.xlsx")))
    services.backups.take(NOW)
    services.store.close()
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of all of that, left by a program that was killed right after a commit."""
    folder = shutil.copytree(sound.parent, tmp_path / "company")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder / sound.name)], env=os.environ, check=False)
    assert killed.returncode == 9
    return folder / sound.name


def person_page(path: Path) -> int:
    database = Database.open(path)
    database.pages.open()
    found = hits.locate(database.pages, range(1, database.pages.count + 1))
    database.close()
    return [hit.page for hit in found if hit.tree is not None and hit.tree.name == "person"][2]


def flip(path: Path, page: int, count: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE - count)
        content = file.read(count)
        file.seek(page * PAGE - count)
        file.write(bytes(byte ^ 1 for byte in content))


def says(user: User, part: str) -> Callable[[], bool]:
    return lambda: any(part in label.text() for label in user.window.findChildren(QLabel) if label.isVisible())


def test_a_sound_file_is_said_to_be_so_once(bench: Workbench, user: User, path: Path) -> None:
    bench.open(path)
    user.await_page(OverviewPage)
    user.until(says(user, "上次没有正常退出，已检查：数据完好"))
    assert not bench.services.check.due
    bench.close()
    bench.open(path)
    user.await_page(OverviewPage)
    user.until(lambda: not bench.busy)
    assert not says(user, "没有正常退出")()


def test_flipped_bits_are_mended_from_the_dialog(bench: Workbench, user: User, path: Path) -> None:
    flip(path, person_page(path))
    seen: list[str] = []

    def mend(dialog: DamageDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        assert unnamed_widgets(dialog) == []
        assert dialog.act_button.text() == "修复"
        assert not dialog.restore_button.isHidden()
        dialog.act_button.click()

    with user.at(DamageDialog, mend):
        bench.open(path)
        user.until(says(user, "已逐位修复，数据完好"))
    assert any("人员：" in text and "工号" in text for text in seen)
    assert bench.services.check.check().sound


def test_more_damage_leads_to_the_last_good_backup(bench: Workbench, user: User, path: Path) -> None:
    flip(path, person_page(path), 300)

    def restore(dialog: DamageDialog) -> None:
        assert dialog.act_button.text() == "从备份恢复…"
        dialog.act_button.click()

    with user.at(DamageDialog, restore), user.at(RestoreDialog, lambda dialog: dialog.act_button.click()):
        bench.open(path)
        user.until(says(user, "已恢复"))
    assert bench.services.check.check().sound


def test_a_data_file_copied_by_itself_is_said_to_be_whole(
    bench: Workbench, user: User, sound: Path, tmp_path: Path
) -> None:
    """Its companions were left behind: the sums come back by themselves, the pictures and papers do not."""
    folder = shutil.copytree(sound.parent, tmp_path / "there")
    database = Database.open(folder / sound.name)
    company = Company(database)
    company.paper(activity_id=company.activity("2026-001"))
    database.close()
    alone = tmp_path / "here" / sound.name
    alone.parent.mkdir()
    shutil.copy(folder / sound.name, alone)
    seen: list[str] = []

    def look(dialog: DamageDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.act_button.isHidden()
        dialog.reject()

    with user.at(DamageDialog, look):
        bench.open(alone)
        user.until(lambda: bool(seen))
    words = "".join(seen)
    assert "数据完好，缺 1 个照片和文书" in words
    assert "没有“company.files”文件夹里的 1 个照片和文书" in words
    assert "一条不少" in words
    shutil.copytree(folder / "company.files", alone.with_name("company.files"))
    assert bench.services.check.check().sound


def test_another_program_s_change_is_accepted(bench: Workbench, user: User, path: Path) -> None:
    page = person_page(path)
    known = sums.load(path)
    assert known is not None
    known.sums[page - 1] ^= 0b1011 << 7
    sums.save(path, known)

    with user.at(DamageDialog, lambda dialog: dialog.accept_button.click()):
        bench.open(path)
        user.until(says(user, "已按现有内容继续"))
    assert bench.services.check.check().sound


def test_a_file_that_does_not_open_offers_its_backup(bench: Workbench, user: User, path: Path) -> None:
    assert list(backups_directory(path).iterdir()) != []
    path.with_name(path.name + "-wal").unlink()
    content = path.read_bytes()
    path.write_bytes(b"SQLite format 3\x00" + bytes(500) + content[516:])
    bench.open(path)
    user.until(says(user, "有自动备份可以恢复"))
    page = user.go_to("人员", ClosedPage)
    assert page.state.button is not None
    assert page.state.button.text() == "从最近的备份恢复…"
    with (
        user.at(ConfirmDialog, lambda dialog: dialog.act_button.click()),
        user.at(RestoreDialog, lambda dialog: dialog.act_button.click()),
    ):
        user.click(page.state.button)
        user.until(says(user, "已恢复"))
    user.go_to("人员", PeoplePage)
