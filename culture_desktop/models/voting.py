"""Votes of a campaign: rounds, ballots that nobody can be traced from, and totals counted by hand."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import BallotChoice, Grade, MajorityOf, VotingKind


class VotingRound(Timestamped, Model):
    """A round of voting with the figures of its ballots; numbered from 1 within the campaign.

    ``places`` is how many are to be elected, ``present`` how many with the right to vote were there. A peer assessment
    has ``best_share`` instead, such as ``1/3``: how many at most are 优秀. ``again_of_id`` is the round whose tie it
    decides. All figures are 0 until it is counted.
    """

    __tablename__ = "voting_round"
    __table_args__ = (
        UniqueConstraint("campaign_id", "number"),
        not_blank("title"),
        one_of("kind", VotingKind),
        one_of("majority_of", MajorityOf),
        CheckConstraint("(kind = 'assessment') = (best_share IS NOT NULL)", name="share_of_an_assessment"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("min(present, issued, returned, invalid) >= 0", name="counts_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(128))
    held_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[VotingKind] = mapped_column(WordType(VotingKind), default=VotingKind.ELECTION)
    places: Mapped[int] = mapped_column(Integer)
    best_share: Mapped[str | None] = mapped_column(String(16))
    majority_of: Mapped[MajorityOf] = mapped_column(WordType(MajorityOf), default=MajorityOf.PRESENT)
    present: Mapped[int] = mapped_column(Integer, default=0)
    issued: Mapped[int] = mapped_column(Integer, default=0)
    returned: Mapped[int] = mapped_column(Integer, default=0)
    invalid: Mapped[int] = mapped_column(Integer, default=0)
    again_of_id: Mapped[int | None] = mapped_column(ForeignKey("voting_round.id", ondelete="SET NULL"))


class VotingCandidate(Model):
    """Who stands in a round, with the votes where they were counted by hand."""

    __tablename__ = "voting_candidate"
    __table_args__ = (
        UniqueConstraint("round_id", "nomination_id"),
        CheckConstraint("min(approvals, objections, abstentions) >= 0", name="votes_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_round.id", ondelete="CASCADE"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    approvals: Mapped[int] = mapped_column(Integer, default=0)
    objections: Mapped[int] = mapped_column(Integer, default=0)
    abstentions: Mapped[int] = mapped_column(Integer, default=0)


class GradeCount(Model):
    """How many gave a person a grade in a peer assessment (民主测评)."""

    __tablename__ = "grade_count"
    __table_args__ = (
        UniqueConstraint("round_id", "nomination_id", "grade"),
        one_of("grade", Grade),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_round.id", ondelete="CASCADE"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    grade: Mapped[Grade] = mapped_column(WordType(Grade))
    votes: Mapped[int] = mapped_column(Integer)


class Ballot(Model):
    """A ballot paper by its number in a round of voting; who filled it in is not stored."""

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("campaign_id", "round", "number"),
        not_blank("number"),
        CheckConstraint("round > 0", name="round_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column(Integer, default=1)
    number: Mapped[str] = mapped_column(String(64))


class BallotMark(Model):
    """What a ballot says of one nominee."""

    __tablename__ = "ballot_mark"
    __table_args__ = (UniqueConstraint("ballot_id", "nomination_id"), one_of("choice", BallotChoice))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    choice: Mapped[BallotChoice] = mapped_column(WordType(BallotChoice))
