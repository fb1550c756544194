"""Which glyphs a font keeps, and how their outlines are stored."""

from collections.abc import Iterable
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable

# Layout, vertical setting, hinting and signatures: papers are set horizontally, glyph by glyph.
_DROPPED_TABLES = (
    "morx", "feat", "prop", "bsln", "FFTM", "GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG",
    "meta", "MERG", "gasp",
)  # fmt: skip
# The furthest a quadratic outline may leave the cubic one, in thousandths of the em. Fandol's outlines are dense, about
# 230 points a glyph: a closer fit adds points to a file that is the largest as it is.
_CURVE_TOLERANCE = 2.0
_WITHOUT_INSTRUCTIONS = {
    "maxZones": 1,
    "maxTwilightPoints": 0,
    "maxStorage": 0,
    "maxFunctionDefs": 0,
    "maxInstructionDefs": 0,
    "maxStackElements": 0,
    "maxSizeOfInstructions": 0,
    "maxComponentElements": 0,
}


def keep_characters(font: Any, characters: Iterable[int]) -> None:
    """Leave only the glyphs of these characters, without hinting and layout features."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.legacy_kern = False
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.drop_tables += _DROPPED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def make_quadratic(font: Any) -> None:
    """Turn CFF outlines into TrueType ones, which every reader and PDF library takes."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = newTable("glyf")
    outlines.glyphOrder = order
    outlines.glyphs = {name: _quadratic(glyphs[name]) for name in order}
    font["loca"] = newTable("loca")
    font["glyf"] = outlines
    del font["CFF "]
    outlines.compile(font)
    _describe(font, order)
    metrics = font["hmtx"]
    for name in order:
        metrics[name] = (metrics[name][0], outlines[name].xMin if outlines[name].numberOfContours else 0)
    font.sfntVersion = "\x00\x01\x00\x00"


def _quadratic(glyph: Any) -> Any:
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, _CURVE_TOLERANCE, reverse_direction=True))
    return pen.glyph()


def _describe(font: Any, order: list[str]) -> None:
    """The tables that a TrueType font has in another form than a CFF one."""
    limits = font["maxp"] = newTable("maxp")
    limits.tableVersion = 0x00010000
    limits.numGlyphs = len(order)
    for limit, value in _WITHOUT_INSTRUCTIONS.items():
        setattr(limits, limit, value)
    limits.compile(font)
    names = font["post"]
    names.formatType = 3.0
    names.extraNames, names.mapping, names.glyphOrder = [], {}, order
