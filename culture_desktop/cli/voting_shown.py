"""Rounds of voting as the command line shows them."""

from collections.abc import Iterable
from typing import Any

from culture_desktop.cli.context import columns
from culture_desktop.services.awards.voting_rows import Round
from culture_desktop.vocabulary import VotingKind


def value_of(code: str, rounds: Iterable[Round]) -> dict[str, Any]:
    """As JSON."""
    return {"campaign": code, "rounds": [_round(round_) for round_ in rounds]}


def _round(round_: Round) -> dict[str, Any]:
    terms, papers = round_.terms, round_.papers
    return {
        "round": round_.number,
        "title": terms.title,
        "kind": terms.kind,
        "held_on": terms.held_on,
        "places": terms.places if terms.kind is VotingKind.ELECTION else None,
        "majority_of": terms.majority_of if terms.kind is VotingKind.ELECTION else None,
        "best_share": str(terms.best_share) if terms.kind is VotingKind.ASSESSMENT else None,
        "counted": round_.counted,
        "present": papers.present,
        "issued": papers.issued,
        "returned": papers.returned,
        "invalid": papers.invalid,
        "again_of": round_.again_of,
        "second": round_.second,
        "elected": [one.number for one in round_.candidates if one.standing == "elected"],
        "tied": [one.number for one in round_.tied],
        "places_left": round_.places_left,
        "sentence": round_.sentence,
        "candidates": [
            {
                "number": one.number,
                "name": one.name,
                "for": one.votes.approve if one.votes else None,
                "against": one.votes.oppose if one.votes else None,
                "abstain": one.votes.abstain if one.votes else None,
                "grades": {grade.value: count for grade, count in one.grades.items()},
                "standing": one.standing,
                "grade": one.grade,
                "sentence": one.sentence,
            }
            for one in round_.candidates
        ],
    }


def lines_of(round_: Round) -> Iterable[str]:
    """In words: who stands; once it is counted, what came of it for each."""
    terms = round_.terms
    what = f"应选 {terms.places} 名" if terms.kind is VotingKind.ELECTION else "四个等次"
    yield f"第 {round_.number} 轮　{terms.title}　{terms.held_on}　{terms.kind.label}，{what}"
    if not round_.counted:
        yield from columns([(one.number, one.name, one.unit) for one in round_.candidates])
        yield f"已导入 {round_.imported} 张选票，待登记到会、发出和收回" if round_.imported else "还没有计票"
        return
    yield from (f"  {one.sentence}" for one in round_.candidates if one.sentence)
    yield round_.sentence
