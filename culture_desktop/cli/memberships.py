"""``memberships import|export``."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.imports import AllSheets, DryRun, File, Mapped, Rejected, Sheet, SkipHidden, import_list
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="组织关系：党、团、工会等组织的成员", no_args_is_help=True)


@commands.command("import")
def import_(
    command: typer.Context,
    file: File,
    sheet: Sheet = None,
    all_sheets: AllSheets = False,
    skip_hidden: SkipHidden = False,
    mapping: Mapped = None,
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """导入成员名单：新加入的、职务变了的、已经离开的。"""
    import_list(
        command,
        ListKind.MEMBERSHIP,
        file,
        sheet,
        dry_run,
        rejected,
        all_sheets=all_sheets,
        skip_hidden=skip_hidden,
        mapping=mapping,
    )


@commands.command()
def export(command: typer.Context, file: Annotated[Path, typer.Argument(help="写到哪里：.xlsx 或 .csv")]) -> None:
    """导出所有组织关系；导出的文件再导入不会有任何变更。"""
    context = context_of(command)
    done = context.services.lists.export_memberships(file)
    context.show({"file": str(done.value)}, [done.sentence])
