"""Points that nobody gives: what people took part in, in how many months, and their conduct on record."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Activity, Campaign, ConductRecord, Criterion, Nomination, Participation, Person
from culture_desktop.rules import scoring
from culture_desktop.rules.candidates import CandidateFacts, participation_count
from culture_desktop.rules.fields import word
from culture_desktop.rules.rounding import plain, rounded
from culture_desktop.services.awards.facts import period_bounds, team_average
from culture_desktop.services.awards.nominee_rows import CriterionScore
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.people.postings import people_of_on
from culture_desktop.vocabulary import ActivityKind, Attendance, CriterionSource, Layer

FULL_POINTS = Decimal(100)


class AutomaticScores:
    """The criteria of a campaign that are worked out from the data; each is read once for all nominees."""

    def __init__(
        self,
        session: Session,
        campaign: Campaign,
        nominations: Collection[Nomination],
        facts: Mapping[int, CandidateFacts],
        digits: int,
    ) -> None:
        self._session, self._campaign, self._facts, self._digits = session, campaign, facts, digits
        self._people = {n.person_id for n in nominations if n.person_id is not None}
        self._months: dict[int, dict[int, int]] = {}

    def score(self, criterion: Criterion, nomination: Nomination) -> CriterionScore:
        """A nominee's points on a criterion that judges do not score, and how they came about."""
        give = {
            CriterionSource.PARTICIPATION: self._taken_part,
            CriterionSource.MONTHS: self._month_by_month,
            CriterionSource.CONDUCT: self._conduct,
        }[criterion.source]
        points, reason = give(criterion, nomination)
        return CriterionScore(criterion.name, criterion.weight, points, reason)

    def _taken_part(self, criterion: Criterion, nomination: Nomination) -> tuple[Decimal, str]:
        full_at = int(criterion.parameters["full_at"])
        if nomination.person_id is not None:
            taken = self._facts[nomination.person_id].participations
            count = Fraction(participation_count(taken, *_narrowed(criterion)))
            reason = f"参加 {count} 次，满 {full_at} 次得满分"
        else:
            assert nomination.team_id is not None
            count, members = team_average(self._session, self._campaign, nomination.team_id, *_narrowed(criterion))
            reason = f"{members} 人人均参加 {rounded(count, 2)} 次，满 {full_at} 次得满分"
        return scoring.participation_points(count, full_at, FULL_POINTS, self._digits), reason

    def _month_by_month(self, criterion: Criterion, nomination: Nomination) -> tuple[Decimal, str]:
        full_at = int(criterion.parameters["full_at"])
        if nomination.person_id is not None:
            if criterion.id not in self._months:
                self._months[criterion.id] = self._active_months(criterion)
            count = Fraction(self._months[criterion.id].get(nomination.person_id, 0))
            reason = f"{count} 个月参加了活动，满 {full_at} 个月得满分"
        else:
            count, members = self._team_months(criterion, nomination)
            reason = f"{members} 人人均 {rounded(count, 2)} 个月参加了活动，满 {full_at} 个月得满分"
        return scoring.participation_points(count, full_at, FULL_POINTS, self._digits), reason

    def _conduct(self, criterion: Criterion, nomination: Nomination) -> tuple[Decimal, str]:
        base = int(criterion.parameters["base"])
        if nomination.person_id is not None:
            first, last = self._campaign.period_from, self._campaign.period_to
            standing = [c for c in self._facts[nomination.person_id].conduct if first <= c.happened_on <= last]
            change = sum((Fraction(record.points) for record in standing), Fraction(0))
            reason = f"基础分 {base}，{len(standing)} 条行为记录{_signed(change)}"
        else:
            change, members, records = self._team_conduct(nomination)
            reason = f"基础分 {base}，{members} 人 {records} 条行为记录，人均{_signed(change)}"
        points = scoring.conduct_points(change, base, FULL_POINTS, self._digits)
        return points, f"{reason}，在 0 到 {FULL_POINTS} 分之间"

    def _active_months(self, criterion: Criterion) -> dict[int, int]:
        """By person in how many months of the period something was attended."""
        month = func.strftime("%Y-%m", Activity.starts)
        statement = (
            select(Participation.person_id, func.count(month.distinct()))
            .join(Activity, Activity.id == Participation.activity_id)
            .where(is_any_of(Participation.person_id, self._people), *self._attended(criterion))
            .group_by(Participation.person_id)
        )
        return dict(self._session.execute(statement).all())

    def _team_months(self, criterion: Criterion, nomination: Nomination) -> tuple[Fraction, int]:
        assert nomination.team_id is not None
        of_team = people_of_on(self._session, nomination.team_id, self._campaign.as_of)
        members = self._session.scalar(select(func.count(Person.id)).where(of_team)) or 0
        month = func.strftime("%Y-%m", Activity.starts)
        each = (
            select(func.count(month.distinct()).label("months"))
            .select_from(Participation)
            .join(Person, Person.id == Participation.person_id)
            .join(Activity, Activity.id == Participation.activity_id)
            .where(of_team, *self._attended(criterion))
            .group_by(Participation.person_id)
            .subquery()
        )
        total = self._session.scalar(select(func.sum(each.c.months))) or 0
        return (Fraction(total, members) if members else Fraction(0)), members

    def _team_conduct(self, nomination: Nomination) -> tuple[Fraction, int, int]:
        """What the records of a team's members come to on average, the members, and the records."""
        assert nomination.team_id is not None
        of_team = people_of_on(self._session, nomination.team_id, self._campaign.as_of)
        members = self._session.scalar(select(func.count(Person.id)).where(of_team)) or 0
        reversed_ids = select(ConductRecord.reverses_id).where(ConductRecord.reverses_id.is_not(None))
        statement = (
            select(ConductRecord.points)
            .join(Person, Person.id == ConductRecord.person_id)
            .where(of_team, ConductRecord.reverses_id.is_(None), ConductRecord.id.not_in(reversed_ids))
            .where(ConductRecord.happened_on.between(self._campaign.period_from, self._campaign.period_to))
        )
        points = [Fraction(value) for value in self._session.scalars(statement)]
        return (sum(points, Fraction(0)) / members if members else Fraction(0)), members, len(points)

    def _attended(self, criterion: Criterion) -> list[ColumnElement[bool]]:
        start, end = period_bounds(self._campaign)
        layer, kind = _narrowed(criterion)
        narrowed = [column == wanted for column, wanted in ((Activity.layer, layer), (Activity.kind, kind)) if wanted]
        within = [Activity.starts >= start, Activity.starts < end]
        return [Participation.attendance == Attendance.ATTENDED, *within, *narrowed]


def _narrowed(criterion: Criterion) -> tuple[Layer | None, ActivityKind | None]:
    """The layer and kind of activity that a criterion counts, None for all."""
    layer, kind = criterion.parameters.get("layer"), criterion.parameters.get("activity_kind")
    return (word(Layer, layer) if layer else None), (word(ActivityKind, kind) if kind else None)


def _signed(change: Fraction) -> str:
    return f"{'加' if change >= 0 else '减'} {plain(abs(change), 2)} 分"
