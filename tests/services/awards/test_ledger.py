"""Tamper evidence end to end: what somebody changes in the file past the program is found and named."""

import sqlite3
from contextlib import closing

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CorrectionReasonMissingError, InvalidFieldError, StepBlockedError
from culture_desktop.services.awards.ledger import LedgerReport, LedgerService
from culture_desktop.services.briefings.papers import BriefingPaperService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import AWARDED_ON, CODE, FIRST, NOTICE_FROM, PATTERN, SECOND, Round
from tests.services.company import dump, refused

UNIT = UnitSettings(unit_name="云川供电服务中心工会", issuer="云川供电服务中心工会", decision_prefix="云工")


@pytest.fixture
def service(database: Database) -> LedgerService:
    return LedgerService(database)


def past_the_program(database: Database, *statements: str) -> None:
    """Somebody with a database browser, who knows about triggers."""
    with closing(sqlite3.connect(database.path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
        for statement in (*(f'DROP TRIGGER "{name}"' for name in names), *statements):
            connection.execute(statement)
        connection.commit()


def test_nothing_yet(service: LedgerService) -> None:
    assert service.verify() == LedgerReport(0, "", ())


def test_the_way_to_the_honours_is_on_record(round_: Round, service: LedgerService) -> None:
    round_.up_to_scores()
    assert (service.verify().links, service.verify().sound) == (1, True)
    round_.awards.propose(CODE)
    assert service.verify().links == 2
    round_.awards.start_notice(CODE, NOTICE_FROM)
    assert service.verify().links == 2
    round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    found = service.verify()
    assert (found.links, found.faults) == (3, ())
    assert found.head.startswith("3-")
    assert service.verify(found.head) == found


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE score SET points = points + 100 WHERE id = 1",
            "评分（林婉清 评委评审）与第 1 条存证（导入评分）不符：得分应为 96.00，现为 97.00。",
        ),
        (
            "UPDATE score SET judge = '某人' WHERE id = 1",
            "评分（林婉清 评委评审）与第 1 条存证（导入评分）不符：评委被改动。",
        ),
        ("DELETE FROM score WHERE id = 1", "评分 1 被删除了，第 1 条存证（导入评分）里有。"),
        (
            "INSERT INTO score SELECT 999, criterion_id, nomination_id, '第四位', points, recused, created_at, changed_at"
            " FROM score WHERE id = 1",
            "评分（林婉清 评委评审）没有存证，是在程序之外加进去的。",
        ),
        (
            "UPDATE honour SET person_id = 2 WHERE person_id = 1",
            "荣誉（欧阳䶮 服务之星）与第 3 条存证（确认表彰）不符：所属对象。",
        ),
        (
            "UPDATE certificate SET number = '云工荣〔2026〕099号' WHERE honour_id = 1",
            "与第 3 条存证（确认表彰）不符：编号应为“云工荣〔2026〕001号”，现为“云工荣〔2026〕099号”。",
        ),
        (
            "UPDATE selection_run SET result = replace(result, '1001', '1003')",
            "名单 1 与第 3 条存证（确认表彰）不符：名单内容被改动。",
        ),
        ("UPDATE ledger_link SET content = replace(content, '9600', '9700') WHERE number = 1", "第 1 条存证（"),
        ("UPDATE ledger_link SET reason = '有理由' WHERE number = 2", "第 2 条存证（"),
        ("DELETE FROM ledger_link WHERE number = 2", "第 2 条存证不见了，被删除过。"),
    ],
)
def test_what_was_changed_is_named(
    round_: Round, database: Database, service: LedgerService, statement: str, words: str
) -> None:
    round_.confirmed()
    past_the_program(database, statement)
    found = service.verify()
    assert not found.sound
    assert words in found.faults[0]
    assert len(found.faults) == 1


def test_cut_off_together_with_its_rows_only_paper_tells(
    round_: Round, database: Database, service: LedgerService
) -> None:
    round_.confirmed()
    printed = service.verify().head
    past_the_program(
        database,
        "DELETE FROM certificate",
        "DELETE FROM honour",
        "DELETE FROM selection_run",
        "DELETE FROM ledger_link WHERE number > 1",
    )
    assert service.verify().sound
    words = "存证只到第 1 条，从第 2 条起被截去；打印的存证号在其后。"
    assert service.verify(printed).faults == (words,)


def test_a_chain_written_anew_only_paper_tells(round_: Round, database: Database, service: LedgerService) -> None:
    round_.confirmed()
    printed = service.verify().head
    other = printed[:-1] + ("0" if printed[-1] != "0" else "1")
    assert service.verify(other).faults == (
        "第 3 条存证与打印的存证号不符：存证被整体改写过，或存证号不属于这份数据。",
    )


def test_links_cannot_be_changed_by_a_slip(round_: Round, database: Database) -> None:
    round_.up_to_scores()
    with closing(sqlite3.connect(database.path)) as connection:
        for statement in ("UPDATE ledger_link SET reason = 'x'", "DELETE FROM ledger_link"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_the_chain_names_nobody(round_: Round, database: Database) -> None:
    round_.confirmed()
    with database.read() as session:
        content = " ".join(row[0] for row in session.connection().exec_driver_sql("SELECT content FROM ledger_link"))
    for name in ("林婉清", "欧阳", "雷慧珍", "1001", FIRST):
        assert name not in content


def test_taking_back_scores_stays_on_record(round_: Round, database: Database, service: LedgerService) -> None:
    round_.up_to_scores()
    step = HistoryService(database).next_undo()
    assert step is not None
    HistoryService(database).take_back(step.id)
    assert (service.verify().links, service.verify().sound) == (2, True)
    with database.read() as session:
        reasons = session.connection().exec_driver_sql("SELECT label, reason FROM ledger_link ORDER BY number").all()
    assert [tuple(row) for row in reasons] == [("导入评分", "评委更正"), ("导入评分", "撤销：导入评分")]


def test_taking_a_decision_back_needs_a_reason(round_: Round, database: Database, service: LedgerService) -> None:
    round_.up_to_notice()
    before = dump(database)
    round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    history = HistoryService(database)
    step = history.next_undo()
    assert step is not None
    assert history.needs_reason(step.id)
    sentence = "“确认表彰”会更正已经登记的评分或评选结果，须写明理由，没有保存。请填写理由后再试。"
    refused(database, CorrectionReasonMissingError, sentence, lambda: history.take_back(step.id, reason=" "))
    long = "很长" * 251
    words = "“理由”填的是“很长很长很长很长很长…”，应为500 字以内的文字。原值已保留。"
    refused(database, InvalidFieldError, words, lambda: history.take_back(step.id, reason=long))
    printed = service.verify().head
    assert service.verify(printed).corrections == ()
    history.take_back(step.id, reason="公示期内有异议，核实后暂缓表彰")
    assert dump(database) == before
    assert (service.verify().links, service.verify().sound) == (4, True)
    found = service.verify(printed)
    assert found.sound
    assert len(found.corrections) == 1
    assert found.corrections[0].startswith("此后有更正：第 4 条，")
    assert found.corrections[0].endswith("，公示期内有异议，核实后暂缓表彰。")


def test_the_decision_prints_the_head(round_: Round, database: Database, service: LedgerService) -> None:
    round_.confirmed()
    head = service.verify().head
    papers = DocumentService(database)
    first = papers.campaign_paper(DocumentKind.DECISION, CODE, UNIT).value
    printed = "".join(map(without_spaces, pages_text(papers.content(first.id))))
    assert f"（存证号：{head}）" in printed
    # What is recorded afterwards changes neither the head of this result nor the paper made of it.
    round_.up_to_scores("2026-PX2")
    assert service.verify().head != head
    assert papers.campaign_paper(DocumentKind.DECISION, CODE, UNIT).value.sha256 == first.sha256
    assert service.verify(head).sound


def test_the_minutes_print_the_head_of_the_proposal(round_: Round, database: Database, service: LedgerService) -> None:
    round_.up_to_scores()
    papers = DocumentService(database)
    with pytest.raises(StepBlockedError, match="还没有拟定名单"):
        papers.campaign_paper(DocumentKind.MINUTES, CODE, UNIT)
    round_.awards.propose(CODE)
    head = service.verify().head
    first = papers.campaign_paper(DocumentKind.MINUTES, CODE, UNIT).value
    printed = "".join(map(without_spaces, pages_text(papers.content(first.id))))
    assert f"（存证号：{head}）" in printed
    for nominee in round_.board.nominees:
        assert without_spaces(nominee.name) in printed
        if nominee.eligibility.passed:
            assert str(nominee.total) in printed
    round_.up_to_scores("2026-PX2")
    assert service.verify().head != head
    assert papers.campaign_paper(DocumentKind.MINUTES, CODE, UNIT).value.sha256 == first.sha256
    assert service.verify(head).sound


def numbers_of(round_: Round) -> dict[str, str]:
    return {winner.number or winner.name: winner.certificate for winner in round_.board.winners}


def decide_again(round_: Round, database: Database, *, without: str = "") -> dict[str, str]:
    """Take the decision back, leave somebody out, decide again."""
    history = HistoryService(database)
    while (step := history.next_undo()) and step.label not in ("拟定名单",):
        history.take_back(step.id, reason="名单有误")
    if without:
        nominee = next(nominee for nominee in round_.board.nominees if nominee.number == without)
        round_.setup.withdraw(CODE, [nominee.nomination_id])
    round_.awards.propose(CODE)
    round_.awards.start_notice(CODE, NOTICE_FROM)
    round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    return numbers_of(round_)


def test_numbers_that_were_never_printed_are_given_again(round_: Round, database: Database) -> None:
    round_.confirmed()
    first = numbers_of(round_)
    assert sorted(decide_again(round_, database, without="1001").values()) == sorted(first.values())


def test_a_number_that_was_printed_stays_with_its_holder(round_: Round, database: Database) -> None:
    round_.confirmed()
    first = numbers_of(round_)
    DocumentService(database).campaign_paper(DocumentKind.CERTIFICATES, CODE, UNIT)
    second = decide_again(round_, database, without="1001")
    assert second[SECOND] == first[SECOND]
    # The people stand in another tier now, or for the first time: no number printed for somebody else is theirs.
    people = {number for key, number in second.items() if key != SECOND}
    assert people == {f"云工荣〔2026〕{number:03d}号" for number in (5, 6, 7)}


def test_a_papers_number_outlives_its_undo(round_: Round, database: Database) -> None:
    papers = DocumentService(database)
    codes = ("2026-001", "2026-002")
    briefings = BriefingPaperService(database)
    first, _other = (briefings.issue_of_activity(code, UNIT).value.number for code in codes)
    history = HistoryService(database)
    for _ in codes:
        step = history.next_undo()
        assert step is not None
        history.take_back(step.id)
    assert papers.rows(UNIT) == ()
    assert briefings.issue_of_activity(codes[1], UNIT).value.number == _other
    assert briefings.issue_of_activity(codes[0], UNIT).value.number == first
