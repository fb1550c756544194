"""What the Unicode Han database says of characters."""

import bz2
from collections.abc import Iterator
from pathlib import Path

from builder.packages import UNICODE, Member

# Sources of kIRG_GSource (UAX #38) in which the character of a name may be found: registers of persons and places,
# dictionaries in use, standards.
_NAME_SOURCES = {
    "GIDC", "GIDC23", "GXM", "GDM", "GKJ", "GCY", "GCYY", "GPGLG", "GXHZ", "GRM", "GGFZ", "GZA", "G7", "G8", "GXH", "GXC",
    "GT",
}  # fmt: skip
_BEYOND_BMP = 0x10000


def standard_characters(work: Path) -> set[int]:
    """The 8,105 characters of 通用规范汉字表 (2013)."""
    # A value is "2013:<place in the table>".
    return {character for character, _ in _values(work, "OtherMappings", "kTGH")}


def name_characters(work: Path) -> set[int]:
    """The characters beyond the BMP that stand in a Chinese source of names."""
    return {
        character
        for character, source in _values(work, "IRGSources", "kIRG_GSource")
        if character >= _BEYOND_BMP and source.split("-")[0] in _NAME_SOURCES
    }


def _values(work: Path, part: str, field: str) -> Iterator[tuple[int, str]]:
    path = Member(UNICODE, f"usr/share/unicode/Unihan_{part}.txt.bz2").locate(work)
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if f"\t{field}\t" in line:
                character, _, value = line.rstrip("\n").split("\t")
                yield int(character.removeprefix("U+"), 16), value
