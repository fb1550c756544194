"""What the check-in desk gives: an answer to each scan, and who is there."""

from dataclasses import dataclass
from datetime import datetime

from culture_desktop.vocabulary import CheckInVerdict


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody on the books, as the desk shows them; ``seat`` as it was given out (3 排 12 号)."""

    person_id: int
    number: str
    name: str
    unit: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk says to one scan.

    Without a ``verdict`` several people may be meant: they are the ``candidates``, and nothing was written.
    ``first_at`` is when a person who is here already came, where that is known; ``visits`` how many activities the
    person attended this year with this one; ``undone`` says that the scan was taken back.
    """

    verdict: CheckInVerdict | None
    at: datetime
    person: Attendee | None = None
    code: str = ""
    first_at: datetime | None = None
    candidates: tuple[Attendee, ...] = ()
    visits: int = 0
    reason: str = ""
    undone: bool = False

    @property
    def words(self) -> str:
        """``签到成功``, ``重复，首次 18:57``, ``不在名单：已离职`` …"""
        if self.verdict is None:
            return f"有 {len(self.candidates)} 人可选" if self.candidates else "没有找到"
        if self.first_at is not None:
            return f"{self.verdict.label}，首次 {self.first_at:%H:%M}"
        return f"{self.verdict.label}：{self.reason}" if self.reason else self.verdict.label


@dataclass(frozen=True, slots=True)
class UnitTurnout:
    """How many of a unit are on the list and how many of those came."""

    unit: str
    expected: int
    arrived: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who is there: of those on the list (``expected``) how many came or excused themselves, and who came besides."""

    expected: int
    arrived: int
    excused: int
    walk_ins: int
    units: tuple[UnitTurnout, ...]

    @property
    def missing(self) -> int:
        """How many neither came nor excused themselves."""
        return self.expected - self.arrived - self.excused


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session that one can sit down for; an activity without any has one, without a title."""

    number: int
    title: str
    doors: tuple[str, ...] = ()
