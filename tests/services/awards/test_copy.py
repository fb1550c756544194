"""New campaigns: what comes along from a template and from last year's, and what never does."""

from datetime import date

import pytest
from sqlalchemy import func, select

from culture_desktop.database import Database
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError
from culture_desktop.models import Campaign, Criterion, Nomination, Score, Tier
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.setup import AwardSetupService
from culture_desktop.vocabulary import CampaignStep
from tests.services.awards.campaign import AS_OF, CODE, STAR, Round, default_points, document, profile, won

LATER = "2027-PX"
PLAN = {
    "timetable": [
        {"name": "印发通知", "step": "setup", "offset": 0},
        {"name": "各单位推荐", "step": "nomination", "offset": 5, "after": "印发通知"},
    ],
    "procedure": {"tie_rules": [{"key": "criterion", "criterion": "评委评审"}]},
}


def make(setup: AwardSetupService, starts: date, code: str = CODE) -> str:
    period = date(2025, 1, 1), date(2025, 10, 31), date(2025, 10, 31)
    tiers = [{**tier, "prize": "500"} for tier in document()["tiers"]]
    return setup.create(profile(**PLAN, tiers=tiers), code, "2025年度服务之星评选", *period, starts).sentence


def test_the_timetable_of_a_template_is_laid_out_from_the_first_day(round_: Round) -> None:
    make(round_.setup, date(2025, 9, 26))  # a Friday; Sunday the 28th is a make-up day, the 1st begins the holidays
    assert [(t.title, t.step, t.due_on) for t in round_.setup.timetable(CODE)] == [
        ("印发通知", CampaignStep.SETUP, date(2025, 9, 26)),
        ("各单位推荐", CampaignStep.NOMINATION, date(2025, 10, 10)),
    ]


def test_without_a_calendar_the_timetable_waits_and_the_sentence_says_so(round_: Round) -> None:
    assert make(round_.setup, date(2031, 3, 3)).endswith("2031 年的节假日安排还没有，时间表待排")
    assert round_.setup.timetable(CODE) == ()


def test_a_copy_has_everything_but_the_people(round_: Round, database: Database) -> None:
    make(round_.setup, date(2025, 9, 26))
    round_.nominate()
    round_.score()
    offer = round_.setup.copy_offer(CODE, date(2026, 3, 1))
    assert (offer.title, offer.code) == ("2026年度服务之星评选", "2027-PX")
    assert (offer.period_from, offer.as_of) == (date(2026, 1, 1), date(2026, 10, 31))
    # 26 September 2026 is a Saturday of the holidays, 10 October one that makes up for them.
    [said] = offer.sentences
    assert said.startswith("印发通知：原为2025年9月26日，今为2026年9月28日")
    done = round_.setup.copy(CODE, LATER, offer.title, offer.period_from, offer.period_to, offer.as_of)
    assert done.sentence == "已新建“2026年度服务之星评选”，“印发通知”遇休息日已顺延"
    with database.read() as session:
        old, new = (session.scalars(select(Campaign).where(Campaign.code == code)).one() for code in (CODE, LATER))
        assert new.copied_from_id == old.id
        assert new.template == old.template == "award_test"
        assert new.limits == old.limits
        assert new.procedure == old.procedure
        for model in (Tier, Criterion):
            counts = [
                session.scalar(select(func.count()).select_from(model).where(model.campaign_id == one.id))
                for one in (old, new)
            ]
            assert counts[0] == counts[1]
        assert [str(tier.prize) for tier in session.scalars(select(Tier).where(Tier.campaign_id == new.id))] == [
            "500.00"
        ] * 3
        assert not session.scalar(select(func.count()).where(Nomination.campaign_id == new.id))
        theirs = select(Criterion.id).where(Criterion.campaign_id == new.id)
        assert not session.scalar(select(func.count()).where(Score.criterion_id.in_(theirs)))
    assert [t.due_on for t in round_.setup.timetable(LATER)] == [date(2026, 9, 28), date(2026, 10, 10)]
    assert round_.awards.board(LATER).rules == tuple(
        rule.replace("2025年", "2026年") for rule in round_.awards.board(CODE).rules
    )


def test_a_copy_changes_on_its_own(round_: Round) -> None:
    make(round_.setup, date(2025, 9, 26))
    offer = round_.setup.copy_offer(CODE, date(2026, 3, 1))
    round_.setup.copy(CODE, LATER, offer.title, offer.period_from, offer.period_to, offer.as_of)
    before = round_.awards.board(CODE)
    round_.setup.set_seats(LATER, round_.awards.board(LATER).tiers[1].id, 9)
    assert round_.awards.board(CODE) == before


def test_a_year_without_a_calendar_keeps_the_dates_and_says_that_nobody_looked(round_: Round) -> None:
    make(round_.setup, date(2026, 9, 1))
    offer = round_.setup.copy_offer(CODE, date(2030, 3, 1))
    assert offer.sentences == ("2031 年的节假日安排还没有，时间表未核对休息日。",)
    done = round_.setup.copy(CODE, LATER, offer.title, offer.period_from, offer.period_to, offer.as_of)
    assert done.sentence.endswith("2031 年的节假日安排还没有，时间表未核对休息日")
    assert round_.setup.timetable(LATER)[0].due_on == date(2031, 9, 1)


@pytest.mark.parametrize(
    ("code", "title", "to", "error"),
    [
        (CODE, "再来一次", AS_OF, DuplicateNumberError),
        ("  ", "再来一次", AS_OF, InvalidFieldError),
        (LATER, "", AS_OF, InvalidFieldError),
        (LATER, "再来一次", date(2025, 12, 31), InvalidFieldError),
    ],
)
def test_bad_input_makes_nothing(round_: Round, code: str, title: str, to: date, error: type[Exception]) -> None:
    make(round_.setup, date(2026, 9, 1))
    with pytest.raises(error):
        round_.setup.copy(CODE, code, title, date(2026, 1, 1), to, AS_OF)
    assert [row[0] for row in round_.setup.sources()] == [CODE]


@pytest.mark.parametrize(
    ("rules", "star"),
    [([{"key": "participation"}], "1002"), ([{"key": "judged"}, {"key": "participation"}], "1002"), ([], None)],
)
def test_the_tie_rules_of_the_campaign_decide_between_equals(
    round_: Round, rules: list[dict[str, str]], star: str | None
) -> None:
    """Two with the same points; one of them took part once more than what earns full points."""
    round_.company.sign_up(round_.company.activity("2026-003"), round_.ids["1002"])
    round_.create(procedure={"tie_rules": rules})
    round_.nominate()
    round_.score(default_points() | {"1001": "96", "1002": "96"})
    board = round_.awards.propose(CODE).value
    assert board.proposal is not None
    if star is None:
        assert board.proposal.status is Status.TIE
        assert set(board.proposal.tied) == {"1001", "1002"}
    else:
        assert won(board)[star] == STAR


def test_the_scoring_rules_of_the_campaign_sum_up_the_points(round_: Round) -> None:
    round_.create(procedure={"scoring": {"summary": "median", "minimum_judges": 1, "digits": 1}})
    round_.nominate()
    round_.score()
    judged = next(score for score in round_.nominee("1001").scores if score.name == "评委评审")
    assert (str(judged.points), judged.reason) == ("96.0", "3 位评委，中位数 96.0")
