"""``documents sign-in|receipts|seat-cards|badges|honour-roll`` and ``official --attach`` as scripts rely on them."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.documents.reading import pages_text, without_spaces

CODE, CAMPAIGN = "2026-010", "2026-XJ"


def test_every_form_of_the_sample_year(sample: CommandLine, tmp_path: Path) -> None:
    made = {
        "sign_in": ("sign-in", CODE, "--one-list", "--mark", "phone", "--session", "上午", "--session", "下午"),
        "receipts": ("receipts", CODE, "--item", "保温杯", "--price", "45.50"),
        "seat_cards": ("seat-cards", "--judges", CAMPAIGN, "--size", "half-a4"),
        "badges": ("badges", "--activity", CODE, "--size", "85x120"),
        "honour_roll": ("honour-roll", "--campaign", CAMPAIGN, "--size", "a3"),
    }
    for kind, arguments in made.items():
        value = sample.value("documents", *arguments, "--out", str(tmp_path))
        assert (value["kind"], Path(value["file"]).read_bytes()[:4]) == (kind, b"%PDF")
        assert value["pages"] == len(pages_text(Path(value["file"]).read_bytes()))


def test_a_list_bound_in(sample: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "推荐.csv").write_text("姓名,单位\n欧阳䶮,客服部\n", encoding="utf-8-sig")
    (tmp_path / "正文.txt").write_text("通知如下。", encoding="utf-8")
    arguments = ("--text", str(tmp_path / "正文.txt"), "--title", "关于评选的通知", "--to", "各分工会")
    attached = f"推荐对象名单={tmp_path / '推荐.csv'}"
    out = tmp_path / "通知.pdf"
    sample.value("documents", "official", "通知", *arguments, "--attach", attached, "--out", str(out))
    first, second = (without_spaces(text) for text in pages_text(out.read_bytes())[:2])
    assert "附件：推荐对象名单" in first
    assert second.startswith("附件推荐对象名单姓名单位欧阳䶮客服部")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sign-in", "2099-001"), "2099-001"),
        (("sign-in", CODE, "--blanks", "999"), "空行"),
        (("receipts", CODE, "--item", "杯", "--price", "免费"), "--price"),
        (("badges",), "--activity、--judges、--list"),
        (("badges", "--activity", CODE, "--judges", CAMPAIGN), "--activity、--judges、--list"),
        (("seat-cards", "--activity", CODE, "--size", "a5"), "规格"),
        (("honour-roll",), "--campaign、--year"),
        (("honour-roll", "--year", "1999"), "1999年度表彰"),
    ],
)
def test_refused(sample: CommandLine, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in sample.refused("documents", *arguments, "--out", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()
