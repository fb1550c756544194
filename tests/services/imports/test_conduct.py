"""Lists of conduct records: points in one column or two, and nothing on record twice."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.services.conduct import ConductDraft, ConductService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.conduct import ConductImportService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.lists import ListService
from tests.services.company import Company, dump
from tests.services.imports.lists import Cells, import_exactly, reasons, verdicts, xlsx

DAY = date(2026, 3, 5)
ROW: Cells = {"工号": "1001", "姓名": "林婉清", "日期": DAY, "行为": "微笑服务"}


@pytest.fixture
def people(company: Company) -> dict[str, int]:
    return {"林婉清": company.person("1001", "林婉清"), "张伟": company.person("1002", "张伟")}


def imported(database: Database, path: Path) -> ImportPreview:
    """``import_exactly`` for a list of conduct records."""
    service = ConductImportService(database)
    return import_exactly(database, lambda: service.preview(path), lambda p: service.apply(p).value, "conduct_record")


POINTS: dict[str, tuple[Cells, Any]] = {
    "signed": ({"分值": -2}, "-2"),
    "signed in words": ({"加扣分": "扣1.5分"}, "-1.5"),
    "given in words": ({"加减分": "加分 3"}, "3"),
    "plus": ({"加分": 2, "扣分": ""}, "2"),
    "minus": ({"加分": "", "扣分": 2}, "-2"),
    "minus written with its sign": ({"加分": 0, "扣分": "-2分"}, "-2"),
    "nothing but a note": ({"分值": 0}, "0"),
    "both": ({"加分": 1, "扣分": 2}, ["加分和扣分只填一个"]),
    "none": ({"加分": "", "扣分": ""}, ["分值为空"]),
    "too fine": ({"分值": 0.125}, ["至多两位小数"]),
    "too many": ({"分值": 5000}, ["应在 1000 分以内"]),
    "words": ({"分值": "很多"}, ["不是数字"]),
}


@pytest.mark.parametrize("case", POINTS)
def test_points(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, expected = POINTS[case]
    preview = imported(database, xlsx(tmp_path / "行为.xlsx", {**ROW, **cells}))
    if isinstance(expected, list):
        assert [reason for _, _, reason in reasons(preview)][:1] == expected
    else:
        (record,) = ConductService(database).records(people["林婉清"])
        assert (record.points, record.happened_on, record.norm) == (Decimal(expected), DAY, "微笑服务")


REFUSED: dict[str, tuple[Cells, tuple[str, str]]] = {
    "stranger": ({"工号": "9999"}, ("工号", "人员库里没有此人，请先导入名册或核对")),
    "no day": ({"日期": ""}, ("日期", "日期为空")),
    "no norm": ({"行为": ""}, ("行为", "条目为空")),
    "no such day": ({"日期": "2026-2-30"}, ("日期", "没有这一天")),
    "long norm": ({"行为": "长" * 129}, ("行为", "超过 128 个字")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, expected = REFUSED[case]
    preview = imported(database, xlsx(tmp_path / "行为.xlsx", {**ROW, "分值": 1, "备注": "一行", **cells}))
    assert reasons(preview) == [(2, *expected)]


def test_what_is_on_record_is_not_written_again(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    row = {**ROW, "分值": 2, "依据": "表扬信"}
    ConductService(database).add(people["林婉清"], ConductDraft(DAY, "微笑服务", Decimal(2), "表扬信"))
    rows = (
        row,
        {**row, "依据": ""},
        {**row, "依据": "锦旗"},
        {**row, "依据": "锦旗"},
        {**row, "工号": "1002", "姓名": "张伟"},
    )
    preview = imported(database, xlsx(tmp_path / "行为.xlsx", *rows))
    assert verdicts(preview) == ["unchanged", "unchanged", "new", "unchanged", "new"]


def test_a_ledger_as_people_keep_it(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    """A title, a header of two rows, the person merged down over several records, a total; and undo."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["文明行为积分台账"],
        ["序号", "姓名", "时间", "事由", "奖惩分", None, "备注"],
        [None, None, None, None, "加分", "扣分", None],
        [1, "林婉清", "2026年3月5日", "拾金不昧", 2, None, "锦旗"],
        [2, None, "2026.4.1", "未戴工牌", None, 1, "巡查记录"],
        [3, "张伟", 46113, "拾金不昧", "2分", None, None],
        ["合计", None, None, None, 4, 1, None],
    ):
        sheet.append(row)
    for merged in ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "B4:B5"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "台账.xlsx")
    before = dump(database)
    preview = imported(database, tmp_path / "台账.xlsx")
    assert (verdicts(preview), reasons(preview)) == (["new"] * 3, [])
    points = [(r.norm, r.points) for r in ConductService(database).records(people["林婉清"])]
    assert points == [("未戴工牌", Decimal(-1)), ("拾金不昧", Decimal(2))]
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    history.take_back(entry.id)
    assert dump(database) == before


def test_a_list_without_points_says_what_it_needs(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(HeaderNotFoundError, match="分值或加分或扣分"):
        ConductImportService(database).preview(xlsx(tmp_path / "行为.xlsx", ROW))


def test_what_goes_out_comes_back_without_a_change(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    conduct = ConductService(database)
    wrong = conduct.add(people["张伟"], ConductDraft(DAY, "迟到", Decimal("-0.5"), "=1+1")).value
    conduct.reverse(wrong, "记错了人", date(2026, 3, 9))
    conduct.add(people["林婉清"], ConductDraft(DAY, "微笑服务", Decimal(2)))
    for name in ("行为.xlsx", "行为.csv"):
        ListService(database).export_conduct(tmp_path / name)
        preview = ConductImportService(database).preview(tmp_path / name)
        assert preview.counts == dict.fromkeys(Verdict, 0) | {Verdict.UNCHANGED: 3}, reasons(preview)


def test_which_column_is_what_is_remembered_for_the_next_list(
    database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    service = ConductImportService(database)
    titles = {"工号": "1001", "姓名": "林婉清", "哪天": DAY, "何事": "微笑服务", "多少": 2}
    first = xlsx(tmp_path / "三月.xlsx", titles)
    with pytest.raises(HeaderNotFoundError):
        service.preview(first)
    chosen = {"happened_on": "哪天", "norm": "何事", "points": "多少"}
    service.apply(service.preview(first, mapping=chosen))
    april = xlsx(tmp_path / "四月.xlsx", {**titles, "何事": "拾金不昧"})
    preview = service.preview(april)
    assert preview.source is not None
    assert preview.source.name == "三月.xlsx"
    assert {key: preview.table.mapping[key] for key in chosen} == chosen
    assert verdicts(preview) == [Verdict.NEW]
    with pytest.raises(HeaderNotFoundError):
        service.preview(april, mapping={})
