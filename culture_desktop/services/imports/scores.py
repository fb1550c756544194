"""Importing judges' score sheets into a campaign."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Campaign, Criterion, Nomination, Organisation, Person, Score
from culture_desktop.progress import Progress, silent
from culture_desktop.services.awards.queries import criteria_of, nominations_of, require_campaign, require_open
from culture_desktop.services.imports.preview import (
    Candidate,
    Choices,
    FieldChange,
    ImportPreview,
    ImportReport,
    ImportRow,
    Verdict,
)
from culture_desktop.services.imports.source import (
    CellReader,
    Parser,
    SourceRow,
    field_choices,
    open_source,
    parse_person_name,
    require_unchanged,
    stamp_of,
    write_rejected,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_code, parse_decimal, parse_name, text
from culture_desktop.vocabulary import CampaignStep, CriterionSource, TierKind

_KIND = "score"
_RECUSED = "回避"
_MOST = Decimal(100)


def _points(cell: Cell) -> Decimal | str | None:
    if text(cell) == _RECUSED:
        return _RECUSED
    points = parse_decimal(cell, ("分",))
    if points is not None and not 0 <= points <= _MOST:
        raise CellError("应在 0 到 100 分之间")
    if points is not None and points != round(points, 2):
        raise CellError("至多两位小数")
    return points


PARSERS: Mapping[str, Parser] = {
    "judge": parse_person_name,
    "number": parse_code,
    "name": parse_person_name,
    "criterion": parse_name,
    "points": _points,
}


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
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            table, sheets = open_source(_KIND, path, sheet, mapping, progress)
            judged = _ScoreSheet(session, campaign, CellReader(table, PARSERS))
            rows = tuple(judged.judge(number, cells) for number, cells in table.rows())
            stamp = stamp_of(session, Nomination, Score)
        return ImportPreview(table, sheets, self.fields(), rows, stamp)

    def apply(
        self,
        code: str,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed scores and those whose nominee was decided, in one transaction."""
        decided = choices or {}
        progress(0, len(preview.rows), "正在写入")
        new = changed = 0
        with self._database.begin() as session:
            require_open(session, code, CampaignStep.SCORING)
            require_unchanged(preview, stamp_of(session, Nomination, Score))
            for row in preview.rows:
                nomination_id = row.target or decided.get(row.row)
                if row.row in excluded or row.problems or not nomination_id or row.verdict is Verdict.UNCHANGED:
                    continue
                is_new = _write(session, nomination_id, row.values)
                new, changed = new + is_new, changed + (not is_new)
        unchanged = preview.counts[Verdict.UNCHANGED]
        report = ImportReport(new, changed, unchanged, len(preview.rows) - new - changed - unchanged, 0)
        return Done(report, frozenset({Topic.AWARDS}), f"已记入 {new + changed} 个评分")

    def write_rejected(self, preview: ImportPreview, path: Path) -> Done[Path]:
        """Give the rows that would not be written back as xlsx with the reason."""
        return write_rejected(preview, path)


def _write(session: Session, nomination_id: int, values: Mapping[str, Any]) -> bool:
    """Insert or replace one score; True when it is new."""
    key = (
        Score.criterion_id == values["criterion_id"],
        Score.nomination_id == nomination_id,
        Score.judge == values["judge"],
    )
    score = session.scalar(select(Score).where(*key))
    if score is None:
        session.add(Score(nomination_id=nomination_id, **values))
        return True
    score.points, score.recused = values["points"], values["recused"]
    return False


class _Nominee(NamedTuple):
    id: int
    kind: TierKind
    number: str
    name: str
    unit: str


def _nominee(session: Session, nomination: Nomination) -> _Nominee:
    if nomination.person_id is not None:
        person = session.get_one(Person, nomination.person_id)
        return _Nominee(nomination.id, TierKind.PERSON, person.number, person.name, "")
    team = session.get_one(Organisation, nomination.team_id)
    return _Nominee(nomination.id, TierKind.TEAM, team.full_name, team.name, team.full_name)


class _ScoreSheet:
    """Judges rows one after the other; a judge scores a nominee once on each criterion."""

    def __init__(self, session: Session, campaign: Campaign, reader: CellReader) -> None:
        self._reader = reader
        self._seen: dict[tuple[str, int, int], int] = {}
        statement = select(Score).join(Criterion, Criterion.id == Score.criterion_id)
        self._scores = {
            (score.judge, score.criterion_id, score.nomination_id): score
            for score in session.scalars(statement.where(Criterion.campaign_id == campaign.id))
        }
        self._criteria = {
            (criterion.kind, criterion.name): criterion
            for criterion in criteria_of(session, campaign)
            if criterion.source == CriterionSource.JUDGES
        }
        self._by_number: dict[str, _Nominee] = {}
        self._by_name: dict[str, list[_Nominee]] = {}
        for nomination in nominations_of(session, campaign):
            nominee = _nominee(session, nomination)
            self._by_number[nominee.number] = nominee
            self._by_name.setdefault(nominee.name, []).append(nominee)

    def judge(self, number: int, cells: Mapping[str, Cell]) -> ImportRow:
        """What one row of the file would do."""
        row = self._reader.row(number, cells)
        for key, title in (("judge", "评委"), ("criterion", "评分项"), ("points", "分数")):
            if key not in row.values:
                row.refuse(key, f"{title}为空")
        nominees = self._nominees(row)
        if not nominees and not row.problems:
            row.refuse("number" if "number" in row.values else "name", "不在本次评选的推荐名单里")
        criterion = self._criterion(row, nominees)
        nominee = nominees[0] if len(nominees) == 1 else None
        if nominee is not None and criterion is not None and "judge" in row.values:
            first = self._seen.setdefault((row.values["judge"], criterion.id, nominee.id), number)
            if first != number:
                row.refuse("judge", f"与第 {first} 行重复：同一评委对同一人的同一项只评一次")
        return self._judged(row, nominees, nominee, criterion)

    def _nominees(self, row: SourceRow) -> list[_Nominee]:
        number, name = row.values.get("number"), row.values.get("name", "")
        if number is not None:
            nominee = self._by_number.get(number)
            if nominee is not None and name and name not in (nominee.name, nominee.number):
                row.refuse("name", f"{number} 是“{nominee.name}”，与姓名不符")
            return [nominee] if nominee else []
        by_path = self._by_number.get(name)
        return [by_path] if by_path else self._by_name.get(name, [])

    def _criterion(self, row: SourceRow, nominees: list[_Nominee]) -> Criterion | None:
        if not nominees or "criterion" not in row.values:
            return None
        kind = nominees[0].kind
        criterion = self._criteria.get((kind, row.values["criterion"]))
        if criterion is None:
            known = "、".join(name for its_kind, name in self._criteria if its_kind == kind)
            row.refuse("criterion", f"没有这一评分项，应为：{known}")
        return criterion

    def _judged(
        self, row: SourceRow, nominees: list[_Nominee], nominee: _Nominee | None, criterion: Criterion | None
    ) -> ImportRow:
        name = nominee.name if nominee else str(row.values.get("name", ""))
        number = nominee.number if nominee else str(row.values.get("number", ""))
        if row.problems or criterion is None:
            return ImportRow(row.number, Verdict.ERROR, number, name, problems=tuple(row.problems))
        recused = row.values["points"] == _RECUSED
        points = Decimal(0) if recused else row.values["points"]
        judge = row.values["judge"]
        values = {"criterion_id": criterion.id, "judge": judge, "points": points, "recused": recused}
        if nominee is None:
            candidates = tuple(Candidate(n.id, n.number, n.name, n.unit, "同名") for n in nominees)
            return ImportRow(row.number, Verdict.AMBIGUOUS, number, name, values, candidates=candidates)
        held = self._scores.get((judge, criterion.id, nominee.id))
        if held is None:
            return ImportRow(row.number, Verdict.NEW, number, name, values, nominee.id)
        if (held.points, held.recused) == (points, recused):
            return ImportRow(row.number, Verdict.UNCHANGED, number, name, values, nominee.id)
        change = FieldChange(
            "points", f"{judge} {criterion.name}", _shown(held.points, held.recused), _shown(points, recused)
        )
        return ImportRow(row.number, Verdict.CHANGED, number, name, values, nominee.id, (change,))


def _shown(points: Decimal, recused: bool) -> str:
    return _RECUSED if recused else str(points)
