"""Where the name of a person still stands: printed papers, and what people wrote by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from culture_desktop.database import FileStore
from culture_desktop.errors import FileMissingError
from culture_desktop.models import (
    Activity,
    ActivityResource,
    ActivityReview,
    ActivityTask,
    Attachment,
    BriefingPicture,
    ContestEntry,
    ContestJudge,
    ContestRecusal,
    Expense,
    FeedbackAnswer,
    FixedChoice,
    HistoryEntry,
    Honour,
    IssuedDocument,
    Judge,
    JudgeTie,
    LedgerLink,
    MeetingMinutes,
    Nomination,
    Participation,
    Person,
    Receipt,
    Recusal,
    Score,
    ScoreEntry,
    Setting,
    Tier,
    Veto,
)
from culture_desktop.progress import Progress

_WRITTEN: tuple[tuple[str, InstrumentedAttribute[str], InstrumentedAttribute[str] | None], ...] = (
    ("活动小结", Activity.summary, Activity.title),
    ("活动名称", Activity.title, Activity.title),
    ("活动目标", Activity.goals, Activity.title),
    ("活动风险", Activity.risks, Activity.title),
    ("天气预案", Activity.fallback, Activity.title),
    ("活动批准人", Activity.approved_by, Activity.title),
    ("活动经验教训", Activity.lessons, Activity.title),
    ("归档理由", Activity.archive_reason, Activity.title),
    ("活动任务", ActivityTask.title, None),
    ("活动任务备注", ActivityTask.note, None),
    ("活动物资由谁提供", ActivityResource.provider, None),
    ("四有检查", ActivityReview.text, None),
    ("支出收款方", Expense.payee, None),
    ("支出备注", Expense.note, None),
    ("签领表", Receipt.name, None),
    ("参赛名单", ContestEntry.name, None),
    ("竞赛评委", ContestJudge.name, None),
    ("竞赛回避的事由", ContestRecusal.reason, None),
    ("会议记录主持人", MeetingMinutes.chair, None),
    ("会议记录记录人", MeetingMinutes.recorder, None),
    ("会议记录缺席", MeetingMinutes.absent, None),
    ("会议决议", MeetingMinutes.resolutions, None),
    ("反馈意见", FeedbackAnswer.text, None),
    ("照片说明", Attachment.caption, None),
    ("照片文件名", Attachment.file_name, None),
    ("简报照片文件名", BriefingPicture.file_name, None),
    ("他人的推荐理由", Nomination.reason, None),
    ("他人的一票否决依据", Veto.evidence, None),
    ("他人的指定理由", FixedChoice.reason, None),
    ("参与记录备注", Participation.note, None),
    ("评委名单", Judge.name, None),
    ("评委姓名", Score.judge, None),
    ("评委姓名（录入中）", ScoreEntry.judge, None),
    ("评委回避的事由", Recusal.reason, None),
    ("评委利害关系的说明", JudgeTie.note, None),
    ("文书名称", IssuedDocument.title, IssuedDocument.title),
    ("历史记录的理由", HistoryEntry.reason, None),
    ("台账的更正理由（不能改）", LedgerLink.reason, None),
)


@dataclass(frozen=True)
class Traces:
    """By what a person is recognised."""

    person_id: int
    name: str


def mentions(session: Session, traces: Traces) -> tuple[str, ...]:
    """Places where the name was written by hand, each with how often; a namesake may be meant."""
    found = []
    for what, column, title in _WRITTEN:
        condition: ColumnElement[bool] = column.contains(traces.name, autoescape=True)
        if what.startswith("他人"):
            condition &= _of_another(column.class_, traces.person_id)
        count = session.scalar(select(func.count()).where(condition)) or 0
        if count:
            titles = [] if title is None or title is column else session.scalars(select(title).where(condition)).all()
            found.append(f"{what} {count} 处" + (f"：{'、'.join(titles)}" if titles else ""))
    if any(traces.name in str(value) for value in session.scalars(select(Setting.value))):
        found.append("设置里的单位与署名")
    if namesakes(session, traces):
        found.append("名册里还有同名的人，以上可能写的是他们")
    return tuple(found)


def _of_another(model: Any, person_id: int) -> ColumnElement[bool]:
    """What is about somebody else: a nomination, a veto, or what was decided of a nomination."""
    if model is FixedChoice:
        return FixedChoice.nomination_id.not_in(select(Nomination.id).where(Nomination.person_id == person_id))
    other: ColumnElement[bool] = model.person_id.is_distinct_from(person_id)
    return other


def printed_papers(session: Session, files: FileStore, traces: Traces, progress: Progress) -> Sequence[IssuedDocument]:
    """Papers whose stored copy prints the name; with a namesake on the books, those the person has to do with."""
    statement = select(IssuedDocument)
    if namesakes(session, traces):
        statement = statement.where(_of_the_person(traces.person_id))
    papers = session.scalars(statement.order_by(IssuedDocument.made_at)).all()
    printed: dict[str, bool] = {}
    for at, paper in enumerate(papers):
        progress(at, len(papers), "正在查找印有姓名的文书")
        if paper.sha256 not in printed:
            printed[paper.sha256] = _prints(files, paper.sha256, traces)
    return [paper for paper in papers if printed[paper.sha256]]


def _prints(files: FileStore, digest: str, traces: Traces) -> bool:
    from culture_desktop.documents.reading import text_of  # noqa: PLC0415 - pdfium, start-up time

    try:
        text = re.sub(r"\s+", "", text_of(files.read(digest)))  # names of two characters are set apart in lists
    except FileMissingError:
        return False
    return re.sub(r"\s+", "", traces.name) in text


def namesakes(session: Session, traces: Traces) -> bool:
    """Whether somebody else has the name, or a longer one with it inside."""
    alike = Person.name.contains(traces.name, autoescape=True)
    same = select(Person.id).where(alike, Person.id != traces.person_id).limit(1)
    return session.scalar(same) is not None


def _of_the_person(person_id: int) -> ColumnElement[bool]:
    nominated = select(Nomination.campaign_id).where(Nomination.person_id == person_id)
    honoured = select(Tier.campaign_id).join(Honour, Honour.tier_id == Tier.id).where(Honour.person_id == person_id)
    took_part = select(Participation.activity_id).where(Participation.person_id == person_id)
    return or_(
        IssuedDocument.campaign_id.in_(nominated),
        IssuedDocument.campaign_id.in_(honoured),
        IssuedDocument.activity_id.in_(took_part),
    )
