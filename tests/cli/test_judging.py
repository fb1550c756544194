"""``awards judges|tie|recuse|sheets|import|scores|double``: a review from the panel to the ranks without a window."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from culture_desktop.database import Database
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.awards.campaign import CODE, JUDGES, Round


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    database = Database.open(tmp_path / "runwu.db")
    round_ = Round(database, tmp_path)
    round_.create(procedure={"scoring": {"summary": "mean", "minimum_judges": 2, "widest_range": "5"}})
    round_.nominate()
    database.close()
    return Inside(tmp_path / "runwu.db")


def fill(path: Path, points: int) -> None:
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=4):
        if row[3].value is None:
            row[3].value = points
    book.save(path)


def test_from_the_panel_to_the_ranks(shell: CommandLine, tmp_path: Path) -> None:
    outside = [option for judge in JUDGES[:2] for option in ("--outside", judge)]
    made = shell.value("awards", "judges", CODE, *outside, "--add", "1004")
    assert [judge["name"] for judge in made["judges"]] == ["赵启明", "雷慧珍", "曹堃"]
    tied = shell.value("awards", "tie", CODE, "曹堃", "1006", "--kind", "family", "--note", "夫妻")
    assert tied["judges"][2]["ties"] == [{"number": "1006", "name": "王𬭎", "kind": "family", "note": "夫妻"}]
    found = shell.value("awards", "recuse", CODE)
    assert found["recusals"] == []
    assert {"judge": "曹堃", "nominee": "1006", "reason": "与其有亲属关系（夫妻）", "scored": False} in found["found"]
    declared = shell.value("awards", "recuse", CODE, "雷慧珍", "1001", "--reason", "师徒")
    assert [(r["judge"], r["nominee"], r["automatic"]) for r in declared["recusals"]] == [("雷慧珍", "1001", False)]
    assert shell.value("awards", "recuse", CODE, "--apply")["found"] == []
    shell.value("awards", "judges", CODE, "--remove", "赵启明")
    files = shell.value("awards", "sheets", CODE, "--out", str(tmp_path / "表"))["files"]
    assert len(files) == 2
    for file, points in zip(files, (95, 88), strict=True):
        fill(Path(file), points)
    report = shell.value("awards", "import", CODE, *files)
    assert (report["new"], report["unchanged"], report["errors"]) == (13, 3, [])
    table = shell.value("awards", "scores", CODE, "--out", str(tmp_path / "汇总.xlsx"))
    assert Path(table["file"]).exists()
    by = {nominee["number"]: nominee for nominee in table["nominees"]}
    judged = by["1002"]["criteria"][1]
    assert (judged["points"], judged["counted"]) == ("91.50", {"雷慧珍": "95.00", "曹堃": "88.00"})
    assert judged["disagreement"] == "最高与最低相差 7.00 分，超过 5 分"
    assert (by["1001"]["criteria"][1]["recused"], by["1001"]["total"]) == (["雷慧珍"], None)
    assert by["1002"]["methods"]["median"]["total"] == by["1002"]["total"]


def test_what_was_typed_twice_must_agree(shell: CommandLine, tmp_path: Path) -> None:
    shell.value("awards", "judges", CODE, "--outside", "雷慧珍")
    for name, points in (("甲", 95), ("乙", 96)):
        (file,) = shell.value("awards", "sheets", CODE, "--out", str(tmp_path / name))["files"]
        fill(Path(file), 90)
        book = load_workbook(file)
        sheet = book.active
        assert sheet is not None
        sheet["D4"] = points
        book.save(file)
    first, second = (str(next((tmp_path / name).glob("*.xlsx"))) for name in ("甲", "乙"))
    done = shell.run("awards", "double", CODE, first, second)
    assert done.returncode != 0
    assert "林婉清（1001）“评委评审”雷慧珍的分数：第一遍为 95，第二遍为 96" in done.stderr
    assert shell.value("awards", "judges", CODE)["judges"][0]["scored"] == 0
    assert shell.value("awards", "double", CODE, first, first)["new"] == 8
    assert shell.value("awards", "judges", CODE)["judges"][0]["scored"] == 8


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("judges", CODE, "--add", "9999"), "9999"),
        (("judges", CODE, "--remove", "某人"), "没有找到本次评选的评委“某人”"),
        (("recuse", CODE, "某人", "1001", "--reason", "师徒"), "没有找到本次评选的评委“某人”"),
        (
            ("tie", CODE, "雷慧珍", "1001", "--kind", "朋友"),
            "应为family（亲属）、mentor（师徒）、other（其他利害关系）",
        ),
        (("recuse", CODE, "雷慧珍", "1001"), "“回避事由”填的是“空白”"),
        (("recuse", CODE, "雷慧珍"), "至少一个工号或集体名称"),
        (("recuse", CODE, "雷慧珍", "9999", "--reason", "师徒"), "没有找到本次评选的推荐对象“9999”"),
        (("sheets", "2019-X", "--out", "x"), "没有找到评选“2019-X”"),
    ],
)
def test_what_cannot_be_done_is_said(shell: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    shell.value("awards", "judges", CODE, "--outside", "雷慧珍")
    done = shell.run("awards", *arguments)
    assert done.returncode != 0
    assert said in done.stderr
