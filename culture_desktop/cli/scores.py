"""``awards scores|double``: points and ranks by every way of summing up, and forms typed in twice."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.imports import DryRun, Reason, preview_lines, preview_value
from culture_desktop.errors import ScoreInvalidError
from culture_desktop.rules.panels import Summary
from culture_desktop.services.awards.methods import Places, places_by_method
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.imports.scores import ScoreImportService
from culture_desktop.vocabulary import ListKind

_Code = Annotated[str, typer.Argument(help="评选编号")]
_MOST = 20


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    commands.command()(scores)
    commands.command()(double)


def scores(
    command: typer.Context,
    code: _Code,
    out: Annotated[Path | None, typer.Option("--out", help="另存为 xlsx")] = None,
) -> None:
    """评分：各项得分、总分和名次，四种办法并列，名次不同的标 *；缺谁的分、谁回避、谁的分歧大都列出。"""
    context = context_of(command)
    board = context.services.awards.board(code)
    places = places_by_method(board)
    nominees = [nominee for nominee in board.nominees if nominee.eligibility.passed]
    value = {
        "campaign": code,
        "method": board.scoring.summary,
        "rule": board.scoring.sentence,
        "nominees": [_value(nominee, places[nominee.nomination_id]) for nominee in nominees],
    }
    lines = list(_lines(board, nominees, places))
    if out is not None:
        done = context.services.score_summaries.write(code, out)
        value["file"] = str(done.value)
        lines.append(done.sentence)
    context.show(value, lines)


def double(
    command: typer.Context,
    code: _Code,
    first: Annotated[Path, typer.Argument(help="第一遍录入的评分表")],
    second: Annotated[Path, typer.Argument(help="第二遍录入的评分表")],
    reason: Reason = "",
    dry_run: DryRun = False,
) -> None:
    """两遍录入：两个文件逐格核对，完全一致才记入；不一致的列出，什么也不写。"""
    context = context_of(command)
    service = context.services.imports[ListKind.SCORE]
    assert isinstance(service, ScoreImportService)
    one, other = service.preview(first, into=code), service.preview(second, into=code)
    found = service.differences(one, other)
    value: dict[str, Any] = {"campaign": code, "differences": [difference.sentence for difference in found]}
    if found:
        context.show(value, [difference.sentence for difference in found[:_MOST]])
        raise ScoreInvalidError(reason=f"两遍录入有 {len(found)} 处不一致，{found[0].sentence.rstrip('。')}")
    sentence = "两遍一致，只核对，没有写入" if dry_run else service.apply(one, reason=reason).sentence
    context.show(value | preview_value(one, not dry_run), [*preview_lines(one), sentence])


def _value(nominee: Nominee, places: Places) -> dict[str, Any]:
    return {
        "number": nominee.number,
        "name": nominee.name,
        "kind": nominee.kind,
        "total": None if nominee.total is None else str(nominee.total),
        "rank": nominee.rank,
        "methods": {
            summary.value: {"total": None if p.total is None else str(p.total), "rank": p.rank, "differs": p.differs}
            for summary, p in places.items()
        },
        "criteria": [
            {
                "name": score.name,
                "points": None if score.points is None else str(score.points),
                "reason": score.reason,
                "counted": {one.judge: str(one.points) for one in score.counted},
                "dropped": {one.judge: str(one.points) for one in score.dropped},
                "recused": [one.judge for one in score.recused],
                "missing": list(score.missing),
                "disagreement": score.disagreement,
            }
            for score in nominee.scores
        ],
    }


def _lines(board: CampaignBoard, nominees: list[Nominee], places: Mapping[int, Places]) -> Iterator[str]:
    yield f"评分办法：{board.scoring.sentence}"
    head = ("名次", "编号", "姓名", "总分", *(summary.label for summary in Summary))
    rows: list[tuple[object, ...]] = [head]
    for nominee in nominees:
        by = places[nominee.nomination_id]
        ways = [
            "—" if by[s].total is None else f"{by[s].total} 第 {by[s].rank}{'*' if by[s].differs else ''}"
            for s in Summary
        ]
        rows.append((nominee.rank or "—", nominee.number, nominee.name, nominee.total or "—", *ways))
    yield from columns(rows)
    for nominee in nominees:
        for score in nominee.scores:
            detail = "；".join(filter(None, (score.reason, score.disagreement)))
            if score.missing or score.recused or score.disagreement or score.points is None:
                yield f"{nominee.name} {score.name}：{detail}"
