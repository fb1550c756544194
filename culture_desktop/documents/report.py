"""What reports with a wide table share: the sheet, the head, and the room to sign; ``name`` is what messages call it."""

from collections.abc import Sequence

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import BLACK, GREY, MM, Colour
from culture_desktop.documents.sheet import Area, Row, Source, Text
from culture_desktop.documents.table import SIZE
from culture_desktop.documents.text import balanced_lines, break_lines, centred_start

AREA = Area(left=18 * MM, top=18 * MM, width=261 * MM, height=170 * MM)


def title_rows(title: str, subtitle: str, summary: str, name: str) -> list[Row]:
    """Title, what it is about and when, and the summary; what needs more than a line runs over the width."""
    source = Source(name, "标题")
    rows: list[Row] = []
    for line in balanced_lines(title, Face.SONG_BOLD, 20.0, AREA.width):
        rows.append(_centred(line, source, Face.SONG_BOLD, 20.0, 32.0))
    rows += _remark(subtitle, source, SIZE, 18.0, GREY)
    rows += _remark(summary, source, 12.0, 19.0, BLACK)
    return [*rows, Row(7.0, keep_with_next=True)]


def signature_rows(signatures: Sequence[str], name: str, width: float = AREA.width) -> list[Row]:
    """Room to sign below the table."""
    if not signatures:
        return []
    source, step = Source(name, "签字栏"), width / len(signatures)
    marks = tuple(
        Text(source, number * step, 34, text, Face.SONG, SIZE + 1.5) for number, text in enumerate(signatures)
    )
    return [Row(44, marks)]


def _remark(text: str, source: Source, size: float, pitch: float, ink: Colour) -> list[Row]:
    """A line in the middle, or a paragraph over the width."""
    lines = break_lines(text, Face.SONG, size, AREA.width)
    if len(lines) == 1:
        return [_centred(text, source, Face.SONG, size, pitch, ink)]
    baseline = ascent(Face.SONG, size)
    return [
        Row(pitch, (Text(source, line.start, baseline, line.text, Face.SONG, size, line.space, ink),), True)
        for line in lines
    ]


def _centred(text: str, source: Source, face: Face, size: float, height: float, ink: Colour = BLACK) -> Row:
    start = centred_start(text, face, size, AREA.width)
    return Row(height, (Text(source, start, ascent(face, size), text, face, size, ink=ink),), keep_with_next=True)
