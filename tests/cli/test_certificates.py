"""``documents merge`` and ``documents designs``: a list in, certificates out; designs handed on."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.documents.reading import pages_text
from tests.services.imports.lists import xlsx


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return Inside(tmp_path / "runwu.db")


@pytest.fixture
def people(tmp_path: Path) -> str:
    rows = ({"姓名": name, "部门": unit} for name, unit in (("林青", "计量部"), ("陈𬭎", "营业部"), ("吴桐", "营业部")))
    return str(xlsx(tmp_path / "名单.xlsx", *rows))


SAME = ("--template", "red-gold", "--set", "正文=同一段话。", "--set", "颁发单位=工会")


def test_one_file_or_one_each(shell: CommandLine, people: str, tmp_path: Path) -> None:
    whole = tmp_path / "全部.pdf"
    said = shell.value("documents", "merge", people, *SAME, "--out", str(whole), "--on", "2026-12-01")
    assert (said["certificates"], said["files"]) == (3, [str(whole)])
    assert "二〇二六年十二月一日" in pages_text(whole.read_bytes())[0]
    each = shell.value("documents", "merge", people, *SAME, "--out", str(tmp_path / "每人"), "--name-pattern", "{name}")
    assert {Path(file).name for file in each["files"]} == {"林青.pdf", "陈𬭎.pdf", "吴桐.pdf"}
    units = shell.value("documents", "merge", people, *SAME, "--out", str(tmp_path / "单位"), "--by-unit")
    assert {Path(file).name for file in units["files"]} == {"计量部.pdf", "营业部.pdf"}


def test_a_look_writes_nothing(shell: CommandLine, people: str, tmp_path: Path) -> None:
    said = shell.value("documents", "merge", people, *SAME, "--out", str(tmp_path / "不写"), "--check")
    assert (said["certificates"], said["problems"]) == (3, [])
    assert not (tmp_path / "不写").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--template", "red-gold"), "要印“正文”"),
        (("--template", "没有的"), "没有找到证书模板“没有的”"),
        ((*SAME, "--set", "没有等号"), "--set"),
    ],
)
def test_bad_input_gets_a_sentence(
    shell: CommandLine, people: str, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    assert said in shell.refused("documents", "merge", people, *options, "--out", str(tmp_path / "证书.pdf"))


def test_designs_are_listed_and_handed_on(shell: CommandLine, tmp_path: Path) -> None:
    listed = shell.value("documents", "designs", "list")["designs"]
    assert listed[0] == {"key": "red-gold", "name": "红金经典", "width": 297, "height": 210, "version": 0}
    file = shell.value("documents", "designs", "export", "红金经典", "--out", str(tmp_path / "模板.rwcert"))["file"]
    key = shell.value("documents", "designs", "import", file)["key"]
    assert shell.value("documents", "designs", "list")["designs"][0]["name"] == "红金经典 2"
    shell.value("documents", "designs", "delete", key)
    assert "没有找到" in shell.refused("documents", "designs", "delete", key)


def test_signed_on_the_command_line_and_verified_there(
    shell: CommandLine, people: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNWU_PASSPHRASE", "春风化雨润物无声")
    assert len(shell.value("documents", "key", "create")["fingerprint"]) == 19
    target = tmp_path / "证书.pdf"
    shell.value("documents", "merge", people, *SAME, "--set", "称号=标兵", "--sign", "--out", str(target))
    said = shell.value("documents", "verify", "--picture", str(target))
    assert (said["finding"], said["name"], said["title"]) == ("genuine", "林青", "标兵")
    done = shell.run("--json", "documents", "verify", "不是证书")
    assert (done.returncode, "not_signed" in done.stdout) == (1, True)
    backup = shell.value("documents", "key", "backup", "--out", str(tmp_path / "密钥.json"))["file"]
    shell.value("documents", "key", "public", "--out", str(tmp_path / "公钥.pem"))
    other = Inside(tmp_path / "other.db")
    other.value("documents", "key", "restore", backup)
    assert other.value("documents", "verify", "--picture", str(target))["finding"] == "genuine"
    monkeypatch.setenv("RUNWU_PASSPHRASE", "不是这个口令")
    assert "签名口令不对" in shell.refused("documents", "merge", people, *SAME, "--sign", "--out", str(target))


def test_a_campaigns_certificates_their_designs_and_the_register(sample: CommandLine, tmp_path: Path) -> None:
    code = "2026-XJ"
    listed = sample.value("awards", "design", code)["designs"]
    assert {one["design"] for one in listed} == {"red-gold"}
    assert "没有找到奖项" in sample.refused("awards", "design", code, "plain", "--tier", "没有的")
    chosen = sample.value("awards", "design", code, "plain", "--tier", listed[-1]["tier"])["designs"]
    assert [one["chosen"] for one in chosen][-1]
    target = tmp_path / "证书.pdf"
    made = sample.value("documents", "certificates", code, "--out", str(target))
    rows = sample.value("documents", "certificates", "list")["certificates"]
    assert made["pages"] == len(rows)
    assert {row["design"] for row in rows} == {"红金经典", "素雅"}
    number = rows[0]["number"]
    again = tmp_path / "重印.pdf"
    sample.value("documents", "certificates", "reprint", number, "--out", str(again))
    assert pages_text(again.read_bytes())[0] == pages_text(target.read_bytes())[-1]
    assert "原因" in sample.refused("documents", "certificates", "revoke", number, "--reason", " ")
    assert sample.value("documents", "certificates", "revoke", number, "--reason", "姓名有误")["revoked"] == 1
    [row] = sample.value("documents", "certificates", "list", "--revoked")["certificates"]
    assert (row["number"], row["printed"], row["revoked_for"]) == (number, rows[0]["printed"] + 1, "姓名有误")


def test_without_a_list_file(sample: CommandLine, tmp_path: Path) -> None:
    look = ("--template", "red-gold", "--set", "颁发单位=工会", "--out", str(tmp_path), "--check")
    assert "其中一个" in sample.refused("documents", "merge", *look)
    assert "10,20" in sample.refused("documents", "merge", "--milestones", "2026", "--years", "十", *look)
    some = sample.value("documents", "merge", "--milestones", "2026", "--years", "5,10", *look)["certificates"]
    assert 0 < some < sample.value("documents", "merge", "--milestones", "2026", *look)["certificates"]
    assert sample.value("documents", "merge", "--campaign", "2026-XJ", *look)["certificates"] == 53
