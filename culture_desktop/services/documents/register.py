"""The register of papers: which were made, of what, under which number. No number is ever given twice."""

import hashlib
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.errors import DuplicateNumberError, RecordMissingError
from culture_desktop.models import Activity, Campaign, IssuedDocument
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.wording import document_number
from culture_desktop.services.given_numbers import given, note_given
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind


@dataclass(frozen=True)
class Subject:
    """What a paper is of: a campaign, an activity or itself, with its number where its kind is numbered within a year.

    A paper of its own is known by its ``title``, a briefing by its ``briefing_id``; the activity's ``own`` briefing by
    the activity, whether it is on the books yet or not. ``total`` is a briefing's number through all years.
    """

    kind: DocumentKind
    campaign_id: int | None = None
    activity_id: int | None = None
    year: int | None = None
    sequence: int | None = None
    title: str = ""
    briefing_id: int | None = None
    own: bool = False
    total: int | None = None


BRIEFINGS = (DocumentKind.BRIEFING, DocumentKind.SUPPLEMENT)
_TOTALS = "briefing/total"
# Kinds under one issuing number (发文字号): no two of their papers of a year share one.
_UNDER_ONE_NUMBER = (DocumentKind.DECISION, DocumentKind.CIRCULAR, DocumentKind.REQUEST, DocumentKind.REPORT)


def registered(session: Session, subject: Subject) -> IssuedDocument:
    """A new entry of the register; a number that went to another paper in the meantime is refused."""
    if subject.sequence is not None:
        _require_unused(session, subject)
    return IssuedDocument(
        kind=subject.kind,
        year=subject.year,
        sequence=subject.sequence,
        campaign_id=subject.campaign_id,
        activity_id=subject.activity_id,
        briefing_id=subject.briefing_id,
    )


def same_paper(session: Session, subject: Subject, digest: str) -> IssuedDocument | None:
    """The entry of a paper that came out byte for byte as before."""
    statement = select(IssuedDocument).where(IssuedDocument.kind == subject.kind, IssuedDocument.sha256 == digest)
    return session.scalar(statement.where(*_of(subject)).limit(1))


def _of(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    """The campaign or activity of a subject; comparing with None comes out as IS NULL."""
    if subject.own:  # older versions entered an activity's briefing without one
        of_activity = and_(IssuedDocument.briefing_id.is_(None), IssuedDocument.activity_id == subject.activity_id)
        of_briefing = IssuedDocument.briefing_id == subject.briefing_id
        return (of_activity if subject.briefing_id is None else or_(of_briefing, of_activity),)
    if subject.briefing_id is not None:
        return (IssuedDocument.briefing_id == subject.briefing_id,)
    same = (IssuedDocument.campaign_id == subject.campaign_id, IssuedDocument.activity_id == subject.activity_id)
    return (*same, IssuedDocument.title == subject.title) if subject.title else same


def numbered(session: Session, subject: Subject, year: int) -> Subject:
    """The subject with the number its paper has or once had, or the next of the year that went to nobody."""
    of_series = select(IssuedDocument.sequence).where(
        IssuedDocument.kind.in_(_kinds(subject.kind)), IssuedDocument.year == year
    )
    known = session.scalar(of_series.where(IssuedDocument.kind == subject.kind, *_of(subject)).limit(1))
    last = session.scalar(select(func.max(of_series.subquery().c.sequence))) or 0
    subject = replace(subject, year=year)
    printed = {int(number): holder for number, holder in given(session, _series(subject)).items()}
    once = next((number for number, holder in printed.items() if holder == _holder(subject)), None)
    return replace(subject, sequence=known or once or max(last, *printed, 0) + 1)


def with_total(session: Session, subject: Subject, briefings_before: int) -> Subject:
    """A numbered briefing with its running total, or the next that went to nobody; a supplement (增刊) has none.

    ``briefings_before`` were issued before this program was in use.
    """
    if subject.kind is not DocumentKind.BRIEFING or subject.sequence is None:
        return subject
    noted = {int(number): holder for number, holder in given(session, _TOTALS).items()}
    own = next((number for number, holder in noted.items() if holder == _holder(subject)), None)
    of_kind = IssuedDocument.kind == DocumentKind.BRIEFING
    if own is None and session.scalar(select(IssuedDocument.id).where(of_kind, *_of(subject)).limit(1)):
        printed = briefings_before + subject.sequence  # as older versions counted
        own = printed if printed not in noted else None
    by_year = select(func.max(IssuedDocument.sequence).label("last")).where(of_kind).group_by(IssuedDocument.year)
    registered_ones = session.scalar(select(func.sum(by_year.subquery().c.last))) or 0
    return replace(subject, total=own or max((*noted, briefings_before + registered_ones)) + 1)


def note_printed(session: Session, subject: Subject) -> None:
    """Keep the number of a paper that was made for this subject for ever."""
    if subject.sequence is not None:
        note_given(session, _series(subject), {str(subject.sequence): _holder(subject)})
    if subject.total is not None:
        note_given(session, _TOTALS, {str(subject.total): _holder(subject)})


def _series(subject: Subject) -> str:
    return f"{_kinds(subject.kind)[0].value}/{subject.year}"


def _kinds(kind: DocumentKind) -> tuple[DocumentKind, ...]:
    """The kinds that share their numbers with this one, itself among them."""
    return _UNDER_ONE_NUMBER if kind in _UNDER_ONE_NUMBER else (kind,)


def _holder(subject: Subject) -> str:
    """Whose a number is, without a word that might name a person: it is kept when the person's data is removed."""
    if subject.title:
        return f"{subject.kind.value}/{hashlib.sha256(subject.title.encode()).hexdigest()[:16]}"
    if subject.briefing_id is not None and not subject.own:
        return f"briefing/{subject.briefing_id}"
    return f"campaign/{subject.campaign_id}" if subject.activity_id is None else f"activity/{subject.activity_id}"


def _require_unused(session: Session, subject: Subject) -> None:
    statement = select(IssuedDocument).where(
        IssuedDocument.kind.in_(_kinds(subject.kind)),
        IssuedDocument.year == subject.year,
        IssuedDocument.sequence == subject.sequence,
    )
    same = IssuedDocument.kind == subject.kind, *_of(subject)
    other = session.scalar(statement.where(IssuedDocument.id.not_in(select(IssuedDocument.id).where(*same))).limit(1))
    if other is not None:
        raise DuplicateNumberError(what=subject.kind.label, number=subject.sequence, holder=other.title)


def require_document(session: Session, document_id: int) -> IssuedDocument:
    """The entry, or RecordMissingError."""
    document = session.get(IssuedDocument, document_id)
    if document is None:
        raise RecordMissingError(what="文书", key=document_id)
    return document


def issued_rows(session: Session, settings: UnitSettings, document_id: int | None = None) -> tuple[IssuedRow, ...]:
    """Every entry, newest first, or the one asked for."""
    statement = (
        select(IssuedDocument, Campaign.code, Campaign.title, Activity.code, Activity.title)
        .outerjoin(Campaign, Campaign.id == IssuedDocument.campaign_id)
        .outerjoin(Activity, Activity.id == IssuedDocument.activity_id)
        .order_by(IssuedDocument.made_at.desc(), IssuedDocument.id.desc())
    )
    if document_id is not None:
        statement = statement.where(IssuedDocument.id == document_id)
    return tuple(
        IssuedRow(
            id=document.id,
            kind=document.kind,
            title=document.title,
            number=_number(document, settings),
            subject=campaign_title or activity_title or "",
            campaign_code=campaign_code or "",
            activity_code=activity_code or "",
            file_name=document.file_name,
            pages=document.pages,
            made_at=document.made_at,
            sha256=document.sha256,
            design=document.design,
        )
        for document, campaign_code, campaign_title, activity_code, activity_title in session.execute(statement)
    )


def _number(document: IssuedDocument, settings: UnitSettings) -> str:
    if document.year is None or document.sequence is None:
        return ""
    if document.kind in BRIEFINGS:
        word = "增刊" if document.kind is DocumentKind.SUPPLEMENT else ""
        return f"{document.year}年{word}第 {document.sequence} 期"
    return document_number(settings.decision_prefix, document.year, document.sequence)
