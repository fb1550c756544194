"""``conduct list|add|reverse|import|export``."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.imports import AllSheets, DryRun, File, Mapped, Rejected, Sheet, SkipHidden, import_list
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.conduct import ConductDraft, ConductRow, signed, total
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="文明行为记录：查看、登记、冲销、导入、导出", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="工号")]


@commands.command("list")
def list_(command: typer.Context, number: Number) -> None:
    """列出一个人的记录，新的在前。"""
    context = context_of(command)
    rows = context.services.conduct.records(context.services.people.id_of(number))
    table = [(r.id, r.happened_on, signed(r.points), r.norm, _remark(r), r.evidence) for r in rows]
    value = {"number": number, "total": str(total(rows)), "records": [_record(row) for row in rows]}
    context.show(value, [*columns(table), f"共 {len(rows)} 条，合计 {signed(total(rows))} 分"])


@commands.command()
def add(
    command: typer.Context,
    number: Number,
    norm: Annotated[str, typer.Option("--norm", help="条目")],
    points: Annotated[str, typer.Option("--points", help="分值，扣分写负数：--points=-2")],
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="日期；不写则为今天")] = None,
    evidence: Annotated[str, typer.Option("--evidence", help="依据")] = "",
) -> None:
    """登记一条。"""
    context = context_of(command)
    try:
        value = Decimal(points)
    except InvalidOperation:
        raise InvalidFieldError(field="分值", value=points, expected="一个数") from None
    draft = ConductDraft(on.date() if on else date.today(), norm, value, evidence)
    done = context.services.conduct.add(context.services.people.id_of(number), draft)
    context.show({"id": done.value}, [done.sentence])


@commands.command()
def reverse(
    command: typer.Context,
    record: Annotated[int, typer.Argument(help="记录的序号，见 conduct list")],
    reason: Annotated[str, typer.Option("--reason", help="理由，留在记录里")],
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="日期；不写则为今天")] = None,
) -> None:
    """冲销一条记错的：另记一条相反的分值，原来的保留。"""
    context = context_of(command)
    done = context.services.conduct.reverse(record, reason, on.date() if on else date.today())
    context.show({"id": done.value, "reverses": record}, [done.sentence])


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
    """导入记录；已经有的不再登记。"""
    import_list(
        command,
        ListKind.CONDUCT,
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
    """导出全部记录；导出的文件再导入不会有任何变更。"""
    context = context_of(command)
    done = context.services.lists.export_conduct(file)
    context.show({"file": str(done.value)}, [done.sentence])


def _remark(row: ConductRow) -> str:
    if row.reverses is not None:
        return f"冲销 {row.reverses}"
    return "" if row.reversed_by is None else f"已由 {row.reversed_by} 冲销"


def _record(row: ConductRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "happened_on": row.happened_on,
        "norm": row.norm,
        "points": str(row.points),
        "evidence": row.evidence,
        "reverses": row.reverses,
        "reversed_by": row.reversed_by,
    }
