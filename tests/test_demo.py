"""The demo as a user runs it: a fresh process, an empty folder, no display."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.check_demo import check
from tests.documents.reading import pages_text, without_spaces

HEAD = re.compile("存证号：[-0-9A-F]+")


def environment() -> dict[str, str]:
    """Ours without anything that could be a display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return {name: value for name, value in os.environ.items() if name not in hidden}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "culture_desktop", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment(),
    )


def test_demo_makes_everything_and_twice_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    done = run("--json", "demo", "--out", str(first))
    assert (done.returncode, done.stderr) == (0, "")
    value = json.loads(done.stdout)
    assert value["database"] == str(first / "runwu-demo.db")
    assert all(Path(file).is_file() for file in value["files"])
    assert check(first) == []
    again = run("demo", "--out", str(second), "--no-window")
    assert again.returncode == 0
    assert "虚构" in again.stdout
    for paper in first.glob("*.pdf"):
        one, other = paper.read_bytes(), (second / paper.name).read_bytes()
        if paper.name not in ("表彰决定.pdf", "评审会议记录.pdf"):
            assert one == other, paper.name
        else:  # the record it prints was made at another moment
            assert HEAD.sub("", one_text(one)) == HEAD.sub("", one_text(other))
            assert HEAD.findall(one_text(one)) != HEAD.findall(one_text(other))


def one_text(content: bytes) -> str:
    return without_spaces("".join(pages_text(content)))


def test_demo_into_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("demo", "--out", str(tmp_path / "file" / "out"))
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "无法写入" in done.stderr


def test_window_without_a_display_is_one_sentence_and_code_2(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path / "runwu.db"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "显示器" in done.stderr
    assert not (tmp_path / "runwu.db").exists()
