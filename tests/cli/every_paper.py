"""Makes one paper of every kind: ``python -m tests.cli.every_paper DATA LIST TEXT OUT``.

A process of its own, so that sets and hashes come in another order than in the tests'.
"""

import sys
from pathlib import Path

from tests.cli.inside import Inside
from tests.services.awards.campaign import CODE


def make(data: Path, people: Path, text: Path, out: Path) -> None:
    """The papers of a confirmed campaign and of an activity, an official paper, a batch, the pages of calibration."""
    shell = Inside(data)
    shell.value("awards", "papers", CODE, "--out", str(out))
    for name, arguments in (
        ("简报", ("briefing", "2026-002")),
        ("批量", ("merge", str(people), "--template", "red-gold", "--on", "2026-11-23", "--set", "颁发单位=工会")),
        ("公文", ("official", "通知", "--text", str(text), "--to", "各分工会", "--title", "关于认真组织的通知",
                "--date", "2026-12-01")),
        ("校准", ("calibrate", "ruler")),
        ("试印", ("calibrate", "test", "HP", "--template", "red-gold")),
        ("座位", ("seat-cards", "--judges", CODE)),
        ("胸牌", ("badges", "--judges", CODE)),
    ):  # fmt: skip
        shell.value("documents", *arguments, "--out", str(out / f"{name}.pdf"))


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:]))
