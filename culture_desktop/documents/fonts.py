"""The typefaces of every paper, and where the glyph of each character is found.

A face is a chain of font files: its own, and behind it those that hold rare characters. A character is taken from
the first file that has it. Rare files lie packed (.xz) and are unpacked into memory when a character first needs them.
"""

import lzma
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import uharfbuzz as hb

from culture_desktop.paths import resource


class Face(StrEnum):
    """A typeface as the trade names it; the value is the PostScript name."""

    SONG = "GHSong-Regular"
    SONG_BOLD = "GHSong-Bold"
    KAI = "GHKai-Regular"
    HEI = "GHHei-Regular"
    FANG = "GHFang-Regular"


_RARE = ("GHRare-Regular.ttf.xz", "GHRareExt-Regular.ttf.xz")
_FILES: dict[Face, tuple[str, ...]] = {
    Face.SONG: ("GHSong-Regular.ttf", *_RARE),
    Face.SONG_BOLD: ("GHSong-Bold.ttf", *_RARE),
    Face.KAI: ("GHKai-Regular.ttf", *_RARE),
    Face.HEI: ("GHHei-Regular.ttf", *_RARE),
    Face.FANG: ("GHFang-Regular.ttf", "GHFangSup-Regular.ttf.xz", *_RARE),
}


class FontMetrics(NamedTuple):
    """What a PDF font descriptor says of a font, in thousandths of the em."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]


class FontFile:
    """One TrueType file, open for asking; ``name`` is its PostScript name."""

    def __init__(self, file_name: str) -> None:
        path = resource("fonts", file_name)
        if path.suffix == ".xz":
            with lzma.open(path) as packed:
                blob = hb.Blob(packed.read())
        else:
            blob = hb.Blob.from_file_path(str(path))  # mapped: only the pages in use take memory
        self.face = hb.Face(blob)
        self._font = hb.Font(self.face)
        self.name: str = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)

    def glyph_id(self, char: str) -> int:
        """The number of the character's glyph; 0 when the file has none."""
        return self._font.get_nominal_glyph(ord(char)) or 0

    def advance(self, glyph_id: int) -> float:
        """How wide the glyph is, in em."""
        advance: int = self._font.get_glyph_h_advance(glyph_id)
        return advance / int(self.face.upem)

    def metrics(self) -> FontMetrics:
        """The font's measures for a PDF descriptor."""
        extents = self._font.get_font_extents("ltr")
        capital = self._font.get_glyph_extents(self.glyph_id("H") or 1)
        head: bytes = self.face.reference_table("head").data
        scale = 1000 / self.face.upem
        box = [round(int.from_bytes(head[at : at + 2], "big", signed=True) * scale) for at in range(36, 44, 2)]
        return FontMetrics(
            ascent=round(extents.ascender * scale),
            descent=round(extents.descender * scale),
            cap_height=round(capital.y_bearing * scale),
            box=(box[0], box[1], box[2], box[3]),
        )


@cache
def _font_file(file_name: str) -> FontFile:
    return FontFile(file_name)


class Glyph(NamedTuple):
    """Where a character is drawn from, and how wide it is in em."""

    file: FontFile
    glyph_id: int
    advance: float


class _Glyphs(dict[str, Glyph | None]):
    """The glyphs of one face, each looked up once; None where no file of the chain has the character."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._files = _FILES[face]

    def __missing__(self, char: str) -> Glyph | None:
        for file_name in self._files:
            file = _font_file(file_name)
            if glyph_id := file.glyph_id(char):
                self[char] = glyph = Glyph(file, glyph_id, file.advance(glyph_id))
                return glyph
        self[char] = None
        return None


class _Advances(dict[str, float]):
    """Widths in em; a character that no file has counts as one em, so that text can be measured before the check."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._glyphs = glyphs(face)

    def __missing__(self, char: str) -> float:
        glyph = self._glyphs[char]
        self[char] = advance = glyph.advance if glyph else 1.0
        return advance


@cache
def glyphs(face: Face) -> dict[str, Glyph | None]:
    """The glyphs of a face by character: any character may be asked for."""
    return _Glyphs(face)


@cache
def advances(face: Face) -> dict[str, float]:
    """The widths in em by character: any character may be asked for."""
    return _Advances(face)


def missing(text: str, face: Face) -> str:
    """The characters of the text that no file of the face holds, each once, in order."""
    held = glyphs(face)
    return "".join(dict.fromkeys(char for char in text if held[char] is None))
