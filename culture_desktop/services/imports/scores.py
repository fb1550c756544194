"""Importing judges' score sheets into a campaign."""

from collections.abc import Hashable, Iterable, Sequence

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from culture_desktop.models import Nomination, Score
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.awards.queries import criteria_of, require_campaign, require_open
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.score_sheet import PARSERS, ScoreSheet
from culture_desktop.services.imports.source import SourceRows, stamp_of
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import CampaignStep, ListKind


class ScoreImportService(ListImport):
    """Judges' sheets into the campaign whose code is ``into``."""

    kind = ListKind.SCORE
    intention = "导入评分"
    topics = frozenset({Topic.AWARDS})

    @override
    def _rows(self, session: Session, tables: Sequence[Table], into: str, progress: Progress) -> Iterable[ImportRow]:
        source = SourceRows(tables[0], PARSERS, dict(self.fields()), progress)
        return ScoreSheet(session, require_campaign(session, into), source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        criteria = criteria_of(session, require_campaign(session, into))
        return (into, *((c.id, c.kind, c.name, c.source) for c in criteria), *stamp_of(session, Nomination, Score))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        require_open(session, into, CampaignStep.SCORING)
        for done, row in enumerate(rows):
            progress(done, len(rows), "正在写入")
            _write_score(session, row)
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已记入 {report.new + report.changed} 个评分"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.values["criterion_id"], row.target, row.values["judge"]


def _write_score(session: Session, row: ImportRow) -> None:
    if row.verdict is Verdict.NEW:
        session.execute(insert(Score).values(nomination_id=row.target, **row.values))
    elif row.verdict is Verdict.CHANGED:
        held = (Score.criterion_id, Score.nomination_id, Score.judge)
        place = (row.values["criterion_id"], row.target, row.values["judge"])
        changes = {"points": row.values["points"], "recused": row.values["recused"]}
        session.execute(update(Score).where(*(c == v for c, v in zip(held, place, strict=True))).values(**changes))
