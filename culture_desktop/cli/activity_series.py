"""``activities series list|new|plan|remove``: activities that come again."""

from datetime import date, datetime
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.activities.series import SeriesDraft
from culture_desktop.vocabulary import Recurrence

_DAY = ["%Y-%m-%d"]
_WORDS = "、".join(one.label for one in Recurrence)

series = typer.Typer(help="系列活动：每周、每月、每季度、每年一次", no_args_is_help=True)
Series = Annotated[int, typer.Argument(help="系列编号，见 activities series list")]


def register(commands: typer.Typer) -> None:
    """Add these to the commands of activities."""
    commands.add_typer(series, name="series")


@series.command("list")
def list_(command: typer.Context) -> None:
    """列出系列活动。"""
    context = context_of(command)
    rows = context.services.series.rows()
    value = [
        {
            "id": row.id,
            "title": row.draft.title,
            "recurrence": row.draft.recurrence,
            "every": row.draft.every,
            "template": row.draft.template,
            "planned": row.planned,
            "last": row.last,
        }
        for row in rows
    ]
    lines = [
        (row.id, row.draft.title, row.draft.recurrence.label, f"{row.planned} 场", row.last or "—") for row in rows
    ]
    context.show({"series": value}, columns(lines))


@series.command()
def new(
    command: typer.Context,
    title: Annotated[str, typer.Argument(help="名称")],
    template: Annotated[str, typer.Option(help="用哪个模板，见 activities templates")],
    recurrence: Annotated[str, typer.Option("--every", help=f"周期：{_WORDS}")],
    on: Annotated[datetime, typer.Option("--from", formats=_DAY, help="第一次的日期")],
    until: Annotated[datetime | None, typer.Option("--until", formats=_DAY, help="最后一次不晚于这一天")] = None,
    interval: Annotated[int, typer.Option(help="每隔几个周期一次")] = 1,
    host: Annotated[str | None, typer.Option(help="主办单位")] = None,
) -> None:
    """新建系列活动。"""
    context = context_of(command)
    found = next((one for one in Recurrence if recurrence in (one.label, one.value)), None)
    if found is None:
        raise InvalidFieldError(field="周期", value=recurrence, expected=_WORDS)
    host_id = None if host is None else context.services.organisations.id_of(host)
    last = None if until is None else until.date()
    done = context.services.series.create(SeriesDraft(title, found, on.date(), template, interval, last, host_id))
    context.show({"series": done.value}, [f"{done.sentence}（{done.value}）"])


@series.command()
def plan(
    command: typer.Context,
    number: Series,
    until: Annotated[datetime, typer.Option("--until", formats=_DAY, help="排到哪一天")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看日期，不写入")] = False,
) -> None:
    """把还没有排的各次排到一天为止。"""
    context = context_of(command)
    service, last = context.services.series, until.date()
    days: tuple[date, ...] = service.days(number, last)
    lines = [] if dry_run else [service.plan(number, last).sentence]
    context.show({"planned": not dry_run, "days": days}, [*lines, *(f"{day}" for day in days)])


@series.command()
def remove(command: typer.Context, number: Series) -> None:
    """删除系列；已排的活动保留。"""
    context = context_of(command)
    context.show({"series": number}, [context.services.series.remove(number).sentence])
