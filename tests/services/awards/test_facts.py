"""What the rules are told of people: conduct that stands, vetoes in force, participations of other stretches of time."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.models import ConductRecord, Honour, Veto
from culture_desktop.progress import CancelledError
from culture_desktop.rules.deeds import ParticipationRule
from culture_desktop.services.awards.everyone import EligibilityService
from culture_desktop.services.awards.facts import candidate_facts
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.vocabulary import ActivityKind, Layer, PersonStatus
from tests.services.awards.campaign import AS_OF, CODE, Round

DAY = date(2026, 5, 1)


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    round_ = Round(database, tmp_path)
    round_.create()
    round_.create("2026-PX2")
    return round_


def campaign_id(round_: Round, code: str) -> int:
    with round_.company.database.read() as session:
        return require_campaign(session, code).id


def barred(round_: Round, code: str = CODE) -> set[str]:
    """Numbers of those a veto bars from a campaign."""
    with round_.company.database.read() as session:
        facts = candidate_facts(session, require_campaign(session, code), round_.ids.values())
    return {fact.number for fact in facts.values() if fact.vetoes}


def test_a_veto_bars_from_its_campaign_or_from_all_until_it_expires(round_: Round) -> None:
    def veto(number: str, code: str | None, decided: date = DAY, expires: date | None = None) -> None:
        campaign = None if code is None else campaign_id(round_, code)
        values = {"reason": "有责投诉", "decided_on": decided, "expires_on": expires, "campaign_id": campaign}
        round_.company.insert(Veto, person_id=round_.ids[number], **values)

    veto("1001", CODE)
    veto("1002", None)
    veto("1003", None, expires=AS_OF)
    veto("1004", CODE, expires=date(2026, 11, 1))
    veto("1005", None, decided=date(2026, 11, 1))
    assert barred(round_) == {"1001", "1002", "1004", "1005"}
    assert barred(round_, "2026-PX2") == {"1002", "1005"}


def test_conduct_leaves_out_what_was_reversed(round_: Round) -> None:
    person = round_.ids["1001"]

    def record(norm: str, points: str, reverses: int | None = None) -> int:
        values = {"norm": norm, "points": Decimal(points), "reverses_id": reverses, "evidence": ""}
        return round_.company.insert(ConductRecord, person_id=person, happened_on=DAY, **values)

    record("拾金不昧", "5")
    wrong = record("怠慢来访", "-2")
    record("怠慢来访", "2", reverses=wrong)
    with round_.company.database.read() as session:
        facts = candidate_facts(session, require_campaign(session, CODE), [person])[person]
    assert [(one.norm, one.points, one.happened_on) for one in facts.conduct] == [("拾金不昧", Decimal(5), DAY)]


def test_a_revoked_honour_is_none(round_: Round) -> None:
    person = round_.ids["1001"]
    for title, revoked in (("甲", None), ("乙", date(2026, 10, 1)), ("丙", date(2026, 11, 1))):
        values = {"title": title, "granted_on": date(2025, 12, 1), "revoked_on": revoked}
        round_.company.insert(Honour, person_id=person, **values)
    with round_.company.database.read() as session:
        facts = candidate_facts(session, require_campaign(session, CODE), [person])[person]
    assert [honour.title for honour in facts.honours] == ["甲", "丙"]


def test_participations_of_the_last_months_reach_before_the_period(round_: Round) -> None:
    company, person = round_.company, round_.ids["1001"]
    for number, day in enumerate((date(2025, 10, 31), date(2025, 11, 1), date(2026, 10, 31)), start=1):
        starts = datetime(day.year, day.month, day.day, 9)
        code = f"2025-T{number}"
        activity = company.activity(code, Layer.INSTITUTION, kind=ActivityKind.TRAINING, starts=starts)
        company.sign_up(activity, person)
    rule = ParticipationRule(1, Layer.INSTITUTION, ActivityKind.TRAINING, months=12)
    with company.database.read() as session:
        facts = candidate_facts(session, require_campaign(session, CODE), [person], [rule])[person]
    assert facts.participations[Layer.INSTITUTION, ActivityKind.TRAINING] == 1
    assert rule.at(AS_OF).judge(facts) == (True, "参加制度层培训活动 2 次")


def test_everyone_is_judged_as_nominees_are(round_: Round) -> None:
    company = round_.company
    outsider = company.person("2001", "司马青衫")
    left = company.person("2002", "尉迟敬安", status=PersonStatus.LEFT)
    round_.nominate()
    checked = EligibilityService(company.database).everyone(CODE)
    rows = {row.number: row for row in checked.rows}
    assert list(rows) == sorted([*round_.ids, "2001"])
    assert left not in {row.person_id for row in checked.rows}
    assert rows["2001"].person_id == outsider
    assert [row.number for row in checked.rows if not row.nominated] == ["2001"]
    assert rows["2001"].eligibility.sentence == "不符合“评选周期内参加活动不少于 1 次”：参加活动 0 次，差 1 次"
    assert (checked.passed, checked.failures) == (6, (0, 1, 0, 0))
    board = {nominee.number: nominee.eligibility for nominee in round_.board.nominees}
    assert all(rows[number].eligibility == board[number] for number in round_.ids)


def test_a_check_of_everyone_can_be_stopped(round_: Round) -> None:
    """It asks between any two batches; nothing comes of one that was stopped."""

    def stop(_done: int, _total: int, _text: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        EligibilityService(round_.company.database).everyone(CODE, stop)
