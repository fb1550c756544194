"""Where a title of several lines is broken: in a trapezoid or lozenge, never an hourglass (GB/T 9704-2012, 7.3.1)."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.text import balanced_lines, break_lines, pieces, text_width

_STEP = 2.0  # characters by which neighbouring lines of a good shape differ
_MOST_LINES = 3  # beyond this the lines are only made about equally long
# What a break costs, in characters of bad shape.
_SPLIT_QUOTE = 8.0
_LEADING = 5.0
_TRAILING = 4.0
_GOOD_PLACE = -2.0
_LEADS_BADLY = "的地得了着们者性化届次号"
_TRAILS_BADLY = re.compile("(关于|对|在|和|与|及|为|向|年|第[一二三四五六七八九十]*)$")
_ENDS_WELL = re.compile("([”》〉、，的]|年度)$")
_STARTS_WELL = re.compile("(和|与|及|暨|先进|优秀|[“《])")


def title_lines(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """The title in as few lines as ``width`` takes: whole words, lines of different length in a symmetrical shape."""
    count = len(break_lines(text, face, size, width))
    if not 1 < count <= _MOST_LINES:
        return balanced_lines(text, face, size, width)
    shapes = (lines for lines in _breaks(list(pieces(text)), count))
    costs = {lines: _cost(lines, [text_width(line, face, 1.0) for line in lines], width / size) for lines in shapes}
    best = min(costs, key=costs.__getitem__, default=())
    return best if best and costs[best] < float("inf") else balanced_lines(text, face, size, width)


def _breaks(parts: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """Every way of dealing the pieces out to so many lines."""
    for cuts in combinations(range(1, len(parts)), count - 1):
        edges = (0, *cuts, len(parts))
        yield tuple("".join(parts[a:b]).strip() for a, b in pairwise(edges))


def _cost(lines: Sequence[str], widths: Sequence[float], room: float) -> float:
    """How bad the shape and the breaks are, in characters; infinite for what does not fit and for an hourglass."""
    hourglass = len(widths) == 3 and widths[1] < min(widths[0], widths[2])
    if max(widths) > room or not all(lines) or hourglass:
        return float("inf")
    steps = [abs(a - b) for a, b in pairwise(widths)]
    shape = sum(abs(step - _STEP) for step in steps)
    return shape + sum(_break_cost(before, after) for before, after in pairwise(lines))


def _break_cost(before: str, after: str) -> float:
    """What it costs to break a title here."""
    cost = 0.0
    for opening, closing in ("“”", "《》", "（）"):
        if before.count(opening) > before.count(closing):
            cost += _SPLIT_QUOTE
    if after[0] in _LEADS_BADLY:
        cost += _LEADING
    if _TRAILS_BADLY.search(before):
        cost += _TRAILING
    if _ENDS_WELL.search(before) or _STARTS_WELL.match(after):
        cost += _GOOD_PLACE
    return cost
