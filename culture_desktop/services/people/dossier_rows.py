"""What a person's dossier (档案) holds: frozen rows, the latest first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from culture_desktop.services.people.rows import Contact, MembershipRow, PersonDraft
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    Attendance,
    Layer,
    Mechanism,
    ParticipationRole,
)

_DEVELOPING = frozenset({ActivityKind.TRAINING, ActivityKind.STUDY, ActivityKind.CONTEST})


@dataclass(frozen=True)
class DossierActivity:
    """An activity and what the person did in it; ``sessions`` are those attended and all that were noted."""

    id: int
    code: str
    title: str
    day: date
    layer: Layer
    mechanism: Mechanism
    account: Account | None
    kind: ActivityKind
    role: ParticipationRole
    attendance: Attendance
    hours: Decimal | None
    result: str
    sessions: tuple[int, int] = (0, 0)

    @property
    def attended(self) -> bool:
        """Whether the person was there."""
        return self.attendance is Attendance.ATTENDED

    @property
    def cares(self) -> bool:
        """Whether it is care (关怀): it takes from the stress account."""
        return self.account is Account.STRESS or self.kind is ActivityKind.CARE

    @property
    def develops(self) -> bool:
        """Whether it is development (成长): training, study, contests, whatever adds to the growth account."""
        return self.account is Account.GROWTH or self.kind in _DEVELOPING


@dataclass(frozen=True)
class DossierHonour:
    """An honour; ``campaign`` is the code of the campaign that gave it, empty for one taken over from a list."""

    title: str
    granted_on: date
    certificate: str
    campaign: str
    campaign_title: str
    revoked_on: date | None = None

    @property
    def certificate_words(self) -> str:
        """The number of the certificate, and when the honour was revoked if it was."""
        return f"{self.certificate}{f'（{self.revoked_on}撤销）' if self.revoked_on else ''}"


@dataclass(frozen=True)
class DossierNomination:
    """A nomination and what came of it, in words; ``won`` when it was an honour."""

    campaign: str
    campaign_title: str
    as_of: date
    reason: str
    outcome: str
    won: bool


@dataclass(frozen=True)
class DossierConduct:
    """A conduct record; ``reversed_on`` the day of the record that takes it back, ``reverses`` whether this does."""

    happened_on: date
    norm: str
    points: Decimal
    evidence: str
    reverses: bool
    reversed_on: date | None


@dataclass(frozen=True)
class DossierPosting:
    """A unit and when the person was in it; ``id`` is None for the present one. ``ends`` is the first day after."""

    id: int | None
    unit_id: int
    unit: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class Dossier:
    """Everything kept of one person; phone and resident ID masked in ``draft`` and ``facts``."""

    id: int
    draft: PersonDraft
    unit: str
    left_on: date | None
    extra: dict[str, str]
    activities: tuple[DossierActivity, ...]
    honours: tuple[DossierHonour, ...]
    nominations: tuple[DossierNomination, ...]
    conduct: tuple[DossierConduct, ...]
    memberships: tuple[MembershipRow, ...]
    postings: tuple[DossierPosting, ...]

    @property
    def care(self) -> tuple[DossierActivity, ...]:
        """Care the person received or took part in."""
        return tuple(activity for activity in self.activities if activity.attended and activity.cares)

    @property
    def development(self) -> tuple[DossierActivity, ...]:
        """Trainings and contests the person took part in."""
        return tuple(activity for activity in self.activities if activity.attended and activity.develops)

    @property
    def attended(self) -> tuple[DossierActivity, ...]:
        """Activities the person was at."""
        return tuple(activity for activity in self.activities if activity.attended)

    @property
    def hours(self) -> Decimal:
        """Hours of the activities attended."""
        return sum((activity.hours or Decimal(0) for activity in self.attended), Decimal(0))

    @property
    def points(self) -> Decimal:
        """The balance of the conduct records."""
        return sum((record.points for record in self.conduct), Decimal(0))

    @property
    def contact(self) -> Contact:
        """The numbers, masked."""
        return Contact(self.draft.phone, self.draft.resident_id)
