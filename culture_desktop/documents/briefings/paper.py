"""The briefing (简报): red masthead, issue number, news with headings and photographs, foot."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.briefings.blocks import Block, Photo
from culture_desktop.documents.briefings.body import body_rows
from culture_desktop.documents.briefings.picture_rows import Shown
from culture_desktop.documents.briefings.prepared import ShownPicture
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.imprint import closing_block
from culture_desktop.documents.official import (
    PITCH,
    TYPE_AREA,
    ascent,
    centred_row,
    compose,
    red_mark_row,
    rule_row,
    title_rows,
)
from culture_desktop.documents.paper import MM, RED
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Composition, Row, Source, Text
from culture_desktop.documents.text import text_width
from culture_desktop.errors import FileMissingError
from culture_desktop.progress import Progress, silent

_MASTHEAD, _MASTHEAD_LEAST = 54.0, 30.0
_MASTHEAD_WIDTH = 88 * MM  # over which a name of four characters is spread
_ISSUE = 14.0


@dataclass(frozen=True, slots=True)
class BriefingContent:
    """What a briefing says, every text ready to print.

    ``masthead`` is its name (工会简报), ``issue`` the 第 31 期（总第 118 期）. Of the foot, ``report_to``, ``send_to``
    and ``issue_to`` are the addressees of 报, 送 and 发 (left out where empty), ``copies`` is 共印 20 份 or empty.
    """

    masthead: str
    issue: str
    issuer: str
    date: str
    title: str
    blocks: tuple[Block, ...]
    report_to: str = ""
    send_to: str = ""
    issue_to: str = ""
    copies: str = ""


def no_pictures(photo: Photo) -> ShownPicture:
    """For papers that hold none."""
    raise FileMissingError(name=photo.known_as)


def write_briefing(
    content: BriefingContent, stream: BinaryIO, progress: Progress = silent, shown: Shown = no_pictures
) -> None:
    """Writes the briefing; ``shown`` gives each picture ready to be placed.

    Raises MissingGlyphsError, TextOverflowError, PictureUnreadableError or FileMissingError before the first page.
    """
    _compose(content, shown).write(stream, progress)


def preflight_briefing(content: BriefingContent, shown: Shown = no_pictures) -> tuple[Problem, ...]:
    """What keeps the briefing from being printed; raises PictureUnreadableError or FileMissingError for a picture."""
    return _compose(content, shown).problems()


def _compose(content: BriefingContent, shown: Shown) -> Composition:
    head = Source("简报", "报头")
    rows = [
        red_mark_row(content.masthead, head, _MASTHEAD, _MASTHEAD_LEAST, _MASTHEAD_WIDTH),
        Row(PITCH * 0.7, keep_with_next=True),
        centred_row(content.issue, head, Face.FANG, _ISSUE, PITCH * 1.1),
        _issuer_row(content, head),
        rule_row(PITCH * 1.1, 0.7 * MM, RED),
        *title_rows(content.title, Source("简报", "标题")),
    ]
    rows += body_rows(content.blocks, shown)
    return compose(f"{content.masthead} {content.title}", rows, _foot(content))


def _issuer_row(content: BriefingContent, source: Source) -> Row:
    """The issuer on the left, the date on the right, the line close below."""
    date_width = text_width(content.date, Face.FANG, _ISSUE)
    room = TYPE_AREA.width - date_width - _ISSUE
    problem = None if text_width(content.issuer, Face.FANG, _ISSUE) <= room else Problem(*source)
    baseline = ascent(Face.FANG, _ISSUE)
    marks = (
        Text(source, 0, baseline, content.issuer, Face.FANG, _ISSUE),
        Text(source, TYPE_AREA.width - date_width, baseline, content.date, Face.FANG, _ISSUE),
    )
    return Row(_ISSUE + 2 * MM, marks, keep_with_next=True, problem=problem)


def foot_lines(content: BriefingContent) -> list[tuple[str, str]]:
    """The entries of the foot, the copies at the right of the last."""
    addressed = (("报", content.report_to), ("送", content.send_to), ("发", content.issue_to))
    lines = [(f"{word}：{names}", "") for word, names in addressed if names]
    if content.copies:
        last = lines.pop()[0] if lines else ""
        lines.append((last, content.copies))
    return lines


def _foot(content: BriefingContent) -> Row | None:
    lines = foot_lines(content)
    return closing_block(lines, Source("简报", "报尾")) if lines else None
