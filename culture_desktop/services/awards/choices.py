"""Places decided beforehand: a nominee who is in or out whatever the scores, with the reason.

A decision is made once and taken back with a reason; it is never rewritten. The rules of the list hold for it as for
any other place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import FixedChoiceRefusedError, InvalidFieldError, RecordMissingError
from culture_desktop.models import Campaign, FixedChoice, Nomination, Tier
from culture_desktop.services.awards.assessment import judge
from culture_desktop.services.awards.nominee_rows import FixedPlace, Nominee
from culture_desktop.services.awards.queries import fixed_places, require_open, tiers_of
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, TierKind

_CHANGED = frozenset({Topic.AWARDS})
LONGEST_REASON = 255


@dataclass(frozen=True, slots=True)
class Decision:
    """A nomination in (``tier`` empty: in any tier of its kind) or out."""

    nomination_id: int
    chosen: bool
    tier: str = ""


class ChoiceService:
    """Makes decisions and takes them back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(self, code: str, decisions: Sequence[Decision], reason: str) -> Done[None]:
        """Decide the places of one or several nominees for one reason.

        Raises FixedChoiceRefusedError for who is not eligible or decided already, for a tier of the other kind and
        for more people than seats; InvalidFieldError without a reason.
        """
        words = checked_reason(reason)
        with self._database.begin("指定人选") as session:
            said = place(session, require_open(session, code, CampaignStep.SELECTION), decisions, words)
        return Done(None, _CHANGED, f"已记下：{said}")

    def release(self, code: str, nomination_id: int, reason: str) -> Done[None]:
        """Take a decision back; whether the nominee is on the list follows from the scores again."""
        words = checked_reason(reason)
        with self._database.begin("取消指定", reason=words) as session:
            name = take_back(session, require_open(session, code, CampaignStep.SELECTION), nomination_id)
        return Done(None, _CHANGED, f"已取消对{name}的指定")


def place(session: Session, campaign: Campaign, decisions: Sequence[Decision], reason: str) -> str:
    """As ``ChoiceService.decide``; returns what was decided, in words."""
    nominees = _nominees(session, campaign, decisions)
    tiers = {tier.name: tier for tier in tiers_of(session, campaign)}
    known = fixed_places(session, campaign)
    for one, nominee in zip(decisions, nominees, strict=True):
        _check(one, nominee, tiers, known)
        tier_id = tiers[one.tier].id if one.tier else None
        row = FixedChoice(nomination_id=one.nomination_id, chosen=one.chosen, tier_id=tier_id, reason=reason)
        session.add(row)
        session.flush()
        known = fixed_places(session, campaign)
        _check_seats(session, campaign, nominee, list(tiers.values()), known)
    return "、".join(f"{nominee.name}{known[nominee.nomination_id].words}" for nominee in nominees)


def take_back(session: Session, campaign: Campaign, nomination_id: int) -> str:
    """As ``ChoiceService.release``; returns the nominee's name."""
    (nominee,) = _nominees(session, campaign, [Decision(nomination_id, False)])
    choice = session.scalar(select(FixedChoice).where(FixedChoice.nomination_id == nomination_id))
    if choice is None:
        raise RecordMissingError(what="指定", key=nominee.name)
    session.delete(choice)
    return nominee.name


def checked_reason(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise InvalidFieldError(field="指定的理由", value="空白", expected="一句具体的理由，如“评委会表决 5 票对 2 票”")
    if len(words) > LONGEST_REASON:
        raise InvalidFieldError(field="指定的理由", value=words, expected=f"{LONGEST_REASON} 字以内的文字")
    return words


def _nominees(session: Session, campaign: Campaign, decisions: Sequence[Decision]) -> list[Nominee]:
    """Whom decisions are about, in their order."""
    ids = [one.nomination_id for one in decisions]
    found = {row.id: row for row in session.scalars(select(Nomination).where(Nomination.id.in_(ids)))}
    strange = next((key for key in ids if key not in found or found[key].campaign_id != campaign.id), None)
    if strange is not None:
        raise RecordMissingError(what="推荐", key=strange)
    judged = {nominee.nomination_id: nominee for nominee in judge(session, campaign, list(found.values()))}
    return [judged[key] for key in ids]


def _check(one: Decision, nominee: Nominee, tiers: Mapping[str, Tier], known: Mapping[int, FixedPlace]) -> None:
    name = nominee.name
    before = known.get(one.nomination_id)
    if before is not None:
        again = "一人只能在一档" if before.chosen and one.chosen else "不能又入选又不列入"
        raise FixedChoiceRefusedError(
            name=name, reason=f"已{before.words}（{before.reason}），{again}，请先取消原来的指定"
        )
    if not nominee.eligibility.passed:
        raise FixedChoiceRefusedError(name=name, reason=f"资格审查不合格，{nominee.eligibility.sentence}")
    if one.tier and one.tier not in tiers:
        raise RecordMissingError(what="档次", key=one.tier)
    if one.tier and not one.chosen:
        raise FixedChoiceRefusedError(name=name, reason="不列入就没有档次")
    if one.tier and tiers[one.tier].kind is not nominee.kind:
        kind = tiers[one.tier].kind.label
        raise FixedChoiceRefusedError(name=name, reason=f"“{one.tier}”评的是{kind}，{name}是{nominee.kind.label}")


def _check_seats(
    session: Session, campaign: Campaign, nominee: Nominee, tiers: Sequence[Tier], known: Mapping[int, FixedPlace]
) -> None:
    """Those who are in fit into the seats, of each tier and of all tiers of their kind."""
    team = Nomination.team_id.is_not(None) if nominee.kind is TierKind.TEAM else Nomination.person_id.is_not(None)
    same = set(session.scalars(select(Nomination.id).where(Nomination.campaign_id == campaign.id, team)))
    places = [fixed.tier for key, fixed in known.items() if fixed.chosen and key in same]
    those = [tier for tier in tiers if tier.kind is nominee.kind]
    for tier in those:
        if places.count(tier.name) > tier.seats:
            reason = f"“{tier.name}”只有 {tier.seats} 个名额，已全部指定"
            raise FixedChoiceRefusedError(name=nominee.name, reason=reason)
    seats = sum(tier.seats for tier in those)
    if len(places) > seats:
        raise FixedChoiceRefusedError(name=nominee.name, reason=f"{nominee.kind.label}共有 {seats} 个名额，已全部指定")
