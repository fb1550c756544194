"""``honours import``."""

import typer

from culture_desktop.cli.imports import AllSheets, DryRun, File, Mapped, Rejected, Sheet, SkipHidden, import_list
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="荣誉：导入历年表彰名单", no_args_is_help=True)


@commands.callback()
def _group() -> None:
    """A callback keeps ``import`` a subcommand though it is the only one."""


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
    """导入历年获奖的个人和集体；只有年份的记在那年最后一天，已经有的不再登记。"""
    import_list(
        command,
        ListKind.HONOUR,
        file,
        sheet,
        dry_run,
        rejected,
        all_sheets=all_sheets,
        skip_hidden=skip_hidden,
        mapping=mapping,
    )
