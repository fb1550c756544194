"""The notice that opens a selection (评选通知): why, for what, on which conditions, by when; the quotas are annexed."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import (
    PITCH,
    TYPE_AREA,
    blank_row,
    centred_row,
    compose,
    heading_rows,
    kept_to_the_end,
    paragraph_rows,
    signing_rows,
    title_rows,
)
from culture_desktop.documents.paper import GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.quota_table import QuotaRow
from culture_desktop.documents.sheet import Composition, Page, Row, Source, paginate
from culture_desktop.documents.table import Cell, Table, cell
from culture_desktop.progress import Progress, silent

_NAME = "评选通知"
_BODY, _ANNEX = Source(_NAME, "正文"), Source(_NAME, "附件")
_WIDTHS = (("序号", 14), ("单位", 70), ("对象", 36), ("名额", 18), ("推荐", 18))


@dataclass(frozen=True, slots=True)
class CampaignNoticeContent:
    """What the notice says, every text ready to print; without ``quotas`` there is no annex."""

    title: str
    recipients: str
    opening: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    annex_title: str
    quotas: tuple[QuotaRow, ...]
    issuer: str
    date: str


def write_campaign_notice(content: CampaignNoticeContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the notice; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_campaign_notice(content: CampaignNoticeContent) -> tuple[Problem, ...]:
    """What keeps the notice from being printed."""
    return _compose(content).problems()


def _compose(content: CampaignNoticeContent) -> Composition:
    rows: list[Row] = title_rows(content.title, Source(_NAME, "标题"))
    rows += paragraph_rows(content.recipients, _BODY, indent=0)
    for paragraph in content.opening:
        rows += paragraph_rows(paragraph, _BODY)
    for heading, paragraphs in content.sections:
        rows += heading_rows(heading, _BODY)
        for paragraph in paragraphs:
            rows += paragraph_rows(paragraph, _BODY)
    if content.quotas:
        rows += [blank_row(), *paragraph_rows(f"附件：{content.annex_title}", _BODY)]
    rows = kept_to_the_end(rows)
    rows += signing_rows(content.issuer, content.date, Source(_NAME, "落款"))
    return compose(content.title, rows, annex=_annex(content) if content.quotas else ())


def _annex(content: CampaignNoticeContent) -> list[Page]:
    table = Table(content.annex_title, [(title, width * MM) for title, width in _WIDTHS])
    places, nominees = (sum(figures) for figures in zip(*((q.places, q.nominees) for q in content.quotas), strict=True))
    rows = [
        *paragraph_rows("附件", _ANNEX, Face.HEI, indent=0, keep_with_next=True),
        centred_row(content.annex_title, _ANNEX, Face.SONG_BOLD, 18.0, PITCH * 1.4),
        table.head(),
        *(_quota_row(table, number, row) for number, row in enumerate(content.quotas, start=1)),
        table.row(
            "合计",
            [Cell((text,), Face.HEI) for text in ("", "合计", "", str(places), str(nominees))],
            TYPE_AREA.height / 2,
        ),
    ]
    return paginate(rows, TYPE_AREA)


def _quota_row(table: Table, number: int, row: QuotaRow) -> Row:
    cells = (cell(str(number), GREY), cell(row.unit), cell(row.whom), cell(str(row.places)), cell(str(row.nominees)))
    return table.row(row.unit, cells, TYPE_AREA.height / 2)
