"""``participation import``."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.imports import preview_lines, preview_value

commands = typer.Typer(help="参与记录：导入报名和签到名单", no_args_is_help=True)


@commands.callback()
def _group() -> None:
    """A callback keeps ``import`` a subcommand though it is the only one."""


@commands.command("import")
def import_(
    command: typer.Context,
    code: Annotated[str, typer.Argument(help="活动编号")],
    file: Annotated[Path, typer.Argument(help="名单：xlsx、xls 或 csv")],
    sheet: Annotated[str | None, typer.Option(help="工作表")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，不写入")] = False,
) -> None:
    """把报名或签到名单记入一项活动。"""
    context = context_of(command)
    service = context.services.participation_import
    preview = service.preview(file, into=code, sheet=sheet)
    sentence = "只核对，没有写入" if dry_run else service.apply(preview).sentence
    value = {"activity": code} | preview_value(preview, not dry_run)
    context.show(value, [*preview_lines(preview), sentence])
