"""What the data knows of nominees, as the plain facts that the rules judge."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.models import (
    Activity,
    Campaign,
    ConductRecord,
    Honour,
    Organisation,
    Participation,
    Person,
    Tier,
    Veto,
)
from culture_desktop.rules.candidates import CandidateFacts, Conduct, EarlierHonour, Participations
from culture_desktop.rules.candidates import Veto as VetoFact
from culture_desktop.rules.rule import Rule
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.postings import people_of_on
from culture_desktop.vocabulary import ActivityKind, Attendance, Layer

_PERSON_COLUMNS = (
    Person.id,
    Person.number,
    Person.name,
    Person.sex,
    Person.birth_date,
    Person.hire_date,
    Person.employment,
    Person.front_line,
    Person.manager,
    Person.political_status,
    Person.status,
)


def candidate_facts(
    session: Session, campaign: Campaign, person_ids: Collection[int], rules: Iterable[Rule] = ()
) -> dict[int, CandidateFacts]:
    """Facts of people as of the campaign: participations within its period and within the windows that its rules
    ask about, honours before it, conduct, the vetoes in force."""
    windows = [window for window in {rule.at(campaign.as_of).window for rule in rules} if window is not None]
    bounds = [period_bounds(campaign), *(_moments(*window) for window in windows)]
    participations, *within = _participations(session, bounds, person_ids)
    honours = _honours(session, campaign, person_ids)
    conduct = _conduct(session, person_ids)
    vetoes = vetoes_of(session, campaign)
    statement = select(*_PERSON_COLUMNS, Organisation.full_name)
    people = statement.outerjoin(Organisation, Organisation.id == Person.unit_id).where(
        is_any_of(Person.id, person_ids)
    )
    units = _Paths()
    return {
        row.id: CandidateFacts(
            id=row.id,
            number=row.number,
            name=row.name,
            unit_path=units[row.full_name],
            sex=row.sex,
            birth_date=row.birth_date,
            hire_date=row.hire_date,
            employment=row.employment,
            front_line=row.front_line,
            manager=row.manager,
            political_status=row.political_status,
            status=row.status,
            participations=participations.get(row.id, {}),
            honours=tuple(honours.get(row.id, ())),
            vetoes=vetoes.get(row.id, ()),
            windows={window: counts.get(row.id, {}) for window, counts in zip(windows, within, strict=True)},
            conduct=tuple(conduct.get(row.id, ())),
        )
        for row in session.execute(people)
    }


def period_bounds(campaign: Campaign) -> tuple[datetime, datetime]:
    """First moment of the campaign's period and of the day after it."""
    return _moments(campaign.period_from, campaign.period_to + timedelta(days=1))


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
    vetoes = session.execute(statement.where(of_team, _in_force(campaign)).order_by(Person.number, Veto.id))
    return members, tuple(f"{name}：{reason}" for name, reason in vetoes)


def vetoes_of(session: Session, campaign: Campaign) -> dict[int, tuple[VetoFact, ...]]:
    """By person the vetoes that bar from a campaign: its own and those for all campaigns, until they expire."""
    found: dict[int, tuple[VetoFact, ...]] = {}
    for veto in session.scalars(select(Veto).where(_in_force(campaign)).order_by(Veto.id)):
        fact = VetoFact(veto.reason, veto.decided_on, veto.evidence)
        found[veto.person_id] = (*found.get(veto.person_id, ()), fact)
    return found


def _in_force(campaign: Campaign) -> ColumnElement[bool]:
    lasting = or_(Veto.expires_on.is_(None), Veto.expires_on > campaign.as_of)
    return and_(or_(Veto.campaign_id == campaign.id, Veto.campaign_id.is_(None)), lasting)


def _moments(first: date, after: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time.min), datetime.combine(after, time.min)


def _participations(
    session: Session, bounds: Sequence[tuple[datetime, datetime]], people: Collection[int]
) -> list[dict[int, Participations]]:
    """For each stretch of time what people attended, by layer and kind.

    Participations are read once and counted here: joining and grouping them in SQLite takes three times as long.
    """
    sorts: list[dict[int, tuple[Layer, ActivityKind]]] = []
    for start, end in bounds:
        activities = select(Activity.id, Activity.layer, Activity.kind).where(Activity.starts >= start)
        sorts.append(
            {key: (layer, kind) for key, layer, kind in session.execute(activities.where(Activity.starts < end))}
        )
    statement = select(Participation.person_id, Participation.activity_id).where(
        is_any_of(Participation.person_id, people), Participation.attendance == Attendance.ATTENDED
    )
    found: list[dict[int, dict[tuple[Layer, ActivityKind], int]]] = [defaultdict(dict) for _ in bounds]
    for person_id, activity_id in session.execute(statement):
        for sort_of, counted in zip(sorts, found, strict=True):
            sort = sort_of.get(activity_id)
            if sort is not None:
                counts = counted[person_id]
                counts[sort] = counts.get(sort, 0) + 1
    return [dict(counted) for counted in found]


def _honours(session: Session, campaign: Campaign, people: Collection[int]) -> dict[int, list[EarlierHonour]]:
    """Honours granted before that stand, never those of this very campaign: confirming must not change the check."""
    own_tiers = select(Tier.id).where(Tier.campaign_id == campaign.id)
    statement = select(Honour.person_id, Honour.title, Honour.granted_on).where(
        is_any_of(Honour.person_id, people),
        or_(Honour.tier_id.is_(None), Honour.tier_id.not_in(own_tiers)),
        or_(Honour.revoked_on.is_(None), Honour.revoked_on > campaign.as_of),
    )
    found: dict[int, list[EarlierHonour]] = defaultdict(list)
    for person_id, title, granted_on in session.execute(statement):
        if person_id is not None:
            found[person_id].append(EarlierHonour(title, granted_on.year, granted_on))
    return found


def _conduct(session: Session, people: Collection[int]) -> dict[int, list[Conduct]]:
    """Records that stand: a reversed one and its reversal are both left out."""
    reversed_ids = select(ConductRecord.reverses_id).where(ConductRecord.reverses_id.is_not(None))
    statement = select(
        ConductRecord.person_id, ConductRecord.happened_on, ConductRecord.norm, ConductRecord.points
    ).where(
        is_any_of(ConductRecord.person_id, people),
        ConductRecord.reverses_id.is_(None),
        ConductRecord.id.not_in(reversed_ids),
    )
    found: dict[int, list[Conduct]] = defaultdict(list)
    for person_id, happened_on, norm, points in session.execute(statement):
        found[person_id].append(Conduct(happened_on, norm, points))
    return found


class _Paths(dict[str | None, tuple[str, ...]]):
    """The full names of units as paths, each taken apart once."""

    def __missing__(self, full_name: str | None) -> tuple[str, ...]:
        self[full_name] = path = tuple(full_name.split(SEPARATOR)) if full_name else ()
        return path
