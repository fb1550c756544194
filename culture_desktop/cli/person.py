"""``people merge|duplicates|distinct|history|dossier``: what is about one person, or two that are one."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.history import entry_line, entry_value
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.people.merge import MergePlan

_SIDES = {"keep": False, "drop": True}


def register(commands: typer.Typer) -> None:
    """Add the commands to those about people."""
    for act in (merge, duplicates, distinct, history, dossier):
        commands.command()(act)


def merge(
    command: typer.Context,
    keep: Annotated[str, typer.Argument(help="留下的工号")],
    drop: Annotated[str, typer.Argument(help="并入前者、随后不再有的工号")],
    take: Annotated[
        list[str] | None, typer.Option(help="某一项取哪条记录的，如 phone=drop；不写则取留下的，空缺时取另一条的")
    ] = None,
    reason: Annotated[str, typer.Option(help="理由；有荣誉随之转移时必须写明，留在台账里")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出将怎样合并，不写入")] = False,
) -> None:
    """把两条记录合并成一个人：逐项取值，参与、荣誉等记录全部并入；可以撤销。"""
    context = context_of(command)
    service, people = context.services.merge, context.services.people
    pair = people.id_of(keep), people.id_of(drop)
    wanted = dict(map(_taken, take or ()))
    plan = service.plan(*pair, wanted)
    sentence = "只核对，没有写入"
    if plan.clashes:
        raise plan.refusal
    if not dry_run:
        sentence = service.merge(*pair, wanted, reason=reason).sentence
    value = {"merged": not dry_run, "needs_reason": plan.needs_reason} | _plan_value(plan)
    context.show(value, [*_plan_lines(plan), sentence])


def duplicates(command: typer.Context) -> None:
    """列出可能是同一个人的两条记录：电话，或姓名和出生日期相同。"""
    context = context_of(command)
    pairs = context.services.merge.duplicates()
    value = [{"numbers": [p.one.number, p.other.number], "name": p.one.name, "reason": p.reason} for p in pairs]
    lines = [(p.one.number, p.one.name, p.other.number, p.other.name, p.reason) for p in pairs]
    context.show({"duplicates": value}, [*columns(lines), f"可能重复 {len(pairs)} 对"])


def distinct(
    command: typer.Context,
    one: Annotated[str, typer.Argument(help="一条记录的工号")],
    other: Annotated[str, typer.Argument(help="另一条记录的工号")],
) -> None:
    """记下两条记录不是同一个人，duplicates 不再列出；可以撤销。"""
    context = context_of(command)
    people = context.services.people
    done = context.services.merge.set_apart(people.id_of(one), people.id_of(other))
    context.show({"numbers": [one, other]}, [done.sentence])


def history(
    command: typer.Context,
    number: Annotated[str, typer.Argument(help="工号")],
    limit: Annotated[int, typer.Option(min=1, help="最多列出多少步")] = 50,
) -> None:
    """列出与一个人有关的操作，最近的在前；并入此人的记录也算。"""
    context = context_of(command)
    person_id = context.services.people.id_of(number)
    rows = context.services.history.entries(HistoryQuery(person_id=person_id, limit=limit))
    context.show({"entries": [entry_value(row) for row in rows]}, columns([entry_line(row) for row in rows]))


def dossier(
    command: typer.Context,
    number: Annotated[str, typer.Argument(help="工号")],
    out: Annotated[Path, typer.Option("--out", help="写到哪里：.pdf")],
    reveal: Annotated[bool, typer.Option("--reveal", help="印出完整身份证号和电话；这次导出记入历史")] = False,
) -> None:
    """把一个人的档案写成 PDF：荣誉、参与、成长、关怀、文明行为、组织关系和任职经历。"""
    context = context_of(command)
    services = context.services
    done = services.dossiers.write_pdf(
        services.people.id_of(number), out, date.today(), unit_name=services.settings.unit().unit_name, reveal=reveal
    )
    context.show({"file": str(done.value)}, [done.sentence])


def _taken(written: str) -> tuple[str, bool]:
    """``phone=drop``: the field and whether the dropped record's value is taken."""
    key, _, side = written.partition("=")
    if side not in _SIDES:
        raise InvalidFieldError(field="--take", value=written, expected="“字段=keep”或“字段=drop”")
    return key.strip(), _SIDES[side]


def _plan_value(plan: MergePlan) -> dict[str, Any]:
    return {
        "keep": plan.keep.number,
        "drop": plan.drop.number,
        "fields": [
            {"key": f.key, "keep": f.kept, "drop": f.dropped, "taken": "drop" if f.from_dropped else "keep"}
            for f in plan.fields
        ],
        "records": {counted.what: counted.moved for counted in plan.records},
    }


def _plan_lines(plan: MergePlan) -> list[str]:
    head = ("", f"{plan.keep.number}（留下）", f"{plan.drop.number}（并入）", "取")
    fields = [
        (f.title, f.kept or "—", f.dropped or "—", plan.drop.number if f.from_dropped else plan.keep.number)
        for f in plan.fields
        if f.kept or f.dropped
    ]
    moved = [
        f"并入{counted.what} {counted.moved} 条" + (f"，其中 {counted.joined} 条两边都有" if counted.joined else "")
        for counted in plan.records
        if counted.moved
    ]
    return [*columns([head, *fields]), *moved]
