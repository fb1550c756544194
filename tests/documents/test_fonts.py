"""Every character has a glyph or is reported, and every width is the font's own."""

import pytest

from culture_desktop.documents.fonts import Face, advances, glyphs, missing
from culture_desktop.paths import resource

RARE_NAMES = "䶮𬭎㛃𬱖𬍛𫖯"
UNASSIGNED = "\U0010fffd"


@pytest.mark.parametrize("face", Face)
def test_every_face_holds_the_standard_characters(face: Face) -> None:
    table = resource("data", "strokes_8105.tsv").read_text(encoding="utf-8")
    characters = {line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")}
    characters = {character for character in characters if len(character) == 1 and ord(character) > 0x3400}
    assert len(characters) >= 8105
    assert missing("".join(sorted(characters)), face) == ""


@pytest.mark.parametrize("face", Face)
def test_rare_names_and_rarest_characters_are_held(face: Face) -> None:
    assert missing(RARE_NAMES, face) == ""
    assert missing("龘䲜\U000202bd", face) == ""  # URO, Extension A, Extension B


def test_rare_files_are_the_last_resort() -> None:
    common, rare = glyphs(Face.KAI)["国"], glyphs(Face.KAI)["龘"]
    assert common is not None
    assert rare is not None
    assert (common.file.name, rare.file.name) == ("GHKai-Regular", "GHRare-Regular")


def test_fang_takes_its_supplement_before_the_rare_files() -> None:
    glyph = glyphs(Face.FANG)["䶮"]
    assert glyph is not None
    assert glyph.file.name == "GHFangSup-Regular"


def test_missing_names_each_character_once_in_order() -> None:
    assert missing(f"张{UNASSIGNED}三\ue123{UNASSIGNED}", Face.KAI) == f"{UNASSIGNED}\ue123"


def test_control_characters_are_missing() -> None:
    assert missing("张\t三\x00", Face.SONG) == "\t\x00"


@pytest.mark.parametrize("face", Face)
def test_han_and_marks_are_one_em_wide(face: Face) -> None:
    assert {advances(face)[char] for char in "国一，。“”—…〇　" + RARE_NAMES} == {1.0}
    assert advances(face)["1"] < 0.7
