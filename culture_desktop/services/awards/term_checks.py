"""What keeps terms of a campaign from being saved, each with its sentence."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from culture_desktop.errors import InvalidFieldError, NameTakenError, RecordInUseError, SelectionInvalidError
from culture_desktop.rules.limits import SelectionLimits, limits_from_dict
from culture_desktop.rules.procedure import Procedure, TieKey, TieRule
from culture_desktop.rules.rubrics import Part, Rubric
from culture_desktop.rules.selection.contradictions import floors_too_high
from culture_desktop.rules.selection.problem import Tier
from culture_desktop.rules.selection.requirements import percent
from culture_desktop.vocabulary import TierKind

LONGEST = 64
_WHOLE = Decimal(100)


def check_names(what: str, names: Iterable[str]) -> None:
    """None may be empty, too long, or there twice."""
    counted = Counter(name.strip() for name in names)
    for name, count in counted.items():
        if not name or len(name) > LONGEST:
            raise InvalidFieldError(field=f"{what}名称", value=name or "空白", expected=f"1 到 {LONGEST} 字")
        if count > 1:
            raise NameTakenError(what=what, name=name)


def check_tiers(tiers: Sequence[Tier], prizes: Iterable[Decimal | None]) -> None:
    """At least one, each with seats; prizes in yuan and fen."""
    if not tiers:
        raise InvalidFieldError(field="档次", value="空白", expected="至少一档")
    check_names("档次", (tier.name for tier in tiers))
    for tier in tiers:
        if tier.seats < 1:
            raise InvalidFieldError(field=f"{tier.name}名额", value=tier.seats, expected="不小于 1 的整数")
    for prize in prizes:
        if prize is not None and (prize < 0 or prize != round(prize, 2)):
            raise InvalidFieldError(field="奖金", value=prize, expected="不小于 0、至多两位小数的元数")


def check_weights(weights: Iterable[tuple[TierKind, Decimal]]) -> None:
    """Above nothing, and 100 for each kind."""
    sums: dict[TierKind, Decimal] = {}
    for kind, weight in weights:
        if weight <= 0:
            raise InvalidFieldError(field="权重", value=weight, expected="大于 0 的数")
        sums[kind] = sums.get(kind, Decimal(0)) + weight
    for kind, total in sums.items():
        if total != _WHOLE:
            raise InvalidFieldError(field=f"{kind.label}权重合计", value=f"{total.normalize():f}", expected="100")


def check_parts(criterion: str, parts: tuple[Part, ...]) -> None:
    """The parts of a criterion make up its 100 points."""
    if parts:
        Rubric(criterion, parts).check_whole()


def check_ties(procedure: Procedure, criteria: Collection[str]) -> None:
    """Each rule once, and only about criteria there are."""
    for rule, count in Counter(procedure.ties).items():
        if count > 1:
            raise InvalidFieldError(field="并列规则", value=rule.name, expected="每项只比较一次")
        if rule.key is TieKey.CRITERION and rule.criterion not in criteria:
            raise InvalidFieldError(field="并列规则", value=rule.criterion, expected="已有的一个评分项")


def check_limits(limits: SelectionLimits, tiers: Sequence[Tier], members: Mapping[str, int]) -> None:
    """Floors fit into the seats, shares leave a choice and are of groups with somebody in them.

    ``members`` are the active staff in each group, by its name.
    """
    seats = {tier.name: tier.seats for tier in tiers}
    for name in (*(u.tier for u in limits.units), *(s.tier for s in limits.shares)):
        if name is not None and name not in seats:
            raise InvalidFieldError(field="限制的档次", value=name, expected="已有的一个档次")
    check_names("人群", (group.name for group in limits.groups))
    check_floors(limits, tiers)
    people = [tier for tier in tiers if tier.kind is TierKind.PERSON]
    for share in limits.shares:
        if not members.get(share.group) and share.minimum_share:
            raise InvalidFieldError(
                field=f"{share.group}的比例",
                value=percent(share.minimum_share),
                expected="对有人的一群人的要求，在职人员里没有一个符合",
            )
        low, high = share.minimum_share or Fraction(0), share.maximum_share
        if high is not None and low > high:
            raise InvalidFieldError(field=f"{share.group}的比例", value=percent(low), expected="下限不高于上限")
        room = sum(t.seats for t in people if share.tier in (None, t.name))
        if limits.exactly and ceil(low * room) > members.get(share.group, 0):
            raise InvalidFieldError(
                field=f"{share.group}的比例",
                value=percent(low),
                expected=f"够得着的比例：{room} 个名额须有 {ceil(low * room)} 人，在职只有 {members[share.group]} 人",
            )


def check_floors(limits: SelectionLimits, tiers: Sequence[Tier]) -> None:
    """What units named are to get at least fits into the seats, and into the caps of the units above them."""
    named = replace(limits, units=tuple(unit for unit in limits.units if unit.unit is not None), shares=())
    hopeless = floors_too_high(named.problem(tiers, ()))
    if hopeless:
        raise SelectionInvalidError(reason=hopeless)


def check_kinds(tiers: Iterable[Tier], nominated: Mapping[TierKind, int]) -> None:
    """Nominations need a tier of their kind."""
    kinds = {tier.kind for tier in tiers}
    for kind, count in nominated.items():
        if count and kind not in kinds:
            raise RecordInUseError(what="档次", name=kind.label, users=f" {count} 项推荐")


def with_names(procedure: Procedure, renamed: Mapping[str, str], known: Collection[str]) -> Procedure:
    """The tie rules under new names of criteria; what compared a criterion that is gone goes with it."""
    ties = (TieRule(rule.key, renamed.get(rule.criterion, rule.criterion)) for rule in procedure.ties)
    return Procedure(procedure.scoring, tuple(r for r in ties if not r.criterion or r.criterion in known))


def renamed_limits(limits: SelectionLimits, renamed: Mapping[str, str], known: Collection[str]) -> SelectionLimits:
    """The limits under new names of tiers; those of a tier that is gone go with it."""
    stored = limits.to_dict()
    for key in ("units", "shares"):
        moved = [{**one, "tier": renamed.get(one.get("tier"), one.get("tier"))} for one in stored[key]]
        stored[key] = [one for one in moved if one["tier"] is None or one["tier"] in known]
    return limits_from_dict(stored, "名额与结构限制")
