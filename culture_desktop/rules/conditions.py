"""Conditions on what a person is: fields, tenure, age.

A condition is a frozen dataclass with a ``sentence`` for people and a dictionary for storage; it judges the facts of
one person and says why, with the figures. To add one, write the class, give it a ``kind`` and list it in
``eligibility``. What all share is in ``rule``; conditions on what a person did are in ``deeds``.
"""

from dataclasses import dataclass
from typing import ClassVar

from culture_desktop.override import override
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.rules.fields import Field, check_values, describe_value, describe_values, value_of
from culture_desktop.rules.rule import DatedRule, Judgement, Rule, require
from culture_desktop.rules.spans import add_months, in_words, months_between
from culture_desktop.vocabulary import chinese_date


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
        require(self.years >= 1, self, "年数应不小于 1")

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
        require(self.minimum is not None or self.maximum is not None, self, "没有写年龄上限或下限")
        require(0 <= (self.minimum or 0) <= (200 if self.maximum is None else self.maximum), self, "年龄上下限颠倒")

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
