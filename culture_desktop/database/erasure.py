"""Taking what the history holds of a person out of it: that something was done stays, what it held goes."""

import json
from bisect import bisect_left
from collections.abc import Collection

from sqlalchemy import and_, func, or_, select, text, update
from sqlalchemy.orm import Session

from culture_desktop.database import history
from culture_desktop.models import Briefing, HistoryChange, HistoryEntry, Person, SelectionRun
from culture_desktop.vocabulary import ChangeKind

_EMPTY = "{}"  # an image of nothing
_NAMING = (SelectionRun.__tablename__, Briefing.__tablename__)  # whose rows name people in their texts

# Outside in, as in ``obstacles``: one pass over the log, looked up among the few rows that are asked for.
_MADE = text("""
    WITH mine AS MATERIALIZED (
        SELECT DISTINCT table_name, row_id, ifnull(second_id, -1) AS second_id FROM history_change
        WHERE id > :start OR id IN (SELECT value FROM json_each(:held))
    )
    SELECT made.id FROM history_change AS made CROSS JOIN mine
    ON mine.row_id = made.row_id AND mine.table_name = made.table_name
        AND mine.second_id = ifnull(made.second_id, -1)
    WHERE made.kind = 'I'
""")


def earlier_ids(session: Session, person: Person) -> frozenset[int]:
    """Under which ids somebody was on the books before: deleted and entered once more, or imported anew."""
    known = {name: func.json_extract(HistoryChange.before, f"$.{name}") for name in ("number", "name", "phone")}
    same = and_(
        known["name"] == person.name,
        or_(*(known[name] == value for name in ("number", "phone") if (value := getattr(person, name)) is not None)),
    )
    if person.resident_id is not None:
        same = or_(same, func.json_extract(HistoryChange.before, "$.resident_id") == person.resident_id)
    deleted = HistoryChange.kind == ChangeKind.DELETE, HistoryChange.table_name == Person.__tablename__
    found = select(HistoryChange.row_id).where(*deleted, HistoryChange.row_id.not_in(select(Person.id)), same)
    return frozenset(session.scalars(found))


def erase_history(session: Session, person_ids: Collection[int], name: str) -> None:
    """Empty the row images of a person, by any id, and those of selection runs and briefings with the name; also of
    the open transaction.

    The entries they belong to, the open one among them, can no longer be taken back: there is nothing to go by. Nor
    can those that made the rows: what was done to these since stands for good.
    """
    images = (HistoryChange.before, HistoryChange.after)
    of_person = HistoryChange.person_id.in_(person_ids)
    naming = or_(*(image.contains(name, autoescape=True) for image in images))
    emptied = or_(of_person, and_(HistoryChange.table_name.in_(_NAMING), naming))
    held = session.scalars(select(HistoryChange.id).where(emptied)).all()
    for image in images:
        session.execute(update(HistoryChange).where(emptied, image.is_not(None)).values({image: _EMPTY}))
    made = session.scalars(_MADE, {"start": history.opened(session).start, "held": json.dumps(list(held))})
    _lock(session, {*held, *made})
    history.opened(session).revision = history.ERASED


def _lock(session: Session, changes: Collection[int]) -> None:
    """No entry with one of these changes can be taken back any more."""
    entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.last_change)).all()
    ends = [entry.last_change for entry in entries]
    for change in changes:
        for entry in entries[(at := bisect_left(ends, change)) : at + 1]:  # none: of the open transaction
            entry.revision = history.ERASED
