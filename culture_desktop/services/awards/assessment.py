"""Nominees judged and scored from the data as it is, and the selection among them as a problem."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Nomination, Organisation
from culture_desktop.rules.candidates import CandidateFacts, participation_count
from culture_desktop.rules.eligibility import Eligibility, Finding, check
from culture_desktop.rules.limits import SelectionLimits, limits_from_dict
from culture_desktop.rules.procedure import ScoringRules, TieKey, TieRule
from culture_desktop.rules.ranking import competition_ranks
from culture_desktop.rules.rule import Rule
from culture_desktop.rules.selection.problem import Candidate, Exclusion, Inclusion, Problem
from culture_desktop.rules.selection.problem import Tier as SelectionTier
from culture_desktop.services.awards.facts import candidate_facts, vetoed_members
from culture_desktop.services.awards.nominee_rows import CriterionScore, Nominee, Outcome
from culture_desktop.services.awards.queries import (
    fixed_places,
    nominations_of,
    procedure_of,
    rules_of,
    tiers_of,
)
from culture_desktop.services.awards.scores import criterion_scores, total
from culture_desktop.vocabulary import TierKind

Ties = Sequence[TieRule]


@dataclass(frozen=True)
class Assessment:
    """Nominees judged and scored, those who may win, and the selection among them as a problem."""

    nominees: tuple[Nominee, ...]
    candidates: tuple[Candidate, ...]
    problem: Problem
    limits: SelectionLimits


def assess(session: Session, campaign: Campaign) -> Assessment:
    """Judge and score every nominee from the data as it is."""
    nominations = nominations_of(session, campaign)
    rules = rules_of(session, campaign)
    facts = _facts(session, campaign, nominations, rules)
    scoring = procedure_of(campaign).scoring
    scores = criterion_scores(session, campaign, nominations, facts, scoring)
    limits = limits_from_dict(campaign.limits, campaign.title)
    judged = _judged(session, campaign, nominations, facts, rules)
    ranked = _ranked([_scored(nominee, scores[nominee.nomination_id], scoring) for nominee in judged])
    ties = procedure_of(campaign).ties
    able = [nominee for nominee in ranked if nominee.eligibility.passed and nominee.total is not None]
    candidates = [_candidate(nominee, facts, campaign, ties) for nominee in able]
    tiers = [SelectionTier(t.name, t.seats, t.kind) for t in tiers_of(session, campaign)]
    problem = limits.problem(tiers, candidates, _included(able), _excluded(able))
    return Assessment(ranked, tuple(candidates), problem, limits)


def judge(session: Session, campaign: Campaign, nominations: Sequence[Nomination]) -> list[Nominee]:
    """Some nominees with their eligibility, without scores and rank."""
    rules = rules_of(session, campaign)
    return _judged(session, campaign, nominations, _facts(session, campaign, nominations, rules), rules)


def tie_values(
    session: Session, campaign: Campaign, nominees: Sequence[Nominee], rules: Sequence[TieRule]
) -> list[tuple[Decimal, ...]]:
    """What each of the rules compares, for each nominee."""
    people = [nominee.subject_id for nominee in nominees if nominee.kind is TierKind.PERSON]
    facts = candidate_facts(session, campaign, people)
    return [_tie_values(rules, nominee, facts, campaign.as_of) for nominee in nominees]


def _facts(
    session: Session, campaign: Campaign, nominations: Sequence[Nomination], rules: Sequence[Rule]
) -> dict[int, CandidateFacts]:
    people = [n.person_id for n in nominations if n.person_id is not None]
    return candidate_facts(session, campaign, people, rules)


def _judged(
    session: Session,
    campaign: Campaign,
    nominations: Sequence[Nomination],
    facts: Mapping[int, CandidateFacts],
    rules: Sequence[Rule],
) -> list[Nominee]:
    limits = limits_from_dict(campaign.limits, campaign.title)
    fixed = fixed_places(session, campaign)
    found = []
    for nomination in nominations:
        if nomination.person_id is not None:
            nominee = _person(nomination, facts[nomination.person_id], rules, campaign, limits)
        else:
            nominee = _team(session, nomination, campaign)
        found.append(replace(nominee, fixed=fixed.get(nomination.id)))
    return found


def _person(
    nomination: Nomination,
    facts: CandidateFacts,
    rules: Sequence[Rule],
    campaign: Campaign,
    limits: SelectionLimits,
) -> Nominee:
    groups = limits.groups_of(facts)
    return Nominee(
        nomination_id=nomination.id,
        kind=TierKind.PERSON,
        subject_id=facts.id,
        number=facts.number,
        name=facts.name,
        unit=facts.unit_path[-1] if facts.unit_path else "",
        unit_full_name="/".join(facts.unit_path),
        sex=facts.sex,
        employment=facts.employment,
        groups=tuple(group.name for group in limits.groups if group.name in groups),
        eligibility=check(facts, rules, campaign.as_of),
        scores=(),
        total=None,
        rank=None,
        outcome=Outcome.OPEN,
        tier="",
        explanation="",
        reason=nomination.reason,
        vetoed=bool(facts.vetoes),
    )


def _scored(nominee: Nominee, scores: tuple[CriterionScore, ...], scoring: ScoringRules) -> Nominee:
    return replace(nominee, scores=scores, total=total(scores, scoring.panel.digits))


def _team(session: Session, nomination: Nomination, campaign: Campaign) -> Nominee:
    team = session.get_one(Organisation, nomination.team_id)
    members, vetoed = vetoed_members(session, campaign, team)
    findings = (
        Finding(members > 0, "班组有在职成员", f"在职 {members} 人"),
        Finding(not vetoed, "成员没有一票否决情形", "；".join(vetoed) or "没有一票否决记录"),
    )
    parent, _, name = team.full_name.rpartition("/")
    return Nominee(
        nomination_id=nomination.id,
        kind=TierKind.TEAM,
        subject_id=team.id,
        number=team.full_name,
        name=name,
        unit=parent.rpartition("/")[2],
        unit_full_name=team.full_name,
        sex=None,
        employment=None,
        groups=(),
        eligibility=Eligibility(all(finding.ok for finding in findings), findings),
        scores=(),
        total=None,
        rank=None,
        outcome=Outcome.OPEN,
        tier="",
        explanation="",
        reason=nomination.reason,
    )


def _ranked(nominees: Sequence[Nominee]) -> tuple[Nominee, ...]:
    """Nominees with their rank among the eligible of their kind, in that order; the unranked follow."""
    ranked: list[Nominee] = []
    for kind in TierKind:
        those = [nominee for nominee in nominees if nominee.kind is kind]
        totals = [nominee.total if nominee.eligibility.passed else None for nominee in those]
        ranked += [replace(n, rank=rank) for n, rank in zip(those, competition_ranks(totals), strict=True)]
    return in_order(ranked)


def in_order(nominees: Iterable[Nominee]) -> tuple[Nominee, ...]:
    """Persons before teams, each by rank; the unranked last, by number."""
    return tuple(sorted(nominees, key=lambda n: (n.kind is TierKind.TEAM, n.rank is None, n.rank or 0, n.number)))


def _candidate(nominee: Nominee, facts: Mapping[int, CandidateFacts], campaign: Campaign, ties: Ties) -> Candidate:
    """Equals are told apart by the campaign's tie rules in their order."""
    return Candidate(
        id=nominee.key,
        unit=nominee.unit_full_name or nominee.key,
        score=nominee.total,
        groups=frozenset(nominee.groups),
        kind=nominee.kind,
        name=nominee.name,
        tie_values=_tie_values(ties, nominee, facts, campaign.as_of),
    )


def _tie_values(rules: Ties, nominee: Nominee, facts: Mapping[int, CandidateFacts], as_of: date) -> tuple[Decimal, ...]:
    person = facts.get(nominee.subject_id) if nominee.kind is TierKind.PERSON else None
    return tuple(_tie_value(rule, nominee, person, as_of) for rule in rules)


def _included(nominees: Sequence[Nominee]) -> list[Inclusion]:
    """In the order of their keys, so that a problem is the same whoever was nominated first."""
    chosen = [(n.key, n.fixed) for n in nominees if n.fixed is not None and n.fixed.chosen]
    return [Inclusion(key, fixed.reason, fixed.tier or None) for key, fixed in sorted(chosen, key=lambda one: one[0])]


def _excluded(nominees: Sequence[Nominee]) -> list[Exclusion]:
    out = [(n.key, n.fixed) for n in nominees if n.fixed is not None and not n.fixed.chosen]
    return [Exclusion(key, fixed.reason) for key, fixed in sorted(out, key=lambda one: one[0])]


def _tie_value(rule: TieRule, nominee: Nominee, person: CandidateFacts | None, as_of: date) -> Decimal:
    """What a rule compares; a team has neither tenure nor activities of its own."""
    match rule.key:
        case TieKey.JUDGED:
            return sum((score.points or Decimal(0) for score in nominee.scores if score.counted), Decimal(0))
        case TieKey.CRITERION:
            named = (score.points for score in nominee.scores if score.name == rule.criterion)
            return next(named, None) or Decimal(0)
        case TieKey.PARTICIPATION:
            return Decimal(participation_count(person.participations)) if person else Decimal(0)
        case TieKey.TENURE:
            return Decimal((as_of - person.hire_date).days) if person and person.hire_date else Decimal(0)
