"""``people merge|duplicates|history|dossier`` and ``people list --on`` as scripts rely on them."""

from datetime import date
from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.documents.reading import pages_text
from tests.services.company import Company
from tests.services.imports.lists import xlsx

BORN = date(1990, 5, 6)


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """Two records of one person, one of whom was moved."""
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    one, two = company.unit("客服部/一班"), company.unit("客服部/二班")
    keep = company.person("1001", "林婉清", unit_id=one, birth_date=BORN)
    drop = company.person("A-7", "林婉清", birth_date=BORN, phone="13812344417", position="坐席")
    company.sign_up(company.activity("2026-001"), keep, drop)
    company.honour(drop)
    company.people.move([keep], two, effective=date(2026, 3, 1))
    database.close()
    return Inside(tmp_path / "runwu.db")


def test_two_records_become_one(shell: CommandLine) -> None:
    found = shell.value("people", "duplicates")["duplicates"]
    assert found == [{"numbers": ["1001", "A-7"], "name": "林婉清", "reason": "姓名和出生日期相同"}]
    plan = shell.value("people", "merge", "1001", "A-7", "--dry-run", "--take", "number=drop")
    assert (plan["merged"], plan["needs_reason"], plan["records"]["参与记录"]) == (False, True, 1)
    taken = {field["key"]: field["taken"] for field in plan["fields"]}
    assert (taken["number"], taken["phone"], taken["name"]) == ("drop", "drop", "keep")
    assert "须写明理由" in shell.refused("people", "merge", "1001", "A-7")
    assert len(shell.value("people", "list")["people"]) == 2
    done = shell.run("people", "merge", "1001", "A-7", "--take", "number=drop", "--reason", "同一人")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["1001（留下）", "A-7（并入）", "取"]
    assert "电话 — 138****4417 A-7" in [" ".join(line.split()) for line in lines]
    assert lines[-2:] == ["并入荣誉 1 条", "已将 林婉清（A-7）合并到 1001，并入 2 条记录"]
    assert [person["number"] for person in shell.value("people", "list")["people"]] == ["A-7"]
    assert shell.value("store", "verify")["sound"] is True


@pytest.mark.parametrize("taken", ["phone", "phone=left", "shoe=drop"])
def test_a_field_that_cannot_be_taken(shell: CommandLine, taken: str) -> None:
    assert "原值已保留" in shell.refused("people", "merge", "1001", "A-7", "--take", taken)


def test_the_history_of_a_person_follows_the_merge(shell: CommandLine) -> None:
    before = [entry["label"] for entry in shell.value("people", "history", "1001")["entries"]]
    assert before == ["调动人员", "登记签到", "添加参与人", "添加人员"]
    shell.value("people", "merge", "1001", "A-7", "--reason", "同一人")
    after = [entry["label"] for entry in shell.value("people", "history", "1001")["entries"]]
    assert (after[0], after.count("添加人员")) == ("合并人员", 2)
    assert len(shell.value("people", "history", "1001", "--limit", "2")["entries"]) == 2
    assert "没有找到人员“9”" in shell.refused("people", "history", "9")


def test_a_dossier_is_a_pdf_of_the_users(shell: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "档案.pdf"
    shell.value("people", "dossier", "A-7", "--out", str(target))
    text = "".join(pages_text(target.read_bytes()))
    assert "138****4417" in text
    shell.value("people", "dossier", "A-7", "--out", str(target), "--reveal")
    assert "13812344417" in "".join(pages_text(target.read_bytes()))
    assert shell.value("people", "history", "A-7")["entries"][0]["label"] == "导出完整身份证号和电话"
    assert "扩展名应为 .pdf" in shell.refused("people", "dossier", "A-7", "--out", str(tmp_path / "档案.doc"))


@pytest.mark.parametrize(
    ("unit", "day", "numbers"),
    [
        ("客服部/一班", "2026-02-28", ["1001"]),
        ("客服部/一班", "2026-03-01", []),
        ("客服部/二班", "2026-03-01", ["1001"]),
        ("客服部", "2026-02-28", ["1001"]),
    ],
)
def test_who_was_in_a_unit_on_a_day(shell: CommandLine, unit: str, day: str, numbers: list[str]) -> None:
    found = shell.value("people", "list", "--unit", unit, "--on", day)
    assert [person["number"] for person in found["people"]] == numbers


def test_a_unit_or_day_that_there_is_not(shell: CommandLine) -> None:
    assert "没有找到单位“财务部”" in shell.refused("people", "list", "--unit", "财务部")
    assert shell.run("people", "list", "--on", "2026-02-30").returncode == 2


def test_activities_go_to_a_calendar(shell: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "活动.ics"
    assert shell.value("activities", "ics", "2026-001", "--out", str(target)) == {"file": str(target)}
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 1
    assert "没有找到活动“9”" in shell.refused("activities", "ics", "9", "--out", str(target))


def test_a_person_is_shown_with_the_end_of_the_contract_and_the_units_own_fields(
    shell: CommandLine, tmp_path: Path
) -> None:
    rows = (
        {"工号": "1001", "姓名": "林婉清", "合同到期日": "无固定期限", "紧急联系人": "母亲 13900001111"},
        {"工号": "A-7", "姓名": "林婉清", "合同到期日": date(2027, 6, 30), "紧急联系人": ""},
    )
    shell.value("people", "import", str(xlsx(tmp_path / "合同.xlsx", *rows)), "--extra", "紧急联系人")
    shown = [shell.value("people", "show", number) for number in ("1001", "A-7")]
    assert [person["contract_ends"] for person in shown] == ["无固定期限", "2027-06-30"]
    assert [person["extra"] for person in shown] == [{"紧急联系人": "母亲 139****1111"}, {}]
    listed = {person["number"]: person for person in shell.value("people", "list")["people"]}
    assert [listed["1001"][key] for key in ("contract_ends", "extra")] == ["无固定期限", shown[0]["extra"]]
    lines = shell.run("people", "show", "A-7").stdout
    assert "合同到期  2027年6月30日" in lines
    assert "紧急联系人  母亲 139****1111" in shell.run("people", "show", "1001").stdout


def test_two_who_are_two_people_are_not_offered_again(shell: CommandLine) -> None:
    assert shell.value("people", "distinct", "A-7", "1001") == {"numbers": ["A-7", "1001"]}
    assert shell.value("people", "duplicates") == {"duplicates": []}
    assert "写了两次" in shell.refused("people", "distinct", "1001", "1001")
