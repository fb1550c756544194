"""Which design the certificates of each tier of a campaign follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import STANDARD
from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.errors import DesignUnfitError, RecordMissingError
from culture_desktop.models import Tier
from culture_desktop.services.awards.queries import require_campaign, tiers_of
from culture_desktop.services.certificates.designs import DesignService, LoadedDesign
from culture_desktop.services.certificates.winners import FIELDS
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import TierKind

_CHANGED = frozenset({Topic.AWARDS})


@dataclass(frozen=True, slots=True)
class TierDesign:
    """A tier with the design of its certificates; ``chosen`` for it, or else the one the settings name."""

    tier_id: int
    tier: str
    key: str
    name: str
    sheet: Sheet
    chosen: bool


class DesignChoiceService:
    """Reads and sets the designs of a campaign."""

    def __init__(self, database: Database) -> None:
        self._database, self._designs = database, DesignService(database)

    def of(self, code: str, settings: UnitSettings) -> tuple[TierDesign, ...]:
        """Each tier's design, from the highest tier down."""
        with self._database.read() as session:
            found = ((tier, design_of(session, self._designs, tier, settings)) for tier in _tiers(session, code))
            return tuple(
                TierDesign(tier.id, tier.name, got.key, got.design.name, got.design.sheet, bool(tier.design))
                for tier, got in found
            )

    def choose(self, code: str, keys: Mapping[int, str]) -> Done[None]:
        """Set the designs of tiers, by the tier's id: a design's key or name; empty takes that of the settings.

        Raises RecordMissingError for a design or tier there is none of, DesignUnfitError for a design with fields that
        no winner has.
        """
        with self._database.begin("选择证书模板") as session:
            tiers = {tier.id: tier for tier in _tiers(session, code)}
            names = []
            for tier_id, key in keys.items():
                if tier_id not in tiers:
                    raise RecordMissingError(what="奖项", key=tier_id)
                found = self._designs.loaded(session, key) if key else None
                if found is not None:
                    require_fit(found.design)
                    names.append(found.design.name)
                tiers[tier_id].design = found.key if found is not None else ""
        used = "、".join(f"“{name}”" for name in dict.fromkeys(names))
        return Done(None, _CHANGED, f"证书改用模板{used}" if used else "证书改用设置里的模板")


def design_of(session: Session, designs: DesignService, tier: Tier, settings: UnitSettings) -> LoadedDesign:
    """The design chosen for a tier, else that of the settings; the standard one where that is gone."""
    if tier.design:
        return designs.loaded(session, tier.design)
    of_kind = settings.team_design if tier.kind is TierKind.TEAM else ""
    try:
        return designs.loaded(session, of_kind or settings.certificate_design)
    except RecordMissingError:
        return designs.loaded(session, STANDARD)


def require_fit(design: Design) -> None:
    """Raises DesignUnfitError for a design that prints what no winner has."""
    lacking = [name for name in design.fields if name not in FIELDS]
    if lacking:
        raise DesignUnfitError(name=design.name, fields="、".join(lacking), source="评选")


def _tiers(session: Session, code: str) -> list[Tier]:
    return list(tiers_of(session, require_campaign(session, code)))
