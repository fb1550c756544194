"""Text of several looks within one paragraph, set in the lines that its own face gives it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.sheet import Text
from culture_desktop.documents.text import text_width


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters from ``start`` to ``end`` of a paragraph that are set in another face."""

    start: int
    end: int
    face: Face


def in_faces(lines: Sequence[Text], paragraph: str, stretches: Sequence[Stretch]) -> list[list[Text]]:
    """Each line cut where the face changes; every part keeps to the room it has in the paragraph's own face."""
    cut, at = [], 0
    for line in lines:
        at = paragraph.index(line.text, at) if line.text else at
        cut.append(list(_cut(line, at, stretches)))
        at += len(line.text)
    return cut


def _cut(line: Text, start: int, stretches: Sequence[Stretch]) -> Iterator[Text]:
    """The parts of a line that begins at ``start`` of its paragraph."""
    edges = {0, len(line.text)}
    for one in stretches:
        edges |= {min(max(edge - start, 0), len(line.text)) for edge in (one.start, one.end)}
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        x, text = line.x + _reach(line, left), line.text[left:right]
        found = next((one.face for one in stretches if one.start <= start + left < one.end), None)
        if found is None or found is line.face:
            yield replace(line, x=x, text=text)
            continue
        room = _reach(line, right) - _reach(line, left)
        space = (room - text_width(text, found, line.size)) / len(text)
        yield replace(line, x=x, text=text, face=found, space=space)


def _reach(line: Text, count: int) -> float:
    """How far in the character after the first ``count`` begins, drawn closer to a mark before it where it is."""
    width = text_width(line.text[: count + 1], line.face, line.size)
    return width - text_width(line.text[count : count + 1], line.face, line.size) + line.space * count
