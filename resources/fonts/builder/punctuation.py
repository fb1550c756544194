"""Chinese punctuation takes one em (GB/T 15834), also where a renderer applies no layout features."""

from typing import Any

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

_EM_DASH = ord("—")
_LEFT, _RIGHT, _CENTRE = "left", "right", "centre"
# Where in its em a mark stands: an opening quotation mark by the word that follows, a name's dot in the middle.
_PLACES = {ord("“"): _RIGHT, ord("‘"): _RIGHT, ord("”"): _LEFT, ord("’"): _LEFT, ord("·"): _CENTRE}
_WIDE_ENOUGH = 0.9


def choose_full_width_dash(font: Any) -> None:
    """Give the dash its full-width form, if the font has one: Noto's default is 0.89 em. Before layout is dropped."""
    full_width = _full_width_forms(font)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.cmap.get(_EM_DASH) in full_width:
            table.cmap[_EM_DASH] = full_width[table.cmap[_EM_DASH]]


def widen_marks(font: Any) -> None:
    """Stretch the dash over its em, place quotation marks and the name's dot in one. For TrueType outlines."""
    em = font["head"].unitsPerEm
    glyphs = font.getBestCmap()
    if _EM_DASH in glyphs:
        _stretch(font, glyphs[_EM_DASH], em)
    for mark, place in _PLACES.items():
        if mark in glyphs:
            _place(font, glyphs[mark], em, place)


def _full_width_forms(font: Any) -> dict[str, str]:
    """The substitutions of the feature ``fwid``."""
    forms: dict[str, str] = {}
    if "GSUB" not in font:
        return forms
    layout = font["GSUB"].table
    features = (record.Feature for record in layout.FeatureList.FeatureRecord if record.FeatureTag == "fwid")
    for lookup in (index for feature in features for index in feature.LookupListIndex):
        for subtable in layout.LookupList.Lookup[lookup].SubTable:
            forms.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    return forms


def _stretch(font: Any, name: str, em: int) -> None:
    """A 破折号 is two dashes and must be one unbroken line."""
    glyph = font["glyf"][name]
    if glyph.xMin <= 0 and glyph.xMax >= em and font["hmtx"][name][0] == em:
        return
    scale = em / (glyph.xMax - glyph.xMin)
    _redraw(font, name, em, (scale, 0, 0, 1, -glyph.xMin * scale, 0))


def _place(font: Any, name: str, em: int, place: str) -> None:
    if font["hmtx"][name][0] >= em * _WIDE_ENOUGH:
        return
    glyph = font["glyf"][name]
    width = glyph.xMax - glyph.xMin
    margin = em // 16
    left = {_LEFT: margin, _RIGHT: em - width - margin, _CENTRE: (em - width) // 2}[place]
    _redraw(font, name, em, (1, 0, 0, 1, left - glyph.xMin, 0))


def _redraw(font: Any, name: str, em: int, transformation: tuple[float, ...]) -> None:
    """Draw a glyph transformed, one em wide."""
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(TransformPen(pen, transformation))
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (em, glyph.xMin)
