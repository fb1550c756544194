"""评分表 and 评分汇总表 read back: what judges get to sign, and what came of it."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from culture_desktop.database import Database
from culture_desktop.errors import StepBlockedError
from culture_desktop.rules.panels import Summary
from culture_desktop.services.awards.judges import JudgeService
from culture_desktop.services.awards.methods import places_by_method
from culture_desktop.services.awards.score_summary import ScoreSummaryService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import CODE, JUDGES, Round

UNIT = UnitSettings(unit_name="云川供电服务中心工会")


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    return Round(database, tmp_path)


def text_of(database: Database, kind: DocumentKind, path: Path) -> list[str]:
    DocumentService(database).campaign_paper(kind, CODE, UNIT, path)
    return [without_spaces(page) for page in pages_text(path.read_bytes())]


def test_each_judge_gets_a_form_to_sign(database: Database, round_: Round, tmp_path: Path) -> None:
    round_.create()
    round_.nominate()
    judges = JudgeService(database)
    ids = [judges.add_outside(CODE, name).value for name in JUDGES]
    judges.recuse(CODE, ids[1], [round_.nominee("1002").nomination_id], "师徒")
    pages = text_of(database, DocumentKind.SCORE_FORMS, tmp_path / "评分表.pdf")
    assert len(pages) == 6, "three judges, persons and teams apart"
    for page, judge in zip(pages[::2], JUDGES, strict=True):
        assert f"评委：{judge}评选编号：{CODE}" in page
        assert "评委评审0至100分（至多2位小数）" in page
        assert "评委签名：日期：" in page
        assert page.count("回避") == (2 if judge == JUDGES[1] else 1)  # once in the remark below the title


def test_the_summary_says_whose_points_counted(database: Database, round_: Round, tmp_path: Path) -> None:
    round_.up_to_scores()
    judges = JudgeService(database)
    extra = judges.add_outside(CODE, "方正").value
    judges.recuse(CODE, extra, [round_.nominee("1001").nomination_id], "师徒")
    persons, teams = text_of(database, DocumentKind.SCORES, tmp_path / "汇总.pdf")
    assert "1林婉清客服一班100.0096.00计入雷慧珍96.00；去掉芦斌94.00、曹堃98.00；回避方正97.60" in persons
    assert "2欧阳䶮客服一班100.0094.00计入雷慧珍94.00；去掉芦斌92.00、曹堃96.00；缺方正96.40" in persons
    assert "回避1人次，不计入总和与人数" in persons
    assert "参与活动（40%）评委评审（60%）" in persons
    assert "1客服二班客户服务中心93.00" in teams
    path = ScoreSummaryService(database).write(CODE, tmp_path / "汇总.xlsx").value
    sheet = load_workbook(path).active
    assert sheet is not None
    head, first, *_ = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    row = dict(zip(head, first, strict=True))
    assert (row["名次"], row["姓名"], row["总分"], row["评委评审"]) == (1, "林婉清", 97.6, 96)
    assert (row["中位数"], row["中位数名次"]) == (97.6, 1)
    assert row["评委"] == "计入 雷慧珍 96.00；去掉 芦斌 94.00、曹堃 98.00；回避 方正"


def test_without_points_there_is_no_summary(database: Database, round_: Round, tmp_path: Path) -> None:
    round_.create()
    round_.nominate()
    with pytest.raises(StepBlockedError, match="还没有评分"):
        ScoreSummaryService(database).write(CODE, tmp_path / "汇总.xlsx")


def test_ways_of_summing_up_stand_side_by_side(database: Database, round_: Round) -> None:
    """Two nominees whom the mean and the trimmed mean rank differently, with numbers worked out by hand."""
    round_.create(
        criteria=[
            {"kind": "person", "name": "评委评审", "source": "judges", "weight": "100"},
            {"kind": "team", "name": "评委评审", "source": "judges", "weight": "100"},
        ],
        procedure={"scoring": {"summary": "trimmed", "minimum_judges": 4, "digits": 2, "widest_range": "20"}},
    )
    round_.nominate()
    given = {"1001": ("90", "90", "90", "50"), "1002": ("89", "89", "88", "88")}
    lines = ["评委,工号,姓名,评分项,分数"]
    for number, points in given.items():
        lines += [f"评委{at},{number},,评委评审,{value}" for at, value in enumerate(points)]
    path = round_.folder / "四位.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    round_.scores.apply(round_.scores.preview(path, into=CODE))
    board = round_.board
    places = places_by_method(board)
    first, second = round_.nominee("1001"), round_.nominee("1002")
    assert [places[n.nomination_id][Summary.TRIMMED].total for n in (first, second)] == [
        Decimal("90.00"),
        Decimal("88.50"),
    ]
    means = [places[n.nomination_id][Summary.MEAN] for n in (first, second)]
    assert [(m.total, m.rank, m.differs) for m in means] == [
        (Decimal("80.00"), 2, True),
        (Decimal("88.50"), 1, True),
    ]
    medians = [places[n.nomination_id][Summary.MEDIAN] for n in (first, second)]
    assert [(m.total, m.rank, m.differs) for m in medians] == [
        (Decimal("90.00"), 1, False),
        (Decimal("88.50"), 2, False),
    ]
    assert first.scores[0].disagreement == "最高与最低相差 40.00 分，超过 20 分"
    assert second.scores[0].disagreement == ""
