"""What the services of briefings take and give."""

from dataclasses import dataclass
from datetime import date, datetime

from culture_desktop.documents.briefings.blocks import Block
from culture_desktop.vocabulary import BriefingState


@dataclass(frozen=True)
class BriefingDraft:
    """What is written of a briefing: head, text, foot. ``report_to``, ``send_to`` and ``issue_to`` are 报, 送 and 发."""

    masthead: str
    title: str
    day: date
    blocks: tuple[Block, ...] = ()
    editor: str = ""
    report_to: str = ""
    send_to: str = ""
    issue_to: str = ""
    copies: int = 20
    supplement: bool = False


@dataclass(frozen=True)
class BriefingNumber:
    """The number of an issue within its year; the running ``total`` counts all but supplements (增刊)."""

    year: int
    sequence: int
    total: int | None
    supplement: bool

    @property
    def words(self) -> str:
        """``第 31 期（总第 118 期）`` or ``增刊第 2 期``, as it is printed."""
        if self.supplement:
            return f"增刊第 {self.sequence} 期"
        return f"第 {self.sequence} 期" + (f"（总第 {self.total} 期）" if self.total is not None else "")


@dataclass(frozen=True)
class ActivityTold:
    """An activity that a briefing tells of."""

    id: int
    code: str
    title: str
    starts: datetime


@dataclass(frozen=True)
class BriefingDetail:
    """One briefing. ``unsaved`` is what was being written when the window was last closed without saving."""

    id: int
    draft: BriefingDraft
    state: BriefingState
    number: BriefingNumber | None
    activities: tuple[ActivityTold, ...]
    changed_at: datetime
    issued_at: datetime | None
    unsaved: BriefingDraft | None = None
    unsaved_at: datetime | None = None


@dataclass(frozen=True)
class BriefingRow:
    """One line of the list. ``activities`` are codes, ``without_consent`` counts pictures in the text."""

    id: int
    title: str
    masthead: str
    day: date
    state: BriefingState
    number: BriefingNumber | None
    activities: tuple[str, ...]
    pictures: int
    without_consent: int
    changed_at: datetime


@dataclass(frozen=True)
class BriefingQuery:
    """Which briefings; without anything set, all of them."""

    search: str = ""
    state: BriefingState | None = None
    year: int | None = None
    activity: str = ""
