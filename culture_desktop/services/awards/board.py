"""Reading a campaign as one board: nominees judged, scored and placed, the steps and what blocks them.

While a campaign is open everything is worked out from the data as it is. Once it is confirmed, findings, scores and
the result come from the run that was confirmed: later changes of the data do not reach it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, SelectionRun
from culture_desktop.rules.fields import word
from culture_desktop.rules.selection.document import problem_digest
from culture_desktop.rules.selection.problem import Problem, Status
from culture_desktop.rules.selection.requirements import Part, requirements
from culture_desktop.services.awards import records
from culture_desktop.services.awards.assessment import Assessment, assess, in_order
from culture_desktop.services.awards.gauges import gauges
from culture_desktop.services.awards.limit_sentences import limit_sentences
from culture_desktop.services.awards.nominee_rows import Nominee, Outcome
from culture_desktop.services.awards.objection_rows import objection_rows
from culture_desktop.services.awards.opinions import by_nomination, opinions_of
from culture_desktop.services.awards.queries import (
    awarded_on,
    criteria_of,
    given_honours,
    latest_run,
    procedure_of,
    rules_of,
    tie_decisions,
    tiers_of,
)
from culture_desktop.services.awards.quotas import saved_quotas
from culture_desktop.services.awards.rows import CampaignBoard, Clash, ClashPart, CriterionRow, Proposal, TierRow
from culture_desktop.services.awards.steps import step_states
from culture_desktop.services.awards.votes import counted_votes
from culture_desktop.vocabulary import TierKind

_PARTS = {
    Part.SEATS: ClashPart.SEATS,
    Part.UNIT: ClashPart.LIMIT,
    Part.GROUP: ClashPart.LIMIT,
    Part.INCLUDED: ClashPart.DECISION,
    Part.EXCLUDED: ClashPart.DECISION,
}


def read_board(session: Session, campaign: Campaign) -> CampaignBoard:
    """The campaign, whole."""
    assessment = assess(session, campaign)
    run = latest_run(session, campaign)
    granted = awarded_on(session, campaign)
    confirmed = granted is not None
    nominees = assessment.nominees
    if confirmed and run is not None:
        given = given_honours(session, campaign)
        nominees = in_order(_honoured(records.restored(nominee, run.result), given) for nominee in nominees)
    proposal = _proposal(run, assessment, nominees, confirmed)
    placed = tuple(_placed(nominee, run, proposal) for nominee in nominees)
    count = counted_votes(session, campaign)
    if count is not None:
        placed = tuple(replace(nominee, votes=count.votes.get(nominee.nomination_id)) for nominee in placed)
    opinions = by_nomination(opinions_of(session, campaign))
    if opinions:
        placed = tuple(replace(nominee, opinions=opinions.get(nominee.nomination_id, ())) for nominee in placed)
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
        tiers=tuple(TierRow(t.id, t.name, t.kind, t.seats, t.prize) for t in tiers_of(session, campaign)),
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
        tie_decisions=tie_decisions(campaign),
        scoring=procedure_of(campaign).scoring,
        objections=objection_rows(session, campaign, {n.nomination_id: n.name for n in placed}),
        overruns=tuple(filter(None, (row.overrun for row in saved_quotas(session, campaign, placed).rows))),
    )
    return replace(board, steps=step_states(board))


def _honoured(nominee: Nominee, given: Mapping[tuple[TierKind, int], tuple[str, date | None]]) -> Nominee:
    number, revoked_on = given.get((nominee.kind, nominee.subject_id), ("", None))
    return replace(nominee, certificate=number, revoked_on=revoked_on)


def _proposal(
    run: SelectionRun | None, assessment: Assessment, nominees: Sequence[Nominee], confirmed: bool
) -> Proposal | None:
    if run is None:
        return None
    result = run.result
    keys = {records.record_key(nominee): nominee.key for nominee in nominees}
    current = confirmed or run.digest == problem_digest(assessment.problem)
    return Proposal(
        status=word(Status, result["status"]),
        totals=dict(result["totals"]),
        tied=tuple(keys[key] for key in result["tied"] if key in keys),
        conflict=tuple(result["conflict"]),
        digest=run.digest,
        current=current,
        relaxations=tuple(result.get("relaxations", ())),
        clashes=_clashes(result["conflict"], assessment.problem) if current else (),
    )


def _clashes(conflict: Sequence[str], problem: Problem) -> tuple[Clash, ...]:
    known = {one.sentence: one for one in requirements(problem)}
    return tuple(Clash(w, _PARTS[known[w].part], known[w].candidate or "") for w in conflict if w in known)


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
