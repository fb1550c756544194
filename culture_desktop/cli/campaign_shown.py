"""Campaigns and nominees as the command line shows them."""

from typing import Any

from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard


def board_value(board: CampaignBoard) -> dict[str, Any]:
    """A campaign's state and winners as JSON."""
    proposal = board.proposal
    return {
        "campaign": board.code,
        "title": board.title,
        "status": proposal.status if proposal else None,
        "confirmed": board.confirmed,
        "notice_from": board.notice_from,
        "notice_to": board.notice_to,
        "winners": [
            {
                "tier": w.tier,
                "number": w.number,
                "name": w.name,
                "unit": w.unit_full_name,
                "score": None if w.total is None else str(w.total),
                "certificate": w.certificate,
                "revoked_on": w.revoked_on,
            }
            for w in board.winners
        ],
        "totals": dict(proposal.totals) if proposal else {},
        "tied": list(proposal.tied) if proposal else [],
        "conflict": list(proposal.conflict) if proposal else [],
        "digest": proposal.digest if proposal else None,
        "steps": [{"step": s.step, "done": s.done, "current": s.current, "blocker": s.blocker} for s in board.steps],
    }


def nominee_value(nominee: Nominee) -> dict[str, Any]:
    """A nominee, how they stand and why, as JSON."""
    return {
        "number": nominee.number,
        "name": nominee.name,
        "unit": nominee.unit_full_name,
        "outcome": nominee.outcome,
        "tier": nominee.tier,
        "total": None if nominee.total is None else str(nominee.total),
        "rank": nominee.rank,
        "passed": nominee.eligibility.passed,
        "findings": [{"ok": f.ok, "rule": f.rule, "reason": f.reason} for f in nominee.eligibility.findings],
        "scores": [
            {
                "criterion": s.name,
                "weight": str(s.weight),
                "points": None if s.points is None else str(s.points),
                "reason": s.reason,
            }
            for s in nominee.scores
        ],
        "explanation": nominee.explanation,
    }


def winner_rows(board: CampaignBoard) -> list[tuple[str, str, str, str, str]]:
    """Winners as rows of text: tier, number, name, unit, score."""
    return [(w.tier, w.number, w.name, w.unit, str(w.total)) for w in board.winners]
