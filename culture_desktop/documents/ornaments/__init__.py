"""Ornaments drawn as lines and planes, by the name of their style."""

from typing import NamedTuple

from culture_desktop.documents.ornaments.frames import double_frame, panel, seal_place, single_frame
from culture_desktop.documents.ornaments.knot import knot_frame, lozenge_rule
from culture_desktop.documents.ornaments.pen import Draw, Inks

__all__ = ["STYLES", "Draw", "Inks", "Style"]


class Style(NamedTuple):
    """A style as people know it, and what draws it."""

    label: str
    draw: Draw


STYLES: dict[str, Style] = {
    "knot": Style("方胜双线框", knot_frame),
    "double": Style("双线框", double_frame),
    "single": Style("单线框", single_frame),
    "panel": Style("色块", panel),
    "seal-place": Style("盖章处", seal_place),
    "lozenge-rule": Style("菱花横线", lozenge_rule),
}
