"""``people import|list|export`` and ``participation import`` as scripts rely on them."""

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.company import ODD_NAMES
from tests.services.imports.lists import Cells, xlsx

ISSUED_KEYS = {
    "file", "sheet", "header_row", "mapping", "rows", "new", "changed", "unchanged", "kept", "ambiguous", "errors",
    "error_rows", "skipped", "written",
}  # fmt: skip
ROSTER_KEYS = {
    "new_units", "mode", "effective", "source", "extra", "fields", "unit_questions", "leavers", "left",
}  # fmt: skip
ROWS: tuple[Cells, ...] = (
    {"工号": "1001", "姓名": "张伟", "部门": "公司/客服中心", "手机": "13800000001", "出生日期": date(1990, 3, 7)},
    {"工号": "1002", "姓名": "李䶮", "部门": "公司/客服中心", "手机": 13900000002, "出生日期": "1985年1月"},
    {"工号": "1003", "姓名": "<b", "部门": "公司", "手机": "打不通", "出生日期": "不详"},
)


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """An empty data file."""
    return Inside(tmp_path / "runwu.db")


@pytest.fixture
def sample(sample: CommandLine) -> CommandLine:
    """A copy of the sample year."""
    return Inside(sample.data)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "名册.xlsx", *ROWS)


def numbers(shell: CommandLine, *search: str) -> list[str]:
    return [person["number"] for person in shell.value("people", "list", *search)["people"]]


def test_the_answer_has_the_promised_keys(shell: CommandLine, roster: Path) -> None:
    answer = shell.value("people", "import", str(roster))
    assert answer.keys() == ISSUED_KEYS | ROSTER_KEYS
    assert {key: answer[key] for key in answer.keys() - {"errors"}} == {
        "file": "名册.xlsx",
        "sheet": "Sheet",
        "header_row": 1,
        "mapping": {"number": "工号", "name": "姓名", "unit": "部门", "phone": "手机", "birth_date": "出生日期"},
        "rows": 3,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "kept": 0,
        "ambiguous": 0,
        "error_rows": 1,
        "skipped": [],
        "new_units": ["公司", "公司/客服中心"],
        "mode": "add_update",
        "effective": date.today().isoformat(),
        "source": None,
        "extra": [],
        "fields": {},
        "unit_questions": [],
        "leavers": [],
        "left": 0,
        "written": True,
    }
    assert answer["errors"] == [
        {"sheet": "Sheet", "row": 4, "column": "出生日期", "value": "不详", "reason": "不是日期"},
        {"sheet": "Sheet", "row": 4, "column": "手机", "value": "打不通", "reason": "不是电话号码"},
    ]
    assert numbers(shell) == ["1001", "1002"]


def test_a_dry_run_says_the_same_and_writes_nothing(shell: CommandLine, roster: Path) -> None:
    dry = shell.value("people", "import", str(roster), "--dry-run")
    assert numbers(shell) == []
    wet = shell.value("people", "import", str(roster))
    assert dry == wet | {"written": False}


def test_the_second_import_finds_everything_unchanged(shell: CommandLine, roster: Path) -> None:
    shell.value("people", "import", str(roster))
    before = shell.value("people", "list")
    again = shell.value("people", "import", str(roster))
    assert [again[key] for key in ("new", "changed", "unchanged", "error_rows", "new_units")] == [0, 0, 2, 1, []]
    assert shell.value("people", "list") == before


def test_for_people_the_sum_adds_up_and_the_problems_are_named(shell: CommandLine, roster: Path) -> None:
    done = shell.run("people", "import", str(roster))
    assert (done.returncode, done.stderr) == (0, "")
    assert "新增 2 + 变更 0 + 未变 0 + 待定 0 + 错误 1 = 3 行" in done.stdout
    assert "第 4 行 手机“打不通”：不是电话号码" in done.stdout
    assert done.stdout.endswith("已导入 2 人\n")


def test_an_undecided_row_is_counted_named_and_left(shell: CommandLine, roster: Path, tmp_path: Path) -> None:
    shell.value("people", "import", str(roster))
    moved = xlsx(tmp_path / "新.xlsx", {"工号": "2001", "姓名": "张伟", "手机": "13800000001"})
    assert shell.value("people", "import", str(moved))["ambiguous"] == 1
    assert "第 2 行待定：可能是 张伟 1001" in shell.run("people", "import", str(moved)).stdout
    assert numbers(shell) == ["1001", "1002"]


def test_columns_are_told_by_the_words_of_their_fields_and_those_left_out_by_name(
    shell: CommandLine, tmp_path: Path
) -> None:
    card = xlsx(
        tmp_path / "名册.xlsx", {"员工编号": "1001", "姓名": "张伟", "到期日": "无固定期限", "饭卡": "A", "备用": "x"}
    )
    lines = shell.run("people", "import", str(card), "--extra", "饭卡").stdout.splitlines()
    assert lines[1:3] == ["对应：员工编号→工号，姓名→姓名，到期日→合同到期日", "没有对应的列：备用"]


def test_only_the_first_undecided_rows_are_named(shell: CommandLine, tmp_path: Path) -> None:
    people = [(f"姓{number}", f"138{number:08d}") for number in range(22)]
    known, moved = ([{"工号": f"{s}{i}", "姓名": n, "手机": p} for i, (n, p) in enumerate(people)] for s in ("A", "B"))
    shell.value("people", "import", str(xlsx(tmp_path / "旧.xlsx", *known)))
    lines = shell.run("people", "import", str(xlsx(tmp_path / "新.xlsx", *moved)), "--dry-run").stdout.splitlines()
    assert sum("待定：可能是" in line for line in lines) == 20
    assert "  另有 2 行待定" in lines


def test_rejected_rows_can_be_corrected_and_imported(shell: CommandLine, roster: Path, tmp_path: Path) -> None:
    rejected = tmp_path / "未导入.xlsx"
    shell.value("people", "import", str(roster), "--rejected", str(rejected))
    book = openpyxl.load_workbook(rejected)
    titles = [cell.value for cell in book.active[1]]
    assert titles == ["工号", "姓名", "部门", "手机", "出生日期", "原行号", "原因"]
    assert [cell.value for cell in book.active[2]][-2:] == [4, "出生日期：不是日期；手机：不是电话号码"]
    book.active["D2"], book.active["E2"] = "13700000003", "1991-01-01"
    book.save(rejected)
    assert shell.value("people", "import", str(rejected))["new"] == 1
    assert [person["name"] for person in shell.value("people", "list")["people"]] == ["张伟", "李䶮", "<b"]


def test_the_sheet_can_be_chosen(shell: CommandLine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, number in (("在职", "1"), ("退休", "2")):
        page = book.create_sheet(title)
        page.append(["工号", "姓名"])
        page.append([number, "张伟"])
    book.save(tmp_path / "名册.xlsx")
    assert shell.value("people", "import", str(tmp_path / "名册.xlsx"), "--sheet", "退休")["sheet"] == "退休"
    assert numbers(shell) == ["2"]


def test_the_list_holds_everybody_with_every_field(shell: CommandLine, tmp_path: Path) -> None:
    people = [{"工号": f"{n:04d}", "姓名": name} for n, name in enumerate(ODD_NAMES.values())]
    people += [{"工号": f"9{n:04d}", "姓名": "张伟", "状态": "离职"} for n in range(300)]
    shell.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", *people)))
    listed = shell.value("people", "list")["people"]
    assert [(person["number"], person["name"]) for person in listed] == [(p["工号"], p["姓名"]) for p in people]
    assert {"number", "name", "unit", "sex", "birth_date", "phone", "employment", "status"} <= listed[0].keys()
    assert listed[-1]["status"] == "left"


def test_search_finds_by_name_pinyin_number_and_unit(shell: CommandLine, roster: Path) -> None:
    shell.value("people", "import", str(roster))
    for word, found in (("李䶮", ["1002"]), ("zhangwei", ["1001"]), ("1002", ["1002"]), ("客服", ["1001", "1002"])):
        assert numbers(shell, "--search", word) == found
    assert numbers(shell, "--search", "没有的人") == []


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_an_export_comes_back_without_a_change(sample: CommandLine, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"人员{suffix}"
    assert sample.value("people", "export", str(path)) == {"file": str(path), "rows": 1200}
    again = sample.value("people", "import", str(path))
    assert [again[key] for key in ("rows", "unchanged", "errors", "skipped")] == [1200, 1200, [], []]


def test_a_csv_runs_nothing_and_opens_in_excel(shell: CommandLine, tmp_path: Path) -> None:
    shell.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", {"工号": "007", "姓名": "=1+1", "岗位": "@a"})))
    path = tmp_path / "人员.csv"
    shell.value("people", "export", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        _header, row = csv.reader(file)
    assert (row[0], row[1], row[6]) == ("007", "'=1+1", "'@a")
    assert shell.value("people", "import", str(path))["unchanged"] == 1


def test_piped_to_a_gbk_console_nothing_breaks(empty_process: CommandLine, roster: Path) -> None:
    """A Chinese Windows redirects in GBK, which has no 䶮."""
    empty_process.value("people", "import", str(roster))
    gbk = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    assert '"name": "\\u674e\\u4dae"' in empty_process.run("people", "list", "--json", environment=gbk).stdout
    assert empty_process.run("people", "export", "没有后缀", environment={"PYTHONIOENCODING": "utf-8"}).returncode == 3


# Participation


def test_attendance_is_imported_into_an_activity(sample: CommandLine, tmp_path: Path) -> None:
    people = sample.value("people", "list")["people"][:3]
    code = next(a["code"] for a in sample.value("activities", "list")["activities"] if not a["registered"])
    rows: list[Cells] = [
        {"工号": people[0]["number"], "姓名": people[0]["name"], "状态": "已签到", "签到时间": "13:55"},
        {"工号": people[1]["number"], "姓名": people[1]["name"], "状态": "请假", "签到时间": None},
        {"工号": people[2]["number"], "姓名": "张冠戴", "状态": "已签到", "签到时间": None},
        {"工号": "没有此人", "姓名": "李代桃", "状态": "已签到", "签到时间": datetime(2026, 1, 1, 8)},
    ]
    path = xlsx(tmp_path / "签到.xlsx", *rows)
    dry = sample.value("participation", "import", code, str(path), "--dry-run")
    answer = sample.value("participation", "import", code, str(path))
    assert dry == answer | {"written": False}
    assert answer.keys() == ISSUED_KEYS | {"activity"}
    assert [answer[key] for key in ("activity", "rows", "new", "error_rows", "written")] == [code, 4, 2, 2, True]
    assert [(error["row"], error["column"]) for error in answer["errors"]] == [(4, "姓名"), (5, "工号")]
    listed = sample.value("activities", "show", code)["participants"]
    assert {p["number"]: p["attendance"] for p in listed} == {
        people[0]["number"]: "attended", people[1]["number"]: "excused",
    }  # fmt: skip
    assert sample.value("participation", "import", code, str(path))["unchanged"] == 2


def test_an_activity_that_is_not_there(shell: CommandLine, roster: Path) -> None:
    assert shell.refused("participation", "import", "2026-999", str(roster)) == (
        "没有找到活动“2026-999”。请核对编号，或先导入、新建。"
    )


def test_numbers_are_masked_unless_revealed(shell: CommandLine, roster: Path, tmp_path: Path) -> None:
    shell.value("people", "import", str(roster))
    assert shell.value("people", "list", "--search", "1001")["people"][0]["phone"] == "138****0001"
    assert shell.value("people", "show", "1001")["phone"] == "138****0001"
    assert shell.value("people", "show", "1001", "--reveal")["phone"] == "13800000001"
    assert "138****0001" in shell.run("people", "show", "1001").stdout
    for options, phone in (([], "138****0001"), (["--reveal"], "13800000001")):
        shell.value("people", "export", str(tmp_path / "人员.csv"), *options)
        assert phone in (tmp_path / "人员.csv").read_text(encoding="utf-8-sig")


def test_a_person_is_removed_only_with_the_name_written_again(shell: CommandLine, roster: Path, tmp_path: Path) -> None:
    shell.value("people", "import", str(roster))
    assert shell.value("people", "remove", "1001")["removed"] is False
    sentence = "写的姓名与工号“1001”的人不符，没有移除任何内容。请核对后再写一遍。"
    assert shell.refused("people", "remove", "1001", "--confirm", "李四") == sentence
    assert numbers(shell) == ["1001", "1002"]
    report = tmp_path / "报告.txt"
    assert shell.value("people", "remove", "1001", "--confirm", "张伟", "--report", str(report))["removed"] is True
    assert numbers(shell) == ["1002"]
    assert "张伟" not in report.read_text(encoding="utf-8-sig")
