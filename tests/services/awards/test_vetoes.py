"""一票否决: evidence, scope and expiry; who is barred is told with the day; lifting takes a reason."""

from datetime import date
from typing import Any

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CultureError, InvalidFieldError, RecordMissingError, StepBlockedError
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.history import HistoryQuery, HistoryService
from tests.services.awards.campaign import AS_OF, CODE, Round
from tests.services.company import dump

DAY = date(2026, 11, 9)


def test_one_for_all_campaigns_bars_from_each_that_is_open(round_: Round) -> None:
    round_.create()
    round_.create("2026-PY")
    for code in (CODE, "2026-PY"):
        round_.nominate(code=code)
    done = round_.vetoes.bar(None, round_.ids["1001"], "有责投诉", "95598 工单 12", DAY)
    assert done.sentence == "已对林婉清一票否决（全部评选）"
    for code in (CODE, "2026-PY"):
        nominee = round_.awards.explain(code, "1001")
        assert nominee.outcome is Outcome.INELIGIBLE
        assert nominee.eligibility.sentence.endswith("2026年11月9日有责投诉（依据：95598 工单 12）")
        (row,) = round_.vetoes.of_campaign(code)
        assert (row.number, row.campaign, row.scope, row.until, row.expired) == ("1001", "", "全部评选", "长期", False)


def test_an_expired_one_bars_nobody_and_stays_on_record(round_: Round) -> None:
    round_.create()
    round_.nominate()
    round_.vetoes.bar(None, round_.ids["1001"], "旷工", "", date(2024, 10, 1), AS_OF)
    round_.vetoes.bar(CODE, round_.ids["1002"], "旷工", "", date(2024, 10, 1), date(2026, 11, 1))
    assert round_.nominee("1001").eligibility.passed
    assert not round_.nominee("1002").eligibility.passed
    found = [(row.number, row.expired, row.until) for row in round_.vetoes.of_campaign(CODE)]
    assert found == [("1002", False, "2026年11月1日到期"), ("1001", True, "2026年10月31日已到期")]
    assert [row.expired for row in round_.vetoes.all(date(2030, 1, 1))] == [True, True]


def test_a_second_one_in_the_same_campaign_takes_its_place(round_: Round) -> None:
    round_.create()
    round_.vetoes.bar(CODE, round_.ids["1001"], "旷工", "考勤", DAY)
    round_.vetoes.bar(CODE, round_.ids["1001"], "有责投诉", "工单", DAY)
    assert [(row.reason, row.evidence) for row in round_.vetoes.of_campaign(CODE)] == [("有责投诉", "工单")]


def test_lifting_takes_a_reason_that_stays_in_the_history(round_: Round, database: Database) -> None:
    round_.create()
    round_.nominate()
    round_.vetoes.bar(CODE, round_.ids["1001"], "有责投诉", "工单", DAY)
    (row,) = round_.vetoes.of_campaign(CODE)
    before = dump(database)
    with pytest.raises(InvalidFieldError, match="解除理由"):
        round_.vetoes.lift(row.id, " ")
    assert dump(database) == before
    assert round_.vetoes.lift(row.id, "复核后认定无责").sentence == "已解除对林婉清的一票否决"
    assert round_.nominee("1001").eligibility.passed
    history = HistoryService(database)
    entry = history.entries(HistoryQuery())[0]
    assert (entry.label, entry.reason) == ("解除一票否决", "复核后认定无责")
    history.take_back(entry.id)
    assert not round_.nominee("1001").eligibility.passed


REFUSED: dict[str, tuple[dict[str, Any], type[CultureError], str]] = {
    "no reason": ({"reason": " "}, InvalidFieldError, "否决事由"),
    "too long a reason": ({"reason": "错" * 256}, InvalidFieldError, "255 字以内"),
    "expired before it began": ({"expires_on": DAY}, InvalidFieldError, "晚于认定日期 2026-11-09 的日期"),
    "nobody": ({"person_id": 999}, RecordMissingError, "没有找到人员“999”"),
    "no campaign": ({"code": "2026-P99"}, RecordMissingError, "没有找到评选“2026-P99”"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(round_: Round, database: Database, case: str) -> None:
    round_.create()
    changes, error, said = REFUSED[case]
    given: dict[str, Any] = {"code": CODE, "person_id": round_.ids["1001"], "reason": "旷工", "evidence": ""}
    given |= {"decided_on": DAY} | changes
    before = dump(database)
    with pytest.raises(error, match=said):
        round_.vetoes.bar(**given)
    assert dump(database) == before


def test_a_closed_campaign_keeps_its_own(round_: Round, database: Database) -> None:
    round_.up_to_scores()
    round_.vetoes.bar(CODE, round_.ids["1006"], "有责投诉", "工单", DAY)
    round_.awards.propose(CODE)
    round_.awards.start_notice(CODE, date(2026, 11, 11))
    round_.awards.confirm(CODE, date(2026, 11, 18), "〔{year}〕{number}号")
    (row,) = round_.vetoes.of_campaign(CODE)
    with pytest.raises(StepBlockedError, match="已表彰"):
        round_.vetoes.lift(row.id, "申诉成立")
    with pytest.raises(StepBlockedError, match="已表彰"):
        round_.vetoes.bar(CODE, round_.ids["1001"], "旷工", "", DAY)
    round_.vetoes.bar(None, round_.ids["1001"], "旷工", "", DAY)
    assert round_.nominee("1001").outcome is Outcome.WINNER
