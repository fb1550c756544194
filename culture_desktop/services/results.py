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


EVERYTHING = frozenset(Topic)


@dataclass(frozen=True)
class Done(Generic[T]):
    """The value of a finished intention, the topics it changed, and the result in one Chinese sentence."""

    value: T
    changed: frozenset[Topic]
    sentence: str
