"""The terms of a campaign as they are set and changed: tiers, criteria, rules, limits, procedure.

A list is saved whole, so that its order, what was added and what was taken out are one step to be undone. Once there
are scores, what decides about them stands; once the campaign is confirmed, everything does.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RuleInvalidError, StepBlockedError
from culture_desktop.models import Campaign, Criterion, EligibilityRule, Nomination, Tier
from culture_desktop.rules.limits import SelectionLimits, limits_from_dict
from culture_desktop.rules.procedure import Procedure, checked
from culture_desktop.rules.rule import Rule
from culture_desktop.rules.selection.problem import Tier as SelectionTier
from culture_desktop.services.awards.campaign_terms import (
    CampaignTerms,
    CriterionTerms,
    TierTerms,
    has_scores,
    read_terms,
    selection_tiers,
)
from culture_desktop.services.awards.group_members import group_members
from culture_desktop.services.awards.queries import (
    criteria_of,
    procedure_of,
    require_campaign,
    require_open,
    tiers_of,
)
from culture_desktop.services.awards.rubric_parts import parts_parameters
from culture_desktop.services.awards.term_checks import (
    LONGEST,
    check_floors,
    check_kinds,
    check_limits,
    check_names,
    check_parts,
    check_tiers,
    check_ties,
    check_weights,
    renamed_limits,
    with_names,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, TierKind

_CHANGED = frozenset({Topic.AWARDS})


class TermsService:
    """One method, one card of the settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def terms(self, code: str) -> CampaignTerms:
        """What is set."""
        with self._database.read() as session:
            return read_terms(session, require_campaign(session, code))

    def save_tiers(self, code: str, tiers: Sequence[TierTerms]) -> Done[None]:
        """Set the tiers, from the highest down. With scores there, only seats, names and prizes may change."""
        check_tiers(selection_tiers(tiers), (tier.prize for tier in tiers))
        with self._database.begin("修改档次") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            old = {tier.id: tier for tier in tiers_of(session, campaign)}
            before = [(tier.id, tier.kind) for tier in old.values()]
            if before != [(tier.id, tier.kind) for tier in tiers]:
                _require_unscored(session, campaign, "档次的增减、顺序和对象")
            check_kinds(selection_tiers(tiers), _nominated(session, campaign))
            names = {old[t.id].name: t.name.strip() for t in tiers if t.id in old}
            limits = limits_from_dict(campaign.limits, campaign.title)
            limits = renamed_limits(limits, names, {tier.name.strip() for tier in tiers})
            check_floors(limits, selection_tiers(tiers))
            campaign.limits = limits.to_dict()
            gone = old.keys() - {tier.id for tier in tiers}
            session.execute(delete(Tier).where(Tier.id.in_(gone)))
            places = {tier.id: (at, tier.name.strip()) for at, tier in enumerate(tiers)}
            for row in old.values():  # out of the way first: names and places are unique
                if row.id not in gone and places[row.id] != (row.position, row.name):
                    row.position += len(old) + len(tiers)
                    row.name = f"{row.name} {row.id}"[-LONGEST:]
            session.flush()
            for position, tier in enumerate(tiers):
                row = old[tier.id] if tier.id in old else Tier(campaign_id=campaign.id)
                row.name, row.kind, row.seats, row.prize = tier.name.strip(), tier.kind, tier.seats, tier.prize
                row.position = position
                session.add(row)
        seats = sum(tier.seats for tier in tiers)
        return Done(None, _CHANGED, f"已设 {len(tiers)} 档，共 {seats} 个名额")

    def save_criteria(self, code: str, criteria: Sequence[CriterionTerms]) -> Done[None]:
        """Set what is scored; the weights of each kind add up to 100. Refused once there are scores."""
        for kind in TierKind:
            every = [c for c in criteria if c.kind is kind]
            check_names("评分项", [*(c.name for c in every), *(part.name for c in every for part in c.parts)])
        check_weights((criterion.kind, criterion.weight) for criterion in criteria)
        for criterion in criteria:
            check_parts(criterion.name, criterion.parts)
        with self._database.begin("修改评分项") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            _require_unscored(session, campaign, "评分项")
            kinds = {tier.kind for tier in tiers_of(session, campaign)}
            for kind in kinds - {criterion.kind for criterion in criteria}:
                raise InvalidFieldError(field="评分项", value="空白", expected=f"{kind.label}至少一项，权重合计 100")
            names = {c.id: c.name for c in criteria_of(session, campaign)}
            renamed = {names[c.id]: c.name.strip() for c in criteria if c.id in names}
            known = {criterion.name.strip() for criterion in criteria}
            procedure = procedure_of(campaign)
            _store_procedure(campaign, with_names(procedure, renamed, known))
            session.execute(delete(Criterion).where(Criterion.campaign_id == campaign.id))
            session.flush()
            _write_criteria(session, campaign, criteria)
        return Done(None, _CHANGED, f"已设 {len(criteria)} 个评分项")

    def save_rules(self, code: str, rules: Sequence[Rule]) -> Done[None]:
        """Set who may run. Refused once there are scores: they were given to those who might."""
        twice = next((s for s, count in Counter(rule.sentence for rule in rules).items() if count > 1), None)
        if twice is not None:
            raise RuleInvalidError(rule=twice, reason="写了两遍")
        with self._database.begin("修改资格条件") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            _require_unscored(session, campaign, "资格条件")
            session.execute(delete(EligibilityRule).where(EligibilityRule.campaign_id == campaign.id))
            session.add_all(
                EligibilityRule(campaign_id=campaign.id, rule=rule.to_dict(), position=at)
                for at, rule in enumerate(rules)
            )
        return Done(None, _CHANGED, f"已设 {len(rules)} 项资格条件")

    def save_limits(self, code: str, limits: SelectionLimits) -> Done[None]:
        """Set the limits of the list; floors that do not fit into the seats are refused."""
        with self._database.begin("修改名额与结构限制") as session:
            store_limits(session, require_open(session, code, CampaignStep.SETUP), limits)
        return Done(None, _CHANGED, "已修改名额与结构限制")

    def save_procedure(self, code: str, procedure: Procedure) -> Done[None]:
        """Set how points are summed up and what tells equals apart. Refused once there are scores."""
        checked(procedure.scoring)
        with self._database.begin("修改评分办法") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            _require_unscored(session, campaign, "评分办法和并列规则")
            check_ties(procedure, {criterion.name for criterion in criteria_of(session, campaign)})
            _store_procedure(campaign, procedure)
        return Done(None, _CHANGED, "已修改评分办法")


def _write_criteria(session: Session, campaign: Campaign, criteria: Sequence[CriterionTerms]) -> None:
    for position, terms in enumerate(criteria):
        criterion = Criterion(
            campaign_id=campaign.id,
            kind=terms.kind,
            name=terms.name.strip(),
            source=terms.source,
            weight=terms.weight,
            parameters=terms.parameters,
            position=position,
        )
        session.add(criterion)
        session.flush()
        session.add_all(
            Criterion(
                campaign_id=campaign.id,
                kind=terms.kind,
                name=part.name,
                source=terms.source,
                weight=part.maximum,
                parameters=parts_parameters(part),
                position=at,
                parent_id=criterion.id,
            )
            for at, part in enumerate(terms.parts)
        )


def store_limits(session: Session, campaign: Campaign, limits: SelectionLimits) -> None:
    """Set the limits of the list, as ``TermsService.save_limits`` does."""
    # Read as a stored one is, so that nothing gets in that could not be read back.
    read = limits_from_dict(limits.to_dict(), campaign.title)
    tiers = [SelectionTier(t.name, t.seats, t.kind) for t in tiers_of(session, campaign)]
    check_limits(read, tiers, group_members(session, read.groups))
    campaign.limits = read.to_dict()


def _nominated(session: Session, campaign: Campaign) -> dict[TierKind, int]:
    people, teams = func.count(Nomination.person_id), func.count(Nomination.team_id)
    counts = session.execute(select(people, teams).where(Nomination.campaign_id == campaign.id)).one()
    return dict(zip((TierKind.PERSON, TierKind.TEAM), counts, strict=True))


def _require_unscored(session: Session, campaign: Campaign, what: str) -> None:
    if has_scores(session, campaign):
        reason = f"“{campaign.title}”已有评分，{what}不再改动，以免看着分数改办法。确有必要的，请先撤销已导入的评分。"
        raise StepBlockedError(step=CampaignStep.SETUP.label, reason=reason)


def _store_procedure(campaign: Campaign, procedure: Procedure) -> None:
    campaign.procedure = {**campaign.procedure, **procedure.to_dict()}
