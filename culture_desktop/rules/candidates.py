"""What is known about a person who might be honoured, as plain facts for the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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


Participations = Mapping[tuple[Layer, ActivityKind], int]


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """A person as of the campaign; ``participations`` counts attended activities within its period."""

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


def participation_count(counts: Participations, layer: Layer | None = None, kind: ActivityKind | None = None) -> int:
    """How many activities were attended, of one layer and one kind where given."""
    return sum(
        count
        for (its_layer, its_kind), count in counts.items()
        if (layer is None or its_layer == layer) and (kind is None or its_kind == kind)
    )
