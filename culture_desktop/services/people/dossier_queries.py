"""Reads the dossier of a person: a few statements, whatever the years hold."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from culture_desktop.models import (
    Activity,
    Campaign,
    Certificate,
    ConductRecord,
    Honour,
    Membership,
    Nomination,
    Organisation,
    Participation,
    PastPosting,
    Person,
    SessionAttendance,
    Tier,
)
from culture_desktop.rules import masking
from culture_desktop.services.people import contacts
from culture_desktop.services.people.dossier_rows import (
    Dossier,
    DossierActivity,
    DossierConduct,
    DossierHonour,
    DossierNomination,
    DossierPosting,
)
from culture_desktop.services.people.rows import MembershipRow, PersonDraft
from culture_desktop.vocabulary import Attendance


def read_dossier(session: Session, person: Person) -> Dossier:
    """Everything kept of a person, numbers masked."""
    entered = PersonDraft(**{field.name: getattr(person, field.name) for field in fields(PersonDraft)})
    postings = _postings(session, person)
    return Dossier(
        id=person.id,
        draft=contacts.masked(entered),
        unit=next((posting.unit for posting in postings if posting.id is None), ""),
        left_on=person.left_on,
        extra={str(name): masking.in_text(str(value)) for name, value in person.extra.items()},
        activities=_activities(session, person.id),
        honours=_honours(session, person.id),
        nominations=_nominations(session, person.id),
        conduct=_conduct(session, person.id),
        memberships=_memberships(session, person.id),
        postings=postings,
    )


def _activities(session: Session, person_id: int) -> tuple[DossierActivity, ...]:
    sessions = _sessions(session, person_id)
    statement = (
        select(
            Activity.id,
            Activity.code,
            Activity.title,
            Activity.starts,
            Activity.layer,
            Activity.mechanism,
            Activity.account,
            Activity.kind,
            Participation.role,
            Participation.attendance,
            Participation.hours,
            Participation.result,
        )
        .join(Participation, Participation.activity_id == Activity.id)
        .where(Participation.person_id == person_id)
        .order_by(Activity.starts.desc(), Activity.code.desc())
    )
    found = []
    for key, code, title, starts, *rest in session.execute(statement):
        values: list[Any] = [key, code, title, starts.date(), *rest, sessions.get(key, (0, 0))]
        found.append(DossierActivity(*values))
    return tuple(found)


def _sessions(session: Session, person_id: int) -> Mapping[int, tuple[int, int]]:
    attended = func.sum(case((SessionAttendance.attendance == Attendance.ATTENDED, 1), else_=0))
    statement = (
        select(SessionAttendance.activity_id, attended, func.count())
        .where(SessionAttendance.person_id == person_id)
        .group_by(SessionAttendance.activity_id)
    )
    return {activity_id: (came, noted) for activity_id, came, noted in session.execute(statement)}


def _honours(session: Session, person_id: int) -> tuple[DossierHonour, ...]:
    statement = (
        select(
            Honour.title,
            Honour.granted_on,
            func.coalesce(Certificate.number, ""),
            func.coalesce(Campaign.code, ""),
            func.coalesce(Campaign.title, ""),
            Honour.revoked_on,
        )
        .outerjoin(Certificate, Certificate.honour_id == Honour.id)
        .outerjoin(Tier, Tier.id == Honour.tier_id)
        .outerjoin(Campaign, Campaign.id == Tier.campaign_id)
        .where(Honour.person_id == person_id)
        .order_by(Honour.granted_on.desc(), Honour.id.desc())
    )
    return tuple(DossierHonour(*row) for row in session.execute(statement))


def _nominations(session: Session, person_id: int) -> tuple[DossierNomination, ...]:
    own, any_honour, tier = aliased(Honour), aliased(Honour), aliased(Tier)
    decided = (
        select(any_honour.id).join(tier, tier.id == any_honour.tier_id).where(tier.campaign_id == Campaign.id).exists()
    )
    won = (
        select(own.title)
        .join(Tier, Tier.id == own.tier_id)
        .where(Tier.campaign_id == Campaign.id, own.person_id == person_id)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(Campaign.code, Campaign.title, Campaign.as_of, Nomination.reason, won, decided)
        .join(Nomination, Nomination.campaign_id == Campaign.id)
        .where(Nomination.person_id == person_id)
        .order_by(Campaign.as_of.desc(), Campaign.id.desc())
    )
    return tuple(
        DossierNomination(code, title, as_of, reason, honour or ("未入选" if over else "评选中"), honour is not None)
        for code, title, as_of, reason, honour, over in session.execute(statement)
    )


def _conduct(session: Session, person_id: int) -> tuple[DossierConduct, ...]:
    reversal = aliased(ConductRecord)
    statement = (
        select(
            ConductRecord.happened_on,
            ConductRecord.norm,
            ConductRecord.points,
            ConductRecord.evidence,
            ConductRecord.reverses_id.is_not(None),
            reversal.happened_on,
        )
        .outerjoin(reversal, reversal.reverses_id == ConductRecord.id)
        .where(ConductRecord.person_id == person_id)
        .order_by(ConductRecord.happened_on.desc(), ConductRecord.id.desc())
    )
    return tuple(
        DossierConduct(day, norm, points, masking.in_text(evidence), reverses, taken_back)
        for day, norm, points, evidence, reverses, taken_back in session.execute(statement)
    )


def _memberships(session: Session, person_id: int) -> tuple[MembershipRow, ...]:
    statement = (
        select(Organisation.full_name, Membership.role, Membership.starts, Membership.ends)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.ends.is_not(None), Membership.starts.desc(), Membership.id)
    )
    return tuple(MembershipRow(*row) for row in session.execute(statement))


def _postings(session: Session, person: Person) -> tuple[DossierPosting, ...]:
    """The present unit, then the earlier ones, the latest first."""
    statement = (
        select(PastPosting.id, PastPosting.unit_id, Organisation.full_name, PastPosting.starts, PastPosting.ends)
        .join(Organisation, Organisation.id == PastPosting.unit_id)
        .where(PastPosting.person_id == person.id)
        .order_by(PastPosting.ends.desc())
    )
    earlier = tuple(DossierPosting(*row) for row in session.execute(statement))
    if person.unit_id is None:
        return earlier
    name = session.get_one(Organisation, person.unit_id).full_name
    return (DossierPosting(None, person.unit_id, name, person.unit_since, person.left_on), *earlier)
