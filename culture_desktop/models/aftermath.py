"""What remains of an activity: the review by four aspects, feedback, minutes."""

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import QuestionKind, ReviewAspect


class ActivityReview(Timestamped, Model):
    """What is said of an activity by one of the four aspects (有声 有色 有形 有效), and whether it holds."""

    __tablename__ = "activity_review"
    __table_args__ = (UniqueConstraint("activity_id", "aspect"), one_of("aspect", ReviewAspect))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    aspect: Mapped[ReviewAspect] = mapped_column(WordType(ReviewAspect))
    holds: Mapped[bool] = mapped_column(Boolean, default=False)
    text: Mapped[str] = mapped_column(Text, default="")


class FeedbackQuestion(Model):
    """A question of an activity's feedback form; ``scale`` is the best figure of one answered by a figure from 1 up."""

    __tablename__ = "feedback_question"
    __table_args__ = (
        UniqueConstraint("activity_id", "title"),
        not_blank("title"),
        one_of("kind", QuestionKind),
        CheckConstraint("(kind = 'scale') = (scale IS NOT NULL)", name="scale_of_figures"),
        CheckConstraint("scale IS NULL OR scale > 1", name="scale_above_one"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(255))
    kind: Mapped[QuestionKind] = mapped_column(WordType(QuestionKind))
    scale: Mapped[int | None] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer, default=0)


class FeedbackAnswer(Model):
    """One answer to a question; ``respondent`` is the number of the form, as who filled it in is not stored."""

    __tablename__ = "feedback_answer"
    __table_args__ = (UniqueConstraint("question_id", "respondent"), not_blank("respondent"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("feedback_question.id", ondelete="CASCADE"))
    respondent: Mapped[str] = mapped_column(String(64))
    figure: Mapped[Decimal | None] = mapped_column(Fixed(2))
    text: Mapped[str] = mapped_column(Text, default="")


class MeetingMinutes(Timestamped, Model):
    """Minutes of an activity that is a meeting, such as a branch's duties call for; ``items`` are topic and words."""

    __tablename__ = "meeting_minutes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), unique=True)
    chair: Mapped[str] = mapped_column(String(64), default="")
    recorder: Mapped[str] = mapped_column(String(64), default="")
    expected: Mapped[int | None] = mapped_column(Integer)
    present: Mapped[int | None] = mapped_column(Integer)
    absent: Mapped[str] = mapped_column(Text, default="")
    items: Mapped[list[Any]] = mapped_column(JSON, default=list)
    resolutions: Mapped[str] = mapped_column(Text, default="")
