"""Which fonts a paper was drawn with and which stood in for others: kept in the PDF itself, as its key words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from culture_desktop.documents.fonts import Typeface, Typefaces, bundled_title
from culture_desktop.override import override

_HEAD, _BETWEEN, _AFTER = "字体：", "、", "；"
_MOST_SHOWN = 3


class FontReport(NamedTuple):
    """``used`` are the fonts by the names people know; ``notes`` a sentence each on what stood in for what."""

    used: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        return _AFTER.join((_HEAD + _BETWEEN.join(self.used), *self.notes)) if self.used else ""

    @classmethod
    def parsed(cls, text: str) -> "FontReport":
        """What ``str`` gave; nothing for key words that are not ours."""
        if not text.startswith(_HEAD):
            return cls()
        used, *notes = text.removeprefix(_HEAD).split(_AFTER)
        return cls(tuple(used.split(_BETWEEN)), tuple(notes))


def reported(characters: Mapping[Typeface, Iterable[str]], drawn: Typefaces) -> FontReport:
    """What a paper with these characters in each face is, or would be, drawn with."""
    used: dict[str, None] = {}
    notes: dict[str, None] = {}
    for face, those in characters.items():
        found = {char: glyph for char in those if (glyph := drawn.glyphs(face)[char])}
        used |= dict.fromkeys(glyph.file.title for glyph in found.values())
        own = drawn.own(face)
        if found and (reason := drawn.absence(face)):
            notes[f"{reason}，用{own.title if own else bundled_title(face)}代替"] = None
        if own and (lacked := "".join(char for char, glyph in found.items() if glyph.file is not own)):
            notes[_lacking(own.title, lacked)] = None
    return FontReport(tuple(used), tuple(notes))


def _lacking(title: str, characters: str) -> str:
    """The note on characters that a font of the user's has not."""
    many = f"等 {len(characters)} 字" if len(characters) > _MOST_SHOWN else ""
    return f"“{title}”没有“{characters[:_MOST_SHOWN]}”{many}，由内置字体补上"
