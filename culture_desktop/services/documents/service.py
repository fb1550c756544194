"""Making papers. Contents are read, checked and drawn first; only a whole file reaches the disk and the register."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pypdfium2 import PdfDocument
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database, write_atomically
from culture_desktop.documents.briefing import write_briefing
from culture_desktop.documents.certificate import write_certificates
from culture_desktop.documents.decision import write_decision
from culture_desktop.documents.eligibility_report import write_eligibility_report
from culture_desktop.documents.public_notice import write_notice
from culture_desktop.errors import DuplicateNumberError, RecordMissingError
from culture_desktop.models import Activity, Campaign, IssuedDocument
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import read_detail, require_activity
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.documents.award_papers import (
    certificate_contents,
    decision_content,
    eligibility_content,
    notice_content,
)
from culture_desktop.services.documents.briefing_text import briefing_content
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.wording import document_number
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind

Draw = Callable[[BinaryIO, Progress], None]


@dataclass(frozen=True)
class _Paper:
    """A paper ready to be drawn and registered."""

    kind: DocumentKind
    title: str
    draw: Draw
    campaign_id: int | None = None
    activity_id: int | None = None
    year: int | None = None
    sequence: int | None = None


class DocumentService:
    """One method a paper. ``target`` None keeps it in the program only; a file there is replaced when ours is whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def eligibility(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The report of a campaign's eligibility check."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            content = eligibility_content(read_board(session, campaign), settings)
            paper = _Paper(
                DocumentKind.ELIGIBILITY,
                content.title,
                lambda stream, watch: write_eligibility_report(content, stream, watch),
                campaign.id,
            )
        return self._issue(paper, target, progress)

    def notice(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The public notice of a campaign whose period is set."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            content = notice_content(read_board(session, campaign), settings)
            paper = _Paper(
                DocumentKind.NOTICE,
                content.title,
                lambda stream, watch: write_notice(content, stream, watch),
                campaign.id,
            )
        return self._issue(paper, target, progress)

    def decision(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The award decision of a confirmed campaign; it keeps its number through every version."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            year = (board.awarded_on or board.as_of).year
            sequence = _sequence(session, DocumentKind.DECISION, year, campaign_id=campaign.id)
            content = decision_content(board, settings, sequence)
            paper = _Paper(
                DocumentKind.DECISION,
                content.title,
                lambda stream, watch: write_decision(content, stream, watch),
                campaign.id,
                year=year,
                sequence=sequence,
            )
        return self._issue(paper, target, progress)

    def certificates(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """A certificate for each winner of a confirmed campaign, in one file.

        Raises MissingGlyphsError or TextOverflowError, naming the people, before anything is drawn.
        """
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            contents = certificate_contents(read_board(session, campaign), settings)
            paper = _Paper(
                DocumentKind.CERTIFICATES,
                f"{campaign.title}荣誉证书（{len(contents)} 张）",
                lambda stream, watch: write_certificates(contents, stream, watch),
                campaign.id,
            )
        return self._issue(paper, target, progress)

    def briefing(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The briefing of an activity; it keeps its issue number through every version."""
        with self._database.read() as session:
            activity = require_activity(session, code)
            detail = read_detail(session, activity)
            year = activity.starts.year
            sequence = _sequence(session, DocumentKind.BRIEFING, year, activity_id=activity.id)
            pictures = [self._database.files.path(picture.sha256) for picture in detail.pictures]
            content = briefing_content(detail, pictures, settings, sequence)
            paper = _Paper(
                DocumentKind.BRIEFING,
                f"{content.masthead}第 {sequence} 期　{content.title}",
                lambda stream, watch: write_briefing(content, stream, watch),
                activity_id=activity.id,
                year=year,
                sequence=sequence,
            )
        return self._issue(paper, target, progress)

    def rows(self, settings: UnitSettings) -> tuple[IssuedRow, ...]:
        """Every paper made, newest first."""
        with self._database.read() as session:
            return _rows(session, settings)

    def content(self, document_id: int) -> bytes:
        """The PDF as it was made."""
        with self._database.read() as session:
            return self._database.files.read(_require(session, document_id).sha256)

    def save(self, document_id: int, target: Path) -> Done[Path]:
        """Write a paper to a file of the user's choice."""
        write_atomically(target, self.content(document_id))
        return Done(target, frozenset(), f"已保存到“{target.name}”")

    def _issue(self, paper: _Paper, target: Path | None, progress: Progress) -> Done[IssuedRow]:
        stream = io.BytesIO()
        paper.draw(stream, progress)
        content = stream.getvalue()
        if target is not None:
            write_atomically(target, content)
        digest = self._database.files.add(content)
        with self._database.begin() as session:
            document = _same(session, paper, digest) or _registered(session, paper)
            document.sha256 = digest
            document.title = paper.title
            document.file_name = f"{_file_name(paper.title)}.pdf" if target is None else target.name
            document.pages = _page_count(content)
            document.made_at = datetime.now()
            session.add(document)
            session.flush()
            row = _rows(session, UnitSettings(), document.id)[0]
        return Done(row, frozenset({Topic.DOCUMENTS}), f"已生成{paper.kind.label}，{row.pages} 页")


def _registered(session: Session, paper: _Paper) -> IssuedDocument:
    """A new entry of the register; a number that went to another paper in the meantime is refused."""
    if paper.sequence is not None:
        _require_unused(session, paper)
    return IssuedDocument(
        kind=paper.kind,
        year=paper.year,
        sequence=paper.sequence,
        campaign_id=paper.campaign_id,
        activity_id=paper.activity_id,
    )


def _same(session: Session, paper: _Paper, digest: str) -> IssuedDocument | None:
    """The entry of a paper that came out byte for byte as before."""
    statement = select(IssuedDocument).where(
        IssuedDocument.kind == paper.kind,
        IssuedDocument.sha256 == digest,
        IssuedDocument.campaign_id.is_(None)
        if paper.campaign_id is None
        else IssuedDocument.campaign_id == paper.campaign_id,
        IssuedDocument.activity_id.is_(None)
        if paper.activity_id is None
        else IssuedDocument.activity_id == paper.activity_id,
    )
    return session.scalar(statement.limit(1))


def _sequence(
    session: Session, kind: DocumentKind, year: int, campaign_id: int | None = None, activity_id: int | None = None
) -> int:
    """The number a paper has, or the next of the year."""
    of_kind = select(IssuedDocument.sequence).where(IssuedDocument.kind == kind, IssuedDocument.year == year)
    own = of_kind.where(
        IssuedDocument.campaign_id == campaign_id
        if campaign_id is not None
        else IssuedDocument.activity_id == activity_id
    )
    known = session.scalar(own.limit(1))
    last = session.scalar(select(func.max(of_kind.subquery().c.sequence)))
    return known or (last or 0) + 1


def _require_unused(session: Session, paper: _Paper) -> None:
    statement = select(IssuedDocument).where(
        IssuedDocument.kind == paper.kind,
        IssuedDocument.year == paper.year,
        IssuedDocument.sequence == paper.sequence,
    )
    for other in session.scalars(statement):
        if (other.campaign_id, other.activity_id) != (paper.campaign_id, paper.activity_id):
            raise DuplicateNumberError(what=paper.kind.label, number=paper.sequence, holder=other.title)


def _require(session: Session, document_id: int) -> IssuedDocument:
    document = session.get(IssuedDocument, document_id)
    if document is None:
        raise RecordMissingError(what="文书", key=document_id)
    return document


def _rows(session: Session, settings: UnitSettings, document_id: int | None = None) -> tuple[IssuedRow, ...]:
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
        )
        for document, campaign_code, campaign_title, activity_code, activity_title in session.execute(statement)
    )


def _number(document: IssuedDocument, settings: UnitSettings) -> str:
    if document.year is None or document.sequence is None:
        return ""
    if document.kind is DocumentKind.BRIEFING:
        return f"{document.year}年第 {document.sequence} 期"
    return document_number(settings.decision_prefix, document.year, document.sequence)


def _file_name(title: str) -> str:
    """The title without what file systems refuse."""
    return "".join(" " if character in '\\/:*?"<>|\r\n\t' else character for character in title)[:80].strip() or "文书"


def _page_count(content: bytes) -> int:
    document = PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
