"""One desk at work: who is on the list of this activity and session, who has come, and who was let in besides.

It is read once and then kept in step with what the desk itself writes; anything else that is written in between makes
it void, and it is read again.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Activity, ActivitySession, CheckIn, HistoryChange, Participation, SessionAttendance
from culture_desktop.services.check_in.roster import Roster, cleaned
from culture_desktop.services.check_in.rows import Attendee, Turnout, UnitTurnout
from culture_desktop.vocabulary import Attendance, CheckInVerdict, WalkIns

ENTERED = (CheckInVerdict.ADMITTED, CheckInVerdict.WALK_IN)


@dataclass(frozen=True)
class DeskTerms:
    """Which activity's desk this is, for which session, at which door, and what it does about people not listed."""

    activity_id: int
    session: int = 1
    door: str = ""
    walk_ins: WalkIns = WalkIns.ASK


class Sitting:
    """What the desk knows at this moment; to be used by one thread at a time."""

    def __init__(self, session: Session, terms: DeskTerms) -> None:
        self.terms = terms
        self.read(session)

    def read(self, session: Session) -> None:
        """Read everything as it is in the file now."""
        terms = self.terms
        self.moment = moment(session)
        self.roster = Roster(session)
        self.year = session.scalars(select(Activity.starts).where(Activity.id == terms.activity_id)).one().year
        self.several = terms.session > 1 or _sessions(session, terms.activity_id) > 1
        rows = session.execute(
            select(
                Participation.person_id, Participation.attendance, Participation.attended_at, Participation.seat
            ).where(Participation.activity_id == terms.activity_id)
        ).all()
        self.attendance = {person: attendance for person, attendance, _, _ in rows}
        self.seats = {person: seat for person, _, _, seat in rows if seat}
        self.last_at = session.scalar(select(func.max(CheckIn.at)).where(CheckIn.activity_id == terms.activity_id))
        self.walk_ins = {person for person in session.scalars(_walked_in(terms.activity_id)) if person}
        self.came = self._came(session, {person: at for person, _, at, _ in rows})

    def meant_by(self, typed: str) -> tuple[int, ...]:
        """Whom a name means: those on the list, unless others on the books are called just the same."""
        listed = self.roster.named(typed, self.attendance)
        everyone = self.roster.named(typed)
        word = cleaned(typed)
        namesakes = len(everyone) > 1 and all(cleaned(self.roster.attendee(p).name) == word for p in everyone)
        return listed if listed and not namesakes else everyone

    def shown(self, found: Collection[int], most: int) -> tuple[Attendee, ...]:
        """Some of these people, those on the list and not yet here first."""
        ordered = sorted(found, key=lambda person: (person not in self.attendance, person in self.came))
        return tuple(self.attendee(person) for person in ordered[:most])

    def attendee(self, person_id: int) -> Attendee:
        """A person with the seat given out."""
        return self.roster.attendee(person_id, self.seats.get(person_id, ""))

    def note(self, person_id: int, at: datetime, verdict: CheckInVerdict) -> None:
        """Keep in step with what the desk wrote of somebody who came."""
        self.came[person_id] = at
        self.attendance[person_id] = Attendance.ATTENDED
        if verdict is CheckInVerdict.WALK_IN:
            self.walk_ins.add(person_id)

    def forget(self, person_id: int, before: Attendance | None) -> None:
        """Keep in step with what the desk took back."""
        self.came.pop(person_id, None)
        if before is None:
            self.attendance.pop(person_id, None)
            self.walk_ins.discard(person_id)
        else:
            self.attendance[person_id] = before

    def turnout(self) -> Turnout:
        """Who is there, and of which units."""
        roster = self.roster
        expected = [person for person in self.attendance if person not in self.walk_ins]
        listed = Counter(roster.attendee(person).unit for person in expected)
        arrived = Counter(roster.attendee(person).unit for person in expected if person in self.came)
        excused = sum(self.attendance[p] is Attendance.EXCUSED and p not in self.came for p in expected)
        return Turnout(
            expected=len(expected),
            arrived=arrived.total(),
            excused=excused,
            walk_ins=sum(person in self.came for person in self.walk_ins),
            units=tuple(UnitTurnout(unit, listed[unit], arrived[unit]) for unit in sorted(listed)),
        )

    def _came(self, session: Session, attended_at: dict[int, datetime | None]) -> dict[int, datetime | None]:
        """Who has come to this session, and when they were first seen."""
        terms = self.terms
        first = select(CheckIn.person_id, func.min(CheckIn.at)).where(
            CheckIn.activity_id == terms.activity_id,
            CheckIn.session == terms.session,
            CheckIn.verdict.in_(ENTERED),
            CheckIn.undone_at.is_(None),
            CheckIn.person_id.is_not(None),
        )
        seen = {person: at for person, at in session.execute(first.group_by(CheckIn.person_id)) if person}
        here: Collection[int]
        if self.several:
            here = session.scalars(
                select(SessionAttendance.person_id).where(
                    SessionAttendance.activity_id == terms.activity_id,
                    SessionAttendance.session == terms.session,
                    SessionAttendance.attendance == Attendance.ATTENDED,
                )
            ).all()
        else:
            here = [person for person, state in self.attendance.items() if state is Attendance.ATTENDED]
        return {person: seen.get(person) or (None if self.several else attended_at.get(person)) for person in here}


def moment(session: Session) -> int:
    """The last change anybody made to the file."""
    return session.scalar(select(func.max(HistoryChange.id))) or 0


def _sessions(session: Session, activity_id: int) -> int:
    planned = select(func.count()).where(ActivitySession.activity_id == activity_id)
    return session.scalar(planned) or 0


def _walked_in(activity_id: int) -> Select[int | None]:
    return select(CheckIn.person_id).where(
        CheckIn.activity_id == activity_id,
        CheckIn.verdict == CheckInVerdict.WALK_IN,
        CheckIn.undone_at.is_(None),
        CheckIn.person_id.is_not(None),
    )
