"""``awards forms|nominate``: 推荐表 out to the units, and back in."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.imports import DryRun, Reason, Rejected, import_list
from culture_desktop.vocabulary import ListKind

_Code = Annotated[str, typer.Argument(help="评选编号")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    commands.command()(forms)
    commands.command()(nominate)


def forms(
    command: typer.Context,
    code: _Code,
    out: Annotated[Path | None, typer.Option("--out", help="存放推荐表的文件夹，每个单位一个文件")] = None,
    book: Annotated[Path | None, typer.Option("--book", help="写成一个 xlsx 文件，每个单位一张工作表")] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="只给这个单位（全路径），可以写多次")] = None,
) -> None:
    """按单位生成推荐表（xlsx），带名额和下拉列表；不写 --out 和 --book 则只列出单位和名额。"""
    context = context_of(command)
    service = context.services.nomination_forms
    wanted = tuple(unit or ())
    offered = [one for one in service.units(code) if not wanted or one.unit in wanted]
    value = {
        "campaign": code,
        "units": [{"unit": one.unit, "quota": one.quota, "nominees": one.nominees} for one in offered],
        "files": [],
    }
    lines = list(columns([(one.unit, one.quota) for one in offered]))
    files: list[str] = []
    if out is not None:
        done = service.write(code, out, wanted)
        files += map(str, done.value)
        lines.append(done.sentence)
    if book is not None:
        done = service.write_one(code, book, wanted)
        files += map(str, done.value)
        lines.append(done.sentence)
    context.show(value | {"files": files}, lines)


def nominate(
    command: typer.Context,
    code: _Code,
    files: Annotated[list[Path], typer.Argument(help="推荐表，可以一次写多个文件")],
    reason: Reason = "",
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """导入各单位交回的推荐表：核对单位、名额、重复和集体成员，不合要求的行写明原因、不写入。"""
    first, *further = files
    about = {"campaign": code}
    import_list(
        command,
        ListKind.NOMINATION,
        first,
        None,
        dry_run,
        rejected,
        further=further,
        into=code,
        reason=reason,
        about=about,
    )
