"""What a test sheet of an overprint has beside its texts: crop and registration marks, and rulers along two edges."""

import math

from culture_desktop.documents.designs.design import Sheet
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import GREY, MM, Paper
from culture_desktop.documents.text import text_width

_INSET, _ARM, _FINE = 10.0, 6.0, 0.1  # mm: the marks from the edges, the arms of a corner, a line
_TICKS = ((10, 3.0), (5, 2.0), (1, 1.2))  # every so many mm one so long
_RADIUS, _LABEL = 2.0, 5.5  # mm, points
_BEZIER = 4 / 3 * (math.sqrt(2) - 1)  # of a quarter of a circle


def crop_marks(paper: Paper, sheet: Sheet, caption: str) -> str:
    """The operators of all marks; ``caption`` stands above the foot's."""
    drawn = [f"{_FINE:g} w {GREY.stroke}", *_corners(sheet), *_registers(sheet), *_rulers(sheet)]
    strokes = f"q {MM:.6f} 0 0 {-MM:.6f} 0 {paper.size.height:.3f} cm {' '.join(drawn)} Q"
    return "\n".join((strokes, *_figures(paper, sheet), _foot(paper, sheet, caption)))


def _line(x: float, y: float, right: float, down: float) -> str:
    return f"{x:.2f} {y:.2f} m {x + right:.2f} {y + down:.2f} l S"


def _corners(sheet: Sheet) -> list[str]:
    """An angle in each corner, open towards the sheet's middle."""
    found = []
    for x, inwards in ((_INSET, _ARM), (sheet.width - _INSET, -_ARM)):
        for y, downwards in ((_INSET, _ARM), (sheet.height - _INSET, -_ARM)):
            found += [_line(x, y, inwards, 0), _line(x, y, 0, downwards)]
    return found


def _registers(sheet: Sheet) -> list[str]:
    """A cross in a circle at the middle of each edge."""
    middle, level = sheet.width / 2, sheet.height / 2
    places = ((middle, _INSET), (middle, sheet.height - _INSET), (_INSET, level), (sheet.width - _INSET, level))
    found = []
    for x, y in places:
        found += [_line(x - 2 * _RADIUS, y, 4 * _RADIUS, 0), _line(x, y - 2 * _RADIUS, 0, 4 * _RADIUS)]
        found.append(_circle(x, y))
    return found


def _circle(x: float, y: float) -> str:
    r, k = _RADIUS, _RADIUS * _BEZIER
    quarters = ((r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0))
    curves = (
        f"{x + a:.3f} {y + b:.3f} {x + c:.3f} {y + d:.3f} {x + e:.3f} {y + f:.3f} c" for a, b, c, d, e, f in quarters
    )
    return f"{x + r:.3f} {y:.3f} m {' '.join(curves)} S"


def _rulers(sheet: Sheet) -> list[str]:
    """Ticks every millimetre, measured from the sheet's upper left corner, pointing to the edge."""
    across = (_line(at, _INSET, 0, -_tick(at)) for at in range(round(_INSET), math.floor(sheet.width - _INSET) + 1))
    down = (_line(_INSET, at, -_tick(at), 0) for at in range(round(_INSET), math.floor(sheet.height - _INSET) + 1))
    return [*across, *down]


def _tick(at: int) -> float:
    return next(length for every, length in _TICKS if at % every == 0)


def _figures(paper: Paper, sheet: Sheet) -> list[str]:
    """Every second centimetre, outside its tick."""
    found = []
    for at in range(20, math.floor(sheet.width - _INSET) + 1, 20):
        wide = text_width(f"{at}", Face.HEI, _LABEL)
        found.append(paper.text(at * MM - wide / 2, (_INSET - 3.4) * MM, f"{at}", Face.HEI, _LABEL, ink=GREY))
    for at in range(20, math.floor(sheet.height - _INSET) + 1, 20):
        wide = text_width(f"{at}", Face.HEI, _LABEL)
        found.append(paper.text((_INSET - 3.4) * MM - wide, (at + 0.7) * MM, f"{at}", Face.HEI, _LABEL, ink=GREY))
    return found


def _foot(paper: Paper, sheet: Sheet, caption: str) -> str:
    wide = text_width(caption, Face.HEI, _LABEL)
    left = (sheet.width * MM - wide) / 2
    return paper.text(left, (sheet.height - _INSET - 5.5) * MM, caption, Face.HEI, _LABEL, ink=GREY)
