"""What the activity services give and take."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    Attendance,
    DutyKind,
    EmploymentType,
    Layer,
    Mechanism,
    ParticipationRole,
)


@dataclass(frozen=True)
class ActivityQuery:
    """Which activities: of one year, optionally of some layers and states, with words in title, code or place."""

    year: int
    search: str = ""
    layers: frozenset[Layer] = frozenset()
    states: frozenset[ActivityState] = frozenset()


@dataclass(frozen=True)
class ActivityRow:
    """One row of the activity list."""

    id: int
    code: str
    title: str
    layer: Layer
    mechanism: Mechanism
    kind: ActivityKind
    state: ActivityState
    starts: datetime
    ends: datetime | None
    place: str
    host: str
    registered: int
    attended: int
    pictures: int


@dataclass(frozen=True)
class ActivityDraft:
    """What the user enters of an activity. ``budget`` is in yuan, to the fen.

    ``fallback`` is what is done in bad weather, ``duty`` the duty of the hosting party branch that it fulfils.
    """

    code: str
    title: str
    layer: Layer
    mechanism: Mechanism
    kind: ActivityKind
    starts: datetime
    ends: datetime | None = None
    account: Account | None = None
    host_id: int | None = None
    joint_host_ids: tuple[int, ...] = ()
    brand_id: int | None = None
    place: str = ""
    capacity: int | None = None
    budget: Decimal | None = None
    state: ActivityState = ActivityState.PLAN
    summary: str = ""
    owner_id: int | None = None
    duty: DutyKind | None = None
    goals: str = ""
    risks: str = ""
    fallback: str = ""
    sign_up_opens: datetime | None = None
    sign_up_closes: datetime | None = None
    needs_check_in: bool = True


@dataclass(frozen=True)
class TaskDraft:
    """What the user enters of a thing to do: by whom, or in which role, until when."""

    title: str
    due_on: date | None = None
    owner_id: int | None = None
    role: str = ""
    note: str = ""


@dataclass(frozen=True)
class TaskRow:
    """A thing to do; ``owner`` is the name of who does it."""

    id: int
    activity_id: int
    draft: TaskDraft
    owner: str
    done_on: date | None

    def overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.done_on is None and self.draft.due_on is not None and self.draft.due_on < today


@dataclass(frozen=True)
class SessionDraft:
    """What the user enters of one of several sessions; ``doors`` are names of entrances."""

    title: str
    starts: datetime
    ends: datetime | None = None
    place: str = ""
    doors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResourceDraft:
    """What the user enters of a thing that is needed; ``provider`` brings it, ``ready_on`` is when it was there."""

    title: str
    quantity: Decimal | None = None
    unit: str = ""
    provider: str = ""
    ready_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Approval:
    """Who approved a plan, when, and the number of the paper that says so."""

    on: date
    by: str
    number: str = ""


@dataclass(frozen=True)
class Participant:
    """One person of an activity; ``sessions`` is how many of its sessions ``sessions_held`` the person came to."""

    person_id: int
    number: str
    name: str
    unit: str
    employment: EmploymentType
    role: ParticipationRole
    attendance: Attendance
    attended_at: datetime | None
    hours: Decimal | None
    result: str
    note: str
    sessions: int = 0
    sessions_held: int = 0


@dataclass(frozen=True)
class Picture:
    """One picture of an activity; ``sha256`` names its bytes in the file store."""

    id: int
    sha256: str
    file_name: str
    caption: str


@dataclass(frozen=True)
class ActivityDetail:
    """All there is to show of one activity; ``sessions`` counts those with attendance on record."""

    id: int
    draft: ActivityDraft
    host: str
    joint_hosts: tuple[str, ...]
    brand: str
    participants: tuple[Participant, ...]
    pictures: tuple[Picture, ...]
    sessions: int = 0
    owner: str = ""
    tasks: tuple[TaskRow, ...] = ()
    planned_sessions: tuple[SessionDraft, ...] = ()
    resources: tuple[ResourceDraft, ...] = ()
    approval: Approval | None = None
    notified_on: date | None = None
    template: str = ""
    copied_from_id: int | None = None
    series_id: int | None = None

    def counted(self, attendance: Attendance) -> int:
        """How many participants are in this state."""
        return sum(p.attendance == attendance for p in self.participants)

    @property
    def units(self) -> int:
        """From how many units people came."""
        return len({p.unit for p in self.participants if p.attendance == Attendance.ATTENDED and p.unit})
