"""``history list|show|undo|redo``."""

from typing import Annotated, Any

import typer

from culture_desktop.cli.context import Context, columns, context_of
from culture_desktop.errors import NothingToTakeBackError, RecordMissingError
from culture_desktop.services.history import HistoryQuery, HistoryRow, RowChange
from culture_desktop.vocabulary import EntryKind

commands = typer.Typer(help="历史：做过的每一步，前后对照，撤销和恢复", no_args_is_help=True)

_SLICE = 500
Reason = Annotated[str, typer.Option(help="更正已确认的表彰时的理由，留在记录里")]


@commands.command("list")
def list_(
    command: typer.Context,
    person: Annotated[str | None, typer.Option(help="只看与此人有关的：工号")] = None,
    activity: Annotated[str | None, typer.Option(help="只看与此活动有关的：编号")] = None,
    campaign: Annotated[str | None, typer.Option(help="只看与此评选有关的：编号")] = None,
    search: Annotated[str, typer.Option(help="操作名称里的文字")] = "",
    limit: Annotated[int, typer.Option(min=1, help="最多列出多少步")] = 50,
) -> None:
    """列出做过的操作，最近的在前。"""
    context = context_of(command)
    services = context.services
    query = HistoryQuery(
        person_id=None if person is None else services.people.id_of(person),
        activity_id=None if activity is None else services.activities.id_of(activity),
        campaign_id=None if campaign is None else _campaign_id(context, campaign),
        text=search,
        limit=limit,
    )
    rows = services.history.entries(query)
    context.show({"entries": [entry_value(row) for row in rows]}, columns([entry_line(row) for row in rows]))


@commands.command()
def show(
    command: typer.Context,
    entry: Annotated[int, typer.Argument(help="操作的序号，见 history list")],
    limit: Annotated[int, typer.Option(min=1, help="最多列出多少行")] = 100,
) -> None:
    """显示一步操作改动了什么，逐行逐项，前后对照。"""
    context = context_of(command)
    history = context.services.history
    row, changes, after = history.entry(entry), list[RowChange](), 0
    while len(changes) < limit:
        part = history.detail(entry, after=after, limit=min(_SLICE, limit - len(changes)))
        changes += part.changes
        if part.complete:
            break
        after = part.changes[-1].number
    context.show(
        entry_value(row) | {"changes": [_change(change) for change in changes], "total": part.total},
        [
            *_lines_of(row),
            *(line for change in changes for line in _lines_of_change(change)),
            *_rest(part.total, changes),
        ],
    )


@commands.command()
def undo(
    command: typer.Context,
    entry: Annotated[int | None, typer.Argument(help="操作的序号；不写则撤销最近一步")] = None,
    reason: Reason = "",
) -> None:
    """撤销一步；后来的操作挡住时说明是哪一步。"""
    context = context_of(command)
    history = context.services.history
    _take_back(context, history.next_undo() if entry is None else history.entry(entry), reason, "撤销")


@commands.command()
def redo(command: typer.Context, reason: Reason = "") -> None:
    """恢复最近撤销的一步。"""
    context = context_of(command)
    _take_back(context, context.services.history.next_redo(), reason, "恢复")


def _take_back(context: Context, row: HistoryRow | None, reason: str, act: str) -> None:
    if row is None:
        raise NothingToTakeBackError(act=act)
    done = context.services.history.take_back(row.id, reason=reason)
    (made,) = context.services.history.entries(HistoryQuery(limit=1))
    context.show({"entry": row.id, "label": row.label, "made": made.id}, [done.sentence])


def _campaign_id(context: Context, code: str) -> int:
    found = next((row.id for row in context.services.awards.campaigns() if row.code == code), None)
    if found is None:
        raise RecordMissingError(what="评选", key=code)
    return found


def entry_line(row: HistoryRow) -> tuple[object, ...]:
    """One entry as a row of a list."""
    return row.id, f"{row.made_at:%Y-%m-%d %H:%M}", row.title, f"{row.rows:,} 行", row.subject, _state(row)


def entry_value(row: HistoryRow) -> dict[str, Any]:
    """One entry as JSON."""
    return {
        "id": row.id,
        "kind": row.kind,
        "label": row.label,
        "made_at": row.made_at,
        "rows": row.rows,
        "subject": row.subject,
        "reason": row.reason,
        "reverted": row.reverted,
        "undoable": row.undoable,
    }


def _change(change: RowChange) -> dict[str, Any]:
    return {
        "kind": change.kind.name.lower(),
        "table": change.table,
        "subject": change.subject,
        "fields": [{"title": field.title, "old": field.old, "new": field.new} for field in change.fields],
    }


def _state(row: HistoryRow) -> str:
    if not row.reverted:
        return ""
    return "已恢复" if row.kind is EntryKind.UNDO else "已撤销"


def _lines_of(row: HistoryRow) -> list[str]:
    head = "　".join(filter(None, (f"{row.made_at:%Y-%m-%d %H:%M}", row.title, f"{row.rows:,} 行", _state(row))))
    return [head, *([f"理由：{row.reason}"] if row.reason and row.reason != row.title else [])]


def _lines_of_change(change: RowChange) -> list[str]:
    fields = [f"    {field.title}：{field.old or '—'} → {field.new or '—'}" for field in change.fields]
    return [f"  {change.kind.label} {change.table}　{change.subject}", *fields]


def _rest(total: int, changes: list[RowChange]) -> list[str]:
    return [f"  另有 {total - len(changes):,} 行"] if total > len(changes) else []
