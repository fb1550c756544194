"""The limits of a campaign in sentences, as the people who set them would say them."""

from collections.abc import Iterator, Sequence

from culture_desktop.rules.limits import OWN, SelectionLimits, UnitRule
from culture_desktop.rules.selection.problem import GroupLimit, Tier
from culture_desktop.rules.selection.requirements import measure, percent
from culture_desktop.vocabulary import TierKind

_DEPTHS = {1: "每个一级单位", 2: "每个二级单位", 3: "每个三级单位", 4: "每个四级单位"}


def limit_sentences(limits: SelectionLimits, tiers: Sequence[Tier]) -> tuple[str, ...]:
    """Seats, then unit limits, then structure shares."""
    found = [f"“{tier.name}”{'' if limits.exactly else '至多'} {tier.seats} {measure(tier)}" for tier in tiers]
    if limits.exactly:
        found = [f"{words}，须评满" for words in found]
    for unit in limits.units:
        found.extend(_of_unit(unit, tiers))
    found.extend(_of_share(share) for share in limits.shares)
    return tuple(found)


def _of_unit(rule: UnitRule, tiers: Sequence[Tier]) -> Iterator[str]:
    if rule.each == OWN:
        where = "同一班组（单位）"
    elif isinstance(rule.each, int):
        where = _DEPTHS.get(rule.each, f"每个第 {rule.each} 级单位")
    else:
        where = f"“{rule.unit}”"
    what = f"“{rule.tier}”" if rule.tier else "获奖合计"
    word = _measure(rule.tier, tiers)
    if rule.minimum:
        yield f"{where}{what}至少 {rule.minimum} {word}"
    if rule.maximum is not None:
        yield f"{where}{what}至多 {rule.maximum} {word}"


def _of_share(share: GroupLimit) -> str:
    what = f"“{share.tier}”" if share.tier else "获奖个人"
    bounds = (("不低于", share.minimum_share), ("不超过", share.maximum_share))
    return f"{what}中{share.group}" + "、".join(
        f"{words} {percent(bound)}" for words, bound in bounds if bound is not None
    )


def _measure(name: str | None, tiers: Sequence[Tier]) -> str:
    """The measure word of a tier; of all together: persons where there is a tier for persons."""
    named = (
        [tier for tier in tiers if tier.name == name] or [t for t in tiers if t.kind is TierKind.PERSON] or list(tiers)
    )
    return measure(named[0])
