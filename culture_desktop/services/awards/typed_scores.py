"""Judges' paper forms typed in twice: neither pass sees the other, and only what both agree on becomes scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import RecordMissingError, ScoreInvalidError
from culture_desktop.models import Campaign, Criterion, Score, ScoreEntry
from culture_desktop.rules.double_entry import Cell, differences
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.judging_rows import NomineeName
from culture_desktop.services.awards.panel import given_scores, judges_of, recusals_of
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.awards.score_columns import ScoreColumn
from culture_desktop.services.awards.score_sheets import JudgeSheet, judge_sheets
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep

_CHANGED = frozenset({Topic.AWARDS})
PASSES = (1, 2)
Place = tuple[int, int]
"""A nomination, and the criterion (or part of one) that is scored."""
Typed = Mapping[Place, Decimal]


@dataclass(frozen=True)
class TypingGrid:
    """What is typed from one judge's paper in one pass, and nothing of the other: ``typed`` so far.

    ``shut`` are nominations that the judge keeps out of, with the reason.
    """

    judge: str
    number: int
    columns: tuple[ScoreColumn, ...]
    nominees: tuple[NomineeName, ...]
    shut: Mapping[int, str]
    typed: Typed

    def open_places(self) -> frozenset[Place]:
        """The cells there are to fill in."""
        return frozenset(
            (nominee.nomination_id, column.id)
            for nominee in self.nominees
            for column in self.columns
            if column.kind == nominee.kind and nominee.nomination_id not in self.shut
        )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A cell that the passes do not agree on; None where one of them left it out."""

    place: Place
    nominee: str
    column: ScoreColumn
    first: Decimal | None
    second: Decimal | None
    sentence: str


@dataclass(frozen=True)
class Comparison:
    """Both passes held against each other: how many cells agree, how many neither has, and those that differ."""

    judge: str
    agreed: Typed
    blank: int
    differing: tuple[Disagreement, ...]
    entered: tuple[int, int]


class TypedScoreService:
    """A pass at a time; then both are compared, settled and become scores in one step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def grid(self, code: str, judge: str, number: int) -> TypingGrid:
        """What there is to type in pass ``number`` (1 or 2), and what was typed in it so far."""
        with self._database.read() as session:
            return _grid(session, require_campaign(session, code), judge, number)

    def save(self, code: str, judge: str, number: int, typed: Typed) -> Done[int]:
        """Keep a pass as it stands; it may go on later. Nothing counts yet."""
        with self._database.begin(f"录入评分第 {number} 遍") as session:
            campaign = require_open(session, code, CampaignStep.SCORING)
            grid = _grid(session, campaign, judge, number)
            _check(grid, typed)
            own = (ScoreEntry.judge == judge, ScoreEntry.typed == number)
            for place in grid.typed.keys() - typed.keys():
                session.execute(delete(ScoreEntry).where(*own, *_at(place)))
            for place in grid.typed.keys() & typed.keys():
                if grid.typed[place] != typed[place]:
                    session.execute(update(ScoreEntry).where(*own, *_at(place)).values(points=typed[place]))
            new = [
                {"nomination_id": n, "criterion_id": c, "judge": judge, "typed": number, "points": typed[n, c]}
                for n, c in sorted(typed.keys() - grid.typed.keys())
            ]
            if new:
                session.execute(insert(ScoreEntry), new)
        return Done(len(typed), _CHANGED, f"已保存{judge}第 {number} 遍录入，{len(typed)} 个分数")

    def compare(self, code: str, judge: str) -> Comparison:
        """Hold the passes against each other."""
        with self._database.read() as session:
            return _compare(session, require_campaign(session, code), judge)

    def accept(self, code: str, judge: str, settled: Typed | None = None, reason: str = "") -> Done[int]:
        """Make scores of what both passes agree on and of what was ``settled``, all in one step.

        Raises ScoreInvalidError while something differs that was not settled, and CorrectionReasonMissingError when a
        score on record is corrected without a ``reason``.
        """
        chosen = dict(settled or {})
        with self._database.begin("录入评分", reason=reason) as session:
            campaign = require_open(session, code, CampaignStep.SCORING)
            found = _compare(session, campaign, judge)
            if not all(found.entered):
                missing = "第一遍" if not found.entered[0] else "第二遍"
                raise ScoreInvalidError(reason=f"{judge}的评分表{missing}还没有录入")
            open_ = [one for one in found.differing if one.place not in chosen]
            if open_:
                more = f"等 {len(open_)} 处" if len(open_) > 1 else ""
                raise ScoreInvalidError(reason=f"两遍录入不一致{more}，{open_[0].sentence.rstrip('。')}")
            grid = _grid(session, campaign, judge, PASSES[0])
            final = {**found.agreed, **{one.place: chosen[one.place] for one in found.differing}}
            _check(grid, final)
            _write(session, campaign, judge, final)
            entries = select(Criterion.id).where(Criterion.campaign_id == campaign.id)
            session.execute(delete(ScoreEntry).where(ScoreEntry.judge == judge, ScoreEntry.criterion_id.in_(entries)))
        return Done(len(final), _CHANGED, f"两遍核对一致，已记入{judge}的 {len(final)} 个分数")

    def entered(self, code: str) -> dict[str, tuple[int, int]]:
        """By judge: how many points were typed in each pass and are not scores yet."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            statement = (
                select(ScoreEntry.judge, ScoreEntry.typed, func.count())
                .join(Criterion, Criterion.id == ScoreEntry.criterion_id)
                .where(Criterion.campaign_id == campaign.id)
                .group_by(ScoreEntry.judge, ScoreEntry.typed)
            )
            found: dict[str, tuple[int, int]] = {}
            for judge, number, count in session.execute(statement):
                first, second = found.get(judge, (0, 0))
                found[judge] = (count, second) if number == 1 else (first, count)
            return found


def _sheet(session: Session, campaign: Campaign, judge: str) -> JudgeSheet:
    if judge not in {known.name for known in judges_of(session, campaign)}:
        raise RecordMissingError(what="本次评选的评委", key=judge)
    sheets = judge_sheets(session, campaign, read_board(session, campaign))
    return next(sheet for sheet in sheets if sheet.judge == judge)


def _grid(session: Session, campaign: Campaign, judge: str, number: int) -> TypingGrid:
    sheet = _sheet(session, campaign, judge)
    recusals = recusals_of(session, campaign)
    nominees = tuple(nominee for nominee, _ in sheet.rows)
    shut = {n.nomination_id: recusals[judge, n.nomination_id] for n in nominees if (judge, n.nomination_id) in recusals}
    return TypingGrid(judge, number, sheet.columns, nominees, shut, _entries(session, campaign, judge, number))


def _entries(session: Session, campaign: Campaign, judge: str, number: int) -> dict[Place, Decimal]:
    statement = (
        select(ScoreEntry.nomination_id, ScoreEntry.criterion_id, ScoreEntry.points)
        .join(Criterion, Criterion.id == ScoreEntry.criterion_id)
        .where(Criterion.campaign_id == campaign.id, ScoreEntry.judge == judge, ScoreEntry.typed == number)
    )
    return {(nomination, criterion): points for nomination, criterion, points in session.execute(statement)}


def _check(grid: TypingGrid, typed: Typed) -> None:
    """Every cell is one of the grid's, open, and within its marks."""
    columns = {column.id: column for column in grid.columns}
    names = {nominee.nomination_id: nominee.name for nominee in grid.nominees}
    open_ = grid.open_places()
    for (nomination_id, column_id), points in typed.items():
        name = names.get(nomination_id, str(nomination_id))
        if nomination_id in grid.shut:
            raise ScoreInvalidError(reason=f"{grid.judge}回避{name}（{grid.shut[nomination_id]}），不能打分")
        if (nomination_id, column_id) not in open_:
            raise ScoreInvalidError(reason=f"{name}没有这一评分项，或不在要评的名单里")
        if fault := columns[column_id].fault(points):
            raise ScoreInvalidError(reason=f"{name}的“{columns[column_id].title}”给了 {points} 分，{fault}")


def _compare(session: Session, campaign: Campaign, judge: str) -> Comparison:
    grid = _grid(session, campaign, judge, PASSES[0])
    first, second = grid.typed, _entries(session, campaign, judge, PASSES[1])
    labels = {nominee.nomination_id: nominee.label for nominee in grid.nominees}
    columns = {column.id: column for column in grid.columns}
    places = {
        Cell(labels[n], columns[c].title, judge): (n, c)
        for n, c in first.keys() | second.keys()
        if n in labels and c in columns
    }
    told = differences(
        {cell: first[place] for cell, place in places.items() if place in first},
        {cell: second[place] for cell, place in places.items() if place in second},
    )
    differing = tuple(
        Disagreement(
            places[one.cell], one.cell.nominee, columns[places[one.cell][1]], one.first, one.second, one.sentence
        )
        for one in told
    )
    apart = {one.place for one in differing}
    agreed = {place: first[place] for place in places.values() if place not in apart}
    return Comparison(
        judge, agreed, len(grid.open_places() - set(places.values())), differing, (len(first), len(second))
    )


def _write(session: Session, campaign: Campaign, judge: str, points: Typed) -> None:
    held = given_scores(session, campaign)
    new = []
    for (nomination_id, criterion_id), value in sorted(points.items()):
        before = held.get((judge, nomination_id), {}).get(criterion_id)
        place = {"nomination_id": nomination_id, "criterion_id": criterion_id, "judge": judge}
        if before is None:
            new.append(place | {"points": value, "recused": False})
        elif before != value:
            session.execute(update(Score).filter_by(**place).values(points=value))
    if new:
        session.execute(insert(Score), new)


def _at(place: Place) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ScoreEntry.nomination_id == place[0], ScoreEntry.criterion_id == place[1]
