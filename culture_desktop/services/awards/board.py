"""Reading a campaign as one board: nominees judged, scored and placed, the steps and what blocks them.

While a campaign is open everything is worked out from the data as it is. Once it is confirmed, findings, scores and
the result come from the run that was confirmed: later changes of the data do not reach it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Nomination, Organisation, SelectionRun
from culture_desktop.rules.candidates import CandidateFacts, participation_count
from culture_desktop.rules.eligibility import Eligibility, Finding, check
from culture_desktop.rules.fields import word
from culture_desktop.rules.limits import SelectionLimits, limits_from_dict
from culture_desktop.rules.procedure import ScoringRules, TieKey, TieRule
from culture_desktop.rules.ranking import competition_ranks
from culture_desktop.rules.rule import Rule
from culture_desktop.rules.selection.document import problem_digest
from culture_desktop.rules.selection.problem import Candidate, Problem, Status
from culture_desktop.rules.selection.problem import Tier as SelectionTier
from culture_desktop.services.awards import records
from culture_desktop.services.awards.facts import candidate_facts, vetoed_members
from culture_desktop.services.awards.gauges import gauges
from culture_desktop.services.awards.limit_sentences import limit_sentences
from culture_desktop.services.awards.queries import (
    awarded_on,
    certificate_numbers,
    criteria_of,
    latest_run,
    nominations_of,
    procedure_of,
    rules_of,
    tiers_of,
)
from culture_desktop.services.awards.quotas import saved_quotas
from culture_desktop.services.awards.rows import (
    CampaignBoard,
    CriterionRow,
    CriterionScore,
    Nominee,
    Outcome,
    Proposal,
    TierRow,
)
from culture_desktop.services.awards.scores import criterion_scores, total
from culture_desktop.services.awards.steps import step_states
from culture_desktop.services.awards.votes import counted_votes
from culture_desktop.vocabulary import TierKind

Ties = Sequence[TieRule]


@dataclass(frozen=True)
class Assessment:
    """Nominees judged and scored, and the selection among them as a problem."""

    nominees: tuple[Nominee, ...]
    problem: Problem
    limits: SelectionLimits


def assess(session: Session, campaign: Campaign) -> Assessment:
    """Judge and score every nominee from the data as it is."""
    nominations = nominations_of(session, campaign)
    people = [n.person_id for n in nominations if n.person_id is not None]
    rules = rules_of(session, campaign)
    facts = candidate_facts(session, campaign, people, rules)
    scoring = procedure_of(campaign).scoring
    scores = criterion_scores(session, campaign, nominations, facts, scoring)
    limits = limits_from_dict(campaign.limits, campaign.title)
    nominees = []
    for nomination in nominations:
        if nomination.person_id is not None:
            person = facts[nomination.person_id]
            nominees.append(_person(nomination, person, rules, campaign, limits))
        else:
            nominees.append(_team(session, nomination, campaign))
    nominees = [_scored(nominee, scores[nominee.nomination_id], scoring) for nominee in nominees]
    ranked = _ranked(nominees)
    ties = procedure_of(campaign).ties
    candidates = [_candidate(n, facts, campaign, ties) for n in ranked if n.eligibility.passed and n.total is not None]
    tiers = [SelectionTier(t.name, t.seats, t.kind) for t in tiers_of(session, campaign)]
    return Assessment(ranked, limits.problem(tiers, candidates), limits)


def read_board(session: Session, campaign: Campaign) -> CampaignBoard:
    """The campaign, whole."""
    assessment = assess(session, campaign)
    run = latest_run(session, campaign)
    granted = awarded_on(session, campaign)
    confirmed = granted is not None
    nominees = assessment.nominees
    if confirmed and run is not None:
        numbers = certificate_numbers(session, campaign)
        nominees = _in_order(
            replace(
                records.restored(nominee, run.result), certificate=numbers.get((nominee.kind, nominee.subject_id), "")
            )
            for nominee in nominees
        )
    proposal = _proposal(run, assessment, nominees, confirmed)
    placed = tuple(_placed(nominee, run, proposal) for nominee in nominees)
    count = counted_votes(session, campaign)
    if count is not None:
        placed = tuple(replace(nominee, votes=count.votes.get(nominee.nomination_id)) for nominee in placed)
    board = CampaignBoard(
        id=campaign.id,
        code=campaign.code,
        title=campaign.title,
        period_from=campaign.period_from,
        period_to=campaign.period_to,
        as_of=campaign.as_of,
        notice_days=campaign.notice_days,
        notice_from=campaign.notice_from,
        notice_to=campaign.notice_to,
        source=campaign.source,
        tiers=tuple(TierRow(t.id, t.name, t.kind, t.seats) for t in tiers_of(session, campaign)),
        criteria=tuple(
            CriterionRow(c.id, c.kind, c.name, c.source, c.weight, int(c.parameters.get("full_at", 0)))
            for c in criteria_of(session, campaign)
        ),
        rules=tuple(rule.at(campaign.as_of).sentence for rule in rules_of(session, campaign)),
        limits=limit_sentences(assessment.limits, assessment.problem.tiers),
        nominees=placed,
        gauges=gauges(assessment.limits, [n for n in placed if n.outcome is Outcome.WINNER]),
        proposal=proposal,
        awarded_on=granted,
        steps=(),
        vote_count=count,
        scoring=procedure_of(campaign).scoring,
        overruns=tuple(filter(None, (row.overrun for row in saved_quotas(session, campaign, placed).rows))),
    )
    return replace(board, steps=step_states(board))


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
    return _in_order(ranked)


def _in_order(nominees: Iterable[Nominee]) -> tuple[Nominee, ...]:
    """Persons before teams, each by rank; the unranked last, by number."""
    return tuple(sorted(nominees, key=lambda n: (n.kind is TierKind.TEAM, n.rank is None, n.rank or 0, n.number)))


def _candidate(nominee: Nominee, facts: Mapping[int, CandidateFacts], campaign: Campaign, ties: Ties) -> Candidate:
    """Equals are told apart by the campaign's tie rules in their order."""
    person = facts.get(nominee.subject_id) if nominee.kind is TierKind.PERSON else None
    return Candidate(
        id=nominee.key,
        unit=nominee.unit_full_name or nominee.key,
        score=nominee.total,
        groups=frozenset(nominee.groups),
        kind=nominee.kind,
        name=nominee.name,
        tie_values=tuple(_tie_value(rule, nominee, person, campaign.as_of) for rule in ties),
    )


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


def _proposal(
    run: SelectionRun | None, assessment: Assessment, nominees: Sequence[Nominee], confirmed: bool
) -> Proposal | None:
    if run is None:
        return None
    result = run.result
    keys = {records.record_key(nominee): nominee.key for nominee in nominees}
    return Proposal(
        status=word(Status, result["status"]),
        totals=dict(result["totals"]),
        tied=tuple(keys[key] for key in result["tied"] if key in keys),
        conflict=tuple(result["conflict"]),
        digest=run.digest,
        current=confirmed or run.digest == problem_digest(assessment.problem),
    )


def _placed(nominee: Nominee, run: SelectionRun | None, proposal: Proposal | None) -> Nominee:
    """The nominee with the outcome of the latest run."""
    if not nominee.eligibility.passed:
        return replace(nominee, outcome=Outcome.INELIGIBLE, explanation=nominee.eligibility.sentence)
    if run is None or proposal is None or proposal.status is Status.INFEASIBLE or nominee.total is None:
        return nominee
    tier = run.result["winners"].get(records.record_key(nominee), "")
    explanation = run.result["explanations"].get(records.record_key(nominee), "")
    if nominee.key in proposal.tied:
        return replace(nominee, outcome=Outcome.TIED, tier=tier, explanation=explanation)
    outcome = Outcome.WINNER if tier else Outcome.NOT_SELECTED
    return replace(nominee, outcome=outcome, tier=tier, explanation=explanation)
