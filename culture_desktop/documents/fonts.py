"""The typefaces of every paper, and where the glyph of each character is found.

A face is a chain of font files: the one the user chose, our own, and behind it those that hold rare characters. A
character is taken from the first file that has it. Rare files lie packed (.xz) and are unpacked into memory when a
character first needs them.
"""

import lzma
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
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


_TITLES = {
    "GHSong-Regular": "内置宋体",
    "GHSong-Bold": "内置小标宋",
    "GHKai-Regular": "内置楷体",
    "GHHei-Regular": "内置黑体",
    "GHFang-Regular": "内置仿宋",
    "GHFangSup-Regular": "内置仿宋补字",
    "GHRare-Regular": "内置生僻字",
    "GHRareExt-Regular": "内置生僻字扩展",
}


class NamedFace(NamedTuple):
    """A font that a design names, and the face that stands in where this computer lacks it."""

    name: str
    stand_in: Face


Typeface = Face | NamedFace


def bundled_title(face: Typeface) -> str:
    """What people call our own font for a face."""
    return _TITLES[face.stand_in if isinstance(face, NamedFace) else face]


class FontMetrics(NamedTuple):
    """What a PDF font descriptor says of a font, in thousandths of the em."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]


class FontFile:
    """One font, open for asking; ``name`` is its PostScript name, ``title`` what people call it.

    ``compact`` says that its outlines are CFF, not TrueType.
    """

    def __init__(self, blob: hb.Blob, *, index: int = 0, title: str = "") -> None:
        self.face = hb.Face(blob, index)
        self._font = hb.Font(self.face)
        self.name: str = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        self.title = title or _TITLES.get(self.name, self.name)
        self.compact = "CFF " in self.face.table_tags

    @classmethod
    def bundled(cls, file_name: str) -> "FontFile":
        """One of ours."""
        path = resource("fonts", file_name)
        if path.suffix == ".xz":
            with lzma.open(path) as packed:
                return cls(hb.Blob(packed.read()))
        return cls.opened(path)

    @classmethod
    def opened(cls, path: Path, index: int = 0, title: str = "") -> "FontFile":
        """A file of the system's, mapped: only the pages in use take memory. Raises OSError when it cannot be read."""
        try:
            return cls(hb.Blob.from_file_path(str(path)), index=index, title=title)
        except hb.HarfBuzzError as error:
            raise OSError(path.name) from error

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
def _bundled(file_name: str) -> FontFile:
    return FontFile.bundled(file_name)


class Glyph(NamedTuple):
    """Where a character is drawn from, and how wide it is in em."""

    file: FontFile
    glyph_id: int
    advance: float


class _Glyphs(dict[str, Glyph | None]):
    """The glyphs of one face, each looked up once; None where no file of the chain has the character."""

    def __init__(self, own: FontFile | None, bundled: Sequence[str]) -> None:
        super().__init__()
        self._own, self._bundled = own, bundled

    def __missing__(self, char: str) -> Glyph | None:
        if self._own is not None and (found := self._of(self._own, char)):
            return found
        for file_name in self._bundled:
            if found := self._of(_bundled(file_name), char):
                return found
        self[char] = None
        return None

    def _of(self, file: FontFile, char: str) -> Glyph | None:
        glyph_id = file.glyph_id(char)
        if not glyph_id:
            return None
        self[char] = glyph = Glyph(file, glyph_id, file.advance(glyph_id))
        return glyph


class _Advances(dict[str, float]):
    """Widths in em; a character that no file has counts as one em, so that text can be measured before the check."""

    def __init__(self, held: dict[str, Glyph | None]) -> None:
        super().__init__()
        self._glyphs = held

    def __missing__(self, char: str) -> float:
        glyph = self._glyphs[char]
        self[char] = advance = glyph.advance if glyph else 1.0
        return advance


class FontAbsentError(LookupError):
    """A font is not to be had; its words say why."""


def _unknown(name: str) -> FontFile:
    raise FontAbsentError(f"这台电脑没有“{name}”")


class Typefaces:
    """What papers are drawn with beside our own fonts.

    ``wanted`` names the user's font for a face, ``find`` gives the font of a name; both are asked when a paper first
    needs them. ``hanging`` lets a stop at a line's end stand in the margin, in papers of running text.
    """

    def __init__(
        self,
        wanted: Mapping[Face, str] | None = None,
        find: Callable[[str], FontFile] = _unknown,
        *,
        hanging: bool = False,
    ) -> None:
        self.hanging = hanging
        self._wanted, self._find = dict(wanted or {}), find
        self._named: dict[str, FontFile | str] = {}
        self._glyphs: dict[Typeface, _Glyphs] = {}
        self._advances: dict[Typeface, _Advances] = {}

    def own(self, face: Typeface) -> FontFile | None:
        """The user's font for a face, or None where ours is used."""
        for name in self._names(face):
            found = self._by_name(name)
            if not isinstance(found, str):
                return found
        return None

    def absence(self, face: Typeface) -> str:
        """Why the font that was wanted for a face is not used; empty when it is, or none was."""
        found = [self._by_name(name) for name in self._names(face)[:1]]
        return "".join(reason for reason in found if isinstance(reason, str))

    def _names(self, face: Typeface) -> list[str]:
        """The fonts wanted for a face, the second where the first is not to be had."""
        if isinstance(face, NamedFace):
            return [face.name, *self._names(face.stand_in)]
        return [self._wanted[face]] if face in self._wanted else []

    def _by_name(self, name: str) -> FontFile | str:
        """The font, or why there is none."""
        if name not in self._named:
            try:
                self._named[name] = self._find(name)
            except FontAbsentError as error:
                self._named[name] = str(error)
        return self._named[name]

    def glyphs(self, face: Typeface) -> dict[str, Glyph | None]:
        """The glyphs of a face by character."""
        if face not in self._glyphs:
            bundled = _FILES[face.stand_in if isinstance(face, NamedFace) else face]
            self._glyphs[face] = _Glyphs(self.own(face), bundled)
        return self._glyphs[face]

    def advances(self, face: Typeface) -> dict[str, float]:
        """The widths in em of a face by character."""
        if face not in self._advances:
            self._advances[face] = _Advances(self.glyphs(face))
        return self._advances[face]


class _InUse:
    """The fonts of the file that is open: made when a paper first asks, as they are read from its settings."""

    def __init__(self) -> None:
        self.make: Callable[[], Typefaces] = Typefaces
        self.made: Typefaces | None = None


_in_use = _InUse()


def use_typefaces(make: Callable[[], Typefaces] = Typefaces) -> None:
    """Draws every paper from now on with the fonts that ``make`` gives; not while one is being drawn."""
    _in_use.make, _in_use.made = make, None


def typefaces() -> Typefaces:
    """The fonts that papers are drawn with."""
    if _in_use.made is None:
        _in_use.made = _in_use.make()
    return _in_use.made


def glyphs(face: Typeface) -> dict[str, Glyph | None]:
    """The glyphs of a face by character: any character may be asked for."""
    return typefaces().glyphs(face)


def advances(face: Typeface) -> dict[str, float]:
    """The widths in em by character: any character may be asked for."""
    return typefaces().advances(face)


def missing(text: str, face: Typeface) -> str:
    """The characters of the text that no file of the face holds, each once, in order."""
    held = glyphs(face)
    return "".join(dict.fromkeys(char for char in text if held[char] is None))
