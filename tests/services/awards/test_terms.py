"""Terms of a campaign: what is saved reads back, what does not fit is refused by sentence, what is closed stands."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CultureError, InvalidFieldError, SelectionInvalidError, StepBlockedError
from culture_desktop.rules.conditions import FieldRule, TenureRule
from culture_desktop.rules.fields import Field
from culture_desktop.rules.limits import Group, SelectionLimits, UnitRule
from culture_desktop.rules.panels import PanelRules, Summary
from culture_desktop.rules.procedure import Procedure, ScoringRules, TieKey, TieRule
from culture_desktop.rules.rubrics import Band, Part
from culture_desktop.rules.selection.problem import GroupLimit
from culture_desktop.services.awards.campaign_terms import CampaignTerms, CriterionTerms, TierTerms
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.vocabulary import CriterionSource, Layer, TierKind
from tests.services.awards.campaign import AWARDED_ON, CODE, FIRST, MASTER, NOTICE_FROM, PATTERN, STAR, TEAM, Round

PARTS = (
    Part("业务能力", Decimal(60), (Band("优", Decimal(41), Decimal(60)), Band("良", Decimal(0), Decimal(40)))),
    Part("服务态度", Decimal(40)),
)
JUDGED = ScoringRules(Summary.MEDIAN, PanelRules(drop_highest=0, drop_lowest=0, minimum_judges=1, digits=1))
PROCEDURE = Procedure(JUDGED, (TieRule(TieKey.TENURE), TieRule(TieKey.CRITERION, "评委评审")))


@pytest.fixture
def service(database: Database, round_: Round) -> TermsService:
    round_.create()
    return TermsService(database)


def front_line(share: Fraction, name: str = "一线职工", field: Field = Field.FRONT_LINE) -> SelectionLimits:
    values = {Field.FRONT_LINE: ("yes",), Field.MANAGER: ("yes",)}[field]
    return SelectionLimits(groups=(Group(name, FieldRule(field, values)),), shares=(GroupLimit(name, None, share),))


def test_tiers_are_renamed_swapped_added_and_taken_out(service: TermsService) -> None:
    star, master, team = service.terms(CODE).tiers
    service.save_limits(CODE, SelectionLimits(units=(UnitRule(each="own", tier=MASTER, maximum=1),)))
    new = TierTerms("服务新秀", TierKind.PERSON, 5, Decimal("300.50"))
    service.save_tiers(CODE, [replace(master, name=STAR), replace(star, name=MASTER, seats=4), new])
    after = service.terms(CODE)
    assert [(t.name, t.seats, t.prize, t.id) for t in after.tiers][:2] == [
        (STAR, 2, None, master.id),
        (MASTER, 4, None, star.id),
    ]
    assert after.tiers[2].prize == Decimal("300.50")
    assert team.name not in [tier.name for tier in after.tiers]
    assert after.limits.units == (UnitRule(each="own", tier=STAR, maximum=1),), "the limit went with its tier's name"


def test_limits_of_a_tier_that_is_taken_out_go_with_it(service: TermsService) -> None:
    star, master, _team = service.terms(CODE).tiers
    service.save_limits(CODE, SelectionLimits(units=(UnitRule(each="own", tier=TEAM, maximum=1),)))
    service.save_tiers(CODE, [star, master])
    assert service.terms(CODE).limits.units == ()


def test_criteria_with_parts_and_bands(service: TermsService) -> None:
    wanted = (
        CriterionTerms(TierKind.PERSON, "参与", CriterionSource.PARTICIPATION, Decimal(30), 6, Layer.BEHAVIOUR),
        CriterionTerms(TierKind.PERSON, "评委评审", CriterionSource.JUDGES, Decimal(70), parts=PARTS),
        CriterionTerms(TierKind.TEAM, "现场评审", CriterionSource.JUDGES, Decimal(100)),
    )
    service.save_criteria(CODE, wanted)
    assert tuple(replace(c, id=None) for c in service.terms(CODE).criteria) == wanted
    assert [s.name for s in service.terms(CODE).criteria] == ["参与", "评委评审", "现场评审"], "parts are no criteria"


def test_a_tie_rule_follows_the_name_of_its_criterion(service: TermsService) -> None:
    service.save_procedure(CODE, PROCEDURE)
    criteria = service.terms(CODE).criteria
    service.save_criteria(CODE, [replace(c, name="专家评审") if c.name == "评委评审" else c for c in criteria])
    assert service.terms(CODE).procedure.ties[-1] == TieRule(TieKey.CRITERION, "专家评审")


def test_rules_in_their_order_in_words(service: TermsService) -> None:
    rules = (TenureRule(years=3), FieldRule(Field.UNIT, (FIRST,)))
    service.save_rules(CODE, rules)
    terms = service.terms(CODE)
    assert terms.rules == rules
    assert terms.rule_sentences == (
        "司龄满 3 年（截至2026年10月31日）",
        "所在单位为“客户服务中心/客服一班”（含下级）",
    )


@pytest.mark.parametrize(
    ("save", "said"),
    [
        (lambda s, t: s.save_tiers(CODE, []), "至少一档"),
        (lambda s, t: s.save_tiers(CODE, [replace(t.tiers[0], seats=0)]), "不小于 1 的整数"),
        (lambda s, t: s.save_tiers(CODE, [*t.tiers, replace(t.tiers[0], id=None)]), f"已经有名为“{STAR}”的档次"),
        (lambda s, t: s.save_tiers(CODE, [replace(t.tiers[0], prize=Decimal("-1"))]), "不小于 0"),
        (lambda s, t: s.save_criteria(CODE, [replace(t.criteria[0], weight=Decimal(50))]), "权重合计"),
        (lambda s, t: s.save_criteria(CODE, t.criteria[:2]), "集体至少一项"),
        (
            lambda s, t: s.save_criteria(CODE, [*t.criteria[:2], replace(t.criteria[2], parts=PARTS[:1])]),
            "细项满分合计",
        ),
        (lambda s, t: s.save_rules(CODE, [*t.rules, t.rules[0]]), "写了两遍"),
        (
            lambda s, t: s.save_limits(CODE, SelectionLimits(units=(UnitRule(FIRST, None, None, 5),))),
            "各档名额合计 3 人，少于各单位下限合计 5 人",
        ),
        (
            lambda s, t: s.save_limits(CODE, SelectionLimits(units=(UnitRule(FIRST, None, STAR, 2),))),
            f"“{STAR}”的名额 1 人，少于各单位下限合计 2 人",
        ),
        (lambda s, t: s.save_limits(CODE, front_line(Fraction(1, 2), "管理人员", Field.MANAGER)), "没有一个符合"),
        (lambda s, t: s.save_limits(CODE, SelectionLimits(shares=(GroupLimit("没有", None, Fraction(1)),))), "groups"),
        (lambda s, t: s.save_procedure(CODE, Procedure(ScoringRules(panel=PanelRules(minimum_judges=2)))), "多于去掉"),
        (
            lambda s, t: s.save_procedure(CODE, Procedure(JUDGED, (TieRule(TieKey.CRITERION, "笔试"),))),
            "已有的一个评分项",
        ),
        (lambda s, t: s.save_procedure(CODE, Procedure(JUDGED, (TieRule(TieKey.TENURE),) * 2)), "只比较一次"),
    ],
)
def test_bad_input_is_refused_by_sentence(
    service: TermsService, save: Callable[[TermsService, CampaignTerms], object], said: str
) -> None:
    before = service.terms(CODE)
    with pytest.raises(CultureError) as refused:
        save(service, before)
    assert said in str(refused.value)
    assert service.terms(CODE) == before


def test_more_than_there_are_of_a_group_cannot_be_asked_for(round_: Round, service: TermsService) -> None:
    star, master, team = service.terms(CODE).tiers
    service.save_tiers(CODE, [replace(star, seats=9), master, team])
    with pytest.raises(InvalidFieldError, match="11 个名额须有 6 人，在职只有 4 人"):
        service.save_limits(CODE, front_line(Fraction(1, 2)))
    service.save_limits(CODE, replace(front_line(Fraction(1, 2)), exactly=False))


def test_seats_never_fall_below_what_units_are_to_get(round_: Round, service: TermsService) -> None:
    service.save_limits(CODE, SelectionLimits(units=(UnitRule(FIRST, None, MASTER, 2),)))
    star, master, team = service.terms(CODE).tiers
    assert master.id is not None
    saves: tuple[Callable[[], object], ...] = (
        lambda: round_.setup.set_seats(CODE, master.id or 0, 1),
        lambda: service.save_tiers(CODE, [star, replace(master, seats=1), team]),
    )
    for save in saves:
        with pytest.raises(SelectionInvalidError, match=f"“{MASTER}”的名额 1 人，少于各单位下限合计 2 人"):
            save()
    assert service.terms(CODE).tiers[1].seats == 2


def test_once_there_are_scores_what_decides_about_them_stands(round_: Round, service: TermsService) -> None:
    round_.nominate()
    with pytest.raises(CultureError, match="“集体”还有 3 项推荐"):
        service.save_tiers(CODE, service.terms(CODE).tiers[:2])
    round_.score()
    terms = service.terms(CODE)
    assert terms.scored
    saves: tuple[Callable[[], object], ...] = (
        lambda: service.save_criteria(CODE, terms.criteria),
        lambda: service.save_rules(CODE, terms.rules[1:]),
        lambda: service.save_procedure(CODE, PROCEDURE),
        lambda: service.save_tiers(CODE, terms.tiers[::-1]),
    )
    for save in saves:
        with pytest.raises(StepBlockedError, match="已有评分"):
            save()
    service.save_tiers(CODE, [replace(terms.tiers[0], seats=2), *terms.tiers[1:]])
    service.save_limits(CODE, SelectionLimits(exactly=False))
    assert service.terms(CODE).tiers[0].seats == 2


def test_a_closed_round_never_changes(round_: Round, service: TermsService) -> None:
    """Rules are refused for it, and changed rules of the campaign copied from it do not reach it."""
    round_.nominate()
    round_.score()
    round_.awards.propose(CODE)
    round_.awards.start_notice(CODE, NOTICE_FROM)
    closed = round_.awards.confirm(CODE, AWARDED_ON, PATTERN).value
    terms = service.terms(CODE)
    saves: tuple[Callable[[], object], ...] = (
        lambda: service.save_tiers(CODE, terms.tiers),
        lambda: service.save_criteria(CODE, terms.criteria),
        lambda: service.save_rules(CODE, ()),
        lambda: service.save_limits(CODE, SelectionLimits()),
        lambda: service.save_procedure(CODE, PROCEDURE),
    )
    for save in saves:
        with pytest.raises(StepBlockedError, match="已表彰"):
            save()
    offer = round_.setup.copy_offer(CODE, closed.as_of)
    period = offer.period_from, offer.period_to, offer.as_of
    round_.setup.copy(CODE, offer.code, offer.title, *period)
    service.save_rules(offer.code, (TenureRule(years=30),))
    service.save_procedure(offer.code, PROCEDURE)
    service.save_limits(offer.code, SelectionLimits())
    assert round_.board == closed
    assert service.terms(CODE) == terms


def test_the_history_says_in_words_what_was_set(database: Database, service: TermsService) -> None:
    service.save_procedure(CODE, PROCEDURE)
    history = HistoryService(database)
    entry = history.entries(HistoryQuery())[0]
    assert entry.label == "修改评分办法"
    [change] = [
        each for row in history.detail(entry.id).changes for each in row.fields if each.title == "评分与分配办法"
    ]
    assert change.old.startswith("去掉 1 个最高分、1 个最低分后取平均")
    assert change.new.startswith(
        "取中位数，保留 1 位小数，四舍五入；至少 1 位评委；总分相同的，依次比较司龄、“评委评审”得分"
    )
