"""All sheets of a file at once, and rows that are hidden in it: the same for every kind of list."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.kinds import list_imports
from culture_desktop.services.imports.preview import SHEET_STRIDE, ImportPreview, Verdict
from culture_desktop.vocabulary import ListKind, OrganisationKind
from tests.services.awards.campaign import CODE, PEOPLE, Round
from tests.services.company import dump
from tests.services.imports.lists import reasons, verdicts

Lines = Sequence[Sequence[Any]]
NOTES: Lines = [["填表说明"], ["每人一行"]]
LIN, OUYANG, SITU = ((number, PEOPLE[number][0]) for number in ("1001", "1002", "1003"))
# Of each kind two sheets with columns of their own; the first says two things, the second one more and one again.
SHEETS: Mapping[ListKind, tuple[Lines, Lines]] = {
    ListKind.ORGANISATION: (
        [["名称", "上级"], ["信息中心", "客户服务中心"], ["一班", "信息中心"]],
        [["全路径"], ["客户服务中心/信息中心/二班"], ["客户服务中心/信息中心/一班"]],
    ),
    ListKind.MEMBERSHIP: (
        [["工号", "姓名", "支部"], [*LIN, "一支部"], [*OUYANG, "一支部"]],
        [["姓名", "员工编号", "所在支部"], [SITU[1], SITU[0], "一支部"], [LIN[1], LIN[0], "一支部"]],
    ),
    ListKind.PARTICIPATION: (
        [["工号", "姓名"], LIN, OUYANG],
        [["姓名", "员工编号", "备注"], [SITU[1], SITU[0], ""], [LIN[1], LIN[0], ""]],
    ),
    ListKind.SESSION: (
        [["工号", "姓名", "1", "2"], [*LIN, "√", "√"], [*OUYANG, "", "√"]],
        [["姓名", "员工编号", "2", "3"], [SITU[1], SITU[0], "√", "√"], [LIN[1], LIN[0], "√", "√"]],
    ),
    ListKind.SCORE: (
        [
            ["评委", "编号", "姓名", "评分项", "得分"],
            ["雷慧珍", *LIN, "评委评审", 96],
            ["雷慧珍", *OUYANG, "评委评审", 94],
        ],
        [["得分", "姓名", "评委", "评分项"], [92, SITU[1], "雷慧珍", "评委评审"], [90, LIN[1], "雷慧珍", "评委评审"]],
    ),
    ListKind.BALLOT: (
        [["票号", LIN[1], OUYANG[1]], [1, "√", "×"], [2, "√", "√"]],
        [[SITU[1], "票号", LIN[1]], ["√", 3, "√"], ["√", 2, "√"]],
    ),
}
# Of these kinds the same again says nothing new.
CALMER: Mapping[ListKind, tuple[Lines, Lines]] = {
    ListKind.CONDUCT: (
        [["工号", "姓名", "日期", "行为", "分值"], [*LIN, "2026-03-05", "微笑服务", 2], [*OUYANG, "2026-03-05", "微笑服务", 2]],
        [["姓名", "工号", "日期", "行为", "扣分"], [SITU[1], SITU[0], "2026-03-06", "迟到", 1],
         [LIN[1], LIN[0], "2026-03-06", "迟到", 1], [SITU[1], SITU[0], "2026-03-06", "迟到", 1]],
    ),
    ListKind.HONOUR: (
        [["工号", "姓名", "荣誉称号", "年份"], [*LIN, "服务明星", 2024], [*OUYANG, "服务明星", 2024]],
        [["姓名", "工号", "荣誉称号", "授予日期"], [SITU[1], SITU[0], "服务明星", "2023-05-01"],
         [SITU[1], SITU[0], "服务明星", "2024-05-01"], [SITU[1], SITU[0], "服务明星", "2023-05-01"]],
    ),
}  # fmt: skip
INTO = {
    ListKind.PARTICIPATION: "2026-003",
    ListKind.SESSION: "2026-003",
    ListKind.SCORE: CODE,
    ListKind.BALLOT: CODE,
}


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    """A campaign with everybody nominated, an activity without anybody, and a branch."""
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    made.company.activity("2026-003")
    made.company.unit("一支部", OrganisationKind.PARTY)
    return made


def book(path: Path, sheets: Mapping[str, Lines], hidden: Mapping[str, Sequence[int]] | None = None) -> Path:
    """A file of these sheets, some of their rows hidden."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        page = made.create_sheet(name)
        for line in lines:
            page.append(list(line))
        for row in (hidden or {}).get(name, ()):
            page.row_dimensions[row].hidden = True
    made.save(path)
    return path


def all_sheets_of(database: Database, kind: ListKind, path: Path, **how: Any) -> ImportPreview:
    """What all sheets come to, held against what is then written and against looking again; undo brings all back."""
    service, into = list_imports(database)[kind], INTO.get(kind, "")
    before = dump(database)
    preview = service.preview(path, into=into, all_sheets=True, **how)
    assert dump(database) == before
    report = service.apply(preview).value
    assert (report.new, report.changed) == (preview.counts[Verdict.NEW], preview.counts[Verdict.CHANGED])
    after = dump(database)
    again = service.preview(path, into=into, all_sheets=True, **how)
    assert again.writable == 0
    assert again.counts[Verdict.ERROR] == preview.counts[Verdict.ERROR]
    service.apply(again)
    assert dump(database) == after
    if preview.writable and kind not in (ListKind.SCORE, ListKind.BALLOT):  # those are evidence, and corrected instead
        history = HistoryService(database)
        entry = history.next_undo()
        assert entry is not None
        history.take_back(entry.id)
        assert dump(database) == before
    return preview


@pytest.mark.parametrize("kind", SHEETS)
def test_every_sheet_by_its_own_columns(database: Database, round_: Round, tmp_path: Path, kind: ListKind) -> None:
    first, second = SHEETS[kind]
    path = book(tmp_path / "名单.xlsx", {"说明": NOTES, "甲": first, "乙": second})
    preview = all_sheets_of(database, kind, path)
    assert [table.sheet.name for table in preview.tables] == ["甲", "乙"]
    assert preview.sheets == ("说明", "甲", "乙")
    assert verdicts(preview) == ["new", "new", "new", "error"]
    (problem,) = preview.problems
    assert preview.place(problem.row) == "“乙”第 3 行"
    assert "与“甲”第 " in problem.reason


@pytest.mark.parametrize("kind", CALMER)
def test_what_the_list_says_again_is_not_written_twice(
    database: Database, round_: Round, tmp_path: Path, kind: ListKind
) -> None:
    first, second = CALMER[kind]
    preview = all_sheets_of(database, kind, book(tmp_path / "名单.xlsx", {"甲": first, "乙": second}))
    assert verdicts(preview) == ["new", "new", "new", "new", "unchanged"]


@pytest.mark.parametrize("kind", [*SHEETS, *CALMER])
def test_hidden_rows_are_left_alone_where_that_is_asked_for(
    database: Database, round_: Round, tmp_path: Path, kind: ListKind
) -> None:
    first, second = {**SHEETS, **CALMER}[kind]
    path = book(tmp_path / "名单.xlsx", {"甲": first, "乙": second[:2]}, {"甲": [2], "乙": [2]})
    service = list_imports(database)[kind]
    taken = service.preview(path, into=INTO.get(kind, ""), all_sheets=True)
    assert Verdict.KEPT.value not in verdicts(taken)
    preview = all_sheets_of(database, kind, path, leave_hidden=True)
    assert preview.leave_hidden
    assert [row.row for row in preview.rows] == [2, 3, SHEET_STRIDE + 2]
    assert [(row.verdict, row.notes) for row in preview.rows if row.row != 3] == [
        (Verdict.KEPT, ("文件里隐藏的行",))
    ] * 2


def test_a_sheet_about_something_else_is_passed_over(database: Database, round_: Round, tmp_path: Path) -> None:
    first, _ = CALMER[ListKind.CONDUCT]
    path = book(tmp_path / "名单.xlsx", {"通讯录": [["工号", "姓名", "手机"], [*LIN, ""]], "甲": first})
    preview = all_sheets_of(database, ListKind.CONDUCT, path)
    assert [table.sheet.name for table in preview.tables] == ["甲"]
    with pytest.raises(HeaderNotFoundError):
        list_imports(database)[ListKind.CONDUCT].preview(path, sheet="通讯录", all_sheets=True)


def test_sessions_by_day_have_to_be_the_same_in_every_sheet(database: Database, round_: Round, tmp_path: Path) -> None:
    def sheet(*days: str) -> Lines:
        return [["工号", "姓名", *days], [*LIN, *("√" for _ in days)]]

    service = list_imports(database)[ListKind.SESSION]
    same = book(tmp_path / "同.xlsx", {"甲": sheet("3月1日", "3月8日"), "乙": sheet("3月1日", "3月8日")})
    preview = service.preview(same, into="2026-003", all_sheets=True)
    assert reasons(preview) == [(SHEET_STRIDE + 2, "姓名", "与“甲”第 2 行是同一人")]
    other = book(tmp_path / "异.xlsx", {"甲": sheet("3月1日", "3月8日"), "乙": sheet("4月1日", "4月8日")})
    with pytest.raises(HeaderNotFoundError, match="各工作表相同的日期列"):
        service.preview(other, into="2026-003", all_sheets=True)
