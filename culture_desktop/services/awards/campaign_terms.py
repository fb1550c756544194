"""The terms of a campaign as they are set: tiers, criteria, rules, limits, procedure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Criterion, Score
from culture_desktop.rules.fields import word
from culture_desktop.rules.limits import SelectionLimits, limits_from_dict
from culture_desktop.rules.procedure import Procedure
from culture_desktop.rules.rubrics import Part
from culture_desktop.rules.rule import Rule
from culture_desktop.rules.selection.problem import Tier as SelectionTier
from culture_desktop.services.awards.limit_sentences import limit_sentences
from culture_desktop.services.awards.queries import (
    awarded_on,
    criteria_of,
    parts_of,
    procedure_of,
    rules_of,
    tiers_of,
)
from culture_desktop.services.awards.rubric_parts import part_of
from culture_desktop.vocabulary import ActivityKind, CriterionSource, Layer, TierKind

COUNTED = frozenset({CriterionSource.PARTICIPATION, CriterionSource.MONTHS})
"""Sources that earn full points from so many on."""


@dataclass(frozen=True, slots=True)
class TierTerms:
    """A tier; ``id`` None is one to be added, ``prize`` in yuan for each winner."""

    name: str
    kind: TierKind
    seats: int
    prize: Decimal | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class CriterionTerms:
    """A criterion; what it counts where it counts activities or months with one, the ``base`` points of conduct, its
    parts where judges score it in parts."""

    kind: TierKind
    name: str
    source: CriterionSource
    weight: Decimal
    full_at: int = 12
    layer: Layer | None = None
    activity_kind: ActivityKind | None = None
    base: int = 80
    parts: tuple[Part, ...] = ()
    id: int | None = None

    @property
    def parameters(self) -> dict[str, object]:
        """As a campaign stores it."""
        if self.source is CriterionSource.CONDUCT:
            return {"base": self.base}
        if self.source not in COUNTED:
            return {}
        found: dict[str, object] = {"full_at": self.full_at}
        if self.layer is not None:
            found["layer"] = self.layer.value
        if self.activity_kind is not None:
            found["activity_kind"] = self.activity_kind.value
        return found


@dataclass(frozen=True)
class CampaignTerms:
    """Everything that was set. ``scored`` and ``confirmed`` say what may still be changed."""

    code: str
    tiers: tuple[TierTerms, ...]
    criteria: tuple[CriterionTerms, ...]
    rules: tuple[Rule, ...]
    limits: SelectionLimits
    limit_sentences: tuple[str, ...]
    procedure: Procedure
    scored: bool
    confirmed: bool
    rule_sentences: tuple[str, ...] = field(default=())


def read_terms(session: Session, campaign: Campaign) -> CampaignTerms:
    """Everything that was set."""
    limits = limits_from_dict(campaign.limits, campaign.title)
    rules = rules_of(session, campaign)
    tiers = tuple(TierTerms(t.name, t.kind, t.seats, t.prize, t.id) for t in tiers_of(session, campaign))
    parts: dict[int | None, list[Part]] = {}
    for part in parts_of(session, campaign):
        parts.setdefault(part.parent_id, []).append(part_of(part.name, part.parameters))
    return CampaignTerms(
        code=campaign.code,
        tiers=tiers,
        criteria=tuple(_terms_of(c, tuple(parts.get(c.id, ()))) for c in criteria_of(session, campaign)),
        rules=rules,
        limits=limits,
        limit_sentences=limit_sentences(limits, selection_tiers(tiers)),
        procedure=procedure_of(campaign),
        scored=has_scores(session, campaign),
        confirmed=awarded_on(session, campaign) is not None,
        rule_sentences=tuple(rule.at(campaign.as_of).sentence for rule in rules),
    )


def selection_tiers(tiers: Sequence[TierTerms]) -> list[SelectionTier]:
    """Tiers as the selection knows them."""
    return [SelectionTier(tier.name, tier.seats, tier.kind) for tier in tiers]


def _terms_of(criterion: Criterion, parts: tuple[Part, ...]) -> CriterionTerms:
    stored = criterion.parameters
    layer, kind = stored.get("layer"), stored.get("activity_kind")
    return CriterionTerms(
        kind=criterion.kind,
        name=criterion.name,
        source=criterion.source,
        weight=criterion.weight,
        full_at=int(stored.get("full_at", 12)),
        layer=word(Layer, layer) if layer else None,
        activity_kind=word(ActivityKind, kind) if kind else None,
        base=int(stored.get("base", 80)),
        parts=parts,
        id=criterion.id,
    )


def has_scores(session: Session, campaign: Campaign) -> bool:
    """Whether any judge has scored: from then on what decides about scores stands."""
    statement = select(Score.id).join(Criterion, Criterion.id == Score.criterion_id)
    return session.scalar(statement.where(Criterion.campaign_id == campaign.id).limit(1)) is not None
