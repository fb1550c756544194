"""``awards propose|notice|confirm|explain``: from the proposed list to the decision."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.campaign_shown import board_value, nominee_value, winner_rows
from culture_desktop.cli.context import columns, context_of

_Code = Annotated[str, typer.Argument(help="评选编号")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    for command in (propose, notice, confirm, explain):
        commands.command()(command)


def propose(
    command: typer.Context,
    code: _Code,
    record: Annotated[Path | None, typer.Option("--record", help="把条件、规则、结果和理由写成可以复核的文件")] = None,
) -> None:
    """在全部规则下拟定得分最优的名单；同样的数据总得同样的名单。"""
    context = context_of(command)
    done = context.services.awards.propose(code)
    value, lines = board_value(done.value), [*columns(winner_rows(done.value)), done.sentence]
    if record is not None:
        kept = context.services.selection_records.write(code, record)
        value["record"] = {"file": str(record), "digest": kept.value}
        lines.append(kept.sentence)
    context.show(value, lines)


def notice(
    command: typer.Context,
    code: _Code,
    start: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="公示第一天")],
    end: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="截止日；不写则按工作日推算")
    ] = None,
) -> None:
    """开始公示，按法定工作日推算截止日期。"""
    context = context_of(command)
    done = context.services.awards.start_notice(code, start.date(), None if end is None else end.date())
    context.show(board_value(done.value), [done.sentence])


def confirm(
    command: typer.Context,
    code: _Code,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="表彰日期；不写则为今天")] = None,
) -> None:
    """公示期满后确认表彰，写入荣誉和证书编号。"""
    context = context_of(command)
    day = on.date() if on else date.today()
    pattern = context.services.settings.unit().certificate_pattern
    done = context.services.awards.confirm(code, day, pattern)
    context.show(board_value(done.value), [done.sentence])


def explain(
    command: typer.Context,
    code: _Code,
    number: Annotated[str, typer.Argument(help="工号，或班组名称")],
) -> None:
    """说明一个推荐对象为什么入选或没有入选。"""
    context = context_of(command)
    nominee = context.services.awards.explain(code, number)
    lines = [
        f"{nominee.name}　{nominee.unit}　{nominee.outcome.label}{nominee.tier}",
        *(f"  {'✓' if f.ok else '×'} {f.rule}：{f.reason}" for f in nominee.eligibility.findings),
        *(
            f"  {s.name}（权重 {s.weight:.0f}）：{s.points if s.points is not None else '缺分'}，{s.reason}"
            for s in nominee.scores
        ),
        f"  总分 {nominee.total if nominee.total is not None else '缺'}",
        nominee.explanation,
    ]
    context.show(nominee_value(nominee), lines)
