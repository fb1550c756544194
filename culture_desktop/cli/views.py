"""``people views list|show|save|delete``, and what ``people list`` and ``people export`` filter by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.services.people.condition_words import Names, parse, sentence
from culture_desktop.services.people.conditions import Condition
from culture_desktop.services.people.fields import FieldKind, PersonField, all_fields
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort
from culture_desktop.services.services import Services
from culture_desktop.services.views import SavedViewRow, ViewDefinition
from culture_desktop.vocabulary import PersonStatus

commands = typer.Typer(help="视图：筛选、排序和列，起名保存", no_args_is_help=True)
EVERYONE = frozenset(PersonStatus)
_SORTS = {"姓氏笔画": PeopleSort.SURNAME_STROKES, "姓名笔画": PeopleSort.NAME_STROKES, "拼音": PeopleSort.PINYIN}

Filters = Annotated[
    list[str] | None,
    typer.Option("--filter", help="条件，可写多次：性别=女、年龄>=35、姓名~晓、单位=客服部、合同到期日=30天内、缺手机"),
]
View = Annotated[str, typer.Option("--view", help="只列这个视图里的人，按它的次序")]
Sort = Annotated[str, typer.Option("--sort", help="按哪一栏排序；姓名另有姓氏笔画、姓名笔画、拼音")]
Columns = Annotated[str, typer.Option("--columns", help="哪些栏，以逗号分隔")]


@commands.command("list")
def list_(command: typer.Context) -> None:
    """列出视图和各自现有的人数。"""
    context = context_of(command)
    found = context.services.views.counted(date.today())
    table = [(view.name, "—" if view.people is None else f"{view.people:,} 人") for view in found]
    context.show(
        {"views": [_value(view, context.services) for view in found]}, columns(table) if table else ["没有视图"]
    )


@commands.command()
def show(command: typer.Context, name: Annotated[str, typer.Argument(help="视图名称")]) -> None:
    """显示一个视图的条件、次序和列。"""
    context = context_of(command)
    value = _value(context.services.views.named(name), context.services)
    titles = {"name": "视图", "conditions": "条件", "sort": "排序", "columns": "列"}
    lines = [(titles[key], "、".join(part) if isinstance(part := value[key], list) else part) for key in titles]
    context.show(value, columns(lines))


@commands.command()
def save(
    command: typer.Context,
    name: Annotated[str, typer.Argument(help="视图名称；已有的会被更新")],
    filters: Filters = None,
    search: Annotated[str, typer.Option("--search", help="姓名、拼音、工号、手机或单位里的字")] = "",
    sort: Sort = "",
    descending: Annotated[bool, typer.Option("--descending", help="倒序")] = False,
    shown: Columns = "",
) -> None:
    """保存一个视图。"""
    context = context_of(command)
    services = context.services
    query = PeopleQuery(
        search=search,
        conditions=conditions_of(services, filters or ()),
        sort=sort_of(services, sort),
        descending=descending,
    )
    done = services.views.save(name, ViewDefinition(query, columns_of(services, shown)))
    context.show({"name": name, "people": services.people.count(query)}, [done.sentence])


@commands.command()
def delete(command: typer.Context, name: Annotated[str, typer.Argument(help="视图名称")]) -> None:
    """删除一个视图，人员不受影响。"""
    context = context_of(command)
    done = context.services.views.delete(context.services.views.named(name).id)
    context.show({"deleted": name}, [done.sentence])


def definition_of(services: Services, view: str, search: str, filters: Sequence[str]) -> ViewDefinition:
    """What is asked for by a view, or by nothing; search words and conditions narrow it further.

    Without a view those who left are asked for as well.
    """
    found = services.views.named(view).definition if view else ViewDefinition(PeopleQuery(status=EVERYONE))
    conditions = (*found.query.conditions, *conditions_of(services, filters))
    words = " ".join(filter(None, (found.query.search, search)))
    return replace(found, query=replace(found.query, search=words, conditions=conditions, as_of=date.today()))


def conditions_of(services: Services, filters: Sequence[str]) -> tuple[Condition, ...]:
    """Conditions as typed."""
    fields = _fields(services)
    return tuple(parse(typed, fields, lambda kind, name: _id_of(services, kind, name)) for typed in filters)


def columns_of(services: Services, typed: str) -> tuple[str, ...]:
    """The keys of columns as typed."""
    return tuple(_field(services, part).key for part in typed.replace("，", ",").split(",") if part.strip())


def sort_of(services: Services, typed: str) -> str:
    """The order as typed; by number where nothing was."""
    if not typed:
        return PeopleSort.NUMBER
    return _SORTS[typed] if typed in _SORTS else _field(services, typed).key


def _fields(services: Services) -> tuple[PersonField, ...]:
    return all_fields(services.people.extra_fields())


def _field(services: Services, typed: str) -> PersonField:
    name = typed.strip()
    for field in _fields(services):
        if name in (field.title, field.column_title, field.key):
            return field
    expected = "、".join(field.title for field in _fields(services))
    raise InvalidFieldError(field="栏", value=name, expected=f"其中之一：{expected}")


def _id_of(services: Services, kind: FieldKind, name: str) -> int:
    if kind is not FieldKind.SOURCE:
        return services.organisations.id_of(name)
    found = next((key for key, known in services.people.sources().items() if known == name), None)
    if found is None:
        raise RecordMissingError(what="名单来源", key=name)
    return found


def _value(view: SavedViewRow, services: Services) -> dict[str, Any]:
    query = view.definition.query
    named = Names({node.id: node.full_name for node in services.organisations.nodes()}, services.people.sources())
    words = [sentence(condition, named) for condition in query.conditions]
    organisation = named.organisations.get(query.organisation_id or 0)
    titles = {field.key: field.title for field in _fields(services)} | {sort: words for words, sort in _SORTS.items()}
    return {
        "name": view.name,
        "people": view.people,
        "conditions": [*([organisation] if organisation else []), *([query.search] if query.search else []), *words],
        "sort": f"{titles[query.sort]}{'倒序' if query.descending else ''}",
        "columns": [titles[key] for key in view.definition.columns],
    }
