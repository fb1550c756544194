"""The desk at the door: a scan, its answer, and the row that keeps it. An answer given is an answer on the disk."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Activity, ActivitySession, CheckIn, Participation, PersonCard
from culture_desktop.rules import check_in as rules
from culture_desktop.rules import masking
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.check_in.roster import cleaned
from culture_desktop.services.check_in.rows import Answer, SessionRow
from culture_desktop.services.check_in.sitting import ENTERED, DeskTerms, Sitting, moment
from culture_desktop.services.check_in.writing import add_row, enter, take_back
from culture_desktop.services.people.filtering import year_bounds
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Attendance, CheckInVerdict, CheckInWay

_LONGEST_CODE = 128
_MOST_CANDIDATES = 9  # as many as there are keys to choose with
_CHANGED = frozenset({Topic.ACTIVITIES, Topic.PEOPLE})


class CheckInService:
    """One method, one thing the operator of the desk does. A Sitting is what the desk knows; one thread at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sessions(self, activity_id: int) -> tuple[SessionRow, ...]:
        """The sessions one can sit down for, in order."""
        statement = (
            select(ActivitySession.number, ActivitySession.title, ActivitySession.doors)
            .where(ActivitySession.activity_id == activity_id)
            .order_by(ActivitySession.number)
        )
        with self._database.read() as session:
            rows = session.execute(statement).all()
        return tuple(SessionRow(number, title, tuple(doors)) for number, title, doors in rows) or (SessionRow(1, ""),)

    def open(self, terms: DeskTerms) -> Sitting:
        """Sit down at the desk of an activity; raises on a session that it does not have."""
        with self._database.read() as session:
            activity_by_id(session, terms.activity_id)
            numbers = [row.number for row in self.sessions(terms.activity_id)]
            if terms.session not in numbers:
                raise InvalidFieldError(field="场次", value=terms.session, expected="、".join(map(str, numbers)))
            return Sitting(session, terms)

    def scan(self, sitting: Sitting, typed: str, clock: datetime, *, confirmed: bool = False) -> Answer:
        """Answer what was scanned or typed: a badge, a card, a staff number, a name, pinyin or initials.

        A name that may mean several gives candidates and writes nothing. ``confirmed`` takes in whoever is not listed.
        """
        self._keep_up(sitting)
        code = cleaned(typed)[:_LONGEST_CODE]
        person_id = sitting.roster.of_code(typed)
        if person_id is not None:
            return self.admit(sitting, person_id, clock, CheckInWay.SCAN, confirmed=confirmed)
        found = sitting.meant_by(typed)
        if len(found) == 1:
            return self.admit(sitting, found[0], clock, CheckInWay.NAME, confirmed=confirmed)
        if found:
            return Answer(None, clock, code=code, candidates=sitting.shown(found, _MOST_CANDIDATES))
        shown = masking.in_text(code)
        at = self._write(sitting, None, CheckInVerdict.UNKNOWN, clock, CheckInWay.SCAN, code=shown)
        return Answer(CheckInVerdict.UNKNOWN, at, code=shown)

    def find(self, sitting: Sitting, typed: str) -> Answer:
        """Whom a name or a number may mean, those on the list first; nothing is written."""
        self._keep_up(sitting)
        person_id = sitting.roster.of_code(typed)
        found = (person_id,) if person_id is not None else sitting.roster.named(typed)
        return Answer(None, datetime.now(), code=typed, candidates=sitting.shown(found, _MOST_CANDIDATES))

    def admit(
        self, sitting: Sitting, person_id: int, clock: datetime, way: CheckInWay, *, confirmed: bool = False
    ) -> Answer:
        """Answer for a person who was recognised."""
        self._keep_up(sitting)
        roster = sitting.roster
        employed = roster.employed(person_id)
        verdict = rules.verdict(
            listed=person_id in sitting.attendance,
            came_before=person_id in sitting.came,
            employed=employed,
            walk_ins=sitting.terms.walk_ins,
            confirmed=confirmed,
        )
        first_at = sitting.came.get(person_id)
        at = self._write(sitting, person_id, verdict, clock, way)
        return Answer(
            verdict,
            at,
            sitting.attendee(person_id),
            first_at=first_at,
            visits=self._visits(sitting, person_id) if verdict in ENTERED else 0,
            reason="" if employed or verdict is not CheckInVerdict.NOT_LISTED else "已离职",
        )

    def undo_last(self, sitting: Sitting, clock: datetime) -> Answer | None:
        """Take back the last person let in at this desk's session; None when there is nobody."""
        self._keep_up(sitting)
        terms = sitting.terms
        last = (
            select(CheckIn)
            .where(
                CheckIn.activity_id == terms.activity_id,
                CheckIn.session == terms.session,
                CheckIn.verdict.in_(ENTERED),
                CheckIn.undone_at.is_(None),
                CheckIn.person_id.is_not(None),
            )
            .order_by(CheckIn.id.desc())
            .limit(1)
        )
        with self._database.begin("撤销签到") as session:
            row = session.scalar(last)
            if row is None or row.person_id is None:
                return None
            person_id, verdict, at = row.person_id, row.verdict, row.at
            before = take_back(session, terms, row, clock, several=sitting.several)
        person = sitting.attendee(person_id)
        sitting.forget(person_id, before)
        self._in_step(sitting)
        return Answer(verdict, at, person, undone=True)

    def enter_from_paper(self, sitting: Sitting, person_ids: Collection[int], clock: datetime) -> Done[int]:
        """Note everybody who signed on paper, in one step; returns how many had not been noted yet."""
        self._keep_up(sitting)
        terms = sitting.terms
        new = [person for person in dict.fromkeys(person_ids) if person not in sitting.came]
        if missing := [str(person) for person in new if person not in sitting.attendance]:
            raise RecordMissingError(what="名单上的人", key="、".join(missing[:5]))
        with self._database.begin("按签到表登记") as session:
            stamped = rules.stamp(sitting.last_at, clock)
            for person in new:
                add_row(session, sitting, person, CheckInVerdict.ADMITTED, CheckInWay.PAPER, stamped)
                enter(session, terms, person, stamped[0], several=sitting.several)
        self._reread(sitting)
        return Done(len(new), _CHANGED, f"已按签到表登记 {len(new)} 人")

    def recent(self, sitting: Sitting, limit: int = 50) -> tuple[Answer, ...]:
        """The last scans of this desk's session, newest first."""
        self._keep_up(sitting)
        terms = sitting.terms
        statement = (
            select(CheckIn)
            .where(CheckIn.activity_id == terms.activity_id, CheckIn.session == terms.session)
            .order_by(CheckIn.id.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(_answer(sitting, row) for row in session.scalars(statement))

    def remember_card(self, person_id: int, code: str) -> Done[None]:
        """From now on this code is the person's card; raises when it is somebody's already."""
        card = cleaned(code)[:64]
        if not card:
            raise InvalidFieldError(field="卡号", value=code, expected="1 到 64 个字")
        with self._database.begin("登记工卡") as session:
            holder = session.scalar(select(PersonCard).where(PersonCard.code == card))
            if holder is not None and holder.person_id != person_id:
                raise InvalidFieldError(field="卡号", value=card, expected="还没有登记给别人的卡号")
            if holder is None:
                session.add(PersonCard(person_id=person_id, code=card))
        return Done(None, frozenset({Topic.PEOPLE}), "已记住这张卡，下次扫码即可识别")

    def _write(
        self,
        sitting: Sitting,
        person_id: int | None,
        verdict: CheckInVerdict,
        clock: datetime,
        way: CheckInWay,
        code: str = "",
    ) -> datetime:
        stamped = rules.stamp(sitting.last_at, clock)
        with self._database.begin("签到") as session:
            add_row(session, sitting, person_id, verdict, way, stamped, code)
            if person_id is not None and verdict in ENTERED:
                enter(session, sitting.terms, person_id, stamped[0], several=sitting.several)
        sitting.last_at = stamped[0]
        if person_id is not None and verdict in ENTERED:
            sitting.note(person_id, stamped[0], verdict)
        self._in_step(sitting)
        return stamped[0]

    def _visits(self, sitting: Sitting, person_id: int) -> int:
        """How many activities of the year the person attended."""
        start, end = year_bounds(sitting.year)
        statement = (
            select(func.count())
            .select_from(Participation)
            .join(Activity, Activity.id == Participation.activity_id)
            .where(
                Participation.person_id == person_id,
                Participation.attendance == Attendance.ATTENDED,
                Activity.starts >= start,
                Activity.starts < end,
            )
        )
        with self._database.read() as session:
            return session.scalar(statement) or 0

    def _keep_up(self, sitting: Sitting) -> None:
        with self._database.read() as session:
            if moment(session) != sitting.moment:
                sitting.read(session)

    def _in_step(self, sitting: Sitting) -> None:
        with self._database.read() as session:
            sitting.moment = moment(session)

    def _reread(self, sitting: Sitting) -> None:
        with self._database.read() as session:
            sitting.read(session)


def _answer(sitting: Sitting, row: CheckIn) -> Answer:
    person = None if row.person_id is None else sitting.roster.attendee(row.person_id, "")
    repeated = row.verdict is CheckInVerdict.REPEATED and row.person_id is not None
    first_at = sitting.came.get(row.person_id) if repeated and row.person_id else None
    return Answer(row.verdict, row.at, person, row.code, first_at, undone=row.undone_at is not None)
