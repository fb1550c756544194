"""Campaign profiles: editable templates of an award, each naming its source and date.

Local rules differ, so a profile is a document and nothing of it is in the code. A profile that does not fit is
refused with its name, the place and what was expected there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from culture_desktop.errors import ProfileBrokenError, RecordMissingError, RuleInvalidError
from culture_desktop.paths import resource
from culture_desktop.rules.eligibility import rule_from_dict
from culture_desktop.rules.limits import SelectionLimits, limits_from_record
from culture_desktop.rules.plan import PlanLine, plan_from_records
from culture_desktop.rules.procedure import Procedure, TieKey, procedure_from_record
from culture_desktop.rules.records import Record
from culture_desktop.rules.rule import Rule
from culture_desktop.rules.selection.problem import Tier
from culture_desktop.rules.voting_plan import VOTING, RoundPlan, voting_plans
from culture_desktop.vocabulary import ActivityKind, CriterionSource, Layer, TierKind

TEN_HUNDRED_THOUSAND = "award_ten_hundred_thousand"

_FORMAT = 1
_REQUIRED = (
    *("format", "code", "title", "source", "dated", "notice_working_days"),
    *("tiers", "criteria", "rules", "limits"),
)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class TierProfile(Tier):
    """A level of honour; ``prize`` is what each winner gets, in yuan, None where the award carries no money."""

    prize: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CriterionProfile:
    """A weighted part of the score. Points run from 0 to 100.

    For participation, ``full_at`` activities (of ``layer`` and ``activity_kind`` where given) earn full points, or so
    many months with one of them; conduct adds to ``base`` points or takes from them.
    """

    kind: TierKind
    name: str
    source: CriterionSource
    weight: Decimal
    full_at: int | None = None
    layer: Layer | None = None
    activity_kind: ActivityKind | None = None
    base: int | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """What says how the data becomes points, as a campaign stores it."""
        held = {
            "full_at": self.full_at,
            "layer": self.layer,
            "activity_kind": self.activity_kind,
            "base": self.base,
        }
        return {
            key: value if isinstance(value, int) else value.value for key, value in held.items() if value is not None
        }


@dataclass(frozen=True, slots=True)
class CampaignProfile:
    """A template of a campaign; ``tiers`` run from the highest down, ``timetable`` from the first step on."""

    code: str
    title: str
    source: str
    dated: date
    notice_working_days: int
    tiers: tuple[TierProfile, ...]
    criteria: tuple[CriterionProfile, ...]
    rules: tuple[Rule, ...]
    limits: SelectionLimits
    procedure: Procedure = field(default_factory=Procedure)
    timetable: tuple[PlanLine, ...] = ()
    voting: tuple[RoundPlan, ...] = ()


@cache
def bundled_profile(code: str) -> CampaignProfile:
    """A profile that comes with the program; RecordMissingError when there is none of that code."""
    if code not in bundled_codes():
        raise RecordMissingError(what="评选模板", key=code)
    return profile_from_text(resource("profiles", f"{code}.json").read_text(encoding="utf-8"), code)


@cache
def bundled_codes() -> tuple[str, ...]:
    """The codes of the profiles that come with the program."""
    return tuple(sorted(path.stem for path in resource("profiles").glob("award_*.json")))


def profile_from_text(text: str, name: str) -> CampaignProfile:
    """A profile from the text of its file; ``name`` is what an error calls it."""
    try:
        return profile_from_dict(json.loads(text), name)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列"
        raise ProfileBrokenError(name=name, place=place, expected="正确的 JSON（检查引号、逗号和括号）") from error


def profile_from_dict(document: object, name: str) -> CampaignProfile:
    """A profile from a JSON document; ProfileBrokenError for anything that does not fit."""
    record = Record(document, name)
    record.only(*_REQUIRED, "procedure", "timetable", VOTING)
    if record.value("format") != _FORMAT:
        record.fail("format", f"{_FORMAT}（其他版本的模板需要升级程序）")
    profile = CampaignProfile(
        code=record.text("code"),
        title=record.text("title"),
        source=record.text("source"),
        dated=_date(record, "dated"),
        notice_working_days=record.integer("notice_working_days", 1),
        tiers=tuple(_tier(one) for one in record.records("tiers")),
        criteria=tuple(_criterion(one) for one in record.records("criteria")),
        rules=tuple(_rule(one) for one in record.records("rules")),
        limits=limits_from_record(record.record("limits")),
        procedure=_procedure(record.record("procedure")),
        timetable=plan_from_records(record, "timetable"),
        voting=voting_plans(record),
    )
    _check_whole(record, profile)
    return profile


def _date(record: Record, key: str) -> date:
    try:
        return date.fromisoformat(record.text(key))
    except ValueError:
        record.fail(key, "日期，如 2026-01-05")


def _tier(record: Record) -> TierProfile:
    record.only("name", "kind", "seats", "prize")
    prize = record.decimal("prize") if "prize" in record else None
    if prize is not None and (prize < 0 or prize != round(prize, 2)):
        record.fail("prize", "不小于 0、至多两位小数的元数")
    return TierProfile(record.text("name"), record.integer("seats", 1), record.word("kind", TierKind), prize)


def _procedure(record: Record) -> Procedure:
    record.only("scoring", "tie_rules")
    return procedure_from_record(record)


def _criterion(record: Record) -> CriterionProfile:
    record.only("kind", "name", "source", "weight", "parameters")
    weight = record.decimal("weight")
    if weight <= 0:
        record.fail("weight", "大于 0 的数")
    source = record.word("source", CriterionSource)
    parameters = record.record("parameters")
    counted = source in (CriterionSource.PARTICIPATION, CriterionSource.MONTHS)
    conduct = source is CriterionSource.CONDUCT
    parameters.only(*(("full_at", "layer", "activity_kind") if counted else ("base",) if conduct else ()))
    return CriterionProfile(
        kind=record.word("kind", TierKind),
        name=record.text("name"),
        source=source,
        weight=weight,
        full_at=parameters.integer("full_at", 1) if counted else None,
        base=_base(parameters) if conduct else None,
        layer=parameters.word("layer", Layer) if "layer" in parameters else None,
        activity_kind=parameters.word("activity_kind", ActivityKind) if "activity_kind" in parameters else None,
    )


def _base(parameters: Record) -> int:
    base = parameters.integer("base", 0)
    if base > _WHOLE:
        parameters.fail("base", f"0 到 {_WHOLE} 的整数")
    return base


def _rule(record: Record) -> Rule:
    try:
        return rule_from_dict(record.plain())
    except RuleInvalidError as error:
        record.fail("", f"能用的条件（{error.data['reason']}）")


def _check_whole(record: Record, profile: CampaignProfile) -> None:
    """What only the whole document shows: names, weights, references."""
    names = [tier.name for tier in profile.tiers]
    if not names or len(set(names)) != len(names):
        record.fail("tiers", "至少一个档次，名称各不相同")
    for tier in (*(u.tier for u in profile.limits.units), *(s.tier for s in profile.limits.shares)):
        if tier is not None and tier not in names:
            record.fail("limits", f"只提到已有的档次（没有“{tier}”）")
    criteria = {criterion.name for criterion in profile.criteria}
    for rule in profile.procedure.ties:
        if rule.key is TieKey.CRITERION and rule.criterion not in criteria:
            record.fail("procedure", f"只提到已有的评分项（没有“{rule.criterion}”）")
    for kind, weight in _weights(profile).items():
        if weight != _WHOLE:
            record.fail("criteria", f"{kind.label}各项权重合计 100（现为 {weight}）")


def _weights(profile: CampaignProfile) -> Mapping[TierKind, Decimal]:
    kinds = {tier.kind: Decimal(0) for tier in profile.tiers}
    for criterion in profile.criteria:
        kinds[criterion.kind] = kinds.get(criterion.kind, Decimal(0)) + criterion.weight
    return kinds
