"""Papers made again are the same byte for byte, also in another process whose sets and hashes come in another order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from tests.cli import every_paper
from tests.services.awards.campaign import PATTERN, Round
from tests.services.imports.lists import xlsx

UNIT = UnitSettings(
    unit_name="云川供电服务中心",
    issuer="云川供电服务中心工会",
    decision_prefix="云工发",
    masthead="工会简报",
    certificate_pattern=PATTERN,
)


def test_every_kind_comes_out_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    database = Database.open(first / "runwu.db")
    Services.on(database).settings.save_unit(UNIT)
    Round(database, first).confirmed()
    database.close()
    shutil.copytree(first, second)
    people = xlsx(
        tmp_path / "名单.xlsx", *({"姓名": name, "单位": "计量部", "正文": "甲。"} for name in ("林青", "陈𬭎"))
    )
    text = tmp_path / "通知.txt"
    text.write_text("一、总体要求\n各单位认真组织。\n", encoding="utf-8")
    every_paper.make(first / "runwu.db", people, text, tmp_path / "A")
    command = [
        sys.executable,
        "-m",
        every_paper.__name__,
        *map(str, (second / "runwu.db", people, text, tmp_path / "B")),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[2])
    made = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("A", "B")]
    assert len(made[0]) > 15
    assert made[0].keys() == made[1].keys()
    assert [name for name, content in made[0].items() if content != made[1][name]] == []
