"""An official paper of any kind, its content as data: 通知, 公示, 决定, 请示, 报告, 方案, 总结 (GB/T 9704-2012)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from culture_desktop.documents.annex import Annex, annex_pages
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.imprint import closing_block
from culture_desktop.documents.official import (
    CHARACTER,
    PITCH,
    TYPE_AREA,
    ascent,
    blank_row,
    compose,
    document_head_rows,
    heading_rows,
    kept_to_the_end,
    paragraph_rows,
    signing_rows,
    title_rows,
)
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.runs import Stretch, in_faces
from culture_desktop.documents.sheet import Composition, Page, Row, Source, Text
from culture_desktop.documents.text import break_lines, text_width
from culture_desktop.progress import Progress, silent

_LEAD = re.compile("^[^。！？]*[。！？]")  # the sentence with which a paragraph of a numbered level begins
_LEAD_FACES = {1: Face.HEI, 2: Face.KAI}
_INDENT = 2 * CHARACTER


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``level`` 1 to 4 for those that begin 一、（一）1.（1）, 0 for plain text."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class OfficialContent:
    """What an official paper says, every text ready to print.

    ``kind`` names it in messages. Without a ``mark`` there is no red head. ``signer`` is who answers for a paper to a
    higher body (签发人). ``sealed`` leaves room for a seal over issuer and date. ``note`` stands in brackets below the
    date. The closing block is left out without ``printed_by``. ``attachments`` names all of them in order; the last of
    these are ``bound`` in behind the text.
    """

    kind: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    issuer: str
    date: str
    mark: str = ""
    number: str = ""
    signer: str = ""
    recipients: str = ""
    attachments: tuple[str, ...] = ()
    bound: tuple[Annex, ...] = ()
    sealed: bool = True
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


def write_official_paper(content: OfficialContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the paper; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_official_paper(content: OfficialContent) -> tuple[Problem, ...]:
    """What keeps the paper from being printed."""
    return _compose(content).problems()


def _compose(content: OfficialContent) -> Composition:
    kind, body = content.kind, Source(content.kind, "正文")
    rows: list[Row] = []
    if content.mark:
        rows += _head_rows(content, Source(kind, "版头"))
    rows += title_rows(content.title, Source(kind, "标题"))
    if content.recipients:
        rows += paragraph_rows(content.recipients, Source(kind, "主送机关"), indent=0)
    for paragraph in content.paragraphs:
        rows += _levelled_rows(paragraph, body)
    rows += _attachment_rows(content.attachments, Source(kind, "附件说明"))
    sign = signing_rows if content.sealed else _unsealed_rows
    rows = [*kept_to_the_end(rows), *sign(content.issuer, content.date, Source(kind, "落款"))]
    if content.note:
        rows = kept_to_the_end(rows, last=1)
        rows += paragraph_rows(f"（{content.note}）", Source(kind, "附注"))
    return compose(content.title, rows, _closing(content), _annexes(content), on_even=True)


def _annexes(content: OfficialContent) -> list[Page]:
    """附件 where there is one, 附件1 and so on where there are several, each from a page of its own on (7.3.7)."""
    several = len(content.attachments) > 1
    first = len(content.attachments) - len(content.bound) + 1
    pages: list[Page] = []
    for number, annex in enumerate(content.bound, start=first):
        pages += annex_pages(annex, f"附件{number}" if several else "附件")
    return pages


def _head_rows(content: OfficialContent, source: Source) -> list[Row]:
    """The red head; of a paper to a higher body the number stands on the left and the signer on the right (7.2.6)."""
    rows = document_head_rows(content.mark, content.number, source)
    if not content.signer:
        return rows
    name = text_width(content.signer, Face.KAI, CHARACTER)
    right = TYPE_AREA.width - CHARACTER - name
    word, baseline = "签发人：", ascent(Face.FANG, CHARACTER)
    left = right - text_width(word, Face.FANG, CHARACTER)
    number_end = CHARACTER + text_width(content.number, Face.FANG, CHARACTER)
    marks = (
        Text(source, CHARACTER, baseline, content.number, Face.FANG, CHARACTER),
        Text(source, left, baseline, word, Face.FANG, CHARACTER),
        Text(source, right, baseline, content.signer, Face.KAI, CHARACTER),
    )
    problem = Problem(*source) if number_end > left else None
    return [*rows[:-2], replace(rows[-2], marks=marks, problem=problem), rows[-1]]


def led_by(paragraph: Paragraph) -> tuple[Face, int]:
    """The face of a paragraph's level and how many of its characters are in it: its first sentence, or all of it."""
    face = _LEAD_FACES.get(paragraph.level, Face.FANG)
    lead = _LEAD.match(paragraph.text) if paragraph.level else None
    return face, lead.end() if lead is not None else len(paragraph.text)


def _levelled_rows(paragraph: Paragraph, source: Source) -> list[Row]:
    """A paragraph by its level: a heading of its own, or its first sentence in the face of the level."""
    face, lead = led_by(paragraph)
    if paragraph.level and lead == len(paragraph.text):
        return heading_rows(paragraph.text, source, paragraph.level)
    rows = paragraph_rows(paragraph.text, source)
    if face is Face.FANG:
        return rows
    lines = [mark for row in rows for mark in row.marks if isinstance(mark, Text)]
    cut = in_faces(lines, paragraph.text, [Stretch(0, lead, face)])
    return [replace(row, marks=tuple(marks)) for row, marks in zip(rows, cut, strict=True)]


def _attachment_rows(names: Sequence[str], source: Source) -> list[Row]:
    """附件：1. …, a line free above; names run on below their own first character (7.3.4)."""
    if not names:
        return []
    rows = [blank_row(keep_with_next=True)]
    word = "附件："
    for place, name in enumerate(names, start=1):
        number = f"{place}. " if len(names) > 1 else ""
        marks_left = _INDENT + text_width(word, Face.FANG, CHARACTER)
        left = marks_left + text_width(f"{len(names)}. " if number else "", Face.FANG, CHARACTER)
        for at, line in enumerate(break_lines(name, Face.FANG, CHARACTER, TYPE_AREA.width - left)):
            baseline = ascent(Face.FANG, CHARACTER)
            marks = [Text(source, left + line.start, baseline, line.text, Face.FANG, CHARACTER, line.space)]
            if not at and number:
                marks.insert(0, Text(source, marks_left, baseline, number, Face.FANG, CHARACTER))
            if not at and place == 1:
                marks.insert(0, Text(source, _INDENT, baseline, word, Face.FANG, CHARACTER))
            rows.append(Row(PITCH, tuple(marks)))
    return rows


def _unsealed_rows(issuer: str, date: str, source: Source) -> list[Row]:
    """Issuer two characters in from the right, the date below begins two further in than it (7.3.5.2)."""
    issuer_width, date_width = (text_width(text, Face.FANG, CHARACTER) for text in (issuer, date))
    edge = TYPE_AREA.width - _INDENT
    issuer_left = edge - issuer_width
    date_left = issuer_left + _INDENT
    if date_left + date_width > edge:
        date_left = edge - date_width
        issuer_left = min(issuer_left, date_left - _INDENT)
    problem = Problem(*source) if issuer_left < 0 else None
    baseline = ascent(Face.FANG, CHARACTER)
    first = Text(source, issuer_left, baseline, issuer, Face.FANG, CHARACTER)
    second = Text(source, date_left, baseline, date, Face.FANG, CHARACTER)
    return [
        blank_row(keep_with_next=True),
        Row(PITCH, (first,), keep_with_next=True, problem=problem),
        Row(PITCH, (second,)),
    ]


def closing_lines(content: OfficialContent) -> list[tuple[str, str]]:
    """The entries of the closing block, left and right; none without ``printed_by``."""
    if not content.printed_by:
        return []
    copies = [(f"抄送：{content.copies_to}", "")] if content.copies_to else []
    return [*copies, (content.printed_by, f"{content.printed_on}印发")]


def _closing(content: OfficialContent) -> Row | None:
    lines = closing_lines(content)
    return closing_block(lines, Source(content.kind, "版记")) if lines else None
