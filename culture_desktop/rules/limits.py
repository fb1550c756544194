"""The limits of a campaign as people write them: for every unit of a kind, for groups defined by a field.

``SelectionLimits`` turns them into the limits of one selection, once the nominees' units are known. Its dictionary
is what a campaign stores.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from culture_desktop.errors import RuleInvalidError
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.rules.conditions import FieldRule
from culture_desktop.rules.fields import Field
from culture_desktop.rules.records import Record
from culture_desktop.rules.selection.problem import (
    Candidate,
    Exclusion,
    GroupLimit,
    Inclusion,
    Problem,
    Tier,
    UnitLimit,
)
from culture_desktop.rules.selection.requirements import percent

OWN = "own"
OWN_STAFF = "本级"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people by the value of a field: ``一线职工`` are those on a front-line post."""

    name: str
    rule: FieldRule


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A limit for one unit by path, or for each unit of a kind.

    Of ``unit`` and ``each`` one is given. ``each`` is ``"own"``, the unit each nominee belongs to, or the depth in
    the tree: 1 for the company, 2 for what is directly below it.
    """

    unit: str | None = None
    each: int | str | None = None
    tier: str | None = None
    minimum: int | None = None
    maximum: int | None = None

    def limits(self, units: Iterable[str]) -> list[UnitLimit]:
        """The limits for the units (paths ``a/b/c``) that nominees come from."""
        if self.unit is not None:
            return [UnitLimit(self.unit, self.tier, self.minimum, self.maximum)]
        named = sorted({name for unit in units if (name := self._named(unit))})
        return [UnitLimit(name, self.tier, self.minimum, self.maximum) for name in named]

    def _named(self, unit: str) -> str | None:
        if not isinstance(self.each, int):
            return unit
        parts = unit.split("/")
        return "/".join(parts[: self.each]) if len(parts) >= self.each else None


@dataclass(frozen=True, slots=True)
class SelectionLimits:
    """Unit rules, groups and their shares; ``exactly`` as in ``selection.Problem``."""

    units: tuple[UnitRule, ...] = ()
    groups: tuple[Group, ...] = ()
    shares: tuple[GroupLimit, ...] = ()
    exactly: bool = True

    def groups_of(self, facts: CandidateFacts) -> frozenset[str]:
        """The names of the groups a person belongs to."""
        return frozenset(group.name for group in self.groups if group.rule.judge(facts).ok)

    def unit_limits(self, units: Iterable[str]) -> tuple[UnitLimit, ...]:
        """The unit limits of a selection among nominees of these units."""
        known = set(units)
        return tuple(limit for rule in self.units for limit in rule.limits(known))

    def problem(
        self,
        tiers: Sequence[Tier],
        candidates: Sequence[Candidate],
        included: Iterable[Inclusion] = (),
        excluded: Iterable[Exclusion] = (),
    ) -> Problem:
        """The selection among these candidates under these limits; tiers from the highest down."""
        placed = _own_staff_apart(candidates)
        units = self.unit_limits(candidate.unit for candidate in placed)
        return Problem(
            tuple(tiers), placed, units, self.shares, self.exactly, included=tuple(included), excluded=tuple(excluded)
        )

    def to_dict(self) -> dict[str, Any]:
        """What ``limits_from_record`` reads back."""
        return {
            "exactly": self.exactly,
            "groups": [
                {"name": g.name, "field": g.rule.field.value, "values": list(g.rule.values)} for g in self.groups
            ],
            "units": [
                _present(unit=u.unit, each=u.each, tier=u.tier, minimum=u.minimum, maximum=u.maximum)
                for u in self.units
            ],
            "shares": [
                _present(
                    group=s.group,
                    tier=s.tier,
                    minimum_share=_written(s.minimum_share),
                    maximum_share=_written(s.maximum_share),
                )
                for s in self.shares
            ],
        }


def _own_staff_apart(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates placed in a unit above others' units are moved to a place of their own below it.

    A limit for the unit each nominee belongs to then counts a department's own staff, not all its teams.
    """
    above = {
        "/".join(parts[:depth])
        for parts in (candidate.unit.split("/") for candidate in candidates)
        for depth in range(1, len(parts))
    }
    return tuple(
        replace(candidate, unit=f"{candidate.unit}/{OWN_STAFF}") if candidate.unit in above else candidate
        for candidate in candidates
    )


def limits_from_dict(record: object, name: str) -> SelectionLimits:
    """The limits that ``to_dict`` wrote or a person edited; ``name`` is what an error calls the document."""
    return limits_from_record(Record(record, name))


def limits_from_record(record: Record) -> SelectionLimits:
    """The limits in a document that is being read; ProfileBrokenError for anything that does not fit."""
    record.only("exactly", "groups", "units", "shares")
    groups = tuple(_group(one) for one in record.records("groups"))
    known = {group.name for group in groups}
    shares = []
    for one in record.records("shares"):
        one.only("group", "tier", "minimum_share", "maximum_share")
        if one.text("group") not in known:
            one.fail("group", f"groups 里的一个名称（{'、'.join(sorted(known))}）")
        if "minimum_share" not in one and "maximum_share" not in one:
            one.fail("minimum_share", "一个比例（或写 maximum_share）")
        tier = one.optional_text("tier")
        shares.append(GroupLimit(one.text("group"), tier, one.share("minimum_share"), one.share("maximum_share")))
    exactly = record.boolean("exactly") if "exactly" in record else True
    return SelectionLimits(tuple(_unit_rule(one) for one in record.records("units")), groups, tuple(shares), exactly)


def _group(record: Record) -> Group:
    record.only("name", "field", "values")
    values = record.value("values")
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        record.fail("values", "一列文字")
    try:
        return Group(record.text("name"), FieldRule(record.word("field", Field), tuple(values)))
    except RuleInvalidError as error:
        record.fail("values", f"{record.text('field')} 的取值（{error.data['reason']}）")


def _unit_rule(record: Record) -> UnitRule:
    record.only("unit", "each", "tier", "minimum", "maximum")
    if ("unit" in record) == ("each" in record):
        record.fail("each", "与 unit 两者之一")
    each: int | str | None = None
    if "each" in record:
        each = OWN if record.value("each") == OWN else record.integer("each", 1)
    if "minimum" not in record and "maximum" not in record:
        record.fail("maximum", "一个人数（或写 minimum）")
    low, high = record.optional_integer("minimum", 0), record.optional_integer("maximum", 0)
    if low is not None and high is not None and high < low:
        record.fail("maximum", "不小于 minimum 的人数")
    return UnitRule(record.optional_text("unit"), each, record.optional_text("tier"), low, high)


def _present(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _written(share: Fraction | None) -> str | None:
    return None if share is None else percent(share)
