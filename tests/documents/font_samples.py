"""Fonts as users have them, built small from ours: other names, CFF outlines, collections, forbidden and damaged ones."""

from pathlib import Path

from fontTools import subset
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

from culture_desktop.paths import resource

CHARACTERS = "国工会职工服务明星荣誉证书张三李四王建同志的关于表彰决定通知一二三，。：“”（）2026年 "
FANG, TITLE, KAI, HEI = "仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体"


def true_type(name: str, source: str = "GHFang-Regular.ttf", *, rights: int = 8, text: str = CHARACTERS) -> TTFont:
    """A font of these characters under another name; ``rights`` is the fsType of its OS/2 table."""
    font = TTFont(resource("fonts", source))
    cutter = subset.Subsetter(subset.Options(name_IDs=[], notdef_outline=True, glyph_names=False))
    cutter.populate(text=text)
    cutter.subset(font)
    named(font, name, rights)
    return font


def named(font: TTFont, name: str, rights: int) -> None:
    """Gives a font its names, Chinese and Latin as Windows' own fonts have them."""
    font["name"].names = []
    latin = f"Sample-{name.encode('utf-8').hex()[:20]}"
    for kind in (1, 4):
        font["name"].setName(latin, kind, 3, 1, 0x409)
        font["name"].setName(name, kind, 3, 1, 0x804)
    font["name"].setName(latin, 6, 3, 1, 0x409)
    font["OS/2"].fsType = rights


def compact(name: str, *, with_cids: bool = False, text: str = CHARACTERS) -> TTFont:
    """The same with CFF outlines; ``with_cids`` numbers the characters by CIDs of its own, as large fonts do."""
    source = true_type(name, text=text)
    glyphs, order, metrics = source.getGlyphSet(), source.getGlyphOrder(), source["hmtx"].metrics
    shapes = {}
    for glyph in order:
        pen = T2CharStringPen(metrics[glyph][0], glyphs)
        glyphs[glyph].draw(pen)
        shapes[glyph] = pen.getCharString()
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(source.getBestCmap())
    builder.setupCFF("Sample-CFF", {}, shapes, {})
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(ulCodePageRange1=1 << 18)
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({"familyName": "x", "styleName": "Regular"})
    named(builder.font, name, 0)
    if with_cids:
        _numbered(builder.font)
    return builder.font


def _numbered(font: TTFont) -> None:
    """Turns names of glyphs into CIDs, three apart, so that none is its glyph's number."""
    font.recalcBBoxes = False  # they are looked up by the old names
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    names = {glyph: f"cid{3 * at:05d}" if at else ".notdef" for at, glyph in enumerate(top.charset)}
    places = {names[glyph]: at for glyph, at in top.CharStrings.charStrings.items()}
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 3 * len(names)
    part = FontDict()
    part.Private, part.FontName = top.Private, "Sample-Part"
    top.FDArray, top.FDSelect = FDArrayIndex(), FDSelect()
    top.FDArray.append(part)
    top.FDSelect.format, top.FDSelect.gidArray = 3, [0] * len(names)
    top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect
    del top.Private
    for entry in ("Private", "Encoding"):
        top.rawDict.pop(entry, None)
    top.charset, top.CharStrings.charStrings = [names[glyph] for glyph in top.charset], places


def saved(font: TTFont, path: Path) -> Path:
    """The font as a file."""
    font.save(path)
    return path


def collection(path: Path, *fonts: TTFont) -> Path:
    """Several fonts in one file."""
    whole = TTCollection()
    whole.fonts = list(fonts)
    whole.save(path)
    return path
