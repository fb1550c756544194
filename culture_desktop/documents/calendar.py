"""Events as an iCalendar file (RFC 5545), which every calendar program and phone reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_LONGEST_LINE = 75  # octets, without the line break (3.1)
_ZONE = "Asia/Shanghai"
# The clock has not been put forward in China since 1991.
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Runwu//Runwu//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19910915T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. ``uid`` is the same for the same event in every file; times are China's, ``changed_at`` ours.

    ``tentative``: not decided yet.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime | None
    changed_at: datetime
    place: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    tentative: bool = False


def calendar_file(events: Iterable[CalendarEvent]) -> bytes:
    """The whole file."""
    lines = (*_HEAD, *(line for event in events for line in _event_lines(event)), "END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event_lines(event: CalendarEvent) -> Iterator[str]:
    changed = event.changed_at.astimezone(UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{changed:%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{changed:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID={_ZONE}:{event.starts:%Y%m%dT%H%M%S}"
    if event.ends is not None and event.ends > event.starts:
        yield f"DTEND;TZID={_ZONE}:{event.ends:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(_escaped, event.categories))}"
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    r"""A TEXT value (3.3.11): ``\ ; ,`` and line breaks escaped, control characters left out."""
    plain = "\n".join(text.splitlines())
    plain = "".join(character for character in plain if character in "\n\t" or ord(character) >= 0x20)
    plain = plain.replace("\x7f", "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no character split, each piece after the first behind a space."""
    pieces = [bytearray()]
    for character in line:
        encoded = character.encode()
        if len(pieces[-1]) + len(encoded) > _LONGEST_LINE:
            pieces.append(bytearray(b" "))
        pieces[-1] += encoded
    return b"\r\n".join(pieces) + b"\r\n"
