"""A list of people (名单): a headline, the names in columns under the units they belong to."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.name_list import NameGroup, group_rows
from culture_desktop.documents.official import CHARACTER, PITCH, centred_row, compose, title_rows
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Composition, Row, Source
from culture_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class PeopleListContent:
    """What a list says, every text ready to print: two-character names spaced, ``note`` under the headline."""

    title: str
    note: str
    groups: tuple[NameGroup, ...]


def write_people_list(content: PeopleListContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the list; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_people_list(content: PeopleListContent) -> tuple[Problem, ...]:
    """What keeps the list from being printed."""
    return _compose(content).problems()


def _compose(content: PeopleListContent) -> Composition:
    rows: list[Row] = title_rows(content.title, Source("名单", "标题"))
    if content.note:
        rows.append(centred_row(content.note, Source("名单", "说明"), Face.KAI, CHARACTER, PITCH))
    rows += group_rows(content.groups, Source("名单", "单位"), "名单")
    return compose(content.title, rows)
