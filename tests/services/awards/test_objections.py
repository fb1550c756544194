"""The ledger of objections: received, looked into, closed; what it locks and what an upheld one leads to."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from culture_desktop.errors import (
    CalendarUnknownError,
    InvalidFieldError,
    RecordMissingError,
    StepBlockedError,
)
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.objections import Closing, ObjectionService, ObjectionTerms
from culture_desktop.services.history import HistoryService
from culture_desktop.vocabulary import CampaignStep, ObjectionConclusion, ObjectorKind
from tests.services.awards.campaign import AWARDED_ON, CODE, NOTICE_FROM, NOTICE_TO, PATTERN, Round, won

TODAY = date(2026, 11, 16)


@pytest.fixture
def service(round_: Round) -> ObjectionService:
    round_.up_to_notice()
    return ObjectionService(round_.company.database)


def terms(round_: Round, **changes: Any) -> ObjectionTerms:
    given = ObjectionTerms(
        nomination_id=round_.nominee("1001").nomination_id,
        objector=ObjectorKind.PERSON,
        name="李大力",
        contact="13812344417",
        raised_on=date(2026, 11, 12),
        content="三月份有一次客户投诉属实",
        evidence="工单 20260311",
    )
    return replace(given, **changes)


def test_received_looked_into_and_closed(round_: Round, service: ObjectionService) -> None:
    done = service.receive(CODE, terms(round_), TODAY)
    assert done.sentence == "已登记对林婉清的异议，请在2026年11月19日前办结"  # five working days over a weekend
    [row] = round_.board.objections
    assert (row.status, row.fact.phone, row.fact.number) == ("待核查", "138****4417", "1")
    assert service.contact(CODE, row.id) == "13812344417"
    assert round_.board.blocker_of(CampaignStep.AWARD) == "还有 1 件异议没有办结：林婉清（第 1 件）"
    with pytest.raises(StepBlockedError, match="没有办结"):
        round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    service.look_into(CODE, row.id, "已调阅工单")
    assert round_.board.objections[0].status == "核查中"
    closing_ = Closing(ObjectionConclusion.REJECTED, "工单与本人无关", TODAY)
    assert service.close(CODE, row.id, closing_, TODAY).sentence == "异议已办结：异议不成立"
    assert round_.awards.confirm(CODE, AWARDED_ON, PATTERN).value.confirmed
    assert LedgerService(round_.company.database).verify().sound


def test_an_upheld_one_takes_the_nominee_off_and_the_notice_begins_anew(
    round_: Round, service: ObjectionService
) -> None:
    before = won(round_.board)
    number = service.receive(CODE, terms(round_), TODAY).value
    done = service.close(CODE, number, Closing(ObjectionConclusion.UPHELD, "投诉属实", TODAY, exclude=True), TODAY)
    assert done.sentence == "异议已办结：异议成立，林婉清已取消入选资格，请重新拟定名单并重新公示"
    board = round_.board
    assert (board.notice_from, board.notice_to) == (None, None)
    assert "需重新拟定" in board.blocker_of(CampaignStep.NOTICE)
    with pytest.raises(StepBlockedError, match="需重新拟定"):
        round_.awards.start_notice(CODE, NOTICE_FROM)
    after = won(round_.awards.propose(CODE).value)
    assert "1001" in before
    assert "1001" not in after
    assert len(after) == len(before)
    fixed = round_.nominee("1001").fixed
    assert fixed is not None
    assert fixed.reason == "异议成立：三月份有一次客户投诉属实"
    round_.awards.start_notice(CODE, date(2026, 11, 18))
    assert round_.board.objections[0].status == "异议成立"
    assert LedgerService(round_.company.database).verify().sound


def test_a_late_one_is_entered_and_said_to_be_late(round_: Round, service: ObjectionService) -> None:
    late = terms(round_, raised_on=date(2026, 11, 18), nomination_id=None)
    done = service.receive(CODE, late, date(2026, 11, 18))
    assert "对公示的异议，已过公示期" in done.sentence
    [row] = round_.board.objections
    assert row.fact.received_on > NOTICE_TO
    assert round_.board.blocker_of(CampaignStep.AWARD)


def test_after_the_award_the_honour_is_revoked_instead(round_: Round, service: ObjectionService) -> None:
    round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    day = date(2026, 11, 20)
    number = service.receive(CODE, terms(round_, raised_on=day), day).value
    assert round_.board.confirmed
    with pytest.raises(StepBlockedError, match="撤销荣誉"):
        service.close(CODE, number, Closing(ObjectionConclusion.UPHELD, "属实", day, exclude=True), day)
    assert round_.board.objections[0].open
    service.close(CODE, number, Closing(ObjectionConclusion.UPHELD, "属实", day), day)


def test_taken_up_again_only_with_a_reason(round_: Round, service: ObjectionService) -> None:
    number = service.receive(CODE, terms(round_), TODAY).value
    with pytest.raises(StepBlockedError, match="还没有办结"):
        service.reopen(CODE, number, "有新证据")
    service.close(CODE, number, Closing(ObjectionConclusion.WITHDRAWN, "本人撤回", TODAY), TODAY)
    with pytest.raises(StepBlockedError, match="重新核查"):
        service.look_into(CODE, number, "再看")
    with pytest.raises(StepBlockedError, match="重新核查"):
        service.close(CODE, number, Closing(ObjectionConclusion.UPHELD, "属实", TODAY), TODAY)
    with pytest.raises(InvalidFieldError, match="理由"):
        service.reopen(CODE, number, " ")
    service.reopen(CODE, number, "有新证据")
    assert round_.board.objections[0].open
    history = HistoryService(round_.company.database)
    entry = history.next_undo()
    assert entry is not None
    history.take_back(entry.id)
    assert not round_.board.objections[0].open
    assert LedgerService(round_.company.database).verify().sound


@pytest.mark.parametrize(
    ("changes", "error", "part"),
    [
        ({"name": " "}, InvalidFieldError, "提出人"),
        ({"content": ""}, InvalidFieldError, "异议内容"),
        ({"content": "长" * 2001}, InvalidFieldError, "2000 字"),
        ({"contact": "138****4417"}, InvalidFieldError, "完整的号码"),
        ({"raised_on": date(2026, 11, 10)}, InvalidFieldError, "公示首日"),
        ({"raised_on": date(2026, 11, 17)}, InvalidFieldError, "到今天"),
        ({"deadline": date(2026, 11, 11)}, InvalidFieldError, "办理期限"),
        ({"nomination_id": 999}, RecordMissingError, "推荐对象"),
    ],
)
def test_what_is_refused(
    round_: Round, service: ObjectionService, changes: dict[str, object], error: type[Exception], part: str
) -> None:
    with pytest.raises(error, match=part):
        service.receive(CODE, terms(round_, **changes), TODAY)
    assert round_.board.objections == ()


def test_before_the_notice_and_in_an_unknown_year(round_: Round) -> None:
    round_.up_to_scores()
    service = ObjectionService(round_.company.database)
    with pytest.raises(StepBlockedError, match="还没有公示"):
        service.receive(CODE, terms(round_), TODAY)
    with pytest.raises(CalendarUnknownError, match="2027"):
        service.deadline(CODE, date(2026, 12, 30))


def test_only_what_is_upheld_takes_anybody_off(round_: Round, service: ObjectionService) -> None:
    number = service.receive(CODE, terms(round_), TODAY).value
    for closing_ in (
        Closing(ObjectionConclusion.REJECTED, "不属实", TODAY, exclude=True),
        Closing(ObjectionConclusion.REJECTED, "不属实", TODAY.replace(day=17)),
        Closing(ObjectionConclusion.REJECTED, " ", TODAY),
    ):
        with pytest.raises((StepBlockedError, InvalidFieldError)):
            service.close(CODE, number, closing_, TODAY)
    assert round_.board.objections[0].open


def test_a_row_changed_behind_the_back_is_found(round_: Round, service: ObjectionService) -> None:
    number = service.receive(CODE, terms(round_), TODAY).value
    service.close(CODE, number, Closing(ObjectionConclusion.UPHELD, "属实", TODAY), TODAY)
    ledger = LedgerService(round_.company.database)
    assert ledger.verify().sound
    with closing(sqlite3.connect(round_.company.database.path)) as connection:
        connection.execute("UPDATE objection SET conclusion = 'rejected'")
        connection.commit()
    [fault] = ledger.verify().faults
    assert "异议" in fault
    assert "结论" in fault
    with closing(sqlite3.connect(round_.company.database.path)) as connection:
        stored = connection.execute("SELECT content FROM ledger_link ORDER BY number DESC LIMIT 1").fetchone()[0]
    assert "李大力" not in stored
    assert "13812344417" not in stored
