"""评分汇总表 in rows: each nominee's points on every criterion, which judges' counted, total and rank, other ways beside."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from culture_desktop.database import Database
from culture_desktop.errors import StepBlockedError, WrongFormTypeError
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.panels import Summary
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.methods import places_by_method
from culture_desktop.services.awards.nominee_rows import CriterionScore, Nominee
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.writer import Column, Kind, Value, write_xlsx
from culture_desktop.vocabulary import DocumentKind, TierKind


class ScoreSummaryService:
    """The summary as a list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, code: str, path: Path, progress: Progress = silent) -> Done[Path]:
        """Write the summary as xlsx: a row for each nominee who passed the check."""
        if path.suffix.lower() != ".xlsx":
            raise WrongFormTypeError(name=path.name)
        with self._database.read() as session:
            board = read_board(session, require_campaign(session, code))
        nominees = scored_nominees(board)
        names = list(dict.fromkeys(score.name for nominee in nominees for score in nominee.scores))
        head = (f"{board.title}{DocumentKind.SCORES.label}", board.scoring.sentence)
        write_xlsx(path, "评分汇总", _columns(board, names), _rows(board, names), head, progress=progress)
        return Done(path, frozenset(), f"已导出评分汇总表“{path.name}”，{len(nominees)} 个对象")


def scored_nominees(board: CampaignBoard, kind: TierKind | None = None) -> list[Nominee]:
    """Nominees who passed the check, by rank; StepBlockedError where there is nobody with points."""
    nominees = [n for n in board.nominees if n.eligibility.passed and kind in (None, n.kind)]
    if kind is None and not any(n.total is not None or any(s.counted for s in n.scores) for n in nominees):
        raise StepBlockedError(step=DocumentKind.SCORES.label, reason="还没有评分。")
    return nominees


def judges_in_words(scores: Sequence[CriterionScore]) -> tuple[str, ...]:
    """What was counted, dropped and left out, a sentence for each criterion that judges score."""
    several = sum(score.judged for score in scores) > 1
    return tuple((f"{score.name}：" if several else "") + "；".join(_judges(score)) for score in scores if score.judged)


def _judges(score: CriterionScore) -> Iterator[str]:
    for words, those in (("计入", score.counted), ("去掉", score.dropped)):
        if those:
            given = "、".join(f"{one.judge} {one.points}" for one in those)
            yield f"{words} {given}"
    if score.recused:
        yield f"回避 {'、'.join(one.judge for one in score.recused)}"
    if score.missing:
        yield f"缺 {'、'.join(score.missing)}"
    if score.disagreement:
        yield score.disagreement


def _columns(board: CampaignBoard, names: Sequence[str]) -> list[Column]:
    methods = [
        column
        for summary in Summary
        for column in (Column(summary.label, 14, Kind.NUMBER), Column(f"{summary.label}名次", 10, Kind.NUMBER))
    ]
    return [
        Column("名次", 8, Kind.NUMBER),
        Column("对象", 8),
        Column("编号", 14),
        Column("姓名", 16),
        Column("部门", 30),
        *(Column(name, 12, Kind.NUMBER) for name in names),
        Column("总分", 10, Kind.NUMBER),
        Column("评委", 60),
        *methods,
    ]


def _rows(board: CampaignBoard, names: Sequence[str]) -> Iterator[list[Value]]:
    places = places_by_method(board)
    for nominee in scored_nominees(board):
        points = {score.name: score.points for score in nominee.scores}
        row: list[Value] = [nominee.rank, nominee.kind.label, nominee.number, nominee.name, nominee.unit_full_name]
        row += [points.get(name) for name in names]
        row += [nominee.total, "；".join(judges_in_words(nominee.scores))]
        for summary in Summary:
            place = places[nominee.nomination_id][summary]
            row += [place.total, place.rank]
        yield row
