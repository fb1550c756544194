"""The records of one person under another id: moved, and made one where both have the same."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.models import (
    Activity,
    ActivityTask,
    Campaign,
    Certificate,
    CheckIn,
    ConductRecord,
    ContestEntry,
    ContestJudge,
    ContestMember,
    Honour,
    Judge,
    JudgeTie,
    Membership,
    Model,
    Nomination,
    Participation,
    PastPosting,
    Person,
    PersonCard,
    PrintedCertificate,
    Receipt,
    SessionAttendance,
    SignUp,
    Tier,
    Veto,
)
from culture_desktop.rules.careers import Posting, without_overlap
from culture_desktop.vocabulary import Attendance, ParticipationRole, SignUpState

V = TypeVar("V")
_ATTENDANCE = (Attendance.REGISTERED, Attendance.ABSENT, Attendance.EXCUSED, Attendance.ATTENDED)
_ROLES = (
    ParticipationRole.PARTICIPANT,
    ParticipationRole.VOLUNTEER,
    ParticipationRole.JUDGE,
    ParticipationRole.SPEAKER,
    ParticipationRole.HOST,
)
_SIGN_UPS = (SignUpState.WITHDRAWN, SignUpState.DECLINED, SignUpState.WAITING, SignUpState.ACCEPTED)
_OF_NOMINATIONS = tuple(
    key.parent
    for table in Model.metadata.sorted_tables
    for key in table.foreign_keys
    if key.column.table.name == Nomination.__tablename__
)
_PARTICIPATION = tuple(column.name for column in Participation.__table__.columns)


@dataclass(frozen=True)
class Counted:
    """How many records of a kind the dropped person has, and how many of them both have, so that they become one."""

    what: str
    moved: int
    joined: int = 0


@dataclass(frozen=True)
class _Kind:
    """Records of people: what they are called, when two are the same, and how such two become one."""

    model: type[Model]
    what: str
    key: Callable[[Any], object]
    join: Callable[[Any, Any], None]

    def of(self, session: Session, person_id: int) -> Sequence[Any]:
        """One person's."""
        model: Any = self.model
        return session.scalars(select(model).where(model.person_id == person_id)).all()


def count_records(session: Session, keep_id: int, drop_id: int) -> tuple[Counted, ...]:
    """What moves from one to the other, kind by kind; changes nothing."""
    return tuple(_counted(session, kind, keep_id, drop_id) for kind in _kinds(session, (keep_id, drop_id)))


def move_records(session: Session, keep_id: int, drop_id: int) -> None:
    """Give everything the dropped record has to the one kept; the careers are joined by ``join_careers``."""
    _move_participations(session, keep_id, drop_id)
    _move_nominations(session, keep_id, drop_id)
    _move_entries(session, keep_id, drop_id)
    for owned in (Activity, ActivityTask):
        session.execute(update(owned).where(owned.owner_id == drop_id).values(owner_id=keep_id))
    for kind in _kinds(session, (keep_id, drop_id)):
        if kind.model not in (Participation, Nomination, PastPosting, ContestMember):
            _move(session, kind, keep_id, drop_id)


def clashes(session: Session, keep_id: int, drop_id: int) -> list[str]:
    """Titles of campaigns in which the two cannot become one: both were scored or voted on, or it is decided."""
    both = _both_nominated(session, keep_id, drop_id)
    honoured = [_honoured_in(session, person_id) for person_id in (keep_id, drop_id)]
    decided = set(session.scalars(select(Tier.campaign_id).join(Honour, Honour.tier_id == Tier.id)))
    judged = _judged(session, both.values())
    found = {
        campaign
        for campaign, (kept, dropped) in both.items()
        if campaign in decided or (kept.id in judged and dropped.id in judged)
    } | (honoured[0] & honoured[1])
    titles = select(Campaign.title).where(Campaign.id.in_(found)).order_by(Campaign.id)
    return list(session.scalars(titles))


def join_careers(session: Session, keep: Person, drop: Person, values: dict[str, Any]) -> None:
    """Earlier units of both: those of the one kept stand, the others fill the days they leave open.

    ``values`` are the columns the record kept will have; since when it is in its unit may follow from the others.
    """
    statement = select(PastPosting).order_by(PastPosting.ends)
    kept, dropped = (
        session.scalars(statement.where(PastPosting.person_id == person.id)).all() for person in (keep, drop)
    )
    unit_id, since = (values.get(name, getattr(keep, name)) for name in ("unit_id", "unit_since"))
    taken = [Posting(row.unit_id, row.starts, row.ends) for row in kept]
    if unit_id is not None and since is not None:
        taken.append(Posting(unit_id, since, date.max))
    parts = without_overlap([Posting(row.unit_id, row.starts, row.ends) for row in dropped], taken)
    session.execute(delete(PastPosting).where(PastPosting.person_id == drop.id))
    if parts:
        session.add_all(
            PastPosting(person_id=keep.id, unit_id=part.unit_id, starts=part.starts, ends=part.ends) for part in parts
        )
        if unit_id is not None and since is None:
            values["unit_since"] = max(part.ends for part in parts)  # it was not always this one


def _kinds(session: Session, person_ids: Collection[int]) -> tuple[_Kind, ...]:
    return (
        _Kind(Participation, "参与记录", lambda row: row.activity_id, _join_participations),
        _Kind(SessionAttendance, "场次签到", lambda row: (row.activity_id, row.session), _join_sessions),
        _Kind(Membership, "党团工会关系", _membership_key, _join_memberships),
        _Kind(PastPosting, "任职经历", lambda row: row.id, _nothing),
        _Kind(ConductRecord, "文明行为记录", lambda row: row.id, _nothing),
        _Kind(PrintedCertificate, "印出的证书", lambda row: row.id, _nothing),
        _Kind(SignUp, "报名", lambda row: row.activity_id, _join_sign_ups),
        _Kind(CheckIn, "签到记录", lambda row: row.id, _nothing),
        _Kind(PersonCard, "工卡", lambda row: row.id, _nothing),
        _Kind(Receipt, "签领", lambda row: row.id, _nothing),
        _Kind(ContestEntry, "参赛", lambda row: row.id, _nothing),
        _Kind(ContestMember, "参赛队员", lambda row: row.entry_id, _nothing),
        _Kind(ContestJudge, "竞赛评委", lambda row: row.id, _nothing),
        _Kind(Judge, "评委身份", lambda row: row.id, _nothing),
        _Kind(JudgeTie, "与评委的关系", lambda row: row.judge_id, _nothing),
        _Kind(Veto, "一票否决", lambda row: row.campaign_id or f"for all {row.id}", _join_vetoes),
        _Kind(Nomination, "推荐", lambda row: row.campaign_id, _nothing),
        _Kind(Honour, "荣誉", _honour_key(session, person_ids), _nothing),
    )


def _counted(session: Session, kind: _Kind, keep_id: int, drop_id: int) -> Counted:
    held = {kind.key(row) for row in kind.of(session, keep_id)}
    dropped = kind.of(session, drop_id)
    return Counted(kind.what, len(dropped), sum(kind.key(row) in held for row in dropped))


def _move(session: Session, kind: _Kind, keep_id: int, drop_id: int) -> None:
    """Rows that go by a number of their own: each changes its person, or is joined with the same of the other."""
    kept = {kind.key(row): row for row in kind.of(session, keep_id)}
    for row in kind.of(session, drop_id):
        same = kept.get(kind.key(row))
        if same is None:
            row.person_id = keep_id
        else:
            kind.join(same, row)
            session.delete(row)
    session.flush()


def _move_participations(session: Session, keep_id: int, drop_id: int) -> None:
    """Their key holds the person: new rows, and the old ones go, so that the history knows each by its key."""
    statement = select(Participation)
    kept = {row.activity_id: row for row in session.scalars(statement.where(Participation.person_id == keep_id))}
    dropped = session.scalars(statement.where(Participation.person_id == drop_id)).all()
    new = []
    for row in dropped:
        same = kept.get(row.activity_id)
        if same is None:
            new.append({name: getattr(row, name) for name in _PARTICIPATION} | {"person_id": keep_id})
        else:
            _join_participations(same, row)
    session.flush()
    session.execute(delete(Participation).where(Participation.person_id == drop_id))
    if new:
        session.execute(insert(Participation), new)


def _join_sessions(kept: SessionAttendance, dropped: SessionAttendance) -> None:
    kept.attendance = max(kept.attendance, dropped.attendance, key=_ATTENDANCE.index)


def _join_sign_ups(kept: SignUp, dropped: SignUp) -> None:
    """The better of two places, at the earlier time."""
    kept.state = max(kept.state, dropped.state, key=_SIGN_UPS.index)
    kept.signed_up_at = min(kept.signed_up_at, dropped.signed_up_at)
    kept.answers = {**dropped.answers, **kept.answers}


def _move_entries(session: Session, keep_id: int, drop_id: int) -> None:
    """Who competed under both records keeps one entry; the other stays as it was scored, under its name alone."""
    statement = select(ContestEntry)
    own = set(session.scalars(select(ContestEntry.activity_id).where(ContestEntry.person_id == keep_id)))
    for entry in session.scalars(statement.where(ContestEntry.person_id == drop_id)).all():
        entry.person_id = None if entry.activity_id in own else keep_id
    session.flush()
    teams = set(session.scalars(select(ContestMember.entry_id).where(ContestMember.person_id == keep_id)))
    dropped = set(session.scalars(select(ContestMember.entry_id).where(ContestMember.person_id == drop_id)))
    session.execute(delete(ContestMember).where(ContestMember.person_id == drop_id))
    session.add_all(ContestMember(entry_id=entry_id, person_id=keep_id) for entry_id in sorted(dropped - teams))
    session.flush()


def _membership_key(row: Membership) -> object:
    """Of open ones there may be just one of an organisation and role, whenever it began."""
    return row.organisation_id, row.role, row.ends, row.starts if row.ends else None


def _join_memberships(kept: Membership, dropped: Membership) -> None:
    kept.starts = _first(min, kept.starts, dropped.starts)


def _join_vetoes(kept: Veto, dropped: Veto) -> None:
    said = f"{dropped.reason}。{dropped.evidence}".rstrip("。")
    if said not in f"{kept.reason}。{kept.evidence}":
        kept.evidence = "\n".join(filter(None, (kept.evidence, said)))


def _honour_key(session: Session, person_ids: Collection[int]) -> Callable[[Honour], object]:
    """Earlier honours that say the same are one; those with a certificate are each their own."""
    of_both = select(Certificate.honour_id).join(Honour).where(Honour.person_id.in_(person_ids))
    certified = set(session.scalars(of_both))

    def key(honour: Honour) -> object:
        own = honour.tier_id is not None or honour.id in certified
        return honour.id if own else (honour.title, honour.granted_on)

    return key


def _nothing(_kept: object, _dropped: object) -> None:
    """Both say the same."""


def _first(choose: Callable[[V, V], V], one: V | None, other: V | None) -> V | None:
    """The one that is known, or the one chosen of two."""
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)


def _join_participations(kept: Participation, dropped: Participation) -> None:
    """The stronger of two: who came came, and the longer time counts."""
    kept.attendance = max(kept.attendance, dropped.attendance, key=_ATTENDANCE.index)
    kept.role = max(kept.role, dropped.role, key=_ROLES.index)
    kept.registered_at = _first(min, kept.registered_at, dropped.registered_at)
    kept.attended_at = _first(min, kept.attended_at, dropped.attended_at)
    kept.hours = _first(max, kept.hours, dropped.hours)
    kept.result = kept.result or dropped.result
    kept.note = kept.note or dropped.note


def _move_nominations(session: Session, keep_id: int, drop_id: int) -> None:
    """Scores and ballots go with the nomination they are of; of two in one campaign the one that was judged stays."""
    both = _both_nominated(session, keep_id, drop_id)
    judged = _judged(session, both.values())
    for kept, dropped in both.values():
        stays, goes = (dropped, kept) if dropped.id in judged else (kept, dropped)
        stays.reason = stays.reason or goes.reason
        session.delete(goes)
        session.flush()
    for nomination in session.scalars(select(Nomination).where(Nomination.person_id == drop_id)).all():
        nomination.person_id = keep_id
    session.flush()


def _both_nominated(session: Session, keep_id: int, drop_id: int) -> dict[int, tuple[Nomination, Nomination]]:
    kept, dropped = (
        {row.campaign_id: row for row in session.scalars(select(Nomination).where(Nomination.person_id == person_id))}
        for person_id in (keep_id, drop_id)
    )
    return {campaign: (kept[campaign], dropped[campaign]) for campaign in kept.keys() & dropped.keys()}


def _judged(session: Session, pairs: Iterable[tuple[Nomination, Nomination]]) -> frozenset[int]:
    """Those of the nominations on which anything hangs: scores, ballots, opinions, recusals …"""
    ids = [nomination.id for pair in pairs for nomination in pair]
    return frozenset(
        key for column in _OF_NOMINATIONS for key in session.scalars(select(column).where(column.in_(ids)).distinct())
    )


def _honoured_in(session: Session, person_id: int) -> set[int]:
    statement = select(Tier.campaign_id).join(Honour, Honour.tier_id == Tier.id)
    return set(session.scalars(statement.where(Honour.person_id == person_id)))
