"""``organisations list|import|export``."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.imports import AllSheets, DryRun, File, Mapped, Rejected, Sheet, SkipHidden, import_list
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="组织：单位、班组和党、团、工会等组织的树", no_args_is_help=True)


@commands.command("list")
def list_(command: typer.Context) -> None:
    """列出所有组织和人数。"""
    context = context_of(command)
    nodes = context.services.organisations.nodes()
    value = [{"path": n.full_name, "kind": n.kind, "people": n.people} for n in nodes]
    rows = [(n.full_name, n.kind.label, f"{n.people} 人") for n in sorted(nodes, key=lambda n: n.full_name)]
    context.show({"organisations": value}, columns(rows))


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
    """导入组织和上下级关系；上级写全路径或名称，行的先后不限。"""
    import_list(
        command,
        ListKind.ORGANISATION,
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
    """导出所有组织；导出的文件再导入不会有任何变更。"""
    context = context_of(command)
    done = context.services.lists.export_organisations(file)
    context.show({"file": str(done.value)}, [done.sentence])
