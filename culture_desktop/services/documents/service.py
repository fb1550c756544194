"""The papers of the unit: making them, and those made."""

import io
from pathlib import Path

from culture_desktop.database import Database, write_atomically
from culture_desktop.documents.font_report import FontReport
from culture_desktop.documents.official_paper import write_official_paper
from culture_desktop.documents.reading import font_report
from culture_desktop.progress import Progress, silent
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.certificates.signing import SigningService
from culture_desktop.services.documents.bound_files import read_bound
from culture_desktop.services.documents.campaign_papers import CAMPAIGN_PAPERS, CampaignReading
from culture_desktop.services.documents.issue import Paper, issue
from culture_desktop.services.documents.official_text import (
    NUMBERED,
    OfficialDraft,
    official_content,
    require_complete,
)
from culture_desktop.services.documents.register import Subject, issued_rows, numbered, require_document
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind


class DocumentService:
    """Makes papers. ``target`` None keeps one in the program only; a file there is replaced when ours is whole."""

    campaign_kinds = tuple(CAMPAIGN_PAPERS)

    def __init__(self, database: Database, signing: SigningService | None = None) -> None:
        self._database, self._designs = database, DesignService(database)
        self._signing = signing or SigningService(database)

    def campaign_paper(
        self,
        kind: DocumentKind,
        code: str,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
    ) -> Done[IssuedRow]:
        """A paper of a campaign; StepBlockedError says what it still lacks.

        Certificates raise MissingGlyphsError or TextOverflowError, naming the people, before anything is drawn.
        """
        with self._database.read() as session:
            paper = CAMPAIGN_PAPERS[kind](
                CampaignReading.of(session, code, settings, self._designs, self._signing.signer)
            )
        return issue(self._database, paper, settings, target, progress)

    def official(
        self, draft: OfficialDraft, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """An official paper of the user's own text, known by its kind, year and title: made anew it keeps its number.

        Raises PaperIncompleteError, SettingMissingError or InvalidFieldError for what it lacks, AttachmentUnusableError
        for a file that cannot be bound in, and what reading a list raises.
        """
        self.check_official(draft, settings)
        bound = read_bound(draft.bound, progress)
        subject = Subject(draft.kind, title=" ".join(draft.title.split()))
        if draft.kind in NUMBERED:
            with self._database.read() as session:
                subject = numbered(session, subject, draft.day.year)
        content = official_content(draft, settings, subject.sequence, bound)
        paper = Paper(subject, content.title, lambda stream, watch: write_official_paper(content, stream, watch))
        return issue(self._database, paper, settings, target, progress)

    def save_official_document(self, draft: OfficialDraft, settings: UnitSettings, target: Path) -> Done[Path]:
        """Write the same paper as a document for Word and WPS, under the number it has or would get; nothing is entered.

        Files bound in as attachments are not in it.
        """
        from culture_desktop.documents.official_word import write_official_document  # noqa: PLC0415  # start-up time

        self.check_official(draft, settings)
        subject = Subject(draft.kind, title=" ".join(draft.title.split()))
        if draft.kind in NUMBERED:
            with self._database.read() as session:
                subject = numbered(session, subject, draft.day.year)
        stream = io.BytesIO()
        write_official_document(official_content(draft, settings, subject.sequence), stream)
        write_atomically(target, stream.getvalue())
        return Done(target, frozenset(), f"已写出 Word 文档“{target.name}”")

    def check_official(self, draft: OfficialDraft, settings: UnitSettings) -> None:
        """Raises what ``official`` would for what the draft or the settings lack."""
        require_complete(draft, settings)

    def rows(self, settings: UnitSettings) -> tuple[IssuedRow, ...]:
        """Every paper made, newest first."""
        with self._database.read() as session:
            return issued_rows(session, settings)

    def content(self, document_id: int) -> bytes:
        """The PDF as it was made."""
        with self._database.read() as session:
            return self._database.files.read(require_document(session, document_id).sha256)

    def fonts(self, document_id: int) -> FontReport:
        """Which fonts a paper was made with, and what stood in for what; nothing of papers made before that was kept."""
        return font_report(self.content(document_id))

    def save(self, document_id: int, target: Path) -> Done[Path]:
        """Write a paper to a file of the user's choice."""
        write_atomically(target, self.content(document_id))
        return Done(target, frozenset(), f"已保存到“{target.name}”")
