"""A tie: told with its figures, decided by a rule or by a decision with a reason, never silently."""

from datetime import date

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, StepBlockedError
from culture_desktop.rules.procedure import TieKey, TieRule
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.choices import ChoiceService, Decision
from culture_desktop.services.awards.ties import TieService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import CODE, MASTER, PEOPLE, Round, default_points, won
from tests.services.awards.test_ledger import UNIT
from tests.services.company import refused

TENURE, JUDGED = TieRule(TieKey.TENURE), TieRule(TieKey.JUDGED)
ON = date(2026, 11, 10)
WHY = "评委会当场议定"


def tie(round_: Round) -> None:
    """赵启明 and 买买提江 are equal in everything but the day they were hired."""
    for number, day in (("1004", date(2019, 7, 1)), ("1005", date(2015, 7, 1))):
        name, team, front_line, _points = PEOPLE[number]
        draft = PersonDraft(number, name, unit_id=round_.team_ids[team], front_line=front_line, hire_date=day)
        round_.company.people.update(round_.ids[number], draft)
    round_.create()
    round_.nominate()
    round_.score(default_points() | {"1004": "88", "1005": "88"})
    round_.awards.propose(CODE)


@pytest.fixture
def service(database: Database) -> TieService:
    return TieService(database)


@pytest.fixture
def tied(round_: Round) -> Round:
    tie(round_)
    return round_


def test_who_is_tied_and_by_what_they_are_equal(tied: Round, service: TieService) -> None:
    found = service.tie(CODE)
    assert [nominee.number for nominee in found.nominees] == ["1004", "1005"]
    compared = {one.rule.name: one for one in found.comparisons}
    assert [name for name, one in compared.items() if one.used] == ["评委评分", "参加活动次数"]
    assert not any(one.separates for one in compared.values() if one.used)
    assert compared["司龄"].separates
    assert compared["司龄"].values[1] > compared["司龄"].values[0]
    assert MASTER in found.tiers


def test_a_rule_decides_and_stays_on_record(tied: Round, service: TieService, database: Database) -> None:
    assert service.add_rule(CODE, TENURE, WHY, ON).sentence == "总分相同的，增加比较司龄；请重新拟定名单"
    assert tied.board.current_step.blocker == "拟定之后推荐、分数或规则有改动，需重新拟定"
    board = tied.awards.propose(CODE).value
    assert board.proposal is not None
    assert board.proposal.status is Status.OPTIMAL
    assert won(board)["1005"] == MASTER  # longer with us
    assert "按公布的同分次序" in tied.nominee("1004").explanation
    assert board.tie_decisions == (f"并列规则增加比较司龄（2026-11-10，理由：{WHY}）",)
    papers = DocumentService(database)
    printed = "".join(
        map(
            without_spaces, pages_text(papers.content(papers.campaign_paper(DocumentKind.MINUTES, CODE, UNIT).value.id))
        )
    )
    assert without_spaces(board.tie_decisions[0]) in printed


def test_a_decision_decides(tied: Round, service: TieService, database: Database) -> None:
    lot = Decision(tied.nominee("1005").nomination_id, True, MASTER)
    ChoiceService(database).decide(CODE, [lot], "抽签，监票人曹堃")
    board = tied.awards.propose(CODE).value
    assert board.proposal is not None
    assert board.proposal.status is Status.OPTIMAL
    assert won(board)["1005"] == MASTER
    assert "抽签，监票人曹堃" in tied.nominee("1005").explanation


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (JUDGED, "“并列规则”填的是“评委评分”，应为还没有比较过的一项。原值已保留。"),
        (
            TieRule(TieKey.CRITERION, "参与活动"),
            "“并列规则”填的是““参与活动”得分”，应为能分出先后的一项，并列者这一项也相同。原值已保留。",
        ),
        (
            TieRule(TieKey.CRITERION, "无此项"),
            "“并列规则”填的是““无此项”得分”，应为还没有比较过的一项。原值已保留。",
        ),
    ],
)
def test_a_rule_that_decides_nothing(
    tied: Round, service: TieService, database: Database, rule: TieRule, words: str
) -> None:
    refused(database, InvalidFieldError, words, lambda: service.add_rule(CODE, rule, WHY, ON))


def test_without_a_reason(tied: Round, service: TieService, database: Database) -> None:
    sentence = "“理由”填的是“空白”，应为一句为何增加这项比较的理由。原值已保留。"
    refused(database, InvalidFieldError, sentence, lambda: service.add_rule(CODE, TENURE, " ", ON))


def test_where_there_is_no_tie(round_: Round, service: TieService, database: Database) -> None:
    round_.up_to_scores()
    round_.awards.propose(CODE)
    sentence = "还不能进行“处理并列”：现在的名单没有并列，或拟定之后又有改动，请先重新拟定。"
    refused(database, StepBlockedError, sentence, lambda: service.add_rule(CODE, TENURE, WHY, ON))


def test_an_added_rule_is_not_copied_as_a_decision(tied: Round, service: TieService) -> None:
    service.add_rule(CODE, TENURE, WHY, ON)
    tied.setup.copy(CODE, "2027-PX", "下一次", date(2027, 1, 1), date(2027, 10, 31), date(2027, 10, 31))
    assert tied.awards.board("2027-PX").tie_decisions == ()


def test_infeasible_tells_where_each_rule_is_changed(round_: Round, database: Database) -> None:
    round_.up_to_scores()
    choices = ChoiceService(database)
    for key in ("1001", "1002", "1003"):
        choices.decide(CODE, [Decision(round_.nominee(key).nomination_id, True)], "表决")
    proposal = round_.awards.propose(CODE).value.proposal
    assert proposal is not None
    parts = {clash.part.value for clash in proposal.clashes}
    assert parts == {"limit", "decision"}
    assert {clash.nominee for clash in proposal.clashes} == {"", "1001", "1002", "1003"}
    assert any("取消这一条" in words for words in proposal.relaxations)
