"""Taking what the history holds of a person out of it: that something was done stays, what it held goes."""

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import history
from culture_desktop.models import HistoryChange, HistoryEntry, SelectionRun

_EMPTY = "{}"  # an image of nothing


def erase_history(session: Session, person_id: int, name: str) -> None:
    """Empty the row images of a person, and those of selection runs with the name; also of the open transaction.

    The entries they belong to, the open one among them, can no longer be taken back: there is nothing to go by.
    """
    images = (HistoryChange.before, HistoryChange.after)
    of_person = HistoryChange.person_id == person_id
    naming = or_(*(image.contains(name, autoescape=True) for image in images))
    emptied = or_(of_person, and_(HistoryChange.table_name == SelectionRun.__tablename__, naming))
    held = session.scalars(select(HistoryChange.id).where(emptied)).all()
    for image in images:
        session.execute(update(HistoryChange).where(emptied, image.is_not(None)).values({image: _EMPTY}))
    for entry in session.scalars(select(HistoryEntry)):
        if any(entry.first_change <= number <= entry.last_change for number in held):
            entry.revision = history.ERASED
    history.opened(session).revision = history.ERASED
