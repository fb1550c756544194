"""The closing block of an official paper (版记, GB/T 9704-2012, 7.4): copies, who printed it and when, between rules."""

from collections.abc import Sequence

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import SMALL, TYPE_AREA, ascent
from culture_desktop.documents.paper import MM
from culture_desktop.documents.sheet import Bar, Mark, Row, Source, Text
from culture_desktop.documents.text import break_lines, text_width

_THICK, _THIN = 0.35 * MM, 0.25 * MM  # the first and last line, those between


def closing_block(lines: Sequence[tuple[str, str]], source: Source) -> Row:
    """The ruled block at the foot of the last page: texts on the left and right of each entry (7.4).

    A text too long for its line runs on below the first character after its colon.
    """
    marks: list[Mark] = [Bar(0, 0, TYPE_AREA.width, _THICK)]
    top = 0.0
    for number, (left, right) in enumerate(lines):
        if number:
            marks.append(Bar(0, top, TYPE_AREA.width, _THIN))
        entry = _closing_entry(left, right, top, source)
        marks += entry
        top = max(mark.y for mark in entry) - ascent(Face.FANG, SMALL) + SMALL * 1.375
    marks.append(Bar(0, top - _THICK, TYPE_AREA.width, _THICK))
    return Row(top, tuple(marks))


def _closing_entry(left: str, right: str, top: float, source: Source) -> list[Text]:
    """The lines of one entry, with air above and below."""
    hanging = text_width(left[: left.find("：") + 1], Face.FANG, SMALL)
    right_width = text_width(right, Face.FANG, SMALL)
    room = TYPE_AREA.width - 2 * SMALL - hanging - (right_width + SMALL if right else 0.0)
    baseline = top + SMALL * 0.375 + ascent(Face.FANG, SMALL)
    marks = [
        Text(
            source,
            SMALL + hanging + line.start,
            baseline + number * SMALL * 1.4,
            line.text,
            Face.FANG,
            SMALL,
            line.space,
        )
        for number, line in enumerate(break_lines(left, Face.FANG, SMALL, room, indent=-hanging))
    ]
    if right:
        marks.append(Text(source, TYPE_AREA.width - SMALL - right_width, marks[-1].y, right, Face.FANG, SMALL))
    return marks
