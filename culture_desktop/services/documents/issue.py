"""Issuing a paper: drawn whole first; only then does it reach the disk and the register."""

import io
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pypdfium2 import PdfDocument
from sqlalchemy.orm import Session

from culture_desktop.database import Database, written_aside
from culture_desktop.documents.reading import font_report
from culture_desktop.progress import Progress
from culture_desktop.services.documents.register import Subject, issued_rows, note_printed, registered, same_paper
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.file_names import file_name
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings

Draw = Callable[[BinaryIO, Progress], None]


@dataclass(frozen=True)
class Paper:
    """A paper ready to be drawn and registered."""

    subject: Subject
    title: str
    draw: Draw
    note: Callable[[Session], None] | None = None  # what else is entered in the moment in which the paper is
    design: str = ""  # what certificates follow, with its version


@dataclass(frozen=True)
class Drawn:
    """A paper as it came out."""

    paper: Paper
    content: bytes
    pages: int


def issue(
    database: Database, paper: Paper, settings: UnitSettings, target: Path | None, progress: Progress
) -> Done[IssuedRow]:
    """Make the paper and keep it; ``target`` None keeps it in the program only."""
    ready = drawn(paper, progress)
    # In place only after the commit: no file without its entry. Written before it: no entry without its file.
    aside = nullcontext() if target is None else written_aside(target, ready.content)
    with aside, database.begin(f"生成{paper.subject.kind.label}") as session:
        row = kept(session, database, ready, settings, "" if target is None else target.name)
    notes = "".join(f"。{note}" for note in font_report(ready.content).notes)
    return Done(row, frozenset({Topic.DOCUMENTS}), f"已生成{paper.subject.kind.label}，{row.pages} 页{notes}")


def drawn(paper: Paper, progress: Progress) -> Drawn:
    """The paper drawn; raises MissingGlyphsError or TextOverflowError."""
    stream = io.BytesIO()
    paper.draw(stream, progress)
    content = stream.getvalue()
    return Drawn(paper, content, page_count(content))


def kept(session: Session, database: Database, ready: Drawn, settings: UnitSettings, named: str = "") -> IssuedRow:
    """Enter a paper that was drawn; its file is ``named`` so, or by its title."""
    paper = ready.paper
    digest = database.files.add(ready.content)
    document = same_paper(session, paper.subject, digest) or registered(session, paper.subject)
    document.sha256 = digest
    document.title = paper.title
    document.file_name = named or f"{file_name(paper.title)}.pdf"
    document.pages = ready.pages
    document.design = paper.design
    document.made_at = datetime.now()
    session.add(document)
    note_printed(session, paper.subject)
    if paper.note is not None:
        paper.note(session)
    session.flush()
    return issued_rows(session, settings, document.id)[0]


def page_count(content: bytes) -> int:
    document = PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
