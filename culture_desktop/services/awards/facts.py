"""What the data knows of nominees, as the plain facts that the rules judge."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.models import Activity, Campaign, Honour, Organisation, Participation, Person, Tier, Veto
from culture_desktop.rules.candidates import CandidateFacts, EarlierHonour, Participations
from culture_desktop.rules.candidates import Veto as VetoFact
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.postings import people_of_on
from culture_desktop.vocabulary import ActivityKind, Attendance, Layer


def candidate_facts(session: Session, campaign: Campaign, person_ids: Collection[int]) -> dict[int, CandidateFacts]:
    """Facts of people as of the campaign: participations within its period, honours before it, its vetoes."""
    participations = _participations(session, campaign, person_ids)
    honours = _honours(session, campaign, person_ids)
    vetoes = _vetoes(session, campaign)
    rows = session.execute(
        select(Person, func.coalesce(Organisation.full_name, ""))
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(Person.id.in_(person_ids))
    )
    return {
        person.id: CandidateFacts(
            id=person.id,
            number=person.number,
            name=person.name,
            unit_path=tuple(full_name.split(SEPARATOR)) if full_name else (),
            sex=person.sex,
            birth_date=person.birth_date,
            hire_date=person.hire_date,
            employment=person.employment,
            front_line=person.front_line,
            manager=person.manager,
            political_status=person.political_status,
            status=person.status,
            participations=participations.get(person.id, {}),
            honours=tuple(honours.get(person.id, ())),
            vetoes=vetoes.get(person.id, ()),
        )
        for person, full_name in rows
    }


def period_bounds(campaign: Campaign) -> tuple[datetime, datetime]:
    """First moment of the campaign's period and of the day after it."""
    return (
        datetime.combine(campaign.period_from, time.min),
        datetime.combine(campaign.period_to + timedelta(days=1), time.min),
    )


def team_average(
    session: Session, campaign: Campaign, team_id: int, layer: Layer | None = None, kind: ActivityKind | None = None
) -> tuple[Fraction, int]:
    """Activities attended per member of a team within the period, and the number of members.

    Members are those of the day as of which the campaign judges. ``layer`` and ``kind`` narrow what counts.
    """
    start, end = period_bounds(campaign)
    of_team = people_of_on(session, team_id, campaign.as_of)
    members = session.scalar(select(func.count(Person.id)).where(of_team)) or 0
    narrowed = [column == wanted for column, wanted in ((Activity.layer, layer), (Activity.kind, kind)) if wanted]
    attended = session.scalar(
        select(func.count())
        .select_from(Participation)
        .join(Person, Person.id == Participation.person_id)
        .join(Activity, Activity.id == Participation.activity_id)
        .where(of_team, Participation.attendance == Attendance.ATTENDED)
        .where(Activity.starts >= start, Activity.starts < end, *narrowed)
    )
    return (Fraction(attended or 0, members) if members else Fraction(0)), members


def vetoed_members(session: Session, campaign: Campaign, team: Organisation) -> tuple[int, tuple[str, ...]]:
    """How many members a team had on the day as of which the campaign judges, and the vetoes against them in words."""
    of_team = people_of_on(session, team.id, campaign.as_of)
    members = session.scalar(select(func.count(Person.id)).where(of_team)) or 0
    statement = select(Person.name, Veto.reason).join(Veto, Veto.person_id == Person.id)
    vetoes = session.execute(statement.where(of_team, Veto.campaign_id == campaign.id))
    return members, tuple(f"{name}：{reason}" for name, reason in vetoes)


def _participations(session: Session, campaign: Campaign, people: Collection[int]) -> dict[int, Participations]:
    start, end = period_bounds(campaign)
    statement = (
        select(Participation.person_id, Activity.layer, Activity.kind, func.count())
        .join(Activity, Activity.id == Participation.activity_id)
        .where(Participation.person_id.in_(people), Participation.attendance == Attendance.ATTENDED)
        .where(Activity.starts >= start, Activity.starts < end)
        .group_by(Participation.person_id, Activity.layer, Activity.kind)
    )
    found: dict[int, dict[tuple[Layer, ActivityKind], int]] = defaultdict(dict)
    for person_id, layer, kind, count in session.execute(statement):
        found[person_id][layer, kind] = count
    return dict(found)


def _honours(session: Session, campaign: Campaign, people: Collection[int]) -> dict[int, list[EarlierHonour]]:
    """Honours granted before, never those of this very campaign: confirming must not change the check."""
    own_tiers = select(Tier.id).where(Tier.campaign_id == campaign.id)
    statement = select(Honour.person_id, Honour.title, Honour.granted_on).where(
        Honour.person_id.in_(people), or_(Honour.tier_id.is_(None), Honour.tier_id.not_in(own_tiers))
    )
    found: dict[int, list[EarlierHonour]] = defaultdict(list)
    for person_id, title, granted_on in session.execute(statement):
        if person_id is not None:
            found[person_id].append(EarlierHonour(title, granted_on.year, granted_on))
    return found


def _vetoes(session: Session, campaign: Campaign) -> dict[int, tuple[VetoFact, ...]]:
    statement = select(Veto).where(Veto.campaign_id == campaign.id)
    return {v.person_id: (VetoFact(v.reason, v.decided_on, v.evidence),) for v in session.scalars(statement)}
