"""``awards solve|verify``: selections as files, worked out without any data file."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import (
    SelectionFileDiffersError,
    SelectionInvalidError,
)
from culture_desktop.rules.selection.contradictions import contradiction
from culture_desktop.rules.selection.document import result_document
from culture_desktop.rules.selection.problem import Problem, Result, Status
from culture_desktop.rules.selection.reading import read_problem
from culture_desktop.rules.selection.solve import solve
from culture_desktop.services.awards.selection_record import check_record, selection_file


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    commands.command("solve")(solve_file)
    commands.command("verify")(verify_file)


def solve_file(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(help="评选问题：JSON 文件，格式见 docs/selection-format.md")],
) -> None:
    """按一个文件里的名额、限制和得分算出最优名单，不用也不改数据文件。"""
    context = context_of(command)
    problem = read_problem(selection_file(file), file.name)
    hopeless = contradiction(problem)
    result = Result(Status.INFEASIBLE, conflict=(hopeless,)) if hopeless else solve(problem)
    context.show(result_document(result), _lines(problem, result))
    if hopeless:
        raise SelectionInvalidError(reason=hopeless)


def verify_file(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(help="awards propose --record 写出的文件")],
) -> None:
    """重新计算一份评选记录，说明与文件是否一致、哪里不一致；不用数据文件。"""
    context = context_of(command)
    found = check_record(file)
    value = {
        "same": found.same,
        "differences": list(found.differences),
        "proven": found.proven,
        "digest": found.digest,
    }
    if found.same:
        optimum = "，名单最优已逐数证明" if found.proven else ""
        context.show(value, [f"一致：重新计算的结果与文件相同{optimum}。", f"摘要 {found.digest}"])
        return
    context.show(value, ["不一致：", *found.differences])
    raise SelectionFileDiffersError(name=file.name, difference=found.differences[0])


def _lines(problem: Problem, result: Result) -> list[str]:
    by_id = {candidate.id: candidate for candidate in problem.candidates}
    tiers = {tier.name: tier for tier in problem.tiers}
    won = [(by_id[winner.id], tiers[winner.tier]) for winner in result.winners]
    rows = [(tier.name, one.id, one.name, one.unit, str(one.score_in(tier))) for one, tier in won]
    lines = [*columns(rows), *(f"“{tier}”总分 {total:f}" for tier, total in result.totals.items())]
    if result.tied:
        lines.append(f"同分待定：{'、'.join(result.tied)}")
    if result.status is Status.INFEASIBLE:
        lines += [f"不能同时满足：{sentence}" for sentence in result.conflict]
        lines += [f"可以放宽：{sentence}" for sentence in result.relaxations]
    return lines
