"""What entries are about, in a few words for a list: whom, which activity, which campaign."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from culture_desktop.models import HistoryChange, HistoryEntry
from culture_desktop.services.history.images import images_of
from culture_desktop.services.history.names import GONE, Names
from culture_desktop.services.history.words import referred

_LOOKED_AT = 100  # changes at the beginning of an entry, and its last: enough to see what a batch is about
_SEPARATOR = "·"

_ABOUT = text("""
    WITH asked AS MATERIALIZED (
        SELECT id, first_change, last_change FROM history_entry WHERE id IN (SELECT value FROM json_each(:entries))
    ), looked AS (
        SELECT asked.id AS entry, change.* FROM asked CROSS JOIN history_change AS change
        ON change.id BETWEEN asked.first_change AND min(asked.last_change, asked.first_change + :most)
        UNION ALL
        SELECT asked.id AS entry, change.* FROM asked CROSS JOIN history_change AS change ON change.id = asked.last_change
    )
    SELECT entry,
        min(iif(table_name = 'campaign', row_id, NULL)), max(iif(table_name = 'campaign', row_id, NULL)),
        min(iif(table_name = 'activity', row_id, NULL)), max(iif(table_name = 'activity', row_id, NULL)),
        min(iif(table_name = 'person', row_id, NULL)), max(iif(table_name = 'person', row_id, NULL)),
        min(campaign_id), max(campaign_id), min(activity_id), max(activity_id), min(person_id), max(person_id)
    FROM looked GROUP BY entry
""")
_TABLES = ("campaign", "activity", "person")


def subjects_of(session: Session, entries: Sequence[HistoryEntry]) -> dict[int, str]:
    """Entry id -> ``林婉清·年度评选``; empty when it is about many, or about nothing that has a name."""
    names = Names(session)
    about = _about(session, entries)
    single = _single_rows(session, [entry for entry in entries if entry.rows == 1 and not about.get(entry.id)])
    wanted = {pair for pairs in about.values() for pair in pairs}
    names.load(wanted.union(*(referred(table, row) for table, row in single.values())))
    found = {entry: _SEPARATOR.join(names.of(*pair) for pair in pairs) for entry, pairs in about.items()}
    return found | {entry: names.subject(table, row) or GONE for entry, (table, row) in single.items()}


def _about(session: Session, entries: Sequence[HistoryEntry]) -> dict[int, list[tuple[str, Any]]]:
    """What an entry is about: the one campaign, activity or person it wrote itself, with whatever went along; else
    the campaign, the activity and the person that all of its rows belong to, as far as there is just one."""
    asked = {"entries": str([entry.id for entry in entries]), "most": _LOOKED_AT - 1}
    found = {}
    for entry, *ends in session.execute(_ABOUT, asked):
        pairs = zip(_TABLES * 2, ends[::2], ends[1::2], strict=True)
        single = [(table, low) if low is not None and low == high else None for table, low, high in pairs]
        own, shared = list(filter(None, single[: len(_TABLES)])), list(filter(None, single[len(_TABLES) :]))
        found[entry] = own[:1] or shared[::-1]  # whom first, as the others are long
    return found


def _single_rows(session: Session, entries: Sequence[HistoryEntry]) -> dict[int, tuple[str, dict[str, Any]]]:
    """Entry id -> table and row of those that wrote one row, such as an organisation or a setting."""
    ends = {entry.last_change: entry.id for entry in entries}
    changes = session.scalars(select(HistoryChange).where(HistoryChange.id.in_(ends))).all()
    images = images_of(session, changes)
    return {ends[change.id]: (change.table_name, images[change.id]) for change in changes}
