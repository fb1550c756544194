"""What the people services give and take: frozen rows, details, drafts and queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from culture_desktop.services.people.conditions import Condition
from culture_desktop.vocabulary import (
    Attendance,
    EmploymentType,
    Layer,
    MembershipRole,
    PersonStatus,
    PoliticalStatus,
    Sex,
)


class PeopleSort(StrEnum):
    """Orders of a list of people that are no field, or that much is sorted by; any other field goes by its key."""

    NUMBER = "number"
    SURNAME_STROKES = "stroke_key"
    NAME_STROKES = "name_stroke_key"
    PINYIN = "pinyin"
    UNIT = "unit"
    HIRE_DATE = "hire_date"
    POSITION = "position"


@dataclass(frozen=True)
class PeopleQuery:
    """Which people, in which order: every condition must hold; ``search`` takes words that must all occur.

    ``status`` counts while no condition speaks of the status. ``sort`` is a PeopleSort or the key of any field; ages,
    deadlines and the figures of this year are those of the day ``as_of``.

    With ``on`` the organisation is as it was staffed on that day, and whoever was here then is found, whatever the
    status is now.
    """

    search: str = ""
    organisation_id: int | None = None
    on: date | None = None
    conditions: tuple[Condition, ...] = ()
    status: frozenset[PersonStatus] = frozenset({PersonStatus.ACTIVE})
    ids: frozenset[int] | None = None
    sort: str = PeopleSort.NUMBER
    descending: bool = False
    as_of: date = field(default_factory=date.today)


@dataclass(frozen=True)
class PersonRow:
    """One row of the people table; ``participations`` counts what was attended in the year asked for.

    ``phone`` and ``resident_id`` are masked, unless a list was asked for with whole numbers. ``memberships`` are the
    names of the organisations beside the unit, ``source`` the list the person came with.
    """

    id: int
    number: str
    name: str
    sex: Sex | None
    unit: str
    unit_full_name: str
    position: str
    employment: EmploymentType
    front_line: bool
    manager: bool
    political_status: PoliticalStatus | None
    phone: str | None
    birth_date: date | None
    hire_date: date | None
    status: PersonStatus
    participations: int
    honours: int
    resident_id: str | None = None
    unit_id: int | None = None
    unit_since: date | None = None
    contract_ends: date | None = None
    left_on: date | None = None
    source: str | None = None
    memberships: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonDraft:
    """What the user enters of a person. ``unit_id`` None means not placed yet.

    The services hand out ``phone`` and ``resident_id`` masked; given back as they were, they stay what they are.
    """

    number: str
    name: str
    sex: Sex | None = None
    birth_date: date | None = None
    resident_id: str | None = None
    phone: str | None = None
    unit_id: int | None = None
    position: str = ""
    employment: EmploymentType = EmploymentType.OWN
    front_line: bool = False
    manager: bool = False
    political_status: PoliticalStatus | None = None
    hire_date: date | None = None
    contract_ends: date | None = None
    status: PersonStatus = PersonStatus.ACTIVE


@dataclass(frozen=True)
class Contact:
    """The numbers of a person that are masked elsewhere."""

    phone: str | None = None
    resident_id: str | None = None


@dataclass(frozen=True)
class MembershipRow:
    """A place in a party branch, union, league …"""

    organisation: str
    role: MembershipRole
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class ParticipationRow:
    """One activity a person signed up for or took part in."""

    code: str
    title: str
    day: date
    layer: Layer
    attendance: Attendance
    hours: Decimal | None
    result: str


@dataclass(frozen=True)
class HonourRow:
    """One honour of a person."""

    title: str
    granted_on: date


@dataclass(frozen=True)
class PersonDetail:
    """All there is to show of one person, numbers masked wherever they stand."""

    id: int
    draft: PersonDraft
    unit: str
    unit_full_name: str
    extra: dict[str, str]
    memberships: tuple[MembershipRow, ...]
    participations: tuple[ParticipationRow, ...]
    honours: tuple[HonourRow, ...]
    layer_counts: dict[Layer, int]
    hours: Decimal
