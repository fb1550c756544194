"""What a scan leaves in the file: its own row, and for whoever came the participation and the session."""

from datetime import datetime

from sqlalchemy import Delete, delete, func, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.models import CheckIn, Participation, SessionAttendance
from culture_desktop.services.check_in.sitting import ENTERED, DeskTerms, Sitting
from culture_desktop.vocabulary import Attendance, CheckInVerdict, CheckInWay


def add_row(
    session: Session,
    sitting: Sitting,
    person_id: int | None,
    verdict: CheckInVerdict,
    way: CheckInWay,
    stamped: tuple[datetime, datetime | None],
    code: str = "",
) -> None:
    """The row of one scan; ``stamped`` is its time, and the clock's where that is another."""
    session.add(
        CheckIn(
            activity_id=sitting.terms.activity_id,
            session=sitting.terms.session,
            person_id=person_id,
            code=code,
            at=stamped[0],
            clock_at=stamped[1],
            door=sitting.terms.door,
            way=way,
            verdict=verdict,
            before=None if person_id is None else sitting.attendance.get(person_id),
        )
    )
    session.flush()


def enter(session: Session, terms: DeskTerms, person_id: int, at: datetime, *, several: bool) -> None:
    """Note that somebody came, to the activity and to the session; who was not on its list is put there."""
    mine = (Participation.person_id == person_id, Participation.activity_id == terms.activity_id)
    listed = session.scalar(select(Participation.attendance).where(*mine))
    if listed is None:
        values = {"person_id": person_id, "activity_id": terms.activity_id, "registered_at": at, "attended_at": at}
        session.execute(insert(Participation).values(**values, attendance=Attendance.ATTENDED))
    elif listed is not Attendance.ATTENDED:
        session.execute(update(Participation).where(*mine).values(attendance=Attendance.ATTENDED, attended_at=at))
    if several:
        session.execute(_of_session(terms, person_id))
        session.add(
            SessionAttendance(
                activity_id=terms.activity_id,
                person_id=person_id,
                session=terms.session,
                attendance=Attendance.ATTENDED,
            )
        )


def take_back(session: Session, terms: DeskTerms, row: CheckIn, at: datetime, *, several: bool) -> Attendance | None:
    """Undo what ``enter`` noted for a scan; returns what the participation says then, None when there is none."""
    assert row.person_id is not None
    row.undone_at = max(at, row.at)
    session.flush()
    if several:
        session.execute(_of_session(terms, row.person_id))
    mine = (Participation.person_id == row.person_id, Participation.activity_id == terms.activity_id)
    if _came_otherwise(session, terms, row):
        return Attendance.ATTENDED
    if row.before is None:
        session.execute(delete(Participation).where(*mine))
    else:
        session.execute(update(Participation).where(*mine).values(attendance=row.before, attended_at=None))
    return row.before


def _came_otherwise(session: Session, terms: DeskTerms, row: CheckIn) -> bool:
    """Whether the person was there before this scan, or came to another session since."""
    if row.before is Attendance.ATTENDED:
        return True
    others = select(func.count()).where(
        CheckIn.activity_id == terms.activity_id,
        CheckIn.person_id == row.person_id,
        CheckIn.id != row.id,
        CheckIn.verdict.in_(ENTERED),
        CheckIn.undone_at.is_(None),
    )
    return bool(session.scalar(others))


def _of_session(terms: DeskTerms, person_id: int) -> Delete:
    return delete(SessionAttendance).where(
        SessionAttendance.activity_id == terms.activity_id,
        SessionAttendance.person_id == person_id,
        SessionAttendance.session == terms.session,
    )
