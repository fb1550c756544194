"""Files that are bound in behind an official paper: a PDF page by page, a list as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.documents.annex import MOST_PAGES, Annex, PdfAnnex, TableAnnex
from culture_desktop.errors import (
    AttachmentUnusableError,
    FileMissingError,
    FileUnreadableError,
    PictureUnreadableError,
)
from culture_desktop.progress import Progress
from culture_desktop.services.documents.issue import page_count
from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.reader import read_sheet
from culture_desktop.spreadsheets.sheet import Sheet

_MOST_BYTES, _MOST_ROWS, _MOST_COLUMNS = 64_000_000, 5_000, 16


@dataclass(frozen=True, slots=True)
class BoundFile:
    """A file, and what the paper calls it; by default its own name."""

    path: Path
    name: str = ""

    @property
    def title(self) -> str:
        """What stands in the list of attachments."""
        return " ".join(self.name.split()) or self.path.stem


def read_bound(files: Sequence[BoundFile], progress: Progress) -> list[Annex]:
    """The files as they will be bound.

    Raises AttachmentUnusableError, FileMissingError, FileUnreadableError, or what reading a list raises.
    """
    found: list[Annex] = []
    for at, file in enumerate(files):
        progress(at, len(files), f"正在读取附件“{file.path.name}”")
        found.append(_read(file))
    return found


def _read(file: BoundFile) -> Annex:
    from culture_desktop.documents.pdf_page import is_pdf  # noqa: PLC0415 - pypdf, start-up time

    try:
        if file.path.stat().st_size > _MOST_BYTES:
            raise AttachmentUnusableError(name=file.path.name, reason=f"超过 {_MOST_BYTES // 1_000_000} MB")
        with file.path.open("rb") as stream:
            head = stream.read(1024)
        content = file.path.read_bytes() if is_pdf(head) else b""
    except FileNotFoundError as error:
        raise FileMissingError(name=file.path.name) from error
    except OSError as error:
        raise FileUnreadableError(name=file.path.name) from error
    return _pdf(file, content) if content else _table(file, read_sheet(file.path))


def _pdf(file: BoundFile, content: bytes) -> PdfAnnex:
    from culture_desktop.documents.pdf_page import pdf_pages  # noqa: PLC0415 - as above

    try:
        pdf_pages(content, file.path.name, MOST_PAGES)
    except PictureUnreadableError as error:
        raise AttachmentUnusableError(name=file.path.name, reason=str(error.data["reason"])) from error
    if page_count(content) > MOST_PAGES:
        raise AttachmentUnusableError(name=file.path.name, reason=f"超过 {MOST_PAGES} 页")
    return PdfAnnex(file.title, content)


def _table(file: BoundFile, sheet: Sheet) -> TableAnnex:
    """The list below its titles: the first row with more than one cell filled; what stands above it is a headline."""
    rows = [[text(cell) for cell in row] for row in sheet.rows]
    rows = [row for row in rows if any(row)]
    while rows and sum(map(bool, rows[0])) < 2 < len(rows[0]):
        rows.pop(0)
    used = [column for column in range(len(rows[0]) if rows else 0) if any(row[column] for row in rows)]
    kept = [tuple(row[column] for column in used) for row in rows]
    if len(kept) < 2:
        raise AttachmentUnusableError(name=file.path.name, reason="表里没有内容")
    if len(kept) > _MOST_ROWS or len(used) > _MOST_COLUMNS:
        raise AttachmentUnusableError(name=file.path.name, reason=f"超过 {_MOST_ROWS:,} 行或 {_MOST_COLUMNS} 列")
    return TableAnnex(file.title, kept[0], tuple(kept[1:]))
