"""Calendar files, read back after the rules of RFC 5545 by a reader that shares nothing with the writer."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.calendar import CalendarEvent, calendar_file

STARTS = datetime(2026, 8, 6, 14, 0)
CHANGED = datetime(2026, 7, 1, 9, 30)


def event(**fields: object) -> CalendarEvent:
    values: dict[str, object] = {
        "uid": "1@runwu",
        "title": "客服节",
        "starts": STARTS,
        "ends": None,
        "changed_at": CHANGED,
    }
    return CalendarEvent(**{**values, **fields})  # type: ignore[arg-type]


def unfolded(content: bytes) -> list[str]:
    """The content lines (3.1); asserts what every line has to keep to."""
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no character is split over two lines
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def events(content: bytes) -> list[dict[str, str]]:
    """The properties of every event, parameters with their names, TEXT values unescaped."""
    found: list[dict[str, str]] = []
    inside = False
    for line in unfolded(content):
        if line == "BEGIN:VEVENT":
            found.append({})
            inside = True
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            name, _, value = line.partition(":")
            found[-1][name] = re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value)
    return found


def test_a_calendar_says_which_time_it_means() -> None:
    lines = unfolded(calendar_file([event(ends=STARTS + timedelta(hours=2))]))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Runwu//Runwu//ZH"]
    assert lines[-1] == "END:VCALENDAR"
    assert lines.index("TZID:Asia/Shanghai") < lines.index("DTSTART;TZID=Asia/Shanghai:20260806T140000")
    assert "DTEND;TZID=Asia/Shanghai:20260806T160000" in lines
    stamp = next(line for line in lines if line.startswith("DTSTAMP:"))
    read = datetime.strptime(f"{stamp[8:]}+0000", "%Y%m%dT%H%M%SZ%z")
    assert read.astimezone().replace(tzinfo=None) == CHANGED
    for part in ("VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT"):
        assert lines.count(f"BEGIN:{part}") == lines.count(f"END:{part}") == 1


@pytest.mark.parametrize("ends", [None, STARTS, STARTS - timedelta(hours=1)])
def test_an_event_without_an_end_has_none(ends: datetime | None) -> None:
    (read,) = events(calendar_file([event(ends=ends)]))
    assert not any(name.startswith("DTEND") for name in read)


def test_empty_properties_are_left_out() -> None:
    (read,) = events(calendar_file([event(tentative=True)]))
    assert read.keys() == {"UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART;TZID=Asia/Shanghai", "SUMMARY", "STATUS"}
    assert read["STATUS"] == "TENTATIVE"


def test_no_events_are_a_calendar_still() -> None:
    assert events(calendar_file([])) == []


def test_marks_in_categories_do_not_part_them() -> None:
    lines = unfolded(calendar_file([event(categories=("行为", "幸福1+1, 二; 三"))]))
    assert "CATEGORIES:行为,幸福1+1\\, 二\\; 三" in lines


@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=400))
def test_any_text_comes_back(text: str) -> None:
    (read,) = events(calendar_file([event(title=text, place=text, description=text)]))
    lines = "\n".join(text.splitlines())
    printable = "".join(c for c in lines if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    assert read["SUMMARY"] == printable
    assert read.get("DESCRIPTION", "") == printable


def test_a_property_cannot_be_smuggled_in() -> None:
    (read,) = events(calendar_file([event(title="会议\r\nATTACH:file:///etc/passwd")]))
    assert "ATTACH" not in read
