"""Comparing the rows of judges' sheets with the nominees, criteria, scores and recusals of a campaign.

Two layouts: a row for each score, or a row for each nominee with a column for everything that judges score. A row is
taken whole or not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from culture_desktop.models import Campaign
from culture_desktop.rules.names import normalise
from culture_desktop.services.awards.judging_rows import NomineeName
from culture_desktop.services.awards.nominee_names import nominee_names
from culture_desktop.services.awards.panel import given_scores, judges_of, recusals_of
from culture_desktop.services.awards.score_columns import NOT_SCORED, RECUSED, ScoreColumn, score_columns
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, parse_person_name
from culture_desktop.services.imports.words import shown
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_code, parse_decimal, parse_name, text
from culture_desktop.vocabulary import TierKind

COLUMN = "scored "
_MOST = Decimal(100)
_ROW_FIELDS = (("judge", "评委"), ("criterion", "评分项"), ("points", "分数"))
Written = dict[int, Decimal]
"""Points by what they are given on (the id of a criterion or of a part)."""


def parse_points(cell: Cell) -> Decimal | str | None:
    """Points, or the word for recused; None for a cell with nothing to be filled in."""
    written = text(cell)
    if written == RECUSED:
        return RECUSED
    if written == NOT_SCORED:
        return None
    points = parse_decimal(cell, ("分",))
    if points is not None and not 0 <= points <= _MOST:
        raise CellError(f"应在 0 到 {_MOST} 分之间")
    if points is not None and points != round(points, 2):
        raise CellError("至多两位小数")
    return points


PARSERS: Mapping[str, Parser] = {
    "judge": parse_person_name,
    "number": parse_code,
    "name": parse_name,
    "criterion": parse_name,
    "points": parse_points,
    "campaign": parse_code,
}


class ScoreSheet:
    """Judges rows one after the other; a judge scores a nominee once on each criterion."""

    def __init__(self, session: Session, campaign: Campaign, source: SourceRows) -> None:
        self._source, self._code = source, campaign.code
        self._by_row = not {"criterion", "points"} <= set(source.keys)
        self._seen: dict[tuple[str, int, int], int] = {}
        self._said: dict[tuple[str, int], tuple[bool, int]] = {}
        self._scores = given_scores(session, campaign)
        self._recusals = recusals_of(session, campaign)
        judges = judges_of(session, campaign)
        self._panel = [judge.name for judge in judges] if any(judge.declared for judge in judges) else []
        self._columns = {column.id: column for column in score_columns(session, campaign)}
        self._named = {(c.kind, name): c for c in reversed(self._columns.values()) for name in c.names}
        self._by_number: dict[str, NomineeName] = {}
        self._by_name: dict[str, list[NomineeName]] = {}
        for nominee in nominee_names(session, campaign).values():
            self._by_number[nominee.number] = nominee
            self._by_name.setdefault(nominee.name, []).append(nominee)

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the files would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        self._check_heads(row)
        nominees = self._nominees(row)
        if not nominees and not row.problems:
            row.refuse("number" if "number" in row.values else "name", "不在本次评选的推荐名单里")
        written, recused = self._written(row, nominees) if nominees else ({}, False)
        nominee = nominees[0] if len(nominees) == 1 else None
        if nominee is not None and "judge" in row.values:
            self._check_once(row, nominee, written, recused)
        name = nominee.name if nominee else row.values.get("name", "")
        number = nominee.number if nominee else row.values.get("number", "")
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, number, name, problems=tuple(row.problems))
        values = {"judge": row.values["judge"], "points": {} if recused else written, "recused": recused}
        values["columns"] = tuple(written)
        if nominee is None:
            candidates = tuple(self._candidate(nominee, values) for nominee in nominees)
            return ImportRow(row.number, Verdict.AMBIGUOUS, number, name, values, candidates=candidates)
        verdict, changes = self._outcome(nominee, values)
        return ImportRow(row.number, verdict, number, name, values, nominee.nomination_id, changes)

    def _check_heads(self, row: SourceRow) -> None:
        for key, title in _ROW_FIELDS[:1] if self._by_row else _ROW_FIELDS:
            if key not in row.values:
                row.refuse(key, f"{title}为空")
        code, judge = row.values.get("campaign", self._code), row.values.get("judge")
        if code != self._code:
            row.refuse("campaign", f"是评选“{code}”的评分表，现在导入的是“{self._code}”")
        if judge and self._panel and judge not in self._panel:
            row.refuse("judge", f"不在评委名单里，名单上是：{'、'.join(self._panel)}")

    def _nominees(self, row: SourceRow) -> list[NomineeName]:
        """Whom a row may mean; a person's name may be set with spaces, a team's is taken as it is."""
        number, name = row.values.get("number"), row.values.get("name", "")
        if number is not None:
            nominee = self._by_number.get(number)
            if nominee is not None and name and nominee.name not in (name, normalise(name)) and name != nominee.number:
                row.refuse("name", f"{number} 是“{nominee.name}”，与姓名不符")
            return [nominee] if nominee else []
        by_path = self._by_number.get(name)
        found = [by_path] if by_path else self._by_name.get(name) or self._by_name.get(normalise(name), [])
        if len({nominee.kind for nominee in found}) > 1:
            row.refuse("name", "个人与集体同名，请填编号")
        return found

    def _written(self, row: SourceRow, nominees: Sequence[NomineeName]) -> tuple[Written, bool]:
        """What a row gives on what, and whether it says that the judge is recused; what is wrong is noted."""
        kind = nominees[0].kind
        cells = self._across(row, kind) if self._by_row else self._single(row, kind)
        recused = any(value == RECUSED for _, value, _ in cells)
        written: Written = {}
        for column, value, key in cells:
            if value == RECUSED or (value is None and recused):
                written[column.id] = Decimal(0)
            elif value is None:
                row.refuse(key, "没有分数，也没有写“回避”")
            elif recused:
                row.refuse(key, "同一个推荐对象不能既打分又回避")
            elif fault := column.fault(value):
                row.refuse(key, fault)
            else:
                written[column.id] = value
        return written, recused

    def _single(self, row: SourceRow, kind: TierKind) -> list[tuple[ScoreColumn, Any, str]]:
        if "criterion" not in row.values:
            return []
        column = self._named.get((kind, row.values["criterion"]))
        if column is None:
            known = "、".join(c.part.name for c in self._columns.values() if c.kind == kind)
            row.refuse("criterion", f"没有这一评分项，应为：{known}")
        value = row.values.get("points")
        return [(column, value, "points")] if column is not None and value is not None else []

    def _across(self, row: SourceRow, kind: TierKind) -> list[tuple[ScoreColumn, Any, str]]:
        """A cell for everything the nominee is scored on and the sheet has a column for."""
        cells = []
        for key in self._source.keys:
            if not key.startswith(COLUMN):
                continue
            column, value = self._named.get((kind, key.removeprefix(COLUMN))), row.values.get(key)
            if column is not None:
                cells.append((column, value, key))
            elif value is not None and value != RECUSED:
                row.refuse(key, f"{kind.label}没有这一评分项，请删去")
        if not cells:
            row.refuse("name", f"表里没有{kind.label}的评分项")
        return cells

    def _check_once(self, row: SourceRow, nominee: NomineeName, written: Written, recused: bool) -> None:
        judge, nomination_id = row.values["judge"], nominee.nomination_id
        for column_id in written:
            first = self._seen.setdefault((judge, column_id, nomination_id), row.number)
            if first != row.number:
                place = self._source.place(first)
                row.refuse("judge", f"与{place}重复：同一评委对同一人的同一项只评一次")
        said, first = self._said.setdefault((judge, nomination_id), (recused, row.number))
        if said != recused:
            row.refuse("judge", f"与{self._source.place(first)}矛盾：同一个推荐对象不能既打分又回避")
        reason = self._recusals.get((judge, nomination_id))
        if reason is not None and not recused:
            row.refuse("judge", f"{judge}回避{nominee.name}（{reason}），不能打分，请改写“回避”")

    def _outcome(self, nominee: NomineeName, values: Mapping[str, Any]) -> tuple[Verdict, tuple[FieldChange, ...]]:
        """What writing this for a nominee comes to."""
        judge = values["judge"]
        held = self._scores.get((judge, nominee.nomination_id), {})
        if values["recused"]:
            if (judge, nominee.nomination_id) in self._recusals:
                return Verdict.UNCHANGED, ()
            changes = [self._change(judge, key, held[key], RECUSED) for key in values["columns"] if key in held]
        else:
            given: Written = values["points"]
            changes = [self._change(judge, k, held[k], shown(p)) for k, p in given.items() if held.get(k, p) != p]
            if not changes and given.keys() <= held.keys():
                return Verdict.UNCHANGED, ()
        return (Verdict.CHANGED if changes else Verdict.NEW), tuple(changes)

    def _change(self, judge: str, column_id: int, before: Decimal, after: str) -> FieldChange:
        column = self._columns[column_id]
        key = f"{COLUMN}{column.title}" if self._by_row else "points"
        return FieldChange(key, f"{judge} {column.title}", shown(before), after)

    def _candidate(self, nominee: NomineeName, values: Mapping[str, Any]) -> Candidate:
        outcome = self._outcome(nominee, values)
        return Candidate(nominee.nomination_id, nominee.number, nominee.name, nominee.unit, "同名", *outcome)
