"""``awards vote`` and ``awards assess``: a vote from its call to the signed result, and what is refused by sentence."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from culture_desktop.database import Database
from culture_desktop.services.settings import SettingsService, UnitSettings
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.awards.campaign import CODE, PEOPLE, Round

FIGURES = ("--present", "20", "--issued", "20", "--returned", "19", "--invalid", "1")
NUMBERS = tuple(PEOPLE)


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """A campaign with everybody nominated."""
    path = tmp_path / "runwu.db"
    database = Database.open(path)
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    SettingsService(database).save_unit(UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会"))
    database.close()
    return Inside(path)


def votes(*counts: int, option: str = "--votes") -> tuple[str, ...]:
    pairs = zip(NUMBERS, counts, strict=True)
    return tuple(part for number, count in pairs for part in (option, f"{number}={count}/0"))


def test_a_vote_with_a_second_round(shell: CommandLine, tmp_path: Path) -> None:
    called = shell.value(
        "awards", "vote", "new", CODE, "--places", "2", "--title", "服务之星投票", "--on", "2026-11-02"
    )
    assert [one["number"] for one in called["rounds"][0]["candidates"]][:2] == ["1006", "1003"]
    counted = shell.value("awards", "vote", "count", CODE, "1", *FIGURES, *votes(12, 11, 11, 1, 0, 0))
    [first] = counted["rounds"]
    assert (first["elected"], sorted(first["tied"]), first["places_left"]) == (["1001"], ["1002", "1003"], 1)
    [second] = shell.value("awards", "vote", "second", CODE, "1", "--on", "2026-11-02")["rounds"]
    assert (second["round"], second["again_of"], second["places"], second["majority_of"]) == (2, 1, 1, "none")
    done = shell.value("awards", "vote", "count", CODE, "2", *FIGURES, "--votes", "1002=10/8/0", "--votes", "1003=8/10")
    assert done["rounds"][0]["elected"] == ["1002"]
    shown = shell.value("awards", "vote", "result", CODE)
    assert [round_["second"] for round_ in shown["rounds"]] == [2, None]
    assert "欧阳䶮：赞成 10 票，反对 8 票，弃权 0 票，当选。" in shell.run("awards", "vote", "result", CODE).stdout
    for sheet, pages in (("ballots", 3), ("tally", 1), ("result", 1)):
        out = tmp_path / f"{sheet}.pdf"
        made = shell.value("awards", "vote", "print", CODE, "1", "--sheet", sheet, "--copies", "5", "--out", str(out))
        assert len(PdfReader(out).pages) == made["pages"] >= pages
    assert shell.value("store", "verify")["sound"]


def test_an_assessment(shell: CommandLine) -> None:
    called = shell.value(
        "awards", "assess", "new", CODE, "--best-share", "1/2", "--candidate", "1001", "--candidate", "1002"
    )
    assert called["rounds"][0]["best_share"] == "1/2"
    grades = ("--grades", "1001=18/0/0/0", "--grades", "1002=12/6/0/0")
    [done] = shell.value("awards", "assess", "count", CODE, "1", *FIGURES, *grades)["rounds"]
    assert {one["number"]: one["grade"] for one in done["candidates"]} == {"1001": "excellent", "1002": "qualified"}
    assert "1002" not in [one["number"] for one in done["candidates"] if one["grade"] == "excellent"]
    assert "优秀名额已满" in done["sentence"]


REFUSED = {
    "votes over ballots": ((*FIGURES, *votes(19, 0, 0, 0, 0, 0)), "“林婉清”的赞成、反对合计 19 票，有效票是 18 张"),
    "negative": ((*FIGURES, *votes(-1, 0, 0, 0, 0, 0)), "“林婉清”的票数不能为负"),
    "returned over issued": (
        ("--present", "20", "--issued", "18", "--returned", "19", *votes(9, 0, 0, 0, 0, 0)),
        "收回 19 张，多于发出的 18 张，这一轮投票无效，没有登记。",
    ),
    "not nominated": ((*FIGURES, "--votes", "9999=1/0"), "“9999”不在本次评选的推荐名单里"),
    "not standing": ((*FIGURES, "--votes", "1006=1/0"), "不在第 1 轮的候选名单里"),
    "twice": ((*FIGURES, "--votes", "1001=1/0", "--votes", "1001=2/0"), "“1001”列了不止一次"),
    "not numbers": ((*FIGURES, "--votes", "1001=许多"), "应为工号=票数/票数…，票数是整数"),
    "left out": ((*FIGURES, "--votes", "1001=1/0"), "还没有填票数"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused(shell: CommandLine, case: str) -> None:
    arguments, said = REFUSED[case]
    standing = [part for number in NUMBERS[:5] for part in ("--candidate", number)] if case == "not standing" else []
    shell.value("awards", "vote", "new", CODE, "--places", "2", *standing)
    assert said in shell.refused("awards", "vote", "count", CODE, "1", *arguments)
    assert not shell.value("awards", "vote", "result", CODE)["rounds"][0]["counted"]


def test_a_correction_takes_a_reason_and_a_void_vote_its_word(shell: CommandLine) -> None:
    shell.value("awards", "vote", "new", CODE, "--places", "2")
    over = ("--present", "20", "--issued", "18", "--returned", "19")
    [void] = shell.value("awards", "vote", "count", CODE, "1", *over, "--void")["rounds"]
    assert void["candidates"][0]["standing"] == "void"
    again = ("awards", "vote", "count", CODE, "1", *FIGURES, *votes(12, 11, 10, 0, 0, 0))
    assert "须写明理由" in shell.refused(*again)
    assert shell.value(*again, "--reason", "计票单看错行")["rounds"][0]["elected"] == ["1001", "1002"]
    assert "不需要再次投票" in shell.refused("awards", "vote", "second", CODE, "1")
    assert "已经计票，作为依据须保留" in shell.refused("awards", "vote", "remove", CODE, "1")
    assert "应为大于 0、不超过 1 的比例" in shell.refused("awards", "assess", "new", CODE, "--best-share", "三成")
