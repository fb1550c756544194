"""A round of voting as a template holds it, to be held once it is known who stands."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from culture_desktop.errors import InvalidFieldError, ProfileBrokenError
from culture_desktop.rules.assessment import ONE_THIRD
from culture_desktop.rules.records import Record
from culture_desktop.vocabulary import MajorityOf, VotingKind

VOTING = "voting"


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """``places`` None is all places there are; ``best_share`` is how many at most may be 优秀 in an assessment."""

    kind: VotingKind
    title: str
    places: int | None = None
    majority_of: MajorityOf = MajorityOf.PRESENT
    best_share: Fraction = ONE_THIRD

    @property
    def sentence(self) -> str:
        """The plan in words."""
        if self.kind is VotingKind.ASSESSMENT:
            return f"{self.title}：按四个等次测评，优秀不超过{share_words(self.best_share)}"
        if self.majority_of is MajorityOf.NONE:
            return f"{self.title}：得票多的当选"
        return f"{self.title}：同意票超过{self.majority_of.label}的半数当选"

    def to_dict(self) -> dict[str, Any]:
        """What ``voting_plans`` reads back."""
        found: dict[str, Any] = {"kind": self.kind.value, "title": self.title}
        if self.kind is VotingKind.ASSESSMENT:
            return found | {"best_share": str(self.best_share)}
        found["majority_of"] = self.majority_of.value
        return found if self.places is None else found | {"places": self.places}


def voting_plans(record: Record, key: str = VOTING) -> tuple[RoundPlan, ...]:
    """The rounds in a document that is being read; absent there are none."""
    plans = tuple(_plan(one) for one in record.records(key))
    titles = [plan.title for plan in plans]
    if len(set(titles)) < len(titles):
        record.fail(key, "名称各不相同的投票")
    return plans


def share_in(text: str) -> Fraction:
    """The share somebody wrote, such as ``1/3`` or ``30%``; InvalidFieldError for what is none."""
    try:
        share = Record({VOTING: text.strip()}, "").share(VOTING)
    except ProfileBrokenError:
        share = None
    if not share:
        raise InvalidFieldError(field="优秀比例", value=text, expected="大于 0、不超过 1 的比例，如 1/3 或 30%")
    return share


def share_words(share: Fraction) -> str:
    """``1/3``, ``30%``: a share as a document says it."""
    hundredths = share * 100
    return f"{hundredths.numerator}%" if hundredths.denominator == 1 else str(share)


def _plan(record: Record) -> RoundPlan:
    record.only("kind", "title", "places", "majority_of", "best_share")
    share = record.share("best_share")
    return RoundPlan(
        kind=record.word("kind", VotingKind),
        title=record.text("title"),
        places=record.optional_integer("places", 1),
        majority_of=record.word("majority_of", MajorityOf) if "majority_of" in record else MajorityOf.PRESENT,
        best_share=ONE_THIRD if share is None else share,
    )
