"""``activities templates|new|set|approve|move|task``: what is planned, and how far it has come."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import Context, columns, context_of
from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.shifting import Keeping, Shift
from culture_desktop.services.activities.plans import ActivityPlan
from culture_desktop.services.activities.rows import ActivityDraft, Approval, TaskDraft, TaskRow
from culture_desktop.vocabulary import ActivityKind, ActivityState, Layer, Mechanism, Word

_DAY, _MOMENT = ["%Y-%m-%d"], ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]
_Day = Annotated[datetime | None, typer.Option(formats=_DAY, help="日期")]
_Moment = datetime | None
Code = Annotated[str, typer.Argument(help="活动编号")]

tasks = typer.Typer(help="活动任务：列出、添加、完成、删除", no_args_is_help=True)


def register(commands: typer.Typer) -> None:
    """Add these to the commands of activities."""
    for command in (templates, new, set_, approve, move):
        commands.command(command.__name__.rstrip("_"))(command)
    commands.add_typer(tasks, name="task")


def templates(command: typer.Context) -> None:
    """列出活动模板，按一年里的先后。"""
    context = context_of(command)
    found = context.services.planning.templates()
    rows = [(one.code, one.when.sentence, f"{one.layer.label}·{one.mechanism.label}", one.name) for one in found]
    value = [
        {
            "code": one.code,
            "name": one.name,
            "when": one.when.sentence,
            "layer": one.layer,
            "mechanism": one.mechanism,
            "tasks": len(one.tasks),
            "roles": one.roles,
            "source": one.source,
            "dated": one.dated,
        }
        for one in found
    ]
    context.show({"templates": value}, columns([("编号", "时间", "四层", "名称"), *rows]))


def new(
    command: typer.Context,
    template: Annotated[str | None, typer.Option(help="用这个模板，见 activities templates")] = None,
    source: Annotated[str | None, typer.Option("--from", help="沿用这个编号的活动：日期顺延，人员不带")] = None,
    on: Annotated[datetime | None, typer.Option("--on", formats=_DAY, help="活动日期；不写则按模板或沿用推算")] = None,
    year: Annotated[int | None, typer.Option(help="沿用到哪一年；不写则为下一年")] = None,
    code: Annotated[str | None, typer.Option(help="新编号；不写则接着排")] = None,
    title: Annotated[str | None, typer.Option(help="名称；不写则按模板")] = None,
    capacity: Annotated[int | None, typer.Option(min=1, help="人数，预算按此计算")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看，不写入")] = False,
) -> None:
    """新建活动：用模板，或沿用以往的一次；先列出日期、任务和预算。"""
    context = context_of(command)
    day = None if on is None else on.date()
    if (template is None) == (source is None):
        raise InvalidFieldError(field="--template", value=template or "", expected="与 --from 两者之一")
    if source is not None:
        plan = _again(context, source, day, year)
    else:
        plan = context.services.planning.from_template(template or "", date.today(), day, capacity=capacity)
    draft = plan.draft
    plan = replace(plan, draft=replace(draft, code=code or draft.code, title=title or draft.title))
    lines = _plan_lines(plan)
    if not dry_run:
        lines = [context.services.planning.create(plan).sentence, *lines]
    context.show({"created": not dry_run, **_plan_value(plan)}, lines)


def set_(
    command: typer.Context,
    code: Code,
    title: Annotated[str | None, typer.Option(help="名称")] = None,
    layer: Annotated[str | None, typer.Option(help="四层，如 行为")] = None,
    mechanism: Annotated[str | None, typer.Option(help="机制，如 以赛促练")] = None,
    kind: Annotated[str | None, typer.Option(help="类别，如 竞赛")] = None,
    starts: Annotated[_Moment, typer.Option(formats=_MOMENT, help="开始，如 2026-08-06T14:00")] = None,
    ends: Annotated[_Moment, typer.Option(formats=_MOMENT, help="结束")] = None,
    sign_up_opens: Annotated[_Moment, typer.Option(formats=_MOMENT, help="报名开始")] = None,
    sign_up_closes: Annotated[_Moment, typer.Option(formats=_MOMENT, help="报名截止")] = None,
    place: Annotated[str | None, typer.Option(help="地点")] = None,
    host: Annotated[str | None, typer.Option(help="主办单位")] = None,
    owner: Annotated[str | None, typer.Option(help="负责人的工号")] = None,
    capacity: Annotated[int | None, typer.Option(min=1, help="人数上限")] = None,
    budget: Annotated[str | None, typer.Option(help="预算，元")] = None,
    goals: Annotated[str | None, typer.Option(help="目标")] = None,
    risks: Annotated[str | None, typer.Option(help="风险和措施")] = None,
    fallback: Annotated[str | None, typer.Option(help="天气预案")] = None,
) -> None:
    """修改活动；只改写了的各项。"""
    context = context_of(command)
    services = context.services
    activity_id = services.activities.id_of(code)
    words = {"layer": _word(Layer, layer), "mechanism": _word(Mechanism, mechanism), "kind": _word(ActivityKind, kind)}
    given: dict[str, Any] = {
        "title": title,
        **words,
        "starts": starts,
        "ends": ends,
        "sign_up_opens": sign_up_opens,
        "sign_up_closes": sign_up_closes,
        "place": place,
        "host_id": None if host is None else services.organisations.id_of(host),
        "owner_id": None if owner is None else services.people.id_of(owner),
        "capacity": capacity,
        "budget": None if budget is None else _yuan(budget),
        "goals": goals,
        "risks": risks,
        "fallback": fallback,
    }
    changed = {name: value for name, value in given.items() if value is not None}
    draft: ActivityDraft = replace(services.activities.detail(activity_id).draft, **changed)
    done = services.activities.update(activity_id, draft)
    context.show({"code": draft.code, "changed": sorted(changed)}, [done.sentence])


def approve(
    command: typer.Context,
    code: Code,
    by: Annotated[str, typer.Option(help="批准人")],
    on: Annotated[datetime | None, typer.Option("--on", formats=_DAY, help="批准日期；不写则为今天")] = None,
    number: Annotated[str, typer.Option(help="批复文号")] = "",
) -> None:
    """登记活动方案的批准。"""
    context = context_of(command)
    day = date.today() if on is None else on.date()
    done = context.services.lifecycle.approve(context.services.activities.id_of(code), Approval(day, by, number))
    context.show({"code": code, "approved_on": day, "by": by}, [done.sentence])


def move(
    command: typer.Context,
    code: Code,
    to: Annotated[str, typer.Argument(help=f"转到哪一步：{'、'.join(state.label for state in ActivityState)}")],
    reason: Annotated[str, typer.Option(help="还有未结事项时归档的理由")] = "",
    check: Annotated[bool, typer.Option("--check", help="只看还差什么")] = False,
) -> None:
    """把活动转到计划、审批、通知、报名、进行、总结或归档。"""
    context = context_of(command)
    lifecycle, activity_id = context.services.lifecycle, context.services.activities.id_of(code)
    state, now = _word(ActivityState, to), datetime.now()
    assert state is not None
    points = lifecycle.open_points(activity_id, state, now)
    lines = [] if check else [lifecycle.move(activity_id, state, now, reason).sentence]
    open_ = [{"title": one.title, "weight": one.weight.value, "todo": one.todo} for one in points]
    told = [f"　{one.todo}" for one in points]
    context.show({"code": code, "state": state, "moved": not check, "open": open_}, [*lines, *told])


@tasks.command("list")
def list_tasks(
    command: typer.Context,
    code: Annotated[str | None, typer.Argument(help="活动编号；不写则为各项活动今天为止应完成的")] = None,
) -> None:
    """列出活动的任务。"""
    context = context_of(command)
    service, today = context.services.activity_tasks, date.today()
    activity_id = None if code is None else context.services.activities.id_of(code)
    rows = service.open_until(today) if activity_id is None else service.of_activity(activity_id)
    context.show({"tasks": [_task(row, today) for row in rows]}, columns([_task_line(row, today) for row in rows]))


@tasks.command("add")
def add_task(
    command: typer.Context,
    code: Code,
    title: Annotated[str, typer.Argument(help="事项")],
    due: _Day = None,
    role: Annotated[str, typer.Option(help="分工")] = "",
    owner: Annotated[str | None, typer.Option(help="负责人的工号")] = None,
) -> None:
    """添加一项任务。"""
    context = context_of(command)
    services = context.services
    owner_id = None if owner is None else services.people.id_of(owner)
    draft = TaskDraft(title, None if due is None else due.date(), owner_id, role)
    done = services.activity_tasks.add(services.activities.id_of(code), draft)
    context.show({"task": done.value}, [f"{done.sentence}（{done.value}）"])


@tasks.command("done")
def finish_task(
    command: typer.Context,
    task: Annotated[int, typer.Argument(help="任务编号，见 activities task list")],
    on: Annotated[datetime | None, typer.Option("--on", formats=_DAY, help="完成日期；不写则为今天")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="改回未完成")] = False,
) -> None:
    """把一项任务记为完成。"""
    context = context_of(command)
    day = None if undo else date.today() if on is None else on.date()
    context.show({"task": task, "done_on": day}, [context.services.activity_tasks.finish(task, day).sentence])


@tasks.command("remove")
def remove_task(command: typer.Context, task: Annotated[int, typer.Argument(help="任务编号")]) -> None:
    """删除一项任务。"""
    context = context_of(command)
    context.show({"task": task}, [context.services.activity_tasks.remove(task).sentence])


def _again(context: Context, source: str, day: date | None, year: int | None) -> ActivityPlan:
    services = context.services
    activity_id = services.activities.id_of(source)
    old = services.activities.detail(activity_id).draft.starts.date()
    if day is not None:
        return services.planning.from_activity(activity_id, Shift(old, day, Keeping.DATE))
    likeliest = services.planning.shifts(activity_id, year or old.year + 1)[0]
    return services.planning.from_activity(activity_id, likeliest)


def _plan_lines(plan: ActivityPlan) -> list[str]:
    draft = plan.draft
    facts = [("编号", draft.code), ("名称", draft.title), ("时间", f"{draft.starts:%Y-%m-%d %H:%M}")]
    lines = [*columns(facts), *plan.notes]
    lines += [f"{task.due_on or '—'}　{task.title}{f'（{task.role}）' if task.role else ''}" for task in plan.tasks]
    lines += [f"{line.source.label}　{line.title}　{line.amount:,.2f} 元" for line in plan.budget]
    return lines + ([f"预算合计 {plan.total:,.2f} 元"] if plan.budget else [])


def _plan_value(plan: ActivityPlan) -> dict[str, Any]:
    draft = plan.draft
    return {
        "code": draft.code,
        "title": draft.title,
        "starts": draft.starts.isoformat(timespec="minutes"),
        "notes": plan.notes,
        "tasks": [{"title": task.title, "role": task.role, "due_on": task.due_on} for task in plan.tasks],
        "budget": [{"title": one.title, "source": one.source, "amount": str(one.amount)} for one in plan.budget],
        "total": None if plan.total is None else str(plan.total),
    }


def _task(row: TaskRow, today: date) -> dict[str, Any]:
    draft = row.draft
    return {
        "id": row.id,
        "title": draft.title,
        "due_on": draft.due_on,
        "done_on": row.done_on,
        "role": draft.role,
        "owner": row.owner,
        "overdue": row.overdue(today),
    }


def _task_line(row: TaskRow, today: date) -> tuple[object, ...]:
    state = "已完成" if row.done_on else "逾期" if row.overdue(today) else ""
    return row.id, row.draft.due_on or "—", row.draft.title, row.owner or row.draft.role, state


def _word(words: type[Word], label: str | None) -> Any:
    """The word with this label or value; None for None."""
    if label is None:
        return None
    for word in words:
        if label in (word.label, word.value):
            return word
    raise InvalidFieldError(field=words.__name__, value=label, expected="、".join(word.label for word in words))


def _yuan(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise InvalidFieldError(field="预算", value=text, expected="以元计的金额，如 6800.00") from error
