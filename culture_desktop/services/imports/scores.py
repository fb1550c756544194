"""Importing judges' score sheets into a campaign: one file or those of all judges at once."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from culture_desktop.errors import CorrectionReasonMissingError, HeaderNotFoundError
from culture_desktop.models import Campaign, Judge, Nomination, Recusal, Score
from culture_desktop.override import override
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.double_entry import Cell, Difference, differences
from culture_desktop.services.awards.nominee_names import nominee_names
from culture_desktop.services.awards.panel import BY_SHEET, given_scores, judges_of, recusals_of
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.awards.score_columns import ScoreColumn, score_columns
from culture_desktop.services.imports.decisions import settled
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.score_sheet import COLUMN, PARSERS, ScoreSheet, parse_points
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.results import Done, Topic
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import CampaignStep, ListKind

_WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})
_BY_ROW = ("criterion", "points")  # the columns of a list with one score a row


class ScoreImportService(ListImport):
    """Judges' sheets into the campaign whose code is ``into``."""

    kind = ListKind.SCORE
    intention = "导入评分"
    topics = frozenset({Topic.AWARDS})
    several = True

    @override
    def apply(
        self,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        reason: str = "",
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        rows = settled(preview, choices or {}, excluded, self._place)
        if not reason.strip() and any(row.verdict is Verdict.CHANGED and row.values["recused"] for row in rows):
            raise CorrectionReasonMissingError(what=self.intention)  # scores that counted no longer do
        return super().apply(preview, choices=choices, excluded=excluded, reason=reason, progress=progress)

    def differences(self, first: ImportPreview, second: ImportPreview) -> tuple[Difference, ...]:
        """Two lists of the same forms, typed by two people, held against each other score by score."""
        with self._database.read() as session:
            campaign = require_campaign(session, first.into)
            names, columns = nominee_names(session, campaign), score_columns(session, campaign)
        titles = {column.id: column.title for column in columns}
        typed = []
        for preview in (first, second):
            cells: dict[Cell, Decimal | None] = {}
            for row in preview.rows:
                if row.target is None:
                    continue
                for column in row.values["columns"]:
                    cell = Cell(names[row.target].label, titles[column], row.values["judge"])
                    cells[cell] = None if row.values["recused"] else row.values["points"][column]
            typed.append(cells)
        return differences(*typed)

    @override
    def _fields(self, into: str) -> Sequence[Field]:
        with self._database.read() as session:
            columns = score_columns(session, require_campaign(session, into)) if into else ()
        known = [replace(field, required=False) if field.key in _BY_ROW else field for field in fields(self.kind)]
        return (*known, *_column_fields(columns))

    @override
    def _claimed(self, table: Table, mapping: Mapping[str, str]) -> Table:
        if not set(_BY_ROW) <= table.columns.keys() and not _column_keys(table):
            raise HeaderNotFoundError(name=table.sheet.file, needed="评分项（每项一列），或“评分项”和“分数”两列")
        return table

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return {**PARSERS, **{key: parse_points for table in tables for key in _column_keys(table)}}

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return ScoreSheet(session, require_campaign(session, into), source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        columns = score_columns(session, require_campaign(session, into))
        return (into, *columns, *stamp_of(session, Nomination, Score, Judge, Recusal))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        campaign = require_open(session, into, CampaignStep.SCORING)
        written = [row for row in rows if row.verdict in _WRITTEN]
        judges = _judge_ids(session, campaign, {row.values["judge"] for row in written})
        known, held = set(recusals_of(session, campaign)), given_scores(session, campaign)
        new: list[dict[str, Any]] = []
        for done, row in enumerate(written):
            progress(done, len(written), "正在写入")
            assert row.target is not None
            judge, nomination_id = place = row.values["judge"], row.target
            if row.values["recused"]:
                if place not in known:
                    session.add(Recusal(judge_id=judges[judge], nomination_id=nomination_id, reason=BY_SHEET))
                known.add(place)
                continue
            for criterion_id, points in row.values["points"].items():
                before = held.get(place, {}).get(criterion_id)
                where = {"criterion_id": criterion_id, "nomination_id": nomination_id, "judge": judge}
                if before is None:
                    new.append(where | {"points": points, "recused": False})
                elif before != points:
                    session.execute(update(Score).filter_by(**where).values(points=points))
        if new:
            session.execute(insert(Score), new)
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已记入 {report.new + report.changed} 行评分"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.values["columns"], row.target, row.values["judge"]


def _column_fields(columns: Sequence[ScoreColumn]) -> Iterable[Field]:
    """A field for each thing to be scored; what persons and teams are scored on under one title shares a column."""
    for title in dict.fromkeys(column.title for column in columns):
        names = [name for column in columns if column.title == title for name in column.names if name != title]
        yield Field(f"{COLUMN}{title}", title, tuple(names))


def _column_keys(table: Table) -> list[str]:
    return [key for key in table.columns if key.startswith(COLUMN)]


def _judge_ids(session: Session, campaign: Campaign, names: Collection[str]) -> dict[str, int]:
    """The judges of sheets by name; those nobody put on the panel come onto it with their sheet."""
    known = {judge.name for judge in judges_of(session, campaign)}
    session.add_all(Judge(campaign_id=campaign.id, name=n, declared=False) for n in sorted(names) if n not in known)
    session.flush()
    return {judge.name: judge.id for judge in judges_of(session, campaign)}
