"""``awards new``: a campaign from a template and one after it; what does not fit is refused by sentence."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside

UNION = ("--template", "award_union_worker", "--starts", "2025-09-26", "--period-to", "2025-10-31")


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return Inside(tmp_path / "runwu.db")


def test_from_a_template_then_after_it(shell: CommandLine) -> None:
    made = shell.value("awards", "new", "2025-GH", *UNION)
    assert made["title"] == "2025年度优秀工会工作者评选"
    assert (made["period_from"], made["period_to"], made["as_of"]) == ("2025-01-01", "2025-10-31", "2025-10-31")
    # Two working days from a Friday: Sunday the 28th makes up for the holidays.
    assert [task["due_on"] for task in made["timetable"]][:2] == ["2025-09-26", "2025-09-29"]
    copied = shell.value("awards", "new", "LATER", "--from", "2025-GH", "--title", "再评一次")
    assert copied["title"] == "再评一次"
    assert copied["tiers"] == made["tiers"]
    assert [task["title"] for task in copied["timetable"]] == [task["title"] for task in made["timetable"]]
    assert copied["period_from"] == f"{max(date.today().year, 2026)}-01-01"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "应为与 --from 两者之一"),
        (("--template", "award_union_worker", "--from", "2025-GH"), "应为与 --from 两者之一"),
        (("--template", "award_nobody"), "没有找到评选模板“award_nobody”"),
        (("--from", "2019-GH"), "没有找到评选“2019-GH”"),
        ((*UNION, "--period-from", "2025-12-01"), "结束不早于开始"),
        ((*UNION, "--title", " "), "1 到 128 字"),
    ],
)
def test_what_does_not_fit_is_refused(shell: CommandLine, options: tuple[str, ...], said: str) -> None:
    done = shell.run("awards", "new", "2025-GH", *options)
    assert done.returncode != 0
    assert said in done.stderr
    assert shell.value("awards", "list")["campaigns"] == []
