"""The conditions a nominee must meet. Each judges the facts of one person and says why, with the figures.

A condition is a frozen dataclass with a ``sentence`` for people and a dictionary for storage. To add one, write
the class, give it a ``kind`` and list it in ``eligibility``. What all share is in ``rule``.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from culture_desktop.errors import RuleInvalidError
from culture_desktop.override import override
from culture_desktop.rules.candidates import CandidateFacts, EarlierHonour, participation_count
from culture_desktop.rules.fields import Field, check_values, describe_value, describe_values, value_of
from culture_desktop.rules.rule import DatedRule, Judgement, Rule
from culture_desktop.rules.spans import add_months, add_years, in_words, months_between
from culture_desktop.vocabulary import ActivityKind, Layer, chinese_date

__all__ = [
    "AgeRule",
    "DatedRule",
    "FieldRule",
    "Judgement",
    "ParticipationRule",
    "RecentHonourRule",
    "Rule",
    "TenureRule",
    "VetoRule",
]


@dataclass(frozen=True, slots=True)
class FieldRule(Rule):
    """A field holds one of the given values; a unit covers its subtree."""

    kind: ClassVar[str] = "field"

    field: Field
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        check_values(self.field, self.values)

    @property
    @override
    def sentence(self) -> str:
        return describe_values(self.field, self.values)

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        value = value_of(facts, self.field)
        if self.field is Field.UNIT and value is not None:
            ok = any(value == unit or value.startswith(f"{unit}/") for unit in self.values)
        else:
            ok = value in self.values
        return Judgement(ok, describe_value(self.field, value))


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureRule(DatedRule):
    """At least ``years`` full years since the day of hire."""

    kind: ClassVar[str] = "tenure"

    years: int

    def __post_init__(self) -> None:
        _require(self.years >= 1, self, "年数应不小于 1")

    @property
    @override
    def sentence(self) -> str:
        return f"司龄满 {self.years} 年{self._suffix}"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        hired = facts.hire_date
        if hired is None:
            return Judgement(False, "没有登记入职日期，无法计算司龄")
        if hired > self.day:
            return Judgement(False, f"{chinese_date(hired)}才入职")
        held = months_between(hired, self.day)
        tenure = f"司龄 {in_words(held)}" if held else "司龄不足 1 个月"
        missing = 12 * self.years - held
        if missing <= 0:
            return Judgement(True, tenure)
        if missing > 1:
            return Judgement(False, f"{tenure}，差 {in_words(missing)}")
        return Judgement(False, f"{tenure}，差 {(add_months(hired, 12 * self.years) - self.day).days} 天")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRule(DatedRule):
    """Age in full years within bounds; either may be open."""

    kind: ClassVar[str] = "age"

    minimum: int | None = None
    maximum: int | None = None

    def __post_init__(self) -> None:
        _require(self.minimum is not None or self.maximum is not None, self, "没有写年龄上限或下限")
        _require(0 <= (self.minimum or 0) <= (200 if self.maximum is None else self.maximum), self, "年龄上下限颠倒")

    @property
    @override
    def sentence(self) -> str:
        if self.minimum is None:
            return f"年龄不超过 {self.maximum} 周岁{self._suffix}"
        if self.maximum is None:
            return f"年满 {self.minimum} 周岁{self._suffix}"
        return f"年龄 {self.minimum} 至 {self.maximum} 周岁{self._suffix}"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        if facts.birth_date is None:
            return Judgement(False, "没有登记出生日期，无法计算年龄")
        age = months_between(facts.birth_date, self.day) // 12
        if self.minimum is not None and age < self.minimum:
            return Judgement(False, f"{age} 周岁，差 {self.minimum - age} 岁")
        if self.maximum is not None and age > self.maximum:
            return Judgement(False, f"{age} 周岁，超出 {age - self.maximum} 岁")
        return Judgement(True, f"{age} 周岁")


@dataclass(frozen=True, slots=True)
class ParticipationRule(Rule):
    """At least ``minimum`` activities attended in the campaign's period, of one layer and one kind if given."""

    kind: ClassVar[str] = "participation"

    minimum: int
    layer: Layer | None = None
    activity_kind: ActivityKind | None = None

    def __post_init__(self) -> None:
        _require(self.minimum >= 1, self, "次数应不小于 1")

    @property
    @override
    def sentence(self) -> str:
        return f"评选周期内{self._what}不少于 {self.minimum} 次"

    @property
    def _what(self) -> str:
        layer = f"{self.layer.label}层" if self.layer else ""
        return f"参加{layer}{self.activity_kind.label if self.activity_kind else ''}活动"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        count = participation_count(facts.participations, self.layer, self.activity_kind)
        lacking = f"，差 {self.minimum - count} 次" if count < self.minimum else ""
        return Judgement(not lacking, f"{self._what} {count} 次{lacking}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentHonourRule(DatedRule):
    """No honour (of one of ``titles``, or of any title) within the last ``years`` years.

    With the day on record, the corresponding day ``years`` later must have come; with only the year on record,
    calendar years are counted.
    """

    kind: ClassVar[str] = "recent_honour"

    years: int
    titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(self.years >= 1, self, "年数应不小于 1")

    @property
    @override
    def sentence(self) -> str:
        what = "、".join(f"“{title}”" for title in self.titles) or "任何荣誉"
        return f"近 {self.years} 年内未获{what}{self._suffix}"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        recent = [honour for honour in facts.honours if self._is_recent(honour)]
        if not recent:
            return Judgement(True, f"近 {self.years} 年内没有相应的获奖记录")
        recent.sort(key=lambda h: (h.year, h.awarded_on or date.min, h.title))
        return Judgement(False, "；".join(f"{_awarded(h)}已获“{h.title}”" for h in recent))

    def _is_recent(self, honour: EarlierHonour) -> bool:
        if self.titles and honour.title not in self.titles:
            return False
        if honour.awarded_on is None:
            return self.day.year - honour.year < self.years
        return add_years(honour.awarded_on, self.years) > self.day


@dataclass(frozen=True, slots=True)
class VetoRule(Rule):
    """No matter on record that bars by one vote (一票否决)."""

    kind: ClassVar[str] = "veto"

    @property
    @override
    def sentence(self) -> str:
        return "没有一票否决情形"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        if not facts.vetoes:
            return Judgement(True, "没有一票否决记录")
        ordered = sorted(facts.vetoes, key=lambda v: (v.happened_on, v.reason))
        told = (f"{chinese_date(v.happened_on)}{v.reason}{_evidence(v.evidence)}" for v in ordered)
        return Judgement(False, "；".join(told))


def _evidence(text: str) -> str:
    return f"（依据：{text}）" if text else ""


def _awarded(honour: EarlierHonour) -> str:
    return chinese_date(honour.awarded_on) if honour.awarded_on else f"{honour.year}年"


def _require(condition: bool, rule: Rule, reason: str) -> None:
    if not condition:
        raise RuleInvalidError(rule=rule.sentence, reason=reason)
