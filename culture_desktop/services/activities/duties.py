"""What the party branches owe, from the activities that fulfil it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Activity, JointHost, Organisation
from culture_desktop.rules.duties import DutyRule, DutyStanding, bundled_duties, standing
from culture_desktop.services.activities.queries import moments_of
from culture_desktop.vocabulary import DutyKind, OrganisationKind

_BRANCH = "支部"


@dataclass(frozen=True)
class BranchDuties:
    """How one branch stands with each of its duties."""

    branch_id: int
    branch: str
    standings: tuple[DutyStanding, ...]

    @property
    def owed(self) -> tuple[DutyStanding, ...]:
        """What is still to be held."""
        return tuple(one for one in self.standings if one.owed)


class DutyService:
    """Tells what is owed; it writes nothing, as an activity says itself which duty it fulfils."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rules(self) -> tuple[DutyRule, ...]:
        """How often each duty is owed."""
        return bundled_duties()

    def standing(self, day: date, today: date) -> tuple[BranchDuties, ...]:
        """How every branch stands in the month, the quarter and the year of a day.

        Branches are the party organisations that are called so, or all where none is. A meeting of a group within a
        branch counts for the branch.
        """
        with self._database.read() as session:
            branches = _branches(session)
            held = _held(session, day.year, branches)
        return tuple(
            BranchDuties(
                branch.id,
                branch.name,
                tuple(standing(rule, day, held.get((branch.id, rule.duty), ()), today) for rule in self.rules()),
            )
            for branch in branches
        )


def _branches(session: Session) -> list[Organisation]:
    party = session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.PARTY).order_by(Organisation.path)
    ).all()
    called = [one for one in party if _BRANCH in one.name]
    return called or list(party)


def _held(session: Session, year: int, branches: Iterable[Organisation]) -> dict[tuple[int, DutyKind], list[date]]:
    """Branch and duty -> the days of the year on which an activity of it fulfils it."""
    first, after = moments_of(date(year, 1, 1), date(year, 12, 31))
    own = (
        select(Activity.duty, Activity.starts, Organisation.path)
        .join(Organisation, Organisation.id == Activity.host_id)
        .where(Activity.duty.is_not(None), Activity.starts >= first, Activity.starts < after)
    )
    joint = (
        select(Activity.duty, Activity.starts, Organisation.path)
        .join(JointHost, JointHost.activity_id == Activity.id)
        .join(Organisation, Organisation.id == JointHost.organisation_id)
        .where(Activity.duty.is_not(None), Activity.starts >= first, Activity.starts < after)
    )
    by_path = {branch.path: branch.id for branch in branches}
    found: dict[tuple[int, DutyKind], list[date]] = {}
    for duty, starts, path in (*session.execute(own), *session.execute(joint)):
        for branch_id in _within(path, by_path):
            found.setdefault((branch_id, duty), []).append(starts.date())
    return found


def _within(path: str, branches: dict[str, int]) -> Iterable[int]:
    """The branches an organisation is in, itself among them, by its path and those above it."""
    parts = path.rstrip("/").split("/")
    above = ("/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1))
    return (branches[one] for one in above if one in branches)
