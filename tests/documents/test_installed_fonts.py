"""The user's own fonts: found, refused where they must be, printed and read back, ours standing in where they lack."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from culture_desktop.documents import installed_fonts as module
from culture_desktop.documents.font_report import FontReport
from culture_desktop.documents.fonts import (
    Face,
    FontAbsentError,
    NamedFace,
    Typeface,
    Typefaces,
    use_typefaces,
)
from culture_desktop.documents.installed_fonts import (
    InstalledFont,
    by_name,
    font_folders,
    installed_fonts,
    opened,
    usual,
)
from culture_desktop.documents.paper import A4, Paper
from tests.documents import font_samples as samples
from tests.documents.reading import fonts, ink_box, pages_text, rendered

FOUNDER, NUMBERED, FORBIDDEN, WHOLE = "方正书宋_GBK", "思源宋体", "禁嵌体", "整套体"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as offices have it."""
    made = tmp_path_factory.mktemp("fonts")
    (made / "below").mkdir()
    samples.saved(samples.true_type(samples.FANG), made / "simfang.ttf")
    samples.saved(samples.compact(FOUNDER), made / "below" / "FZ.OTF")
    samples.saved(samples.compact(NUMBERED, with_cids=True), made / "source.otf")
    kai, hei = (
        samples.true_type(samples.KAI, "GHKai-Regular.ttf"),
        samples.true_type(samples.HEI, "GHHei-Regular.ttf"),
    )
    samples.collection(made / "both.ttc", kai, hei)
    samples.saved(samples.true_type(FORBIDDEN, rights=2), made / "forbidden.ttf")
    samples.saved(samples.true_type(WHOLE, rights=0x108), made / "whole.ttf")
    whole = (made / "simfang.ttf").read_bytes()
    (made / "cut.ttf").write_bytes(whole[: len(whole) // 3])
    (made / "broken.ttf").write_bytes(b"\x00\x01\x00\x00" + b"\xff" * 400)
    (made / "collection.ttc").write_bytes(b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff")
    (made / "empty.otf").write_bytes(b"")
    (made / "readme.txt").write_text("字体", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> tuple[InstalledFont, ...]:
    return installed_fonts([folder])


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    use_typefaces()


def printed(*lines: tuple[str, Typeface]) -> bytes:
    """A page with a line in each face."""
    paper = Paper(A4, "试")
    for number, (text, face) in enumerate(lines):
        paper.add(paper.text(60, 80 + 40 * number, text, face, 24))
    paper.next_page()
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def report(content: bytes) -> FontReport:
    """What a paper says of its fonts."""
    about = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert about is not None
    return FontReport.parsed(str(about.get("/Keywords", "")))


def test_fonts_are_found_by_their_chinese_names_in_folders_below_and_collections(
    found: tuple[InstalledFont, ...],
) -> None:
    names = {font.name for font in found}
    assert names == {samples.FANG, FOUNDER, NUMBERED, samples.KAI, samples.HEI, FORBIDDEN, WHOLE}
    hei = by_name(found, samples.HEI)
    assert hei is not None
    assert (hei.path.name, hei.number) == ("both.ttc", 1)
    assert by_name(found, hei.names[1].upper()) == hei  # the Latin name finds it as well


def test_fonts_that_may_not_be_embedded_say_why(found: tuple[InstalledFont, ...]) -> None:
    refusals = {font.name: font.refusal for font in found if font.refusal}
    assert refusals == {
        FORBIDDEN: "字体厂商不许把它嵌入文书",
        WHOLE: "字体厂商不许只嵌入用到的字，整套嵌入又太大",
    }
    with pytest.raises(FontAbsentError, match="“禁嵌体”不能用：字体厂商不许把它嵌入文书"):
        opened(found, FORBIDDEN)


def test_the_usual_fonts_of_official_papers_are_proposed(found: tuple[InstalledFont, ...]) -> None:
    proposed = {face: usual(found, face) for face in Face}
    names = {face: font.name for face, font in proposed.items() if font}
    assert names == {Face.FANG: samples.FANG, Face.KAI: samples.KAI, Face.HEI: samples.HEI, Face.SONG: FOUNDER}


def test_a_file_is_read_again_only_after_it_has_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = installed_fonts([folder])
    monkeypatch.setattr(module, "read_fonts", lambda _path: pytest.fail("read again"))
    assert installed_fonts([folder]) == before
    monkeypatch.undo()
    other = folder / "later.ttf"
    samples.saved(samples.true_type("新来体"), other)
    assert by_name(installed_fonts([folder]), "新来体") is not None
    other.unlink()
    assert installed_fonts([folder]) == before


def test_the_folders_of_the_system_and_of_fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = ["data/fonts", "shared/fonts", "home/.fonts", "home/typefaces", "configured", "own"]
    for place in places:
        (tmp_path / place).mkdir(parents=True)
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{tmp_path}/configured</dir><dir>~/typefaces</dir><dir prefix='xdg'>fonts</dir>"
        "<dir>/not/there</dir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setattr(module, "_FONTCONFIG", configuration)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "shared"))
    found = font_folders(tmp_path / "own")
    assert found[0] == tmp_path / "own"
    assert set(found) == {tmp_path / place for place in places}
    configuration.write_text("<fontconfig><dir>", encoding="utf-8")
    assert tmp_path / "configured" not in font_folders()


def test_the_folders_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Windows" / "Fonts").mkdir(parents=True)
    (tmp_path / "local" / "Microsoft" / "Windows" / "Fonts").mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", str(tmp_path / "Windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert [place.parent.name for place in font_folders()] == ["Windows", "Windows"]


@pytest.mark.parametrize("name", [samples.FANG, FOUNDER, NUMBERED, samples.HEI])
def test_own_fonts_print_and_read_back_ours_filling_in(found: tuple[InstalledFont, ...], name: str) -> None:
    use_typefaces(lambda: Typefaces({Face.FANG: name}, lambda wanted: opened(found, wanted)))
    content = printed(("国工会（2026）张三同志", Face.FANG), ("荣誉𬭎龘证书：", Face.FANG), ("关于", Face.KAI))
    assert pages_text(content)[0].split() == ["国工会（2026）张三同志", "荣誉𬭎龘证书：", "关于"]
    assert all(font.embedded and font.has_unicode for font in fonts(content))
    told = report(content)
    assert told.used[0] == name
    assert "内置楷体" in told.used
    assert told.notes == (f"“{name}”没有“𬭎龘”，由内置字体补上",)


@pytest.mark.parametrize("name", [FOUNDER, NUMBERED])
def test_compact_outlines_are_drawn_as_the_true_type_ones(found: tuple[InstalledFont, ...], name: str) -> None:
    boxes = []
    for wanted in (samples.FANG, name):
        typefaces = Typefaces({Face.FANG: wanted}, lambda asked: opened(found, asked))
        use_typefaces(lambda typefaces=typefaces: typefaces)  # type: ignore[misc]
        boxes.append(ink_box(rendered(printed(("国证", Face.FANG), ("，2", Face.FANG)))))
    assert boxes[0] == pytest.approx(boxes[1], abs=0.3)


@pytest.mark.parametrize(
    ("wanted", "note"),
    [
        ("方正大标宋", "这台电脑没有“方正大标宋”，用内置小标宋代替"),
        (FORBIDDEN, "“禁嵌体”不能用：字体厂商不许把它嵌入文书，用内置小标宋代替"),
    ],
)
def test_what_stands_in_is_told(found: tuple[InstalledFont, ...], wanted: str, note: str) -> None:
    use_typefaces(lambda: Typefaces({Face.SONG_BOLD: wanted}, lambda name: opened(found, name)))
    assert report(printed(("关于", Face.SONG_BOLD))) == FontReport(("内置小标宋",), (note,))
    assert report(printed(("关于", Face.KAI))) == FontReport(("内置楷体",), ())  # not in a paper that does without


def test_a_font_named_by_a_design_and_its_stand_ins(found: tuple[InstalledFont, ...]) -> None:
    use_typefaces(lambda: Typefaces({Face.KAI: samples.KAI}, lambda name: opened(found, name)))
    assert report(printed(("证书", NamedFace(FOUNDER, Face.KAI)))).used == (FOUNDER,)
    told = report(printed(("证书", NamedFace("没有的字体", Face.KAI))))
    assert told == FontReport((samples.KAI,), (f"这台电脑没有“没有的字体”，用{samples.KAI}代替",))


def test_a_font_file_that_vanished_is_told(found: tuple[InstalledFont, ...], tmp_path: Path) -> None:
    gone = [font._replace(path=tmp_path / "gone.ttf") for font in found]
    with pytest.raises(FontAbsentError, match="“黑体”的字体文件打不开"):
        opened(gone, samples.HEI)


def test_key_words_of_others_are_no_report() -> None:
    assert FontReport.parsed("年报；2026") == FontReport()
    assert str(FontReport()) == ""
