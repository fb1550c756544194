"""Conditions on what is on record of a person: activities, conduct, earlier honours, vetoes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Self

from culture_desktop.override import override
from culture_desktop.rules.candidates import CandidateFacts, EarlierHonour, Window, participation_count
from culture_desktop.rules.rule import DatedRule, Judgement, Rule, require
from culture_desktop.rules.spans import add_months, add_years, in_words
from culture_desktop.vocabulary import ActivityKind, Layer, chinese_date


@dataclass(frozen=True, slots=True)
class ParticipationRule(Rule):
    """At least ``minimum`` activities attended, of one layer and one kind if given.

    Those of the campaign's period count, or those of the last ``months`` months up to the day.
    """

    kind: ClassVar[str] = "participation"

    minimum: int
    layer: Layer | None = None
    activity_kind: ActivityKind | None = None
    months: int | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        require(self.minimum >= 1, self, "次数应不小于 1")
        require(self.months is None or self.months >= 1, self, "月数应不小于 1")

    @override
    def at(self, as_of: date) -> Self:
        return self if self.months is None or self.as_of else replace(self, as_of=as_of)

    @property
    @override
    def window(self) -> Window | None:
        if self.months is None or self.as_of is None:
            return None
        after = self.as_of + timedelta(days=1)
        return add_months(after, -self.months), after

    @property
    @override
    def sentence(self) -> str:
        when = "评选周期内" if self.months is None else f"近 {in_words(self.months)}内"
        until = f"（截至{chinese_date(self.as_of)}）" if self.as_of else ""
        return f"{when}{self._what}不少于 {self.minimum} 次{until}"

    @property
    def _what(self) -> str:
        layer = f"{self.layer.label}层" if self.layer else ""
        return f"参加{layer}{self.activity_kind.label if self.activity_kind else ''}活动"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        window = self.window
        taken_part = facts.participations if window is None else facts.windows.get(window, {})
        count = participation_count(taken_part, self.layer, self.activity_kind)
        lacking = f"，差 {self.minimum - count} 次" if count < self.minimum else ""
        return Judgement(not lacking, f"{self._what} {count} 次{lacking}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductRule(DatedRule):
    """Conduct of the last ``months`` months: at least ``minimum`` points in all, or without one nothing negative."""

    kind: ClassVar[str] = "conduct"

    months: int
    minimum: int | None = None

    def __post_init__(self) -> None:
        require(self.months >= 1, self, "月数应不小于 1")

    @property
    @override
    def sentence(self) -> str:
        when = f"近 {in_words(self.months)}内"
        if self.minimum is None:
            return f"{when}没有文明行为负面记录{self._suffix}"
        return f"{when}文明行为得分不低于 {self.minimum} 分{self._suffix}"

    @override
    def judge(self, facts: CandidateFacts) -> Judgement:
        after = self.day + timedelta(days=1)
        first = add_months(after, -self.months)
        counted = sorted(
            (one for one in facts.conduct if first <= one.happened_on < after),
            key=lambda one: (one.happened_on, one.norm),
        )
        if self.minimum is None:
            bad = [one for one in counted if one.points < 0]
            told = "；".join(f"{chinese_date(one.happened_on)}“{one.norm}”{_points(one.points)} 分" for one in bad)
            return Judgement(not bad, told or "没有负面记录")
        total = sum((one.points for one in counted), Decimal(0))
        lacking = f"，差 {_points(self.minimum - total)} 分" if total < self.minimum else ""
        return Judgement(not lacking, f"{len(counted)} 条记录共 {_points(total)} 分{lacking}")


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
        require(self.years >= 1, self, "年数应不小于 1")

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


def _points(points: Decimal) -> str:
    return f"{points.normalize():f}"


def _evidence(text: str) -> str:
    return f"（依据：{text}）" if text else ""


def _awarded(honour: EarlierHonour) -> str:
    return chinese_date(honour.awarded_on) if honour.awarded_on else f"{honour.year}年"
