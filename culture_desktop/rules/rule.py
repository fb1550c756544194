"""What every condition on a person is: a sentence, a judgement with figures, a dictionary."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self

from culture_desktop.errors import RuleInvalidError
from culture_desktop.override import override
from culture_desktop.rules.candidates import CandidateFacts, Window
from culture_desktop.vocabulary import Word, chinese_date


class Judgement(NamedTuple):
    """Whether a condition is met, and the reason with its figures."""

    ok: bool
    reason: str


class Rule(ABC):
    """A condition on one person."""

    __slots__ = ()

    kind: ClassVar[str]

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The condition in words, as it stands in a notice of selection."""

    @abstractmethod
    def judge(self, facts: CandidateFacts) -> Judgement:
        """Judges one person; a condition that depends on a day must be tied to it first (see ``at``)."""

    def at(self, as_of: date) -> "Rule":
        """The same condition tied to a day, where it depends on one and is not tied yet."""
        return self

    @property
    def window(self) -> Window | None:
        """The stretch of time whose participations it asks about, where that is not the campaign's period."""
        return None

    def to_dict(self) -> dict[str, Any]:
        """What ``rule_from_dict`` reads back; fields that are None stay out."""
        held = ((field.name, getattr(self, field.name)) for field in fields(self))  # type: ignore[arg-type]
        return {"kind": self.kind} | {name: _plain(value) for name, value in held if value is not None}


@dataclass(frozen=True, slots=True)
class DatedRule(Rule):
    """A condition that depends on the day on which it is judged (the campaign's 截止日期)."""

    as_of: date | None = None

    @override
    def at(self, as_of: date) -> Self:
        return self if self.as_of else replace(self, as_of=as_of)

    @property
    def day(self) -> date:
        """The day it is tied to."""
        if self.as_of is None:
            raise RuleInvalidError(rule=self.sentence, reason="没有写截止日期")
        return self.as_of

    @property
    def _suffix(self) -> str:
        return f"（截至{chinese_date(self.as_of)}）" if self.as_of else ""


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Word):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def require(condition: bool, rule: Rule, reason: str) -> None:
    """RuleInvalidError unless the condition holds."""
    if not condition:
        raise RuleInvalidError(rule=rule.sentence, reason=reason)
