"""名额分配: by head count and factors, ties decided by hand only, quotas kept with their reasons, the printed table."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from culture_desktop.database import Database
from culture_desktop.errors import CellInvalidError, CultureError, QuotaImpossibleError
from culture_desktop.rules.apportionment import Method
from culture_desktop.services.awards.quota_draft import HEADS
from culture_desktop.services.awards.quota_rows import Factor, QuotaTerms
from culture_desktop.services.awards.quotas import QuotaService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.people.postings import note_moves, note_statuses
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import CampaignStep, DocumentKind, EmploymentType, PersonStatus, TierKind
from tests.services.awards.campaign import AS_OF, CODE, FIRST, SECOND, THIRD, Round

PEOPLE = TierKind.PERSON


@pytest.fixture
def service(database: Database, round_: Round) -> QuotaService:
    round_.create()
    return QuotaService(database)


def more(round_: Round, count: int, unit: str, employment: EmploymentType = EmploymentType.OWN) -> None:
    for at in range(count):
        round_.company.person(
            f"{unit[-3:]}{employment.value}{at}", "张三", unit_id=round_.team_ids[unit], employment=employment
        )


def test_by_the_heads_of_each_unit(round_: Round, service: QuotaService) -> None:
    more(round_, 4, FIRST)  # 7, 3, 0
    draft = service.preview(CODE, QuotaTerms(PEOPLE, 2, 10))
    assert {line.unit: (line.heads, line.places) for line in draft.lines} == {
        FIRST: (7, 7),
        SECOND: (3, 3),
        THIRD: (0, 0),
    }
    assert draft.lines[0].explanation.startswith(f"{FIRST}：{HEADS} 7，占 70.00%，应得 7.00")
    assert service.levels() == ("第 1 级：1 个单位", "第 2 级：3 个单位")


def test_heads_are_those_of_the_campaigns_day(round_: Round, service: QuotaService, database: Database) -> None:
    """Who moved, left or came after the day is counted where they were on it."""
    with database.begin("调动") as session:
        note_moves(session, {round_.ids["1001"]: round_.team_ids[THIRD]}, AS_OF + timedelta(days=1))
        note_moves(session, {round_.ids["1004"]: round_.team_ids[THIRD]}, AS_OF)
        note_statuses(session, {round_.ids["1005"]: PersonStatus.LEFT}, AS_OF)
    round_.company.person("1009", "新来", unit_id=round_.team_ids[FIRST], hire_date=AS_OF + timedelta(days=2))
    draft = service.preview(CODE, QuotaTerms(PEOPLE, 2, 5))
    assert {line.unit: line.heads for line in draft.lines} == {FIRST: 3, SECOND: 1, THIRD: 1}


def test_heads_are_those_of_the_pool(round_: Round, service: QuotaService) -> None:
    more(round_, 5, THIRD, EmploymentType.OUTSOURCED)
    outsourced = service.preview(CODE, QuotaTerms(PEOPLE, 2, 5, pool=EmploymentType.OUTSOURCED))
    assert [line.heads for line in outsourced.lines] == [0, 0, 5]
    with pytest.raises(QuotaImpossibleError, match="权数都是 0"):
        service.preview(CODE, QuotaTerms(PEOPLE, 2, 5, pool=EmploymentType.AGENCY))


def test_a_tie_is_told_and_only_decided_by_hand(round_: Round, service: QuotaService) -> None:
    terms = QuotaTerms(PEOPLE, 2, 3, ratio=Decimal("1.2"))
    draft = service.preview(CODE, terms)
    assert draft.ties == (((FIRST, SECOND), 1),)
    assert sum(line.places for line in draft.lines) == 2
    for given, reason, said in (
        ({}, "", "须从中选定 1 个单位"),
        ({FIRST: 1, SECOND: 1}, "抓阄", "须从中选定 1 个单位"),
        ({THIRD: 1}, "抓阄", "须从中选定 1 个单位"),
        ({FIRST: 1, THIRD: 1}, "抓阄", "不在不分先后的单位里"),
        ({FIRST: 1}, "  ", "议定的理由"),
    ):
        with pytest.raises(CultureError, match=said):
            service.save(CODE, terms, given, reason)
    assert service.saved(CODE).rows == ()
    service.save(CODE, terms, {SECOND: 1}, "二班任务较重，经工会委员会研究")
    saved = service.saved(CODE)
    assert [(row.unit, row.places, row.nominees) for row in saved.rows] == [
        (FIRST, 1, 2),
        (SECOND, 2, 3),
        (THIRD, 0, 0),
    ]
    assert saved.rows[1].explanation.endswith("议定再得 1 个，共 2 个：二班任务较重，经工会委员会研究。")
    assert "按 1：1.2 差额推荐" in saved.heads[0]
    assert f"{SECOND}各再得 1 个，理由：二班任务较重" in saved.heads[0]


def test_by_weighted_factors_out_of_a_list(round_: Round, service: QuotaService, tmp_path: Path) -> None:
    path = tmp_path / "产值.csv"
    path.write_text("单位,产值\n客服一班,10\n客服二班,30\n客服三班,0\n", encoding="utf-8")
    factor = service.factor_from_list(path, "产值", Decimal(50), 2)
    assert factor.numbers == {FIRST: 10, SECOND: 30, THIRD: 0}
    terms = QuotaTerms(PEOPLE, 2, 8, heads_part=Decimal(50), factors=(factor,))
    draft = service.preview(CODE, terms)
    assert [line.places for line in draft.lines] == [3, 5, 0]
    assert "产值 30 占 75.00%，×50%" in draft.lines[1].explanation
    path.write_text("单位,产值\n客服一班,十\n", encoding="utf-8")
    with pytest.raises(CellInvalidError):
        service.factor_from_list(path, "产值", Decimal(50), 2)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (QuotaTerms(PEOPLE, 2, 0), "不小于 1 的整数"),
        (QuotaTerms(PEOPLE, 2, 2, minimum=1), "多于名额 2 个"),
        (QuotaTerms(PEOPLE, 2, 9, maximum=2), "少于名额 9 个"),
        (QuotaTerms(PEOPLE, 7, 3), "第 7 级没有单位"),
        (QuotaTerms(PEOPLE, 2, 4, ratio=Decimal("0.5")), "不小于 1：1"),
        (QuotaTerms(PEOPLE, 2, 4, factors=(Factor("产值", Decimal(50), {FIRST: Decimal(1)}),)), "没有产值"),
        (
            QuotaTerms(PEOPLE, 2, 4, factors=(Factor("产值", Decimal(50), {"外单位": Decimal(1)}),)),
            "“外单位”不是第 2 级",
        ),
    ],
)
def test_bad_input_is_refused_by_sentence(service: QuotaService, terms: QuotaTerms, said: str) -> None:
    with pytest.raises(CultureError, match=said):
        service.save(CODE, terms)
    assert service.saved(CODE).rows == ()


@pytest.mark.parametrize("method", list(Method))
def test_every_method_divides_all_places(round_: Round, service: QuotaService, method: Method) -> None:
    more(round_, 4, FIRST)
    more(round_, 2, THIRD)
    draft = service.preview(CODE, QuotaTerms(PEOPLE, 2, 20, method))
    assert sum(line.places for line in draft.lines) == 20


def test_all_staff_together_and_pools_never_stand_beside_each_other(round_: Round, service: QuotaService) -> None:
    more(round_, 3, THIRD, EmploymentType.OUTSOURCED)
    service.save(CODE, QuotaTerms(PEOPLE, 2, 4, pool=EmploymentType.OWN))
    service.save(CODE, QuotaTerms(PEOPLE, 2, 3, pool=EmploymentType.OUTSOURCED))
    assert sum(row.places for row in service.saved(CODE).rows) == 7
    assert len(service.saved(CODE).heads) == 2
    service.save(CODE, QuotaTerms(PEOPLE, 2, 9))
    assert sum(row.places for row in service.saved(CODE).rows) == 9
    assert len(service.saved(CODE).heads) == 1


def test_who_puts_forward_more_than_the_quota_is_pointed_out(round_: Round, service: QuotaService) -> None:
    service.save(CODE, QuotaTerms(PEOPLE, 2, 4))  # two places each
    round_.nominate()
    board = round_.board
    assert board.overruns == (
        f"{FIRST}个人可推荐 2，已推荐 3，多 1",
        f"{SECOND}个人可推荐 2，已推荐 3，多 1",
    )
    nomination = next(state for state in board.steps if state.step is CampaignStep.NOMINATION)
    assert nomination.caption == "6 人，3 个集体，2 处超额"


def test_the_printed_table_says_all_of_it(
    database: Database, round_: Round, service: QuotaService, tmp_path: Path
) -> None:
    documents, unit = DocumentService(database), UnitSettings(unit_name="云川供电服务中心")
    with pytest.raises(CultureError, match="还没有分配名额"):
        documents.campaign_paper(DocumentKind.QUOTAS, CODE, unit)
    service.save(CODE, QuotaTerms(PEOPLE, 2, 3, ratio=Decimal("1.2")), {SECOND: 1}, "抓阄决定")
    target = tmp_path / "名额.pdf"
    done = documents.campaign_paper(DocumentKind.QUOTAS, CODE, unit, target)
    assert done.value.pages == 1
    document = PdfDocument(target)
    text = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "2026年度服务之星评选名额分配表" in text
    assert "抓阄决定" in text
    assert text.count("应得1.50") == 2
    assert "合计35" in text


def test_the_history_says_how_places_were_divided(database: Database, service: QuotaService) -> None:
    service.save(CODE, QuotaTerms(PEOPLE, 2, 4))
    history = HistoryService(database)
    entry = history.entries(HistoryQuery())[0]
    changes = history.detail(entry.id).changes
    [division] = [each for row in changes for each in row.fields if each.title == "评分与分配办法"]
    assert "名额分配：个人：按最大余数法分配 4 个名额" in division.new
    assert "名额分配" not in division.old


def test_a_confirmed_campaign_keeps_its_quotas(round_: Round, database: Database) -> None:
    round_.confirmed()
    with pytest.raises(CultureError, match="已表彰"):
        QuotaService(database).save(CODE, QuotaTerms(PEOPLE, 2, 4))
