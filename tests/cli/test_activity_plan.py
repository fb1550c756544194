"""``activities templates|new|set|task|approve|move|calendar|duties|festival`` as scripts rely on them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.vocabulary import DutyKind, OrganisationKind
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.company import Company


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """A union, a branch, somebody, and the customers' day of 2025."""
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    company.unit("工会", OrganisationKind.UNION)
    branch = company.unit("党委/客服支部", OrganisationKind.PARTY)
    company.person("1001", "林婉清", birth_date=date(1990, 8, 6))
    company.activity("2025-001", title="2025年中秋慰问", starts=datetime(2025, 10, 3, 15))
    company.activity("2025-002", duty=DutyKind.PARTY_DAY, host_id=branch, starts=datetime(2025, 11, 15, 15))
    database.close()
    return Inside(tmp_path / "runwu.db")


def test_from_a_template_to_the_archive(shell: CommandLine, tmp_path: Path) -> None:
    templates = shell.value("activities", "templates")["templates"]
    assert len(templates) >= 20
    assert {"code", "when", "tasks"} <= templates[0].keys()
    shown = shell.value("activities", "new", "--template", "customer_day", "--on", "2026-08-06", "--dry-run")
    assert (shown["created"], shown["code"], shown["total"]) == (False, "2026-001", "13900.00")
    made = shell.value("activities", "new", "--template", "customer_day", "--on", "2026-08-06", "--title", "客服节")
    assert (made["created"], made["title"]) == (True, "客服节")
    shell.value("activities", "set", "2026-001", "--owner", "1001", "--place", "二楼", "--budget", "6,800")
    detail = shell.value("activities", "show", "2026-001")
    assert (detail["owner"], detail["place"], detail["budget"]) == ("林婉清", "二楼", "6800.00")
    assert "以元计的金额" in shell.refused("activities", "set", "2026-001", "--budget", "很多")
    assert "意识、制度" in shell.refused("activities", "set", "2026-001", "--layer", "天空")
    task = shell.value("activities", "task", "add", "2026-001", "订蛋糕", "--due", "2026-08-05", "--owner", "1001")[
        "task"
    ]
    shell.value("activities", "task", "done", str(task), "--on", "2026-08-05")
    tasks = shell.value("activities", "task", "list", "2026-001")["tasks"]
    assert {t["title"]: t["done_on"] for t in tasks}["订蛋糕"] == "2026-08-05"
    assert [t for t in shell.value("activities", "task", "list")["tasks"] if t["title"] == "订蛋糕"] == []
    shell.value("activities", "task", "remove", str(task))
    assert "登记批准" in shell.refused("activities", "move", "2026-001", "通知")
    shell.value("activities", "approve", "2026-001", "--by", "周岚", "--on", "2026-07-01")
    checked = shell.value("activities", "move", "2026-001", "归档", "--check")
    assert (checked["moved"], "四有检查" in [point["title"] for point in checked["open"]]) == (False, True)
    assert shell.value("activities", "move", "2026-001", "sign_up")["state"] == "sign_up"


def test_last_years_again(shell: CommandLine) -> None:
    made = shell.value("activities", "new", "--from", "2025-001")
    assert (made["title"], made["starts"]) == ("2026年中秋慰问", "2026-09-22T15:00")
    other = shell.value("activities", "new", "--from", "2025-001", "--on", "2026-10-03", "--code", "X")
    assert (other["starts"], other["notes"]) == ("2026-10-03T15:00", ["活动日期：2026年10月3日是周六"])
    assert "两者之一" in shell.refused("activities", "new")


def test_the_calendar_and_what_is_owed(shell: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "十月.ics"
    shown = shell.value("activities", "calendar", "--month", "2025-10", "--ics", str(file))
    days = {day["day"]: day for day in shown["days"]}
    assert (len(days), days["2025-10-06"]["festivals"], days["2025-10-06"]["off"]) == (31, ["中秋节"], True)
    assert [one["code"] for one in shown["activities"]] == ["2025-001"]
    assert "SUMMARY:2025年中秋慰问" in file.read_text(encoding="utf-8")
    text = shell.run("activities", "calendar", "--month", "2025-08").stdout
    assert "08-06 周三  客服节　生日 1 人" in text
    (branch,) = shell.value("activities", "duties", "--month", "2025-11")["branches"]
    owed = {duty["duty"]: duty["owed"] for duty in branch["duties"]}
    assert (branch["branch"], owed["party_day"], owed["party_lecture"]) == ("客服支部", 0, 1)
    shell.value("activities", "festival", "开业纪念日", "--on", "9-1")
    assert shell.value("activities", "festival")["festivals"][-1]["name"] == "开业纪念日"
    shell.value("activities", "festival", "开业纪念日", "--remove")
    assert "月和日" in shell.refused("activities", "festival", "坏", "--on", "13-1")


def test_a_series(shell: CommandLine) -> None:
    terms = ("--template", "party_day", "--every", "每月", "--from", "2026-01-15", "--host", "客服支部")
    made = shell.value("activities", "series", "new", "主题党日", *terms)["series"]
    days = shell.value("activities", "series", "plan", str(made), "--until", "2026-03-31", "--dry-run")
    assert (days["planned"], days["days"]) == (False, ["2026-01-15", "2026-02-15", "2026-03-15"])
    shell.value("activities", "series", "plan", str(made), "--until", "2026-03-31")
    (row,) = shell.value("activities", "series", "list")["series"]
    assert (row["planned"], row["last"]) == (3, "2026-03-15")
    assert "每季度" in shell.refused("activities", "series", "new", "坏", *terms[:2], "--every", "天天", *terms[4:])
    shell.value("activities", "series", "remove", str(made))
    assert shell.value("activities", "series", "list")["series"] == []
