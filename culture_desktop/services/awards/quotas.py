"""名额分配: places among the units of a level of the tree, by head count or weighted factors, kept with the reasons.

Ties are never broken here: the operator gives the open places to units that are tied, with a reason that is printed.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, QuotaImpossibleError
from culture_desktop.models import Campaign, Organisation, Quota
from culture_desktop.rules.apportionment import nominees as nominees_for
from culture_desktop.services.awards.copy import APPORTIONMENT
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.awards.quota import unit_numbers
from culture_desktop.services.awards.quota_draft import drafted, names_at, units_of
from culture_desktop.services.awards.quota_rows import Factor, QuotaDraft, QuotaTerms, SavedQuota, SavedQuotas
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, EmploymentType, TierKind

_CHANGED = frozenset({Topic.AWARDS})
QuotaKey = tuple[str, TierKind, EmploymentType | None]
"""The full name of a unit, the kind of tier, and the pool; None counts all staff together."""


class Nominated(Protocol):
    """What a quota counts of somebody put forward."""

    @property
    def kind(self) -> TierKind: ...
    @property
    def unit_full_name(self) -> str: ...
    @property
    def employment(self) -> EmploymentType | None: ...


class QuotaService:
    """Looks first, then keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def levels(self) -> tuple[str, ...]:
        """What there is to divide among at each level of the tree: ``第 2 级：12 个单位``; the first is the root's."""
        with self._database.read() as session:
            depths = [name.count(SEPARATOR) for name in units_of(session).values()]
        deepest = max(depths, default=-1)
        return tuple(f"第 {depth + 1} 级：{depths.count(depth)} 个单位" for depth in range(deepest + 1))

    def units_at(self, level: int) -> tuple[str, ...]:
        """The full names of a level's units, in the order of the tree."""
        with self._database.read() as session:
            return tuple(name for name in units_of(session).values() if name.count(SEPARATOR) == level - 1)

    def factor_from_list(self, path: Path, title: str, part: Decimal, level: int) -> Factor:
        """A factor out of a list file with the columns 单位 and ``title``; units by full name or by their own."""
        numbers = unit_numbers(path, title)
        with self._database.read() as session:
            names = names_at(session, level)
        return Factor(title, part, {names.get(unit, unit): number for unit, number in numbers.items()})

    def preview(self, code: str, terms: QuotaTerms) -> QuotaDraft:
        """The division; QuotaImpossibleError names the limits in conflict."""
        with self._database.read() as session:
            return drafted(session, require_campaign(session, code), terms)

    def save(
        self, code: str, terms: QuotaTerms, given: Mapping[str, int] | None = None, reason: str = ""
    ) -> Done[None]:
        """Keep a division with its explanation. ``given`` are the tied places by unit (full name), ``reason`` why."""
        with self._database.begin("分配名额") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            draft = drafted(session, campaign, terms)
            extra = _checked_ties(draft, given or {}, reason.strip())
            overlapping = Quota.pool.is_not(None) if terms.pool is None else Quota.pool.is_(None)
            mine = Quota.pool.is_(None) if terms.pool is None else Quota.pool == terms.pool
            here = (Quota.campaign_id == campaign.id, Quota.kind == terms.kind)
            session.execute(delete(Quota).where(*here, overlapping | mine))
            for line in draft.lines:
                places = line.places + extra.get(line.unit, 0)
                words = (
                    f"议定再得 {extra[line.unit]} 个，共 {places} 个：{reason.strip()}。" if line.unit in extra else ""
                )
                session.add(
                    Quota(
                        campaign_id=campaign.id,
                        organisation_id=line.unit_id,
                        kind=terms.kind,
                        pool=terms.pool,
                        places=places,
                        nominees=nominees_for(places, terms.ratio),
                        explanation=f"{line.explanation}{words}",
                    )
                )
            campaign.procedure = _noted(campaign, draft, extra, reason.strip())
        return Done(None, _CHANGED, f"已把 {terms.seats} 个名额分给 {len(draft.lines)} 个单位")

    def saved(self, code: str, nominees: Iterable[Nominated] = ()) -> SavedQuotas:
        """The quotas kept, with how many of each unit are among the nominees."""
        with self._database.read() as session:
            return saved_quotas(session, require_campaign(session, code), nominees)


def saved_quotas(session: Session, campaign: Campaign, nominees: Iterable[Nominated]) -> SavedQuotas:
    """The quotas of a campaign, those for persons first, units in the order of their names."""
    statement = (
        select(Organisation.full_name, Quota.kind, Quota.pool, Quota.places, Quota.nominees, Quota.explanation)
        .join(Organisation, Organisation.id == Quota.organisation_id)
        .where(Quota.campaign_id == campaign.id)
        .order_by(Quota.kind, Quota.pool, Organisation.path)
    )
    rows = [SavedQuota(*row) for row in session.execute(statement).all()]
    if not rows:
        return SavedQuotas()
    counted = nominated_by_unit({row.unit for row in rows}, nominees)
    known = campaign.procedure.get(APPORTIONMENT, [])
    return SavedQuotas(
        tuple(SavedQuota(r.unit, r.kind, r.pool, r.places, r.nominees, r.explanation, _of(counted, r)) for r in rows),
        tuple(one["sentence"] for one in known),
    )


def _of(counted: Mapping[QuotaKey, int], row: SavedQuota) -> int:
    return counted.get((row.unit, row.kind, row.pool), 0)


def nominated_by_unit(units: Collection[str], nominees: Iterable[Nominated]) -> dict[QuotaKey, int]:
    """Nominees by the unit with a quota that they are in, by kind, and by pool as well as all pools together."""
    counted: dict[QuotaKey, int] = {}
    for nominee in nominees:
        parts = nominee.unit_full_name.split(SEPARATOR)
        above = (SEPARATOR.join(parts[:depth]) for depth in range(len(parts), 0, -1))
        unit = next((name for name in above if name in units), None)
        if unit is not None:
            for pool in {None, nominee.employment}:
                key = (unit, nominee.kind, pool)
                counted[key] = counted.get(key, 0) + 1
    return counted


def _checked_ties(draft: QuotaDraft, given: Mapping[str, int], reason: str) -> dict[str, int]:
    """The tied places as given by hand; whatever is left open or given to others is refused."""
    extra = {unit: places for unit, places in given.items() if places}
    for units, seats in draft.ties:
        chosen = sum(extra.get(unit, 0) for unit in units)
        if chosen != seats or any(extra.get(unit, 0) not in (0, 1) for unit in units):
            raise QuotaImpossibleError(reason=f"{draft.sentence}，须从中选定 {seats} 个单位各得 1 个")
        if not reason:
            raise InvalidFieldError(field="议定的理由", value="空白", expected="一句为何这样定的理由")
    tied = {unit for units, _seats in draft.ties for unit in units}
    strange = next((unit for unit in extra if unit not in tied), None)
    if strange is not None:
        raise QuotaImpossibleError(reason=f"“{strange}”不在不分先后的单位里，不能另给名额")
    return extra


def _noted(campaign: Campaign, draft: QuotaDraft, extra: Mapping[str, int], reason: str) -> dict[str, Any]:
    """The campaign's procedure with how this division was made, in place of what it replaces."""
    terms = draft.terms
    pool = None if terms.pool is None else terms.pool.value
    kept = [
        one
        for one in campaign.procedure.get(APPORTIONMENT, [])
        if one["kind"] != terms.kind.value or (pool is not None and one["pool"] not in (None, pool))
    ]
    whom = f"{terms.kind.label}{f'（{terms.pool.label}）' if terms.pool else ''}"
    ratio = "" if terms.ratio == 1 else f"按 1：{terms.ratio.normalize():f} 差额推荐。"
    decided = f"{'、'.join(extra)}各再得 1 个，理由：{reason}。" if extra else ""
    note = {
        "kind": terms.kind.value,
        "pool": pool,
        "level": terms.level,
        "seats": terms.seats,
        "method": terms.method.value,
        "minimum": terms.minimum,
        "maximum": terms.maximum,
        "ratio": f"{terms.ratio:f}",
        "heads_part": f"{terms.heads_part:f}",
        "factors": [
            {"title": f.title, "part": f"{f.part:f}", "numbers": {unit: f"{n:f}" for unit, n in f.numbers.items()}}
            for f in terms.factors
        ],
        "decided": dict(extra),
        "reason": reason,
        "sentence": f"{whom}：{draft.head}{ratio}{decided}",
    }
    return {**campaign.procedure, APPORTIONMENT: [*kept, note]}
