"""``awards objection``, ``papers``, ``revoke`` and ``rename`` on the sample year."""

from pathlib import Path

from tests.cli.command_line import CommandLine

CODE = "2026-XJ"


def winners(shell: CommandLine) -> list[dict[str, str]]:
    found: list[dict[str, str]] = shell.value("awards", "propose", CODE)["winners"]
    return found


def test_an_objection_from_receipt_to_conclusion(sample: CommandLine) -> None:
    about = winners(sample)[5]["number"]
    told = ("--name", "李大力", "--content", "投诉属实", "--contact", "13812344417", "--on", "2026-11-12")
    made = sample.value("awards", "objection", "add", CODE, about, *told)
    assert (made["number"], made["contact"], made["deadline"]) == (1, "138****4417", "2026-11-19")
    assert sample.value("awards", "objection", "note", CODE, "1", "已调阅工单")["status"] == "核查中"
    close = ("awards", "objection", "close", CODE, "1")
    assert "撤销荣誉" in sample.refused(*close, "upheld", "--handling", "属实", "--exclude")
    assert "结论" in sample.refused(*close, "maybe", "--handling", "属实")
    assert sample.value(*close, "rejected", "--handling", "与本人无关")["conclusion"] == "rejected"
    assert "理由" in sample.refused("awards", "objection", "reopen", CODE, "1", "--reason", " ")
    assert sample.value("awards", "objection", "reopen", CODE, "1", "--reason", "有新证据")["conclusion"] is None
    [row] = sample.value("awards", "objection", "list", CODE)["objections"]
    assert (row["status"], row["late"], row["missing"]) == ("核查中", False, ["事实依据"])
    assert "没有找到" in sample.refused("awards", "objection", "note", CODE, "2", "情况")


def test_revoked_renamed_and_all_papers(sample: CommandLine, tmp_path: Path) -> None:
    first, *_ = (one for one in winners(sample) if "/" not in one["number"])
    done = sample.value("awards", "revoke", CODE, first["number"], "--reason", "事迹不实")
    assert done["revoked_on"]
    assert "撤销荣誉" in sample.refused("awards", "revoke", CODE, first["number"], "--reason", "再撤")
    renamed = sample.value("awards", "rename", CODE, first["number"], "周建邦", "--reason", "名册录错")
    assert (renamed["name"], renamed["certificate"]) == ("周建邦", first["certificate"])
    papers = sample.value("awards", "papers", CODE, "--out", str(tmp_path / "全套"))
    files = {path.name for path in (tmp_path / "全套").iterdir()}
    assert files == {"00 目录.pdf", *(paper["file"] for paper in papers["papers"])}
    assert {"quotas", "votes", "receipts"} == {one["kind"] for one in papers["missing"]}
    certificates = next(paper for paper in papers["papers"] if paper["kind"] == "certificates")
    assert certificates["pages"] == len(winners(sample)) - 1
