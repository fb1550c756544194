"""Making papers. Contents are read, checked and drawn first; only a whole file reaches the disk and the register."""

import io
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pypdfium2 import PdfDocument

from culture_desktop.database import Database, write_atomically, written_aside
from culture_desktop.documents.briefing import write_briefing
from culture_desktop.documents.decision import write_decision
from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.documents.eligibility_report import write_eligibility_report
from culture_desktop.documents.minutes import write_minutes
from culture_desktop.documents.public_notice import write_notice
from culture_desktop.documents.quota_table import write_quota_table
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import read_detail, require_activity
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.ledger import head_of, head_of_proposal
from culture_desktop.services.awards.queries import latest_run, require_campaign
from culture_desktop.services.awards.quotas import saved_quotas
from culture_desktop.services.documents.award_papers import (
    decision_content,
    eligibility_content,
    notice_content,
    quota_content,
)
from culture_desktop.services.documents.briefing_text import briefing_content
from culture_desktop.services.documents.certificate_fields import winners_fields
from culture_desktop.services.documents.minutes_text import minutes_content
from culture_desktop.services.documents.register import (
    Subject,
    issued_rows,
    note_printed,
    numbered,
    registered,
    require_document,
    same_paper,
)
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.given_numbers import CERTIFICATES, certificate_holder, note_given
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind

Draw = Callable[[BinaryIO, Progress], None]


@dataclass(frozen=True)
class _Paper:
    """A paper ready to be drawn and registered."""

    subject: Subject
    title: str
    draw: Draw
    certificates: Mapping[str, str] = field(default_factory=dict)  # number -> whose it is


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
            subject = Subject(DocumentKind.ELIGIBILITY, campaign.id)
        paper = _Paper(subject, content.title, lambda stream, watch: write_eligibility_report(content, stream, watch))
        return self._issue(paper, settings, target, progress)

    def quotas(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """How a campaign's places were apportioned among the units, with the reason for each."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            content = quota_content(board, saved_quotas(session, campaign, board.nominees), settings)
            subject = Subject(DocumentKind.QUOTAS, campaign.id)
        paper = _Paper(subject, content.title, lambda stream, watch: write_quota_table(content, stream, watch))
        return self._issue(paper, settings, target, progress)

    def notice(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The public notice of a campaign whose period is set."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            content = notice_content(read_board(session, campaign), settings)
            subject = Subject(DocumentKind.NOTICE, campaign.id)
        paper = _Paper(subject, content.title, lambda stream, watch: write_notice(content, stream, watch))
        return self._issue(paper, settings, target, progress)

    def minutes(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The minutes of the review that proposed a campaign's list, to be signed."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            run = latest_run(session, campaign)
            head = head_of_proposal(session, run) if run else None
            content = minutes_content(read_board(session, campaign), head.printed if head else "")
            subject = Subject(DocumentKind.MINUTES, campaign.id)
        paper = _Paper(subject, content.title, lambda stream, watch: write_minutes(content, stream, watch))
        return self._issue(paper, settings, target, progress)

    def decision(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The award decision of a confirmed campaign; it keeps its number through every version."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            year = (board.awarded_on or board.as_of).year
            subject = numbered(session, Subject(DocumentKind.DECISION, campaign.id), year)
            head = head_of(session, campaign.id)
            content = decision_content(board, settings, subject.sequence or 1, head.printed if head else "")
        paper = _Paper(subject, content.title, lambda stream, watch: write_decision(content, stream, watch))
        return self._issue(paper, settings, target, progress)

    def certificates(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """A certificate for each winner of a confirmed campaign, in one file.

        Raises MissingGlyphsError or TextOverflowError, naming the people, before anything is drawn.
        """
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            fields = winners_fields(board, settings)
            subject = Subject(DocumentKind.CERTIFICATES, campaign.id)
            title = f"{campaign.title}荣誉证书（{len(fields)} 张）"
        design = bundled_design(STANDARD)
        holders = {
            winner.certificate: certificate_holder(board.id, winner.tier, winner.kind.value, winner.subject_id)
            for winner in board.winners
        }
        paper = _Paper(subject, title, lambda stream, watch: write_design(design, fields, stream, watch), holders)
        return self._issue(paper, settings, target, progress)

    def briefing(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The briefing of an activity; it keeps its issue number through every version."""
        with self._database.read() as session:
            activity = require_activity(session, code)
            detail = read_detail(session, activity)
            subject = Subject(DocumentKind.BRIEFING, activity_id=activity.id)
            subject = numbered(session, subject, activity.starts.year)
            pictures = [self._database.files.path(picture.sha256) for picture in detail.pictures]
            content = briefing_content(detail, pictures, settings, subject.sequence or 1)
        title = f"{content.masthead}第 {subject.sequence} 期　{content.title}"
        paper = _Paper(subject, title, lambda stream, watch: write_briefing(content, stream, watch))
        return self._issue(paper, settings, target, progress)

    def rows(self, settings: UnitSettings) -> tuple[IssuedRow, ...]:
        """Every paper made, newest first."""
        with self._database.read() as session:
            return issued_rows(session, settings)

    def content(self, document_id: int) -> bytes:
        """The PDF as it was made."""
        with self._database.read() as session:
            return self._database.files.read(require_document(session, document_id).sha256)

    def save(self, document_id: int, target: Path) -> Done[Path]:
        """Write a paper to a file of the user's choice."""
        write_atomically(target, self.content(document_id))
        return Done(target, frozenset(), f"已保存到“{target.name}”")

    def _issue(self, paper: _Paper, settings: UnitSettings, target: Path | None, progress: Progress) -> Done[IssuedRow]:
        stream = io.BytesIO()
        paper.draw(stream, progress)
        content = stream.getvalue()
        digest = self._database.files.add(content)
        # In place only after the commit: no file without its entry. Written before it: no entry without its file.
        aside = nullcontext() if target is None else written_aside(target, content)
        with aside, self._database.begin(f"生成{paper.subject.kind.label}") as session:
            document = same_paper(session, paper.subject, digest) or registered(session, paper.subject)
            document.sha256 = digest
            document.title = paper.title
            document.file_name = f"{_file_name(paper.title)}.pdf" if target is None else target.name
            document.pages = _page_count(content)
            document.made_at = datetime.now()
            session.add(document)
            note_printed(session, paper.subject)
            note_given(session, CERTIFICATES, paper.certificates)
            session.flush()
            row = issued_rows(session, settings, document.id)[0]
        return Done(row, frozenset({Topic.DOCUMENTS}), f"已生成{paper.subject.kind.label}，{row.pages} 页")


def _file_name(title: str) -> str:
    """The title without what file systems refuse."""
    return "".join(" " if character in '\\/:*?"<>|\r\n\t' else character for character in title)[:80].strip() or "文书"


def _page_count(content: bytes) -> int:
    document = PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
