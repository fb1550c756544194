"""Selections as files, by the command line and without any data file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside

PROBLEM: dict[str, Any] = {
    "tiers": [{"name": "之星", "seats": 1}, {"name": "达人", "seats": 2}],
    "candidates": [
        {"id": "1", "unit": "公司/甲/一班", "score": "93.25", "groups": ["女"]},
        {"id": "2", "unit": "公司/甲/二班", "score": "93.20", "groups": ["女"]},
        {"id": "3", "unit": "公司/乙", "score": "90", "groups": [], "tiers": ["达人"]},
        {"id": "4", "unit": "公司/乙", "score": "88.5", "groups": []},
    ],
    "unit_limits": [{"unit": "公司/甲", "tier": None, "maximum": 1}],
    "group_limits": [{"group": "女", "tier": None, "minimum_share": "20%"}],
    "exactly": True,
}


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return Inside(tmp_path / "none.db")


def written(folder: Path, **changes: object) -> str:
    path = folder / "评选.json"
    path.write_text(json.dumps(PROBLEM | changes), encoding="utf-8")
    return str(path)


def test_a_problem_is_solved_without_a_data_file(tmp_path: Path, empty: CommandLine) -> None:
    value = empty.value("awards", "solve", written(tmp_path))
    assert value["status"] == "optimal"
    assert value["winners"] == [
        {"id": "1", "tier": "之星"},
        {"id": "3", "tier": "达人"},
        {"id": "4", "tier": "达人"},
    ]
    assert value["totals"] == {"之星": "93.25", "达人": "178.5"}
    assert (value["tied"], value["conflict"]) == ([], [])
    assert "差 0.05 分" in value["explanations"]["2"]
    assert not empty.data.exists()


def test_lines_for_people(shell: CommandLine, tmp_path: Path) -> None:
    done = shell.run("awards", "solve", written(tmp_path))
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "之星  1    公司/甲/一班  93.25"
    assert "“达人”总分 178.5" in done.stdout


def test_a_tie_names_those_concerned(shell: CommandLine, tmp_path: Path) -> None:
    people = [{"id": str(n), "unit": "公司", "score": "90"} for n in range(4)]
    value = shell.value("awards", "solve", written(tmp_path, candidates=people, unit_limits=[], group_limits=[]))
    assert (value["status"], value["tied"]) == ("tie", ["0", "1", "2", "3"])


def test_no_solution_names_the_rules(shell: CommandLine, tmp_path: Path) -> None:
    value = shell.value("awards", "solve", written(tmp_path, tiers=[{"name": "奖", "seats": 4}], candidates=[
        {"id": str(n), "unit": "公司/甲", "score": "90", "groups": ["女"]} for n in range(6)
    ]))  # fmt: skip
    assert (value["status"], value["winners"]) == ("infeasible", [])
    assert value["conflict"] == ["“奖”评满 4 人", "公司/甲获奖合计至多 1 人"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"extra": 1}, "“extra”应为以下各项之一"),
        ({"candidates": [PROBLEM["candidates"][0]] * 2}, "候选人“1”出现了两次"),
        ({"tiers": [{"name": "之星"}]}, "“tiers 第 1 项 的 seats”应为"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    shell: CommandLine, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    assert words in shell.refused("awards", "solve", written(tmp_path, **changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"group_limits": [{"group": "劳模", "minimum_share": "10%"}]}, "没有劳模可以参评"),
        (
            {"unit_limits": [{"unit": f"公司/{one}", "tier": "之星", "minimum": 1} for one in "甲乙"]},
            "“之星”的名额 1 人，少于各单位下限合计 2 人",
        ),
    ],
)
def test_what_is_hopeless_in_its_terms_is_refused_with_the_answer(
    shell: CommandLine, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    """Scripts get the same object as for any conflict; the exit code says that the input is at fault."""
    done = shell.run("awards", "solve", written(tmp_path, **changes), "--json")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert words in done.stderr
    value = json.loads(done.stdout)
    assert value["status"] == "infeasible"
    assert words in value["conflict"][0]


def test_no_such_file(shell: CommandLine, tmp_path: Path) -> None:
    assert shell.refused("awards", "solve", str(tmp_path / "无.json")).startswith("找不到文件“无.json”")
    assert "打不开" in shell.refused("awards", "solve", str(tmp_path))


def test_a_campaign_as_a_record_and_back_without_its_data(sample: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "记录.json"
    value = sample.value("awards", "propose", "2026-XJ", "--record", str(target))
    record = json.loads(target.read_text(encoding="utf-8"))
    assert value["record"]["digest"] == record["digest"]
    assert [w["id"] for w in record["result"]["winners"]] == [w["number"] for w in value["winners"]]
    left_out = [n for n in record["about"]["nominees"] if not n["eligible"]]
    assert left_out
    assert all(n["reason"] and n["id"] not in record["result"]["explanations"] for n in left_out)
    elsewhere = CommandLine(tmp_path / "none.db")
    assert elsewhere.value("awards", "verify", str(target)) == {
        "same": True,
        "differences": [],
        "proven": True,
        "digest": record["digest"],
    }
    assert not elsewhere.data.exists()
    sample.value("awards", "propose", "2026-XJ", "--record", str(tmp_path / "再.json"))
    assert (tmp_path / "再.json").read_bytes() == target.read_bytes()
    record["result"]["winners"][0]["id"], record["result"]["winners"][1]["id"] = "甲", "乙"
    target.write_text(json.dumps(record), encoding="utf-8")
    done = elsewhere.run("awards", "verify", str(target), "--json")
    assert done.returncode == 3
    assert done.stderr.startswith("评选记录“记录.json”与重新计算的结果不一致：文件在写成之后被改动过")
    assert any(fault.startswith("名单不同：文件中多出 乙") for fault in json.loads(done.stdout)["differences"])


def test_no_record_before_a_proposal(sample: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "记录.json"
    assert sample.refused("awards", "propose", "2026-YG", "--record", str(target))
    assert not target.exists()
