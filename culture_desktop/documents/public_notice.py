"""The public notice of a selection (公示): who is proposed, for how long it hangs out, where to object."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.name_list import NameGroup, group_rows
from culture_desktop.documents.official import (
    compose,
    kept_to_the_end,
    paragraph_rows,
    signing_rows,
    title_rows,
)
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Composition, Row, Source
from culture_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What a public notice says, every text ready to print."""

    title: str
    opening: tuple[str, ...]
    groups: tuple[NameGroup, ...]
    period: str
    contacts: tuple[str, ...]
    issuer: str
    date: str


def write_notice(content: NoticeContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the notice; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_notice(content: NoticeContent) -> tuple[Problem, ...]:
    """What keeps the notice from being printed."""
    return _compose(content).problems()


def _compose(content: NoticeContent) -> Composition:
    body = Source("公示", "正文")
    rows: list[Row] = title_rows(content.title, Source("公示", "标题"))
    for paragraph in content.opening:
        rows += paragraph_rows(paragraph, body)
    rows += group_rows(content.groups, body, "公示名单")
    for paragraph in (content.period, *content.contacts):
        rows += paragraph_rows(paragraph, body)
    rows = kept_to_the_end(rows)
    rows += signing_rows(content.issuer, content.date, Source("公示", "落款"))
    return compose(content.title, rows)
