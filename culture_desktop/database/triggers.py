"""Triggers that log every row written, by whatever statement, to ``history_change``.

SQLite's own dialect, like ``sqlite``: a database without such triggers would need another mechanism, and nothing above
``database`` would notice. They follow from the models, so a migration installs them anew after changing tables.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy
from sqlalchemy import Table, text

from culture_desktop.models import (
    HistoryChange,
    HistoryEntry,
    LedgerLink,
    ListSource,
    Model,
    StoreState,
    UnsavedBriefing,
)
from culture_desktop.vocabulary import ChangeKind

# The log's own tables, facts about the file, what is being written, and what is remembered of lists: that outlives
# the undo of an import.
_UNLOGGED = frozenset(
    model.__tablename__ for model in (HistoryChange, HistoryEntry, LedgerLink, ListSource, StoreState, UnsavedBriefing)
)
_PREFIX = "history_"
_LEDGER = LedgerLink.__tablename__
_TARGET = (
    f"INSERT INTO {HistoryChange.__tablename__}"
    " (kind, table_name, row_id, second_id, before, after, person_id, activity_id, campaign_id)"
)
_ABOUT_NOMINEES = (
    "score",
    "score_entry",
    "ballot_mark",
    "voting_candidate",
    "grade_count",
    "opinion",
    "recusal",
    "fixed_choice",
)
_OF_NOMINATION = {
    "person_id": "(SELECT person_id FROM nomination WHERE id = {row}.nomination_id)",
    "campaign_id": "(SELECT campaign_id FROM nomination WHERE id = {row}.nomination_id)",
}
# Where a row does not itself name its person, activity or campaign; ``{row}`` is NEW or OLD.
_SUBJECTS: dict[str, dict[str, str]] = {
    "person": {"person_id": "{row}.id"},
    "activity": {"activity_id": "{row}.id"},
    "campaign": {"campaign_id": "{row}.id"},
    **dict.fromkeys(_ABOUT_NOMINEES, _OF_NOMINATION),
    "contest_score": {"activity_id": "(SELECT activity_id FROM contest_round WHERE id = {row}.round_id)"},
    "contest_recusal": {"activity_id": "(SELECT activity_id FROM contest_judge WHERE id = {row}.judge_id)"},
    "contest_member": {"activity_id": "(SELECT activity_id FROM contest_entry WHERE id = {row}.entry_id)"},
    "feedback_answer": {"activity_id": "(SELECT activity_id FROM feedback_question WHERE id = {row}.question_id)"},
    "judge_tie": {"campaign_id": "(SELECT campaign_id FROM judge WHERE id = {row}.judge_id)"},
    "honour": {"campaign_id": "(SELECT campaign_id FROM tier WHERE id = {row}.tier_id)"},
    "certificate": {
        "person_id": "(SELECT person_id FROM honour WHERE id = {row}.honour_id)",
        "campaign_id": "(SELECT tier.campaign_id FROM honour JOIN tier ON tier.id = honour.tier_id"
        " WHERE honour.id = {row}.honour_id)",
    },
}


def logged_tables() -> tuple[Table, ...]:
    """The tables whose rows are logged, in an order in which parents come first."""
    return tuple(table for table in Model.metadata.sorted_tables if table.name not in _UNLOGGED)


def key_columns(table: Table) -> tuple[str, ...]:
    """The one or two columns that identify a row in the log."""
    return tuple(column.name for column in table.primary_key)


def install(connection: sqlalchemy.Connection) -> None:
    """Put the triggers in place, instead of those there may be."""
    for name in installed(connection):
        connection.execute(text(f'DROP TRIGGER "{name}"'))
    for statement in statements().values():
        connection.exec_driver_sql(statement)


def installed(connection: sqlalchemy.Connection) -> dict[str, str]:
    """The triggers in the file: name to statement."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    return {row.name: row.sql for row in found}


def statements() -> dict[str, str]:
    """Every trigger this version wants: name to statement."""
    made = {}
    for table in logged_tables():
        for kind, body in _bodies(table):
            name = _name(table, kind)
            made[name] = f"CREATE TRIGGER {name} AFTER {kind.name} ON {table.name} {body}"
    for kind in (ChangeKind.UPDATE, ChangeKind.DELETE):
        name = f"{_LEDGER}_{kind.name.lower()}"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE {kind.name} ON {_LEDGER} BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )
    return made


@contextmanager
def logged_together(connection: sqlalchemy.Connection, table: Table) -> Iterator[None]:
    """Within the block rows are only added to a table with one key of its own; all are logged at its end, by one
    statement, in the order of their keys.

    A trigger costs as much for each row as its insertion. Part of the transaction like all else, so an error or a
    cancel brings the trigger back as well.
    """
    name = _name(table, ChangeKind.INSERT)
    (key,) = key_columns(table)
    trigger = installed(connection).get(name)
    if trigger is None:  # taken away to measure what it costs
        yield
        return
    last = connection.exec_driver_sql(f"SELECT coalesce(max({key}), 0) FROM {table.name}").scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    values = _values(table, ChangeKind.INSERT, "NEW", "NULL", "NULL")
    added = f"SELECT {values} FROM {table.name} AS NEW WHERE NEW.{key} > {last} ORDER BY NEW.{key}"
    connection.exec_driver_sql(f"{_TARGET} {added}")
    connection.exec_driver_sql(trigger)


def _name(table: Table, kind: ChangeKind) -> str:
    return f"{_PREFIX}{table.name}_{kind.name.lower()}"


def _bodies(table: Table) -> Iterable[tuple[ChangeKind, str]]:
    columns = [column.name for column in table.columns]
    whole = ", ".join(f"'{name}', OLD.{name}" for name in columns)
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    yield ChangeKind.INSERT, _log(table, ChangeKind.INSERT, "NEW", "NULL", "NULL")
    yield ChangeKind.DELETE, _log(table, ChangeKind.DELETE, "OLD", f"json_object({whole})", "NULL")
    before, after = _changed_only(columns, "OLD"), _changed_only(columns, "NEW")
    yield ChangeKind.UPDATE, f"WHEN {changed} {_log(table, ChangeKind.UPDATE, 'NEW', before, after)}"


def _log(table: Table, kind: ChangeKind, row: str, before: str, after: str) -> str:
    return f"BEGIN {_TARGET} VALUES ({_values(table, kind, row, before, after)}); END"


def _values(table: Table, kind: ChangeKind, row: str, before: str, after: str) -> str:
    """What is logged of a row, in the order of _TARGET."""
    keys = [f"{row}.{name}" for name in key_columns(table)]
    values = [f"'{kind.value}'", f"'{table.name}'", keys[0], keys[1] if len(keys) > 1 else "NULL", before, after]
    values += [_subject(table, subject, row) for subject in ("person_id", "activity_id", "campaign_id")]
    return ", ".join(values)


def _subject(table: Table, subject: str, row: str) -> str:
    known = _SUBJECTS.get(table.name, {}).get(subject)
    if known is not None:
        return known.format(row=row)
    return f"{row}.{subject}" if subject in table.columns else "NULL"


def _changed_only(columns: Iterable[str], row: str) -> str:
    """SQL for a JSON object of the columns an update changed."""

    def item(name: str) -> str:
        return f"CASE WHEN OLD.{name} IS NEW.{name} THEN '' ELSE ',\"{name}\":' || json_quote({row}.{name}) END"

    return "'{' || substr(" + " || ".join(map(item, columns)) + ", 2) || '}'"
