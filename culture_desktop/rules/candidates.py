"""What is known about a person who might be honoured, as plain facts for the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from culture_desktop.vocabulary import ActivityKind, EmploymentType, Layer, PersonStatus, PoliticalStatus, Sex


@dataclass(frozen=True, slots=True)
class EarlierHonour:
    """An honour once awarded; ``awarded_on`` is None where only the year is on record."""

    title: str
    year: int
    awarded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """A matter that bars from honours (一票否决), with its evidence."""

    reason: str
    happened_on: date
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Conduct:
    """A conduct record (文明行为记录) that stands: neither reversed nor a reversal."""

    happened_on: date
    norm: str
    points: Decimal


Participations = Mapping[tuple[Layer, ActivityKind], int]
Window = tuple[date, date]  # from the first day up to but not including the second


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """A person as of the campaign; ``participations`` counts attended activities within its period.

    ``windows`` has the same counts for each other stretch of time that a condition asks about.
    """

    id: int
    number: str
    name: str
    unit_path: tuple[str, ...]
    sex: Sex | None = None
    birth_date: date | None = None
    hire_date: date | None = None
    employment: EmploymentType = EmploymentType.OWN
    front_line: bool = False
    manager: bool = False
    political_status: PoliticalStatus | None = None
    status: PersonStatus = PersonStatus.ACTIVE
    participations: Participations = field(default_factory=dict)
    honours: tuple[EarlierHonour, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    windows: Mapping[Window, Participations] = field(default_factory=dict)
    conduct: tuple[Conduct, ...] = ()


def participation_count(counts: Participations, layer: Layer | None = None, kind: ActivityKind | None = None) -> int:
    """How many activities were attended, of one layer and one kind where given."""
    return sum(
        count
        for (its_layer, its_kind), count in counts.items()
        if (layer is None or its_layer == layer) and (kind is None or its_kind == kind)
    )
