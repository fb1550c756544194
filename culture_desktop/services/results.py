"""What a service hands back after it changed something."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Topic(StrEnum):
    """What a change touches; pages showing it refresh."""

    PEOPLE = "people"
    ACTIVITIES = "activities"
    AWARDS = "awards"
    DOCUMENTS = "documents"
    SETTINGS = "settings"
    VIEWS = "views"


EVERYTHING = frozenset(Topic)


@dataclass(frozen=True)
class Done(Generic[T]):
    """The value of a finished intention, the topics it changed, and the result in one Chinese sentence."""

    value: T
    changed: frozenset[Topic]
    sentence: str


def taken_along(*counted: tuple[int, str]) -> str:
    """What went with a record that was removed: ``和 64 条参与记录、17 张照片``; nothing when nothing did."""
    words = "、".join(f"{number:,} {unit}" for number, unit in counted if number)
    return f"和 {words}" if words else ""
