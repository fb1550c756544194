"""``participation import``."""

from typing import Annotated

import typer

from culture_desktop.cli.imports import DryRun, File, Rejected, Sheet, import_list
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="参与记录：导入报名和签到名单", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="活动编号")]


@commands.callback()
def _group() -> None:
    """A callback keeps ``import`` a subcommand though it is the only one."""


@commands.command("import")
def import_(
    command: typer.Context,
    code: Code,
    file: File,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """把报名或签到名单记入一项活动。"""
    about = {"activity": code}
    import_list(command, ListKind.PARTICIPATION, file, sheet, dry_run, rejected, into=code, about=about)
