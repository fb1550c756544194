"""Judges' score sheets on their way out: a file for each judge, with that judge's own rows and nobody else's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import StepBlockedError
from culture_desktop.models import Campaign
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.rubrics import bands_in_words
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.judging_rows import NomineeName
from culture_desktop.services.awards.nominee_names import nominee_names
from culture_desktop.services.awards.panel import given_scores, judges_of, recusals_of
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.score_columns import NOT_SCORED, RECUSED, ScoreColumn, score_columns
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.form import FormCell, FormColumn, NumberCell, write_form
from culture_desktop.vocabulary import TierKind

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]')
_HINT = "只填浅黄色的格子；“回避”的行和“—”的格子不填。填好后交回，用“导入评分表”一并导入。"


@dataclass(frozen=True)
class JudgeSheet:
    """What one judge is to fill in: nominees with the points given so far, by column; None for a recused one."""

    code: str
    title: str
    judge: str
    columns: tuple[ScoreColumn, ...]
    rows: tuple[tuple[NomineeName, Mapping[int, Decimal] | None], ...]
    reasons: Mapping[int, str]

    @property
    def recused(self) -> int:
        """How many nominees the judge keeps out of."""
        return sum(given is None for _, given in self.rows)


def judge_sheets(session: Session, campaign: Campaign, board: CampaignBoard) -> tuple[JudgeSheet, ...]:
    """A sheet for every judge on the panel, with the nominees who passed the check; StepBlockedError without any."""
    judges, columns = judges_of(session, campaign), score_columns(session, campaign)
    if not judges:
        _blocked("还没有评委，请先在“评委与回避”里添加。")
    if not columns:
        _blocked("没有由评委打分的评分项，请先在设置里添加。")
    passed = {nominee.nomination_id for nominee in board.nominees if nominee.eligibility.passed}
    nominees = [name for key, name in nominee_names(session, campaign).items() if key in passed]
    if not nominees:
        _blocked("还没有通过资格审查的推荐对象。")
    nominees.sort(key=lambda n: (n.kind is TierKind.TEAM, n.unit, n.number))
    given, recusals = given_scores(session, campaign), recusals_of(session, campaign)
    return tuple(
        JudgeSheet(
            code=campaign.code,
            title=campaign.title,
            judge=judge.name,
            columns=columns,
            rows=tuple(
                (
                    nominee,
                    None
                    if (judge.name, nominee.nomination_id) in recusals
                    else given.get((judge.name, nominee.nomination_id), {}),
                )
                for nominee in nominees
            ),
            reasons={key: reason for (name, key), reason in recusals.items() if name == judge.name},
        )
        for judge in judges
    )


class ScoreSheetService:
    """Sheets for judges to fill in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, code: str, folder: Path, progress: Progress = silent) -> Done[tuple[Path, ...]]:
        """Write a file for each judge into ``folder``, which is made where it is not there yet."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            sheets = judge_sheets(session, campaign, read_board(session, campaign))
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for done, sheet in enumerate(sheets):
            progress(done, len(sheets), "正在生成评分表")
            paths.append(folder / f"{sheet.code}评分表-{_UNSAFE.sub('', sheet.judge)}.xlsx")
            _write(paths[-1], sheet)
        return Done(tuple(paths), frozenset(), f"已生成 {len(paths)} 份评分表，保存在“{folder.name}”")


def _write(path: Path, sheet: JudgeSheet) -> None:
    titles = tuple(dict.fromkeys(column.title for column in sheet.columns))
    columns = [
        FormColumn("编号", 14),
        FormColumn("姓名", 16),
        FormColumn("所在部门", 28),
        *(FormColumn(_heading(title, sheet.columns), 14) for title in titles),
        FormColumn("评委", 12),
        FormColumn("评选编号", 12),
    ]
    head = (f"{sheet.title}评分表", f"评委：{sheet.judge}　{_HINT}")
    write_form(path, "评分表", columns, _rows(sheet, titles), head)


def _rows(sheet: JudgeSheet, titles: Sequence[str]) -> Iterator[list[FormCell]]:
    known = {(column.kind, column.title): column for column in sheet.columns}
    for nominee, given in sheet.rows:
        cells: list[FormCell] = [nominee.number, nominee.name, nominee.unit]
        for title in titles:
            column = known.get((nominee.kind, title))
            if column is None:
                cells.append(NOT_SCORED)
            elif given is None:
                cells.append(RECUSED)
            else:
                cells.append(_number(column, given.get(column.id)))
        yield [*cells, sheet.judge, sheet.code]


def _number(column: ScoreColumn, value: Decimal | None) -> NumberCell:
    hint = f"0 到 {column.full} 分"
    if column.part.bands:
        hint += f"\n{bands_in_words(column.part.bands)}"
    return NumberCell(column.part.maximum, column.part.digits == 0, column.part.name, hint, value)


def _heading(title: str, columns: Sequence[ScoreColumn]) -> str:
    full = dict.fromkeys(column.full for column in columns if column.title == title)
    return f"{title}（满分 {' 或 '.join(full)}）"


def _blocked(reason: str) -> NoReturn:
    raise StepBlockedError(step="评分表", reason=reason)
