"""The award decision (表彰决定): red head, number, the winners tier by tier, closing block."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.imprint import closing_block
from culture_desktop.documents.name_list import NameGroup, group_rows
from culture_desktop.documents.official import (
    compose,
    document_head_rows,
    kept_to_the_end,
    note_row,
    paragraph_rows,
    signing_rows,
    title_rows,
)
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Composition, Row, Source
from culture_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """What an award decision says, every text ready to print.

    ``mark`` is the red head (发文机关标志), ``number`` the 〔2026〕12号 kind, ``note`` the note in brackets below the date
    (附注, GB/T 9704 7.3.6), ``copies_to`` and ``printed_by`` with ``printed_on`` the closing block (版记), left out
    where empty.
    """

    mark: str
    number: str
    title: str
    recipients: str
    opening: tuple[str, ...]
    groups: tuple[NameGroup, ...]
    closing: tuple[str, ...]
    issuer: str
    date: str
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


def write_decision(content: DecisionContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the decision; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_decision(content: DecisionContent) -> tuple[Problem, ...]:
    """What keeps the decision from being printed."""
    return _compose(content).problems()


def _compose(content: DecisionContent) -> Composition:
    body = Source("表彰决定", "正文")
    rows: list[Row] = document_head_rows(content.mark, content.number, Source("表彰决定", "版头"))
    rows += title_rows(content.title, Source("表彰决定", "标题"))
    rows += paragraph_rows(content.recipients, Source("表彰决定", "主送机关"), indent=0) if content.recipients else []
    for paragraph in content.opening:
        rows += paragraph_rows(paragraph, body)
    rows += group_rows(content.groups, body, "表彰名单")
    for paragraph in content.closing:
        rows += paragraph_rows(paragraph, body)
    rows = kept_to_the_end(rows)
    rows += signing_rows(content.issuer, content.date, Source("表彰决定", "落款"))
    if content.note:
        rows = [*kept_to_the_end(rows, last=1), note_row(content.note, Source("表彰决定", "附注"))]
    return compose(content.title, rows, _closing_block(content), on_even=True)


def _closing_block(content: DecisionContent) -> Row | None:
    lines = [
        (content.copies_to and f"抄送：{content.copies_to}", ""),
        (content.printed_by, content.printed_on and f"{content.printed_on}印发"),
    ]
    printed = [line for line in lines if line[0]]
    return closing_block(printed, Source("表彰决定", "版记")) if printed else None
