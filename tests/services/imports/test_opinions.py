"""Answers of departments: what went out comes back filled in; what was not asked is refused by sentence."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import FormElsewhereError
from culture_desktop.services.awards.opinions import OpinionService
from culture_desktop.services.imports.opinions import OpinionImportService
from culture_desktop.vocabulary import OpinionVerdict
from tests.services.awards.campaign import CODE, FIRST, Round
from tests.services.company import dump
from tests.services.imports.lists import verdicts, xlsx

ASKED = date(2026, 11, 2)
DISCIPLINE, SAFETY = "纪检监察室", "安全监察部"


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    made = Round(database, tmp_path)
    made.create()
    made.nominate(["1001", "1002"])
    return made


@pytest.fixture
def opinions(database: Database, round_: Round) -> OpinionService:
    service = OpinionService(database)
    service.ask(CODE, [n.nomination_id for n in round_.board.nominees], (DISCIPLINE, SAFETY), ASKED)
    return service


def fill(path: Path, answers: dict[int, tuple[str, str | None, Any]]) -> None:
    """Write opinion, words and day into rows of a list."""
    book = openpyxl.load_workbook(path)
    for row, answer in answers.items():
        for column, value in enumerate(answer, start=4):
            book.worksheets[0].cell(row, column, value)
    book.save(path)


def test_what_goes_out_comes_back(database: Database, round_: Round, opinions: OpinionService, tmp_path: Path) -> None:
    safety, discipline = sorted(opinions.write(CODE, tmp_path / "表").value)
    fill(discipline, {6: ("同意", None, date(2026, 11, 5)), 7: ("不同意", "正在核查", date(2026, 11, 6))})
    fill(safety, {6: ("有保留", "待复查", None)})
    imports = OpinionImportService(database)
    preview = imports.preview(discipline, further=[safety], into=CODE)
    assert sorted(verdicts(preview)) == ["new"] * 3 + ["unchanged"] * 7
    assert imports.apply(preview).sentence == "已登记 3 条部门意见"
    found = {(row.department, row.number): row for row in opinions.rows(CODE)}
    objected = found[DISCIPLINE, "1002"]
    assert (objected.verdict, objected.text, objected.answered_on) == (
        OpinionVerdict.OBJECTS,
        "正在核查",
        date(2026, 11, 6),
    )
    assert found[SAFETY, "1001"].answered_on == date.today()  # none was written
    assert found[DISCIPLINE, FIRST].verdict is None
    after = dump(database)
    for paths in ([discipline, safety], opinions.write(CODE, tmp_path / "再").value):
        again = imports.preview(paths[0], further=paths[1:], into=CODE)
        assert set(verdicts(again)) == {"unchanged"}
        imports.apply(again)
    assert dump(database) == after


REFUSED = {
    "a department nobody asked": ({"征求部门": "工会", "工号": "1001"}, "没有向“工会”征求过意见"),
    "no department": ({"征求部门": "", "工号": "1001"}, "没有写明是哪个部门答复的"),
    "somebody not asked about": ({"工号": "1003", "姓名": "司徒雅澜"}, f"没有就此对象向“{DISCIPLINE}”征求过意见"),
    "another name": ({"工号": "1001", "姓名": "赵启明"}, "1001 是“林婉清”，与姓名不符"),
    "an objection without a word": ({"工号": "1001", "意见": "不同意"}, "应为“不同意”的理由"),
    "words without an opinion": ({"工号": "1001", "意见": "", "说明": "待查"}, "意见为空"),
    "before it was asked": ({"工号": "1001", "答复日期": "2026-11-01"}, "早于征求日期 2026-11-02"),
    "not an opinion": ({"工号": "1001", "意见": "随便"}, "应为：同意、有保留、不同意"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(database: Database, opinions: OpinionService, tmp_path: Path, case: str) -> None:
    cells, said = REFUSED[case]
    row = {"征求部门": DISCIPLINE, "工号": "", "姓名": "林婉清", "意见": "同意", "说明": "", "答复日期": "2026-11-05"}
    imports = OpinionImportService(database)
    before = dump(database)
    preview = imports.preview(xlsx(tmp_path / "表.xlsx", row | cells), into=CODE)
    assert [problem.reason for problem in preview.problems] == [said]
    imports.apply(preview)
    assert dump(database) == before


def test_twice_in_two_lists(database: Database, opinions: OpinionService, tmp_path: Path) -> None:
    row = {"征求部门": DISCIPLINE, "姓名": "林婉清", "意见": "同意"}
    paths = [xlsx(tmp_path / name, row) for name in ("一.xlsx", "二.xlsx")]
    preview = OpinionImportService(database).preview(paths[0], further=paths[1:], into=CODE)
    assert [problem.reason for problem in preview.problems] == ["与“一.xlsx”第 2 行重复"]


def test_a_list_of_another_campaign(
    database: Database, round_: Round, opinions: OpinionService, tmp_path: Path
) -> None:
    round_.create("2026-PY")
    path = opinions.write(CODE, tmp_path / "表").value[0]
    with pytest.raises(FormElsewhereError, match=f"是评选“{CODE}”的表，不是“2026-PY”的"):
        OpinionImportService(database).preview(path, into="2026-PY")
