"""``people import|list|show|export|names|remove``, and ``people views``."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli import views
from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.people_import import import_
from culture_desktop.errors import RemovalUnconfirmedError
from culture_desktop.services.people.removal import write_report
from culture_desktop.services.people.row_values import OPEN_END, contract_words
from culture_desktop.services.people.rows import Contact, PersonDraft, PersonRow

commands = typer.Typer(help="人员：导入名册、列表、查看、导出、移除", no_args_is_help=True)
commands.add_typer(views.commands, name="views")

Search = Annotated[str, typer.Option("--search", help="姓名、拼音、工号、手机或单位里的字")]


commands.command("import")(import_)


@commands.command("list")
def list_(
    command: typer.Context,
    search: Search = "",
    view: views.View = "",
    filters: views.Filters = None,
    unit: Annotated[str, typer.Option(help="只列这个单位或组织及其下级的人：名称或“上级/下级”全称")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="按这一天在册、在那个单位的人；不写则按现在")
    ] = None,
) -> None:
    """列出人员，按工号，视图则按它的次序。"""
    context = context_of(command)
    organisation_id = context.services.organisations.id_of(unit) if unit else None
    day = on.date() if on else None
    query = views.definition_of(context.services, view, search, filters or ()).query
    query = replace(query, organisation_id=organisation_id or query.organisation_id, on=day)
    rows = context.services.people.rows(query, date.today().year)
    table = [(r.number, r.name, r.unit, r.position, r.employment.label, r.status.label) for r in rows]
    context.show({"people": [_person(row) for row in rows]}, [*columns(table), f"共 {len(rows)} 人"])


@commands.command()
def show(
    command: typer.Context,
    number: Annotated[str, typer.Argument(help="工号")],
    reveal: Annotated[bool, typer.Option("--reveal", help="显示完整身份证号和电话；这次查看记入历史")] = False,
) -> None:
    """显示一个人；身份证号和电话隐去几位。"""
    context = context_of(command)
    people = context.services.people
    person_id = people.id_of(number)
    detail = people.detail(person_id, date.today().year)
    contact: PersonDraft | Contact = people.reveal(person_id).value if reveal else detail.draft
    draft, honours = detail.draft, [honour.title for honour in detail.honours]
    value = {
        "number": draft.number,
        "name": draft.name,
        "unit": detail.unit_full_name,
        "position": draft.position,
        "phone": contact.phone,
        "resident_id": contact.resident_id,
        "status": draft.status,
        "participations": len(detail.participations),
        "honours": honours,
        "contract_ends": _contract(detail.draft.contract_ends),
        "extra": detail.extra,
    }
    lines = (
        ("工号", draft.number),
        ("姓名", draft.name),
        ("单位", detail.unit_full_name),
        ("岗位", draft.position),
        ("电话", contact.phone or ""),
        ("身份证号", contact.resident_id or ""),
        ("合同到期", contract_words(detail.draft.contract_ends)),
        ("状态", draft.status.label),
        ("参与活动", f"{len(detail.participations)} 场"),
        ("荣誉", "、".join(honours)),
        *detail.extra.items(),
    )
    context.show(value, columns(lines))


@commands.command()
def export(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(help="写到哪里：.xlsx 或 .csv")],
    search: Search = "",
    view: views.View = "",
    filters: views.Filters = None,
    shown: views.Columns = "",
    reveal: Annotated[bool, typer.Option("--reveal", help="含完整身份证号和电话；这次导出记入历史")] = False,
) -> None:
    """导出人员，电话隐去中间几位；导出的文件再导入不会有任何变更。视图带着它的列。"""
    context = context_of(command)
    wanted = views.definition_of(context.services, view, search, filters or ())
    query, chosen = wanted.query, views.columns_of(context.services, shown) or wanted.columns
    done = context.services.lists.export_people(query, date.today().year, file, reveal=reveal, columns=chosen)
    context.show({"file": str(done.value), "rows": context.services.people.count(query)}, [done.sentence])


@commands.command()
def names(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(help="写到哪里：.pdf")],
    title: Annotated[str, typer.Option("--title", help="名单的标题")],
    search: Search = "",
    view: views.View = "",
    filters: views.Filters = None,
) -> None:
    """把姓名按单位分栏排成 PDF 名单，两字姓名中间空一格。"""
    context = context_of(command)
    query = views.definition_of(context.services, view, search, filters or ()).query
    done = context.services.name_list.save(query, title, file)
    context.show({"file": str(done.value), "rows": context.services.people.count(query)}, [done.sentence])


@commands.command()
def remove(
    command: typer.Context,
    number: Annotated[str, typer.Argument(help="工号")],
    confirm: Annotated[str, typer.Option("--confirm", help="再写一遍姓名才移除；不写则只列出将移除什么")] = "",
    report: Annotated[Path | None, typer.Option(help="把报告存为文本文件")] = None,
) -> None:
    """移除一个人的个人信息：荣誉照旧计入统计，其余都不留，不能恢复。"""
    context = context_of(command)
    removal = context.services.removal
    plan = removal.plan(context.services.people.id_of(number))
    if confirm and confirm != plan.name:
        raise RemovalUnconfirmedError(number=number)
    lines = plan.lines()
    if confirm:
        lines = removal.remove(plan.person_id).value.lines(datetime.now())
    if report is not None:
        write_report(lines, report)
    value = {
        "removed": bool(confirm),
        "gone": dict(plan.gone),
        "kept": dict(plan.kept),
        "papers": list(plan.papers),
        "mentions": list(plan.mentions),
        "backups": list(plan.backups),
    }
    context.show(value, lines)


def _contract(ends: date | None) -> str | None:
    """A day, or the words for an end that there is not."""
    return None if ends is None else contract_words(ends) if ends == OPEN_END else ends.isoformat()


def _person(row: PersonRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "unit": row.unit_full_name,
        "sex": row.sex,
        "birth_date": row.birth_date,
        "phone": row.phone,
        "position": row.position,
        "employment": row.employment,
        "front_line": row.front_line,
        "manager": row.manager,
        "political_status": row.political_status,
        "hire_date": row.hire_date,
        "contract_ends": _contract(row.contract_ends),
        "extra": dict(row.extra),
        "status": row.status,
        "participations": row.participations,
        "honours": row.honours,
    }
