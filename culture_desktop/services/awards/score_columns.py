"""What a judge fills in for a nominee: the criteria that judges score, each part of one that has parts by itself."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from culture_desktop.errors import ScoreInvalidError
from culture_desktop.models import Campaign, Criterion
from culture_desktop.rules.rubrics import WHOLE, Part
from culture_desktop.services.awards.queries import criteria_of, parts_of
from culture_desktop.services.awards.rubric_parts import part_of
from culture_desktop.vocabulary import CriterionSource, TierKind

RECUSED = "回避"  # what stands in place of points
NOT_SCORED = "—"  # what stands where nominees of a kind are not scored
_DIGITS = 2  # of points on a criterion without parts


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One number a judge gives each nominee of a kind; ``id`` is the criterion (or part of one) that scores name.

    ``criterion_id`` is the criterion that the points count towards.
    """

    id: int
    criterion_id: int
    kind: TierKind
    criterion: str
    part: Part

    @property
    def is_part(self) -> bool:
        """Whether the criterion has parts and this is one of them."""
        return self.id != self.criterion_id

    @property
    def title(self) -> str:
        """``评委评审``, or ``评委评审·服务质量`` for a part."""
        return f"{self.criterion}·{self.part.name}" if self.is_part else self.criterion

    @property
    def names(self) -> tuple[str, ...]:
        """What lists may call it."""
        return tuple(dict.fromkeys((self.title, self.part.name)))

    @property
    def full(self) -> str:
        """Full marks, as they are written: ``40``."""
        return f"{self.part.maximum.normalize():f}"

    def fault(self, points: Decimal) -> str:
        """What is wrong with points, in a few words; empty when they can be given."""
        try:
            self.part.check(points)
        except ScoreInvalidError:
            if not 0 <= points <= self.part.maximum:
                return f"应在 0 到 {self.full} 分之间"
            return f"至多 {self.part.digits} 位小数" if self.part.digits else "应为整数"
        return ""


def score_columns(session: Session, campaign: Campaign) -> tuple[ScoreColumn, ...]:
    """Everything that judges score in a campaign, in its order."""
    parts: dict[int | None, list[Criterion]] = {}
    for part in parts_of(session, campaign):
        parts.setdefault(part.parent_id, []).append(part)
    found: list[ScoreColumn] = []
    for criterion in criteria_of(session, campaign):
        if criterion.source != CriterionSource.JUDGES:
            continue
        if criterion.id in parts:
            found += [
                ScoreColumn(p.id, criterion.id, criterion.kind, criterion.name, part_of(p.name, p.parameters))
                for p in parts[criterion.id]
            ]
        else:
            whole = Part(criterion.name, WHOLE, digits=_DIGITS)
            found.append(ScoreColumn(criterion.id, criterion.id, criterion.kind, criterion.name, whole))
    return tuple(found)
