"""Where a person worked when: moving, leaving and coming back, as values.

Days are half open: whoever moves on the first of March is in the earlier unit up to the last of February.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Posting:
    """An earlier unit: from ``starts`` (None: as long as anyone knows) up to but not including ``ends``."""

    unit_id: int
    starts: date | None
    ends: date
    id: int | None = None

    def covers(self, day: date) -> bool:
        """Whether it was so on a day."""
        return (self.starts is None or self.starts <= day) and day < self.ends

    def before(self, day: date) -> "Posting | None":
        """What of it lies before a day."""
        if self.starts is not None and self.starts >= day:
            return None
        return self if self.ends <= day else replace(self, ends=day)

    def after(self, day: date) -> "Posting | None":
        """What of it lies on a day and later."""
        if self.ends <= day:
            return None
        return self if self.starts is not None and self.starts >= day else replace(self, starts=day)


@dataclass(frozen=True)
class Career:
    """The unit a person is in, since when (None: as long as anyone knows), until when, and the earlier ones.

    ``entered_on`` is the day the record was made: what is changed on it is put right and was never so.
    """

    unit_id: int | None
    since: date | None = None
    left_on: date | None = None
    past: tuple[Posting, ...] = ()
    entered_on: date | None = None

    def unit_on(self, day: date) -> int | None:
        """In which unit the person was on a day."""
        if self.unit_id is not None and (self.since is None or self.since <= day) and self._here_on(day):
            return self.unit_id
        return next((posting.unit_id for posting in self.past if posting.covers(day)), None)

    def moved(self, unit_id: int | None, effective: date) -> "Career":
        """In another unit from a day on; what was noted of later days no longer holds."""
        if unit_id is not None and unit_id == self.unit_id and (self.since is None or self.since <= effective):
            return self
        past = [*_before(self.past, effective), *self._closed(effective)]
        since: date | None = effective if unit_id is not None else None
        if past and past[-1].unit_id == unit_id and past[-1].ends == effective and self._here_on(effective):
            since = past.pop().starts  # back where it came from on the same day: it never left
        return replace(self, unit_id=unit_id, since=since, past=tuple(past))

    def left(self, on: date) -> "Career":
        """No longer here from a day on."""
        return replace(self, left_on=on, past=_before(self.past, on))

    def returned(self, on: date) -> "Career":
        """Here again from a day on, in the unit left; the time away stays a gap."""
        if self.left_on is None:
            return self
        if on <= self.left_on and (self.since is None or self.since <= self.left_on):
            return replace(self, left_on=None)
        past = _before((*self.past, *self._closed(self.left_on)), on)
        return replace(self, since=on if self.unit_id is not None else None, left_on=None, past=past)

    def _here_on(self, day: date) -> bool:
        return self.left_on is None or day < self.left_on

    def _closed(self, at: date) -> tuple[Posting, ...]:
        """The time in the unit up to a day, as a posting; none where there was no such time."""
        ends = at if self.left_on is None else min(at, self.left_on)
        put_right = self.since is None and self.entered_on == at
        if self.unit_id is None or put_right or (self.since is not None and self.since >= ends):
            return ()
        return (Posting(self.unit_id, self.since, ends),)


def _before(past: Iterable[Posting], day: date) -> tuple[Posting, ...]:
    return tuple(kept for posting in past if (kept := posting.before(day)) is not None)


def without_overlap(added: Iterable[Posting], kept: Iterable[Posting]) -> tuple[Posting, ...]:
    """What of some postings falls on days that others leave open, in order."""
    parts = list(added)
    for other in kept:
        parts = [
            piece
            for part in parts
            for piece in (part.before(other.starts) if other.starts is not None else None, part.after(other.ends))
            if piece is not None
        ]
    return tuple(sorted(parts, key=lambda part: part.ends))
