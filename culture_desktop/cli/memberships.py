"""``memberships import``."""

import typer

from culture_desktop.cli.imports import DryRun, File, Rejected, Sheet, import_list
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="组织关系：导入党、团、工会等组织的成员", no_args_is_help=True)


@commands.callback()
def _group() -> None:
    """A callback keeps ``import`` a subcommand though it is the only one."""


@commands.command("import")
def import_(
    command: typer.Context, file: File, sheet: Sheet = None, dry_run: DryRun = False, rejected: Rejected = None
) -> None:
    """导入成员名单：新加入的、职务变了的、已经离开的。"""
    import_list(command, ListKind.MEMBERSHIP, file, sheet, dry_run, rejected)
