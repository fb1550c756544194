"""``awards revoke|rename``: an honour revoked, or a winner's name put right, after the award."""

from datetime import date, datetime
from typing import Annotated

import typer

from culture_desktop.cli.context import Context, context_of
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.results import Done

Code = Annotated[str, typer.Argument(help="评选编号")]
Number = Annotated[str, typer.Argument(help="获奖者的工号，或班组名称")]
Reason = Annotated[str, typer.Option(help="原因，须写明")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    commands.command()(revoke)
    commands.command()(rename)


def revoke(
    command: typer.Context,
    code: Code,
    number: Number,
    reason: Reason,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="撤销日期；不写则为今天")] = None,
) -> None:
    """撤销一项荣誉：证书作废，编号不再使用，历史和存证保留。"""
    context = context_of(command)
    day = on.date() if on else date.today()
    _show(context, context.services.revocations.revoke(code, number, day, reason, date.today()))


def rename(
    command: typer.Context,
    code: Code,
    number: Number,
    name: Annotated[str, typer.Argument(help="正确的姓名或集体名称")],
    reason: Reason,
) -> None:
    """更正获奖者的姓名或集体名称，证书编号不变。"""
    context = context_of(command)
    _show(context, context.services.revocations.correct_name(code, number, name, reason))


def _show(context: Context, done: Done[Nominee]) -> None:
    winner = done.value
    value = {
        "number": winner.number,
        "name": winner.name,
        "tier": winner.tier,
        "certificate": winner.certificate,
        "revoked_on": winner.revoked_on,
    }
    context.show(value, [done.sentence])
