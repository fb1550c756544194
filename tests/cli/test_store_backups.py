"""``store backup``, ``store backups``, ``store restore``: what one computer wrote another reads, by the same words."""

import shutil
from pathlib import Path

from culture_desktop.database import Database
from culture_desktop.paths import files_directory
from tests.cli.inside import Inside
from tests.services.company import Company
from tests.services.imports.lists import xlsx

ROSTER = ({"工号": "1", "姓名": "林婉清"}, {"工号": "2", "姓名": "䶮𬭎㛃"})


def test_a_backup_moves_to_another_computer_and_the_state_before_comes_back(tmp_path: Path) -> None:
    here, there = Inside(tmp_path / "here" / "runwu.db"), Inside(tmp_path / "there" / "runwu.db")
    here.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", *ROSTER)))
    there.value("people", "import", str(xlsx(tmp_path / "一人.xlsx", ROSTER[0])))
    backup = tmp_path / "U盘" / "全部.runwu"
    assert here.value("store", "backup", str(backup))["size"] == backup.stat().st_size

    restored = there.value("store", "restore", str(backup))
    assert there.value("store", "info")["counts"]["人员"] == 2
    assert restored["lost_files"] == []
    (listed,) = there.value("store", "backups")["backups"]
    assert (listed["file"], listed["reason"], listed["counts"]["人员"]) == (restored["kept"], "恢复前", 1)

    there.value("store", "restore", restored["kept"])
    assert there.value("store", "info")["counts"]["人员"] == 1


def test_backups_in_words(tmp_path: Path) -> None:
    shell = Inside(tmp_path / "runwu.db")
    assert shell.run("store", "backups").stdout == "还没有自动备份\n"
    for number in ("1", "2"):
        shell.value("people", "import", str(xlsx(tmp_path / f"{number}.xlsx", {"工号": number, "姓名": "林婉清"})))
    (line,) = shell.run("store", "backups").stdout.splitlines()
    assert "导入人员前" in line, "the first import had nothing to lose"
    assert line.endswith("-batch.runwu")


def test_a_damaged_backup_is_refused_by_a_sentence(tmp_path: Path) -> None:
    shell = Inside(tmp_path / "runwu.db")
    (tmp_path / "坏.runwu").write_bytes(b"half")
    done = shell.run("store", "restore", str(tmp_path / "坏.runwu"))
    assert done.returncode == 3
    assert "“坏.runwu”不是完整的润物备份" in done.stderr


def test_a_data_file_copied_by_itself_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    company.paper(activity_id=company.activity("2026-001"))
    database.close()
    (tmp_path / "独自").mkdir()
    alone = Inside(Path(shutil.copy(database.path, tmp_path / "独自")))
    refused = alone.run("store", "check")
    assert (refused.returncode, "的数据完好，但旁边缺 1 个照片和文书" in refused.stderr) == (3, True)
    shutil.copytree(files_directory(database.path), files_directory(alone.data))
    assert alone.value("store", "check")["sound"]
