"""``activities list|show|ics``, and what the plan and the calendar add."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli import activity_calendar, activity_plan, activity_series, check_in, draws, money
from culture_desktop.cli.context import columns, context_of
from culture_desktop.services.activities.rows import ActivityDetail, ActivityQuery, ActivityRow
from culture_desktop.vocabulary import Attendance

commands = typer.Typer(help="活动：模板、计划、任务、进度、日历、签到", no_args_is_help=True)
activity_plan.register(commands)
activity_calendar.register(commands)
activity_series.register(commands)
check_in.register(commands)
draws.register(commands)
money.register(commands)


@commands.command("list")
def list_(
    command: typer.Context,
    year: Annotated[int | None, typer.Option(min=1900, max=2999, help="年度；不写则为最近有活动的一年")] = None,
    search: Annotated[str, typer.Option(help="标题、编号或地点里的字")] = "",
) -> None:
    """列出一年的活动，按时间先后。"""
    context = context_of(command)
    activities = context.services.activities
    chosen = year or next(iter(activities.years()), date.today().year)
    rows = tuple(reversed(activities.rows(ActivityQuery(chosen, search))))
    head = ("编号", "日期", "四层", "机制", "状态", "报名", "签到", "名称")
    table = [
        (
            r.code,
            f"{r.starts:%m-%d}",
            r.layer.label,
            r.mechanism.label,
            r.state.label,
            r.registered,
            r.attended,
            r.title,
        )
        for r in rows
    ]
    context.show({"year": chosen, "activities": [_row(row) for row in rows]}, columns([head, *table]))


@commands.command()
def show(command: typer.Context, code: Annotated[str, typer.Argument(help="活动编号")]) -> None:
    """显示一项活动和参加的人。"""
    context = context_of(command)
    activities = context.services.activities
    detail = activities.detail(activities.id_of(code))
    people = [(p.number, p.name, p.unit, p.attendance.label, p.result) for p in detail.participants]
    context.show(_detail(detail), [*columns(_facts(detail)), "", *columns(people)])


@commands.command()
def ics(
    command: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="写到哪里：.ics")],
    codes: Annotated[list[str] | None, typer.Argument(help="活动编号；不写则导出全部活动")] = None,
) -> None:
    """把活动写成日历文件，手机和电脑的日历都能导入。"""
    context = context_of(command)
    done = context.services.calendars.export(out, codes or None)
    context.show({"file": str(done.value)}, [done.sentence])


def _row(row: ActivityRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "layer": row.layer,
        "mechanism": row.mechanism,
        "kind": row.kind,
        "state": row.state,
        "starts": row.starts.isoformat(timespec="minutes"),
        "place": row.place,
        "host": row.host,
        "registered": row.registered,
        "attended": row.attended,
        "pictures": row.pictures,
    }


def _facts(detail: ActivityDetail) -> list[tuple[str, object]]:
    draft = detail.draft
    account = draft.account.label if draft.account else "—"
    return [
        ("名称", draft.title),
        ("时间", f"{draft.starts:%Y-%m-%d %H:%M}"),
        ("地点", draft.place or "—"),
        ("四层", f"{draft.layer.label}·{draft.mechanism.label}"),
        ("账户", account),
        ("负责人", detail.owner or "—"),
        ("主办", "、".join(filter(None, (detail.host, *detail.joint_hosts))) or "—"),
        ("预算", f"{draft.budget:,.2f} 元" if draft.budget is not None else "—"),
        ("状态", draft.state.label),
        ("任务", f"{sum(task.done_on is not None for task in detail.tasks)}/{len(detail.tasks)} 完成"),
        ("签到", f"{detail.counted(Attendance.ATTENDED)} 人，共 {len(detail.participants)} 人"),
    ]


def _detail(detail: ActivityDetail) -> dict[str, Any]:
    draft = detail.draft
    return {
        "code": draft.code,
        "title": draft.title,
        "layer": draft.layer,
        "mechanism": draft.mechanism,
        "account": draft.account,
        "kind": draft.kind,
        "state": draft.state,
        "starts": draft.starts.isoformat(timespec="minutes"),
        "ends": draft.ends.isoformat(timespec="minutes") if draft.ends else None,
        "place": draft.place,
        "host": detail.host,
        "joint_hosts": list(detail.joint_hosts),
        "brand": detail.brand,
        "capacity": draft.capacity,
        "budget": None if draft.budget is None else str(draft.budget),
        "summary": draft.summary,
        "owner": detail.owner,
        "goals": draft.goals,
        "risks": draft.risks,
        "fallback": draft.fallback,
        "approved_on": None if detail.approval is None else detail.approval.on,
        "template": detail.template,
        "tasks": [
            {"title": one.draft.title, "due_on": one.draft.due_on, "done_on": one.done_on} for one in detail.tasks
        ],
        "pictures": [picture.file_name for picture in detail.pictures],
        "participants": [
            {
                "number": p.number,
                "name": p.name,
                "unit": p.unit,
                "role": p.role,
                "attendance": p.attendance,
                "hours": None if p.hours is None else str(p.hours),
                "result": p.result,
            }
            for p in detail.participants
        ],
    }
