"""Ornaments drawn as lines and planes, by the name of their style."""

from functools import lru_cache
from typing import NamedTuple

from culture_desktop.documents.ornaments.frames import double_frame, panel, seal_place, single_frame
from culture_desktop.documents.ornaments.geometry import columns, fan, notched_frame, rounded_frame, ticked_frame
from culture_desktop.documents.ornaments.guilloche import guilloche_frame, rosette
from culture_desktop.documents.ornaments.knot import knot_frame, lozenge_rule
from culture_desktop.documents.ornaments.landscape import great_wall, mountains, waves
from culture_desktop.documents.ornaments.meander import meander_rule, plaque_frame
from culture_desktop.documents.ornaments.pen import Draw, Inks
from culture_desktop.documents.ornaments.ribbons import ribbon, silk
from culture_desktop.documents.ornaments.stars import rays, row_of_stars, single_star, starburst
from culture_desktop.documents.ornaments.sunshine import hills, kite, sun

__all__ = ["STYLES", "Draw", "Inks", "Style", "ornament"]

_KEPT = 64  # drawings that are not drawn again: a preview after an edit shows the same ground


class Style(NamedTuple):
    """A style as people know it, and what draws it."""

    label: str
    draw: Draw


STYLES: dict[str, Style] = {
    "knot": Style("方胜双线框", knot_frame),
    "double": Style("双线框", double_frame),
    "single": Style("单线框", single_frame),
    "guilloche": Style("防伪花纹框", guilloche_frame),
    "plaque": Style("回纹奖牌框", plaque_frame),
    "notched": Style("委角双线框", notched_frame),
    "rounded": Style("圆角双线框", rounded_frame),
    "ticked": Style("折角细线框", ticked_frame),
    "panel": Style("色块", panel),
    "seal-place": Style("盖章处", seal_place),
    "lozenge-rule": Style("菱花横线", lozenge_rule),
    "meander-rule": Style("回纹横线", meander_rule),
    "star-row": Style("五星横线", row_of_stars),
    "columns": Style("竖双线", columns),
    "star": Style("五角星", single_star),
    "starburst": Style("星光", starburst),
    "rays": Style("光芒", rays),
    "ribbon": Style("红绸", ribbon),
    "silk": Style("丝线", silk),
    "mountains": Style("远山", mountains),
    "great-wall": Style("长城", great_wall),
    "waves": Style("水波", waves),
    "rosette": Style("团花", rosette),
    "sun": Style("暖阳", sun),
    "hills": Style("山坡", hills),
    "kite": Style("风筝", kite),
    "fan": Style("扇形弧线", fan),
}


@lru_cache(maxsize=_KEPT)
def ornament(style: str, width: float, height: float, inks: Inks) -> str:
    """The operators of a style in a place of this size, in mm from its top left corner."""
    return STYLES[style].draw(width, height, inks)
