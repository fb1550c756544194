"""Comparing the rows of judges' sheets with the nominees, criteria and scores of a campaign."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Criterion, Nomination, Organisation, Person, Score
from culture_desktop.rules.names import normalise
from culture_desktop.services.awards.queries import criteria_of
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, parse_person_name
from culture_desktop.services.imports.words import shown
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_code, parse_decimal, parse_name, text
from culture_desktop.vocabulary import CriterionSource, TierKind

_RECUSED = "回避"
_MOST = Decimal(100)


def _points(cell: Cell) -> Decimal | str | None:
    if text(cell) == _RECUSED:
        return _RECUSED
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
    "points": _points,
}


class _Nominee(NamedTuple):
    id: int
    kind: TierKind
    number: str
    name: str
    unit: str


class ScoreSheet:
    """Judges rows one after the other; a judge scores a nominee once on each criterion."""

    def __init__(self, session: Session, campaign: Campaign, source: SourceRows) -> None:
        self._source = source
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
        for nominee in _nominees(session, campaign):
            self._by_number[nominee.number] = nominee
            self._by_name.setdefault(nominee.name, []).append(nominee)

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        for key, title in (("judge", "评委"), ("criterion", "评分项"), ("points", "分数")):
            if key not in row.values:
                row.refuse(key, f"{title}为空")
        nominees = self._nominees(row)
        if not nominees and not row.problems:
            row.refuse("number" if "number" in row.values else "name", "不在本次评选的推荐名单里")
        criterion = self._criterion(row, nominees)
        nominee = nominees[0] if len(nominees) == 1 else None
        if nominee is not None and criterion is not None and "judge" in row.values:
            first = self._seen.setdefault((row.values["judge"], criterion.id, nominee.id), row.number)
            if first != row.number:
                row.refuse("judge", f"与第 {first} 行重复：同一评委对同一人的同一项只评一次")
        name = nominee.name if nominee else row.values.get("name", "")
        number = nominee.number if nominee else row.values.get("number", "")
        if row.problems or criterion is None:
            return ImportRow(row.number, Verdict.ERROR, number, name, problems=tuple(row.problems))
        values = _written(row.values, criterion)
        if nominee is None:
            candidates = tuple(self._candidate(nominee, criterion, values) for nominee in nominees)
            return ImportRow(row.number, Verdict.AMBIGUOUS, number, name, values, candidates=candidates)
        verdict, changes = self._outcome(nominee, criterion, values)
        return ImportRow(row.number, verdict, number, name, values, nominee.id, changes)

    def _nominees(self, row: SourceRow) -> list[_Nominee]:
        """Whom a row may mean; a person's name may be set with spaces, a team's is taken as it is."""
        number, name = row.values.get("number"), row.values.get("name", "")
        if number is not None:
            nominee = self._by_number.get(number)
            if nominee is not None and name and nominee.name not in (name, normalise(name)) and name != nominee.number:
                row.refuse("name", f"{number} 是“{nominee.name}”，与姓名不符")
            return [nominee] if nominee else []
        by_path = self._by_number.get(name)
        return [by_path] if by_path else self._by_name.get(name) or self._by_name.get(normalise(name), [])

    def _criterion(self, row: SourceRow, nominees: Sequence[_Nominee]) -> Criterion | None:
        if not nominees or "criterion" not in row.values:
            return None
        kinds = {nominee.kind for nominee in nominees}
        if len(kinds) > 1:
            row.refuse("name", "个人与集体同名，请填编号")
            return None
        kind = kinds.pop()
        criterion = self._criteria.get((kind, row.values["criterion"]))
        if criterion is None:
            known = "、".join(name for its_kind, name in self._criteria if its_kind == kind)
            row.refuse("criterion", f"没有这一评分项，应为：{known}")
        return criterion

    def _outcome(
        self, nominee: _Nominee, criterion: Criterion, values: Mapping[str, Any]
    ) -> tuple[Verdict, tuple[FieldChange, ...]]:
        """What writing these points for a nominee comes to."""
        held = self._scores.get((values["judge"], criterion.id, nominee.id))
        if held is None:
            return Verdict.NEW, ()
        if (held.points, held.recused) == (values["points"], values["recused"]):
            return Verdict.UNCHANGED, ()
        before, after = _shown(held.points, held.recused), _shown(values["points"], values["recused"])
        return Verdict.CHANGED, (FieldChange("points", f"{held.judge} {criterion.name}", before, after),)

    def _candidate(self, nominee: _Nominee, criterion: Criterion, values: Mapping[str, Any]) -> Candidate:
        outcome = self._outcome(nominee, criterion, values)
        return Candidate(nominee.id, nominee.number, nominee.name, nominee.unit, "同名", *outcome)


def _nominees(session: Session, campaign: Campaign) -> Iterator[_Nominee]:
    persons = (
        select(Nomination.id, Person.number, Person.name, func.coalesce(Organisation.full_name, ""))
        .join(Person, Person.id == Nomination.person_id)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
    )
    teams = select(Nomination.id, Organisation.full_name, Organisation.name, Organisation.full_name).join(
        Organisation, Organisation.id == Nomination.team_id
    )
    for kind, statement in ((TierKind.PERSON, persons), (TierKind.TEAM, teams)):
        ours = statement.where(Nomination.campaign_id == campaign.id).order_by(Nomination.id)
        for nomination_id, number, name, unit in session.execute(ours):
            yield _Nominee(nomination_id, kind, number, name, unit)


def _written(values: Mapping[str, Any], criterion: Criterion) -> dict[str, Any]:
    recused = values["points"] == _RECUSED
    points = Decimal(0) if recused else values["points"]
    return {"criterion_id": criterion.id, "judge": values["judge"], "points": points, "recused": recused}


def _shown(points: Decimal, recused: bool) -> str:
    return _RECUSED if recused else shown(points)
