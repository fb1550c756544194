"""``store info|backup|backups|restore|check|mend|verify``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import FilesApartError, LedgerBrokenError, StoreUnsoundError

commands = typer.Typer(help="数据文件：概况、备份、恢复、检查", no_args_is_help=True)


@commands.command()
def info(command: typer.Context) -> None:
    """显示数据文件在哪里、有多少内容。"""
    context = context_of(command)
    found = context.services.store.info()
    value = {
        "path": str(found.path),
        "size": found.size,
        "files": found.files,
        "files_size": found.files_size,
        "counts": dict(found.counts),
    }
    facts = [("数据文件", found.path), ("大小", f"{found.size / 1e6:.1f} MB"), ("附件", f"{found.files} 个")]
    context.show(value, columns([*facts, *found.counts.items()]))


@commands.command()
def unlock(
    command: typer.Context, name: Annotated[str, typer.Argument(help="再写一遍数据文件的名称，以免移错")]
) -> None:
    """忘了窗口的密码时移除它。密码只挡路过的人，文件没有加密：能运行这条命令的人本来就读得到数据。"""
    context = context_of(command)
    context.show({"file": str(context.data)}, [context.services.lock.forget(name).sentence])


@commands.command()
def backup(command: typer.Context, file: Annotated[Path, typer.Argument(help="备份写到哪里")]) -> None:
    """把全部数据和附件备份成一个文件。"""
    context = context_of(command)
    done = context.services.backups.write(file, datetime.now())
    context.show({"file": str(done.value), "size": done.value.stat().st_size}, [done.sentence])


@commands.command()
def backups(command: typer.Context) -> None:
    """列出自动备份，新的在前。"""
    context = context_of(command)
    rows = context.services.backups.rows()
    value = [
        {
            "file": str(row.file),
            "made_at": row.made_at.isoformat(),
            "reason": row.reason,
            "size": row.size,
            "counts": dict(row.counts) if row.readable else None,
        }
        for row in rows
    ]
    lines = [
        (f"{row.made_at:%Y-%m-%d %H:%M:%S}", row.reason, f"{row.size / 1e6:.1f} MB", row.file.name) for row in rows
    ]
    context.show({"backups": value}, columns(lines) if lines else ["还没有自动备份"])


@commands.command()
def restore(command: typer.Context, file: Annotated[Path, typer.Argument(help="备份文件")]) -> None:
    """用备份替换当前数据；当前数据会先留存。"""
    context = context_of(command)
    done = context.services.backups.restore(file, datetime.now())
    lines = [done.sentence, f"原有数据留存在 {done.value.kept}"]
    if done.value.lost:
        lines.append(f"有 {len(done.value.lost)} 个照片或文书已不在数据文件旁边，没有恢复")
    value = {"file": str(file), "kept": str(done.value.kept), "lost_files": list(done.value.lost)}
    context.show(value, lines)


@commands.command()
def check(command: typer.Context) -> None:
    """检查数据文件和附件是否完好。"""
    context = context_of(command)
    found = context.services.check.check()
    value = {
        "sound": found.sound,
        "pages": found.pages,
        "hits": list(found.hits),
        "mendable": found.mendable,
        "problems": list(found.problems),
        "damaged_files": list(found.damaged_files),
        "missing_files": list(found.missing_files),
    }
    whole = "数据完好" if found.sound or found.files_only else "数据有问题"
    context.show(value, [whole, *found.lines])
    name = context.services.store.path.name
    if found.files_only:
        raise FilesApartError(name=name, count=found.count, folder=found.folder)
    if not found.sound:
        raise StoreUnsoundError(name=name, count=found.count)


@commands.command()
def mend(command: typer.Context) -> None:
    """修复逐位可复原的损坏；修复前的文件会先留存。"""
    context = context_of(command)
    if not context.services.check.check().mendable:
        context.show({"mended": False}, ["没有可以逐位修复的损坏"])
        return
    done = context.services.check.mend(datetime.now())
    context.show({"mended": True, "kept": str(done.value)}, [done.sentence])


@commands.command()
def verify(
    command: typer.Context,
    head: Annotated[str, typer.Option("--head", help="表彰决定末尾印的存证号")] = "",
) -> None:
    """核验评分和评选结果与存证一致，没有被改动、删除或截去。"""
    context = context_of(command)
    found = context.services.ledger.verify(head)
    value = {"sound": found.sound, "links": found.links, "head": found.head, "faults": list(found.faults)}
    value["corrections"] = list(found.corrections)
    result = f"存证完好：共 {found.links} 条" if found.sound else "存证有问题"
    context.show(value, [result, *([f"存证号 {found.head}"] if found.head else []), *found.faults, *found.corrections])
    if not found.sound:
        raise LedgerBrokenError(fault=found.faults[0])
