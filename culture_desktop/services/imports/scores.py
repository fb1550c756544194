"""Importing judges' score sheets into a campaign."""

from collections.abc import Collection, Hashable, Mapping
from pathlib import Path

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Nomination, Score
from culture_desktop.progress import Progress, silent
from culture_desktop.services.awards.queries import criteria_of, require_campaign, require_open
from culture_desktop.services.imports.decisions import report_on, settled
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.score_sheet import PARSERS, ScoreSheet
from culture_desktop.services.imports.source import (
    SourceRows,
    field_choices,
    open_source,
    require_unchanged,
    stamp_of,
    write_rejected,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep

_KIND = "score"


class ScoreImportService:
    """Judges' sheets in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields a column can feed, as (key, title)."""
        return field_choices(_KIND)

    def preview(
        self,
        code: str,
        path: Path,
        *,
        sheet: str | None = None,
        mapping: Mapping[str, str] | None = None,
        progress: Progress = silent,
    ) -> ImportPreview:
        """What importing a sheet of scores would do, row by row."""
        table, sheets = open_source(_KIND, path, sheet, mapping, progress)
        source = SourceRows(table, PARSERS, dict(self.fields()), progress)
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            rows = tuple(ScoreSheet(session, campaign, source).rows())
            stamp = _stamp(session, code)
        return ImportPreview(table, sheets, self.fields(), rows, stamp)

    def apply(
        self,
        code: str,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        reason: str = "",
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed scores and those whose nominee was decided, in one transaction.

        Changed scores need a ``reason``, or CorrectionReasonMissingError: it stays with them for good.
        """
        rows = settled(preview, choices or {}, excluded, _place)
        with self._database.begin("导入评分", reason=reason, batch=True) as session:
            require_open(session, code, CampaignStep.SCORING)
            require_unchanged(preview, _stamp(session, code))
            for done, row in enumerate(rows):
                progress(done, len(rows), "正在写入")
                _write(session, row)
        report = report_on(preview, rows)
        return Done(report, frozenset({Topic.AWARDS}), f"已记入 {report.new + report.changed} 个评分")

    def write_rejected(self, preview: ImportPreview, path: Path, *, choices: Choices | None = None) -> Done[Path]:
        """Give the rows that are not written back as xlsx with the reason."""
        return write_rejected(preview, path, choices or {})


def _stamp(session: Session, code: str) -> tuple[object, ...]:
    criteria = criteria_of(session, require_campaign(session, code))
    return (code, *((c.id, c.kind, c.name, c.source) for c in criteria), *stamp_of(session, Nomination, Score))


def _place(row: ImportRow) -> Hashable:
    return row.values["criterion_id"], row.target, row.values["judge"]


def _write(session: Session, row: ImportRow) -> None:
    if row.verdict is Verdict.NEW:
        session.execute(insert(Score).values(nomination_id=row.target, **row.values))
    elif row.verdict is Verdict.CHANGED:
        held = (Score.criterion_id, Score.nomination_id, Score.judge)
        place = (row.values["criterion_id"], row.target, row.values["judge"])
        changes = {"points": row.values["points"], "recused": row.values["recused"]}
        session.execute(update(Score).where(*(c == v for c, v in zip(held, place, strict=True))).values(**changes))
