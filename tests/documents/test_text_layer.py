"""What is copied out of a paper is what was written: every standard character, and rare ones beyond the BMP."""

import io
import os
import unicodedata

import pytest

from culture_desktop.documents.fonts import Face, FontFile, missing
from culture_desktop.documents.paper import A4, Paper
from culture_desktop.paths import resource
from tests.documents.reading import pages_text, pages_text_pypdf

# Each file with a face that leads to it: through the faces before it in the chain where they lack a character.
FILES = {
    "GHSong-Regular.ttf": Face.SONG,
    "GHSong-Bold.ttf": Face.SONG_BOLD,
    "GHKai-Regular.ttf": Face.KAI,
    "GHHei-Regular.ttf": Face.HEI,
    "GHFang-Regular.ttf": Face.FANG,
    "GHFangSup-Regular.ttf.xz": Face.FANG,
    "GHRare-Regular.ttf.xz": Face.HEI,
    "GHRareExt-Regular.ttf.xz": Face.KAI,
}
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Mn", "Mc"})  # nothing to read by itself: spaces, marks upon others
_A_LINE, _LINES = 40, 60
_PLANES = {
    "B": (0x20000, 0x2A6DF),
    "C": (0x2A700, 0x2B739),
    "D": (0x2B740, 0x2B81D),
    "E": (0x2B820, 0x2CEA1),
    "F": (0x2CEB0, 0x2EBE0),
    "G": (0x30000, 0x3134A),
    "H": (0x31350, 0x323AF),
}


def standard() -> str:
    """The 8,105 characters of the 通用规范汉字表."""
    table = resource("data", "strokes_8105.tsv").read_text(encoding="utf-8")
    found = (line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#"))
    return "".join(sorted({one for one in found if len(one) == 1 and ord(one) > 0x3400}))


def rare() -> str:
    """Every character beyond the BMP that the rare file holds."""
    return "".join(
        chr(code) for code in sorted(FontFile.bundled("GHRareExt-Regular.ttf.xz").face.unicodes) if code > 0xFFFF
    )


def printed(text: str, face: Face) -> bytes:
    """The text in lines of a fixed number of characters."""
    paper = Paper(A4, "试")
    lines = [text[at : at + _A_LINE] for at in range(0, len(text), _A_LINE)]
    for at in range(0, len(lines), _LINES):
        for place, line in enumerate(lines[at : at + _LINES]):
            paper.add(paper.text(40, 40 + 13 * place, line, face, 12))
        paper.next_page()
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("face", Face)
def test_every_standard_character_reads_as_itself(face: Face) -> None:
    text = standard()
    assert len(text) >= 8105
    assert "".join("".join(pages_text(printed(text, face))).split()) == text


def test_rare_characters_of_every_extension_read_as_themselves() -> None:
    text = rare()
    for first, last in _PLANES.values():
        assert any(first <= ord(one) <= last for one in text)
    pdf = printed(text, Face.FANG)
    for read in (pages_text, pages_text_pypdf):
        assert "".join("".join(read(pdf)).split()) == text


@pytest.mark.parametrize("file_name", sorted(FILES))
def test_characters_of_a_whole_font_read_as_themselves(file_name: str) -> None:
    """Every one of them with RUNWU_EVERY_CHARACTER=1, by hand; else one in ninety-seven."""
    file = FontFile.bundled(file_name)
    step = 1 if os.environ.get("RUNWU_EVERY_CHARACTER") else 97
    held = [chr(code) for code in sorted(file.face.unicodes)]
    text = "".join([one for one in held if unicodedata.category(one) not in _UNSEEN][::step])
    assert missing(text, FILES[file_name]) == ""
    assert "".join("".join(pages_text(printed(text, FILES[file_name]))).split()) == text
