"""The eligibility check (资格审查): every nominee passed, or every failed condition with its figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from culture_desktop.errors import RuleInvalidError
from culture_desktop.rules.candidates import CandidateFacts, Conduct, EarlierHonour, Veto
from culture_desktop.rules.conditions import AgeRule, FieldRule, TenureRule
from culture_desktop.rules.deeds import ConductRule, ParticipationRule, RecentHonourRule, VetoRule
from culture_desktop.rules.fields import Field, word
from culture_desktop.rules.rule import Rule
from culture_desktop.vocabulary import ActivityKind, Layer

__all__ = [
    "AgeRule",
    "CandidateFacts",
    "Conduct",
    "ConductRule",
    "EarlierHonour",
    "Eligibility",
    "Field",
    "FieldRule",
    "Finding",
    "ParticipationRule",
    "RecentHonourRule",
    "Rule",
    "TenureRule",
    "Veto",
    "VetoRule",
    "check",
    "check_all",
    "rule_from_dict",
]

_KINDS: Mapping[str, type[Rule]] = {
    kind.kind: kind
    for kind in (FieldRule, TenureRule, AgeRule, ParticipationRule, ConductRule, RecentHonourRule, VetoRule)
}


class Finding(NamedTuple):
    """What one condition said of one person. A tuple, since 100,000 people make half a million."""

    ok: bool
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The verdict on one person with a finding for every condition, in the order of the conditions."""

    passed: bool
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The conditions not met."""
        return tuple(finding for finding in self.findings if not finding.ok)

    @property
    def sentence(self) -> str:
        """``符合条件``, or every failed condition: ``不符合“司龄满 3 年”：司龄 2 年 4 个月，差 8 个月``."""
        if self.passed:
            return "符合条件"
        return "；".join(f"不符合“{finding.rule}”：{finding.reason}" for finding in self.failures)


def check(facts: CandidateFacts, rules: Sequence[Rule], as_of: date) -> Eligibility:
    """Judges one person as of a day."""
    return next(check_all([facts], rules, as_of))


def check_all(people: Iterable[CandidateFacts], rules: Sequence[Rule], as_of: date) -> Iterator[Eligibility]:
    """Judges many people as of a day, in their order; sentences are made once for all."""
    tied = [(rule.sentence, rule.judge) for rule in (rule.at(as_of) for rule in rules)]
    for facts in people:
        findings = []
        passed = True
        for sentence, judge in tied:
            ok, reason = judge(facts)
            passed = passed and ok
            findings.append(Finding(ok, sentence, reason))
        yield Eligibility(passed, tuple(findings))


def rule_from_dict(record: Mapping[str, Any]) -> Rule:
    """The condition that ``to_dict`` wrote; RuleInvalidError for anything else."""
    kind = record.get("kind")
    rule_class = _KINDS.get(kind) if isinstance(kind, str) else None
    if rule_class is None:
        raise RuleInvalidError(rule=kind, reason=f"不认识这种条件，能用的有：{'、'.join(_KINDS)}")
    known = {field.name: field for field in fields(rule_class)}  # type: ignore[arg-type]
    unknown = [str(name) for name in record if name != "kind" and name not in known]
    if unknown:
        raise RuleInvalidError(rule=kind, reason=f"不认识的项“{'、'.join(unknown)}”")
    values = {name: _value(rule_class, name, record[name]) for name in known if record.get(name) is not None}
    missing = [name for name, field in known.items() if field.default is MISSING and name not in values]
    if missing:
        raise RuleInvalidError(rule=kind, reason=f"缺少“{'、'.join(missing)}”")
    return rule_class(**values)


def _value(rule_class: type[Rule], name: str, value: object) -> object:
    """One entry of a record as the field holds it."""
    try:
        match name, value:
            case "field", str():
                return word(Field, value)
            case "layer", str():
                return word(Layer, value)
            case "activity_kind", str():
                return word(ActivityKind, value)
            case "as_of", str():
                return date.fromisoformat(value)
            case (("years" | "months" | "minimum" | "maximum"), int()) if not isinstance(value, bool):
                return value
            case (("values" | "titles"), list()) if all(isinstance(item, str) for item in value):
                return tuple(value)
    except ValueError:
        pass
    raise RuleInvalidError(rule=rule_class.kind, reason=f"“{name}”不能是“{value}”")
