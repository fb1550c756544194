"""The columns of the history: entries, the rows of one, the fields of one row."""

from collections.abc import Callable
from datetime import date, timedelta

from culture_desktop.services.history import FieldChange, HistoryRow, RowChange
from culture_desktop.ui.labels import clock, count, short_day
from culture_desktop.ui.tables.cells import Cell, Chip, Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import ChangeKind, EntryKind

_TONES = {ChangeKind.INSERT: Tone.OK, ChangeKind.UPDATE: Tone.WARN, ChangeKind.DELETE: Tone.BAD}


def moment(row: HistoryRow, today: date) -> str:
    """``今天 20:41``, ``昨天 09:05``, ``11-03 14:20``, ``2025-12-30 14:20``."""
    day = row.made_at.date()
    if day == today:
        words = "今天"
    elif day == today - timedelta(days=1):
        words = "昨天"
    else:
        words = short_day(day) if day.year == today.year else day.isoformat()
    return f"{words} {clock(row.made_at)}"


def state(row: HistoryRow) -> str:
    """What became of an entry; empty while it stands."""
    if row.reverted:
        return "已恢复" if row.kind is EntryKind.UNDO else "已撤销"
    return "" if row.undoable else "只能查看"


def _state(row: HistoryRow) -> Cell:
    return Status(state(row)) if row.reverted else Muted(state(row))


def entry_columns(today: Callable[[], date]) -> tuple[Column[HistoryRow], ...]:
    """The list of entries."""
    return (
        Column("时间", lambda r: Muted(moment(r, today())), width=124),
        Column("操作", lambda r: Name(r.title), width=160),
        Column("对象", lambda r: r.subject, width=140, stretch=True),
        Column("改动", lambda r: Figure(count(r.rows, "行")) if r.rows else None, width=90, right=True, priority=1),
        Column("状态", _state, width=86),
    )


ROW_COLUMNS = (
    Column[RowChange]("", lambda r: Chip(r.kind.label, _TONES.get(r.kind, Tone.NEUTRAL)), width=60),
    Column[RowChange]("内容", lambda r: Muted(r.table), width=92),
    Column[RowChange]("对象", lambda r: Name(r.subject), width=140, stretch=True),
)
FIELD_COLUMNS = (
    Column[FieldChange]("", lambda f: Muted(f.title), width=96),
    Column[FieldChange]("之前", lambda f: f.old or None, width=120, stretch=True),
    Column[FieldChange]("之后", lambda f: f.new or None, width=120, stretch=True),
)
