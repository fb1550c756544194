"""``activities calendar|festival|duties``: a month with its holidays, festivals and what is owed."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.services.activities.almanac_rows import CalendarSpan, DayFacts

_MONTH = ["%Y-%m"]
_Month = Annotated[datetime | None, typer.Option("--month", formats=_MONTH, help="月份，如 2026-08；不写则为本月")]


def register(commands: typer.Typer) -> None:
    """Add these to the commands of activities."""
    for command in (calendar, duties, festival):
        commands.command(command.__name__)(command)


def calendar(
    command: typer.Context,
    month: _Month = None,
    ics: Annotated[Path | None, typer.Option("--ics", help="把这个月的活动写成日历文件")] = None,
) -> None:
    """显示一个月：活动、节假日和调休、节日、生日、司龄。"""
    context = context_of(command)
    first = (date.today() if month is None else month.date()).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    span = context.services.almanac.span(first, last)
    lines = [*columns([_line(facts, span) for facts in span.days if _told(facts, span)])]
    value: dict[str, Any] = {"month": f"{first:%Y-%m}", "days": [_day(facts) for facts in span.days]}
    value["activities"] = [
        {"code": one.code, "title": one.title, "starts": one.starts.isoformat(timespec="minutes"), "state": one.state}
        for one in span.entries
    ]
    if ics is not None:
        done = context.services.calendars.export(ics, [one.code for one in span.entries])
        value["file"], lines = str(done.value), [*lines, done.sentence]
    context.show(value, lines)


def duties(
    command: typer.Context,
    month: _Month = None,
) -> None:
    """列出各党支部本月、本季度、本年的组织生活：完成多少，还欠什么。"""
    context = context_of(command)
    today = date.today()
    day = today if month is None else month.date()
    branches = context.services.duties.standing(day, today)
    value = [
        {
            "branch": branch.branch,
            "duties": [
                {"duty": one.rule.duty, "held": one.held, "planned": one.planned, "owed": one.owed}
                for one in branch.standings
            ],
        }
        for branch in branches
    ]
    rows = [(branch.branch, one.sentence) for branch in branches for one in branch.standings]
    context.show({"branches": value}, columns(rows))


def festival(
    command: typer.Context,
    name: Annotated[str | None, typer.Argument(help="节日名称；不写则列出全部")] = None,
    on: Annotated[str | None, typer.Option("--on", help="月-日，如 8-6：添加本单位的节日")] = None,
    lunar: Annotated[bool, typer.Option("--lunar", help="农历")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="移除本单位的节日")] = False,
) -> None:
    """列出节日，添加或移除本单位自己的节日。"""
    context = context_of(command)
    service, lines = context.services.festivals, []
    if name is not None and remove:
        lines.append(service.remove(name).sentence)
    elif name is not None:
        lines.append(service.add(name, on or "", lunar=lunar).sentence)
    found = service.festivals()
    value = [{"name": one.name, "when": one.when, "kind": one.kind} for one in found]
    context.show({"festivals": value}, lines or columns([(one.when, one.name) for one in found]))


def _told(facts: DayFacts, span: CalendarSpan) -> bool:
    """Whether there is anything to say of a day beside that it is one."""
    busy = any(one.first <= facts.day <= one.last for one in span.entries)
    return busy or facts.off or facts.make_up or bool(facts.festivals or facts.term or facts.birthdays)


def _line(facts: DayFacts, span: CalendarSpan) -> tuple[str, str, str]:
    words = ["放假" if facts.off else "调休上班" if facts.make_up else ""]
    words += [one.name for one in facts.festivals] + [facts.term]
    words += [f"生日 {facts.birthdays} 人" if facts.birthdays else ""]
    words += [f"司龄周年 {facts.anniversaries} 人" if facts.anniversaries else ""]
    held = [f"{one.title}（{one.state.label}）" for one in span.entries if one.first <= facts.day <= one.last]
    weekday = "一二三四五六日"[facts.day.weekday()]
    return f"{facts.day:%m-%d} 周{weekday}", "　".join(filter(None, words)), "；".join(held)


def _day(facts: DayFacts) -> dict[str, Any]:
    return {
        "day": facts.day,
        "works": facts.works,
        "off": facts.off,
        "make_up": facts.make_up,
        "festivals": [one.name for one in facts.festivals],
        "term": facts.term,
        "lunar": facts.lunar,
        "birthdays": facts.birthdays,
        "anniversaries": facts.anniversaries,
    }
