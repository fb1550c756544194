"""Photographs: upright, without metadata, as fine as needed, in rows that fill the width."""

import io
import struct
import zlib
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from culture_desktop.documents.briefings.blocks import PictureRow
from culture_desktop.documents.briefings.paper import preflight_briefing, write_briefing
from culture_desktop.documents.briefings.picture_rows import picture_rows
from culture_desktop.documents.official import TYPE_AREA
from culture_desktop.documents.pictures import Picture, jpeg, upright
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Image as PlacedImage
from culture_desktop.documents.sheet import Row
from culture_desktop.errors import FileMissingError, PictureUnreadableError
from tests.documents import samples

ORIENTATION, GPS = 0x0112, 0x8825


def images(rows: list[Row]) -> list[list[PlacedImage]]:
    """The pictures of each row."""
    return [[mark for mark in row.marks if isinstance(mark, PlacedImage)] for row in rows]


def turned_photograph() -> bytes:
    """A photograph of 40 × 20 whose EXIF says that it was taken upright, and where."""
    image = Image.new("RGB", (40, 20), "red")
    exif = image.getexif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (25.0, 2.0, 3.0)
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif)
    return target.getvalue()


def test_orientation_is_applied() -> None:
    assert upright(Picture(turned_photograph()), 400, 400).size == (20, 40)


def test_nothing_but_the_picture_is_embedded() -> None:
    embedded = jpeg(upright(Picture(turned_photograph()), 400, 400), 400, 400)
    with Image.open(io.BytesIO(embedded.content)) as image:
        assert not image.getexif()
        assert image.size == (embedded.width, embedded.height)
    assert b"Exif" not in embedded.content


def test_scaled_to_200_dpi_of_its_place_and_never_up() -> None:
    image = upright(Picture(samples.photograph(4000, 3000)), 360, 360)
    assert image.size == (1000, 750)
    assert jpeg(image, 144, 108).width in (400, 401)
    assert upright(Picture(samples.photograph(60, 40)), 360, 360).size == (60, 40)


def test_transparency_becomes_paper() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(target, "PNG")
    assert upright(Picture(target.getvalue()), 72, 72).getpixel((1, 1)) == (255, 255, 255)


def test_other_colour_spaces_become_rgb() -> None:
    for mode in ("CMYK", "L"):
        target = io.BytesIO()
        Image.new(mode, (8, 8)).save(target, "JPEG")
        assert upright(Picture(target.getvalue()), 72, 72).mode == "RGB"


def _huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of this size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a picture", "不是能识别的图片"),
        (b"", "不是能识别的图片"),
        (samples.photograph()[:900], "已损坏"),
        (_huge_png(8000, 7000), "超过 5000 万像素"),
        (_huge_png(60000, 60000), "超过 5000 万像素"),
        (_huge_png(100, 100), "已损坏"),
    ],
)
def test_bad_pictures_are_refused_by_name(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "合影.jpg"
    file.write_bytes(content)
    stream = io.BytesIO()
    with pytest.raises(PictureUnreadableError) as raised:
        write_briefing(samples.briefing(PictureRow((samples.photo(file),))), stream, shown=samples.shown)
    assert "合影.jpg" in str(raised.value)
    assert reason in str(raised.value)
    assert stream.getvalue() == b""


def test_a_vanished_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match=r"没了\.jpg"):
        preflight_briefing(samples.briefing(PictureRow((samples.photo(tmp_path / "没了.jpg"),))), samples.shown)


@pytest.mark.parametrize("count", range(1, 9))
def test_rows_fill_the_width_and_keep_proportions(count: int) -> None:
    shapes = [(600, 400), (400, 600), (800, 450), (600, 600)]
    pictures = [samples.shown(samples.photo(samples.photograph(*shapes[i % 4]))) for i in range(count)]
    placed = images(picture_rows(pictures))
    assert sum(map(len, placed)) == count
    for row in placed:
        assert len({round(image.height, 3) for image in row}) == 1
        for image in row:
            assert image.width / image.height == pytest.approx(image.jpeg.width / image.jpeg.height, rel=0.01)
        if len(row) > 1:
            assert row[0].x == pytest.approx(0, abs=0.01)
            assert row[-1].x + row[-1].width == pytest.approx(TYPE_AREA.width, abs=0.01)
        assert row[0].height <= 84 / 25.4 * 72 + 0.01


def test_an_endless_caption_is_refused_with_the_picture() -> None:
    content = samples.briefing(PictureRow((samples.photo(samples.photograph(), "很长的说明" * 60, "合影.jpg"),)))
    assert preflight_briefing(content, samples.shown) == (Problem("照片“合影.jpg”", "说明"),)


def test_pictures_are_in_the_file() -> None:
    stream = io.BytesIO()
    write_briefing(samples.briefing(), stream, shown=samples.shown)
    shared = pypdf.PdfReader(stream).pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    widths = [entry.get_object()["/Width"] for entry in shared.values()]
    assert len(widths) == 5
    assert all(entry.get_object()["/Filter"] == "/DCTDecode" for entry in shared.values())
