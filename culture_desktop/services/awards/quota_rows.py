"""Quotas as they are asked for, drafted and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from culture_desktop.rules.apportionment import Method
from culture_desktop.vocabulary import EmploymentType, TierKind


@dataclass(frozen=True)
class Factor:
    """What places are divided by beside the head count: its part, and each unit's number by full name."""

    title: str
    part: Decimal
    numbers: Mapping[str, Decimal]


@dataclass(frozen=True)
class QuotaTerms:
    """How places are to be divided.

    ``level`` is the depth in the tree (1 is the root); ``pool`` None counts all staff together. ``heads_part`` is the
    part of the head count among the factors; without factors it alone counts. ``ratio`` 1.2 is one place to 1.2
    nominees.
    """

    kind: TierKind
    level: int
    seats: int
    method: Method = Method.HAMILTON
    pool: EmploymentType | None = None
    minimum: int | None = None
    maximum: int | None = None
    ratio: Decimal = Decimal(1)
    heads_part: Decimal = Decimal(100)
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One unit's part; ``places`` leaves out what is tied."""

    unit_id: int
    unit: str
    heads: int
    places: int
    nominees: int
    tied: bool
    explanation: str


@dataclass(frozen=True)
class QuotaDraft:
    """A division that is not saved: how, each unit, and what is still to be decided."""

    terms: QuotaTerms
    head: str
    lines: tuple[QuotaLine, ...]
    ties: tuple[tuple[tuple[str, ...], int], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class SavedQuota:
    """A unit's quota as it was saved; ``nominated`` is how many of it have been put forward."""

    unit: str
    kind: TierKind
    pool: EmploymentType | None
    places: int
    nominees: int
    explanation: str
    nominated: int = 0

    @property
    def whom(self) -> str:
        """Whom it is for."""
        return f"{self.kind.label}{f'（{self.pool.label}）' if self.pool else ''}"

    @property
    def overrun(self) -> str:
        """What is said where more were put forward than there may be; empty otherwise."""
        more = self.nominated - self.nominees
        if more <= 0:
            return ""
        return f"{self.unit}{self.whom}可推荐 {self.nominees}，已推荐 {self.nominated}，多 {more}"


@dataclass(frozen=True)
class SavedQuotas:
    """All quotas of a campaign, and how each division was made, in sentences."""

    rows: tuple[SavedQuota, ...] = ()
    heads: tuple[str, ...] = field(default=())
