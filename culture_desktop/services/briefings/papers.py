"""Briefings on paper: looked at while they are written, checked, issued under their number, saved for Word."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database, write_atomically, written_aside
from culture_desktop.documents.briefings.blocks import Photo, photos, texts
from culture_desktop.documents.briefings.figures import Figures, filled, filled_blocks, require_known_in, unknown
from culture_desktop.documents.briefings.paper import BriefingContent, preflight_briefing, write_briefing
from culture_desktop.documents.briefings.prepared import PictureCache, ShownPicture
from culture_desktop.documents.official import TYPE_AREA
from culture_desktop.errors import CultureError
from culture_desktop.models import Activity, Briefing, IssuedDocument
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import require_activity
from culture_desktop.services.briefings.figures import activities_of, figures_of
from culture_desktop.services.briefings.first_draft import first_draft
from culture_desktop.services.briefings.rows import BriefingDraft, BriefingNumber
from culture_desktop.services.briefings.service import begun
from culture_desktop.services.briefings.storing import draft_of, number_of, require_briefing, write_draft
from culture_desktop.services.documents.issue import Paper, drawn, kept
from culture_desktop.services.documents.register import Subject, numbered, with_total
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import BriefingState, Consent, DocumentKind, chinese_date

_NO_NUMBER = "第 × 期"


@dataclass(frozen=True)
class BriefingFinding:
    """What a look at a briefing before printing found, as a sentence; ``forbids`` where it cannot be issued so.

    It is led to by the number of its block, or by that of its picture among all; -1 where it is of neither.
    """

    sentence: str
    forbids: bool
    block: int = -1
    picture: int = -1


class BriefingPaperService:
    """Makes papers of briefings; keeps pictures that were prepared for the next look."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cache = PictureCache()

    def number(self, briefing_id: int, draft: BriefingDraft, settings: UnitSettings) -> BriefingNumber:
        """The number it has, or would be given if it were issued now as it is written."""
        with self._database.read() as session:
            return _number_of_draft(session, require_briefing(session, briefing_id), draft, settings)

    def preview(self, briefing_id: int, draft: BriefingDraft, settings: UnitSettings) -> bytes:
        """The PDF of what is being written, with the number it has or would get next.

        An unknown figure is shown as it is written. Raises MissingGlyphsError, TextOverflowError,
        PictureUnreadableError or FileMissingError.
        """
        with self._database.read() as session:
            briefing = require_briefing(session, briefing_id)
            figures = figures_of(session, activities_of(session, briefing_id))
            number = _number_of_draft(session, briefing, draft, settings)
        content = self._content(draft, figures, number.words, settings.unit_name or settings.issuer)
        stream = io.BytesIO()
        write_briefing(content, stream, silent, self._shown)
        return stream.getvalue()

    def findings(self, briefing_id: int, draft: BriefingDraft) -> tuple[BriefingFinding, ...]:
        """What to look at before it is issued: what cannot be printed, and pictures nobody's consent is noted for."""
        with self._database.read() as session:
            require_briefing(session, briefing_id)
            figures = figures_of(session, activities_of(session, briefing_id))
        found = list(_unknown_figures(draft, figures))
        unreadable = list(self._unreadable(draft))
        if not unreadable:
            problems = preflight_briefing(self._content(draft, figures, _NO_NUMBER), self._shown)
            found += [BriefingFinding(f"无法印出：{problem}。", True) for problem in problems]
        return (*found, *unreadable, *_without_consent(draft))

    def issue(
        self, briefing_id: int, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """Issue a briefing as it was saved, under the number it has or the next; issued again it keeps its number.

        Raises FigureUnknownError, SettingMissingError and what cannot be printed, before a number is given.
        """
        with self._database.read() as session:
            briefing = require_briefing(session, briefing_id)
            activities = activities_of(session, briefing_id)
            subject = _subject(session, briefing, activities, settings)
            paper = self._paper(session, draft_of(briefing), activities, subject, settings)
        return self._issued(paper, lambda session: require_briefing(session, briefing_id), settings, target, progress)

    def issue_of_activity(
        self, code: str, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """Issue the activity's own briefing: begun where there is none, drafted anew as long as nobody edited it."""
        with self._database.read() as session:
            activity = require_activity(session, code)
            activity_id = activity.id
            own = session.scalar(select(Briefing).where(Briefing.own_activity_id == activity_id))
            activities = [activity] if own is None else activities_of(session, own.id)
            draft = first_draft(session, activities, settings) if own is None or not own.edited else draft_of(own)
            if own is None:
                subject = Subject(DocumentKind.BRIEFING, activity_id=activity_id, own=True)
                subject = _numbered(session, subject, draft.day.year, settings)
            else:
                subject = _subject(session, own, activities, settings)
            paper = self._paper(session, draft, activities, subject, settings)

        def entered(session: Session) -> Briefing:
            held = session.scalar(select(Briefing).where(Briefing.own_activity_id == activity_id))
            if held is None:
                return begun(session, [session.get_one(Activity, activity_id)], settings)
            if not held.edited:
                write_draft(session, held, draft)
            return held

        return self._issued(paper, entered, settings, target, progress)

    def export(self, briefing_id: int, settings: UnitSettings, target: Path) -> Done[Path]:
        """Write a briefing as it was saved to a file; nothing is entered, and a draft stands there without a number.

        ``.docx`` is a document for Word and WPS, anything else a PDF.
        """
        with self._database.read() as session:
            briefing = require_briefing(session, briefing_id)
            number, draft = number_of(briefing), draft_of(briefing)
            words = _NO_NUMBER if number is None else number.words
            content = self._ready(session, draft, activities_of(session, briefing_id), words, settings)
        stream = io.BytesIO()
        if target.suffix.lower() == ".docx":
            from culture_desktop.documents.briefings.word import write_briefing_document  # noqa: PLC0415  # start-up

            write_briefing_document(content, stream, self._shown)
        else:
            write_briefing(content, stream, silent, self._shown)
        write_atomically(target, stream.getvalue())
        return Done(target, frozenset(), f"已保存到“{target.name}”")

    def _issued(
        self,
        paper: Paper,
        entered: Callable[[Session], Briefing],
        settings: UnitSettings,
        target: Path | None,
        progress: Progress,
    ) -> Done[IssuedRow]:
        """The paper drawn, then kept with its briefing, whose number it fixes, in one transaction."""
        ready = drawn(paper, progress)
        aside = nullcontext() if target is None else written_aside(target, ready.content)
        with aside, self._database.begin(f"印发{paper.subject.kind.label}") as session:
            briefing = entered(session)
            subject = replace(paper.subject, briefing_id=briefing.id)
            whole = replace(ready, paper=replace(paper, subject=subject))
            row = kept(session, self._database, whole, settings, "" if target is None else target.name)
            of_activity = IssuedDocument.activity_id == subject.activity_id, IssuedDocument.briefing_id.is_(None)
            if subject.own:
                of_kind = IssuedDocument.kind == subject.kind
                session.execute(update(IssuedDocument).where(of_kind, *of_activity).values(briefing_id=briefing.id))
            briefing.state, briefing.issued_at = BriefingState.ISSUED, datetime.now()
            briefing.year, briefing.sequence, briefing.total = subject.year, subject.sequence, subject.total
        number = _number(subject).words
        return Done(row, frozenset({Topic.DOCUMENTS}), f"已印发简报{number}，{row.pages} 页")

    def _paper(
        self,
        session: Session,
        draft: BriefingDraft,
        activities: Sequence[Activity],
        subject: Subject,
        settings: UnitSettings,
    ) -> Paper:
        number = _number(subject).words
        content = self._ready(session, draft, activities, number, settings)
        title = f"{content.masthead}{number.partition('（')[0]}　{content.title}"
        return Paper(subject, title, lambda stream, watch: write_briefing(content, stream, watch, self._shown))

    def _ready(
        self,
        session: Session,
        draft: BriefingDraft,
        activities: Sequence[Activity],
        number: str,
        settings: UnitSettings,
    ) -> BriefingContent:
        """All that is printed; FigureUnknownError or SettingMissingError for what it lacks."""
        figures = figures_of(session, activities)
        require_known_in(draft.blocks, figures, draft.title)
        issuer = draft.editor or require_setting(settings, "unit_name", "issuer")
        return self._content(draft, figures, number, issuer)

    def _content(self, draft: BriefingDraft, figures: Figures, number: str, issuer: str = "") -> BriefingContent:
        return BriefingContent(
            masthead=draft.masthead,
            issue=number,
            issuer=draft.editor or issuer,
            date=chinese_date(draft.day),
            title=filled(draft.title, figures),
            blocks=filled_blocks(draft.blocks, figures),
            report_to=draft.report_to,
            send_to=draft.send_to,
            issue_to=draft.issue_to,
            copies=f"共印 {draft.copies} 份",
        )

    def _unreadable(self, draft: BriefingDraft) -> Iterator[BriefingFinding]:
        for at, photo in enumerate(photos(draft.blocks)):
            try:
                self._shown(photo)
            except CultureError as error:
                yield BriefingFinding(str(error), True, picture=at)

    def _shown(self, photo: Photo) -> ShownPicture:
        return self._cache.shown(photo, self._database.files.path(photo.sha256), TYPE_AREA.width)


def _unknown_figures(draft: BriefingDraft, figures: Figures) -> Iterator[BriefingFinding]:
    """Each once, where it is asked for first."""
    told: set[str] = set()
    for at, asked in enumerate(((draft.title,), *(tuple(texts([block])) for block in draft.blocks)), start=-1):
        for name in unknown(asked, figures):
            if name not in told:
                told.add(name)
                yield BriefingFinding(f"“{name}”不是能取到的数字，请改用列表里的，或直接写上。", True, block=at)


def _without_consent(draft: BriefingDraft) -> Iterator[BriefingFinding]:
    for at, photo in enumerate(photos(draft.blocks)):
        if photo.consent is Consent.MISSING:
            sentence = f"照片“{photo.known_as}”没有注明是否同意刊用，请向出镜的人确认后注明。"
            yield BriefingFinding(sentence, False, picture=at)


def _number_of_draft(
    session: Session, briefing: Briefing, draft: BriefingDraft, settings: UnitSettings
) -> BriefingNumber:
    given = number_of(briefing)
    if given is not None:
        return given
    kind = DocumentKind.SUPPLEMENT if draft.supplement else DocumentKind.BRIEFING
    return _number(_numbered(session, Subject(kind, briefing_id=briefing.id), draft.day.year, settings))


def _subject(session: Session, briefing: Briefing, activities: Sequence[Activity], settings: UnitSettings) -> Subject:
    """A briefing as the register knows it, with its number or the next; under its first activity among the papers."""
    lead = activities[0].id if activities else None
    own = briefing.own_activity_id is not None and not briefing.supplement
    subject = Subject(
        DocumentKind.SUPPLEMENT if briefing.supplement else DocumentKind.BRIEFING,
        activity_id=briefing.own_activity_id if own else lead,
        briefing_id=briefing.id,
        own=own,
    )
    if briefing.year is not None:
        return replace(subject, year=briefing.year, sequence=briefing.sequence, total=briefing.total)
    return _numbered(session, subject, briefing.day.year, settings)


def _numbered(session: Session, subject: Subject, year: int, settings: UnitSettings) -> Subject:
    return with_total(session, numbered(session, subject, year), settings.briefings_before)


def _number(subject: Subject) -> BriefingNumber:
    assert subject.year is not None
    assert subject.sequence is not None
    return BriefingNumber(
        subject.year, subject.sequence, subject.total, supplement=subject.kind is DocumentKind.SUPPLEMENT
    )
