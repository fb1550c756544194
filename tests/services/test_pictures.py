"""Pictures: real files in, upright JPEG without what the camera hides in it out, or a sentence."""

import io
import tracemalloc
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from culture_desktop.database import Database
from culture_desktop.errors import (
    FileMissingError,
    InvalidFieldError,
    PictureUnreadableError,
    RecordMissingError,
)
from culture_desktop.services.activities.pictures import LONGEST_SIDE, PictureService, checked_picture
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.results import Topic
from tests.services.company import Company, dump, refused

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def service(database: Database) -> PictureService:
    return PictureService(database)


def photo(path: Path, size: tuple[int, int] = (60, 40), **save: Any) -> Path:
    """A photograph whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    picture.save(path, **save)
    return path


def close_to(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(have - want) < 12 for have, want in zip(pixel, colour, strict=True))


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def test_a_picture_taken_sideways_stands_upright_and_tells_nothing_of_the_camera(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = 6  # the camera was turned: show it rotated clockwise by a quarter
    exif[Base.Model] = "SECRET-CAMERA"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (23.0, 7.0, 46.0)
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta>'
    file = photo(tmp_path / "IMG_1.jpg", quality=95, exif=exif, comment=b"SECRET-COMMENT", xmp=xmp)
    assert b"SECRET-CAMERA" in file.read_bytes()
    assert b"SECRET-XMP" in file.read_bytes()
    assert b"SECRET-COMMENT" in file.read_bytes()

    content = checked_picture(file)

    picture = opened(content)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (40, 60))
    assert close_to(picture.getpixel((20, 5)), RED)
    assert close_to(picture.getpixel((20, 55)), BLUE)
    assert dict(picture.getexif()) == {}
    assert b"SECRET" not in content
    assert b"Exif" not in content


def test_large_pictures_are_made_smaller_and_small_ones_left(tmp_path: Path) -> None:
    assert opened(checked_picture(photo(tmp_path / "wide.jpg", (5000, 50)))).size == (LONGEST_SIDE, 40)
    assert opened(checked_picture(photo(tmp_path / "huge.jpg", (8400, 2100)))).size == (LONGEST_SIDE, 1000)
    assert opened(checked_picture(photo(tmp_path / "dot.png", (1, 1)))).size == (1, 1)


@pytest.mark.parametrize("suffix", ["png", "webp", "bmp", "gif", "tiff", "jpg"])
def test_formats(tmp_path: Path, suffix: str) -> None:
    picture = opened(checked_picture(photo(tmp_path / f"图 片.{suffix}")))
    assert picture.format == "JPEG"
    assert close_to(picture.getpixel((10, 20)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK"])
def test_modes(tmp_path: Path, mode: str) -> None:
    file = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    Image.new("RGB", (8, 8), "white").convert(mode).save(file)
    assert close_to(opened(checked_picture(file)).getpixel((4, 4)), (255, 255, 255))


def test_what_is_transparent_is_white_as_on_paper(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    logo.paste((200, 30, 30, 255), (0, 0, 10, 20))
    logo.save(tmp_path / "logo.png")
    picture = opened(checked_picture(tmp_path / "logo.png"))
    assert close_to(picture.getpixel((2, 10)), RED)
    assert close_to(picture.getpixel((17, 10)), (255, 255, 255))


@pytest.mark.parametrize("size", [(10_000, 5_001), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_over_fifty_million_pixels_is_refused_without_taking_the_memory(
    tmp_path: Path, company: Company, service: PictureService, size: tuple[int, int]
) -> None:
    file = tmp_path / "全景.png"
    file.write_bytes(png_claiming(*size))
    activity = company.activity("2026-001")
    tracemalloc.start()
    refused(
        company.database,
        PictureUnreadableError,
        "照片“全景.png”超过 5000 万像素，没有添加。请换一张 JPG 或 PNG 照片。",
        lambda: service.add(activity, file),
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


NOT_PICTURES = {
    "text.png": b"hello, world",
    "empty.jpg": b"",
    "page.html": b"<html>",
    "photo.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n",
    "zip.jpg": b"PK\x03\x04" + bytes(100),
}


@pytest.mark.parametrize("name", NOT_PICTURES)
def test_what_is_no_picture(tmp_path: Path, company: Company, service: PictureService, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(NOT_PICTURES[name])
    activity = company.activity("2026-001")
    sentence = f"照片“{name}”不是能识别的图片，没有添加。请换一张 JPG 或 PNG 照片。"
    refused(company.database, PictureUnreadableError, sentence, lambda: service.add(activity, file))
    assert list(company.database.files.digests()) == []


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_truncated_picture(tmp_path: Path, company: Company, service: PictureService, suffix: str) -> None:
    file = photo(tmp_path / f"半张.{suffix}", (400, 300))
    file.write_bytes(file.read_bytes()[:-200] if suffix == "jpg" else file.read_bytes()[:100])
    activity = company.activity("2026-001")
    sentence = f"照片“半张.{suffix}”已损坏，没有添加。请换一张 JPG 或 PNG 照片。"
    refused(company.database, PictureUnreadableError, sentence, lambda: service.add(activity, file))
    assert list(company.database.files.digests()) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("ignore")
@given(data=st.data(), suffix=st.sampled_from(["jpg", "png", "gif", "tiff", "webp", "bmp"]))
def test_damage_of_any_kind_is_a_sentence_or_a_picture(tmp_path: Path, data: st.DataObject, suffix: str) -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    file = tmp_path / f"a.{suffix}"
    if suffix in ("bmp", "gif"):
        photo(file)
    else:
        photo(file, exif=exif)
    content = bytearray(file.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    file.write_bytes(content)
    try:
        made = checked_picture(file)
    except PictureUnreadableError:
        return  # anything else is a bug
    assert opened(made).format == "JPEG"


def test_a_missing_file_or_a_folder(tmp_path: Path, company: Company, service: PictureService) -> None:
    activity = company.activity("2026-001")
    (tmp_path / "夹").mkdir()
    for name in ("没有.jpg", "夹"):
        sentence = f"找不到文件“{name}”。它可能被移动、改名或删除了，请重新选择。"
        refused(company.database, FileMissingError, sentence, partial(service.add, activity, tmp_path / name))


def test_added_pictures_are_listed_in_order_and_counted(
    tmp_path: Path, company: Company, service: PictureService
) -> None:
    activity = company.activity("2026-001")
    first = service.add(activity, photo(tmp_path / "一.jpg"), "合影")
    second = service.add(activity, photo(tmp_path / "二.png", (30, 30)))
    assert first.sentence == "已添加照片"
    assert first.changed == {Topic.ACTIVITIES}
    pictures = company.activities.detail(activity).pictures
    assert [(p.id, p.file_name, p.caption) for p in pictures] == [
        (first.value, "一.jpg", "合影"),
        (second.value, "二.png", ""),
    ]
    assert [opened(service.path(p.sha256).read_bytes()).size for p in pictures] == [(60, 40), (30, 30)]
    assert company.activities.rows(ActivityQuery(2026))[0].pictures == 2


def test_the_same_picture_twice_is_one_entry_and_one_file(
    tmp_path: Path, company: Company, service: PictureService
) -> None:
    activity, other = company.activity("2026-001"), company.activity("2026-002")
    first = service.add(activity, photo(tmp_path / "一.jpg"))
    before = dump(company.database)
    assert service.add(activity, photo(tmp_path / "改名.jpg")).value == first.value
    assert dump(company.database) == before
    assert service.add(other, tmp_path / "一.jpg").value != first.value
    assert len(list(company.database.files.digests())) == 1


def test_captions_and_removal(tmp_path: Path, company: Company, service: PictureService) -> None:
    activity = company.activity("2026-001")
    first = service.add(activity, photo(tmp_path / "一.jpg")).value
    assert service.set_caption(first, "=颁奖<b").sentence == "已保存说明"
    (picture,) = company.activities.detail(activity).pictures
    assert picture.caption == "=颁奖<b"
    done = service.remove(first)
    assert done.sentence == "已移除照片"
    assert company.activities.detail(activity).pictures == ()
    assert service.path(picture.sha256).is_file(), "papers may still show it"
    again = service.add(activity, tmp_path / "一.jpg")
    assert [p.id for p in company.activities.detail(activity).pictures] == [again.value]


def test_refusals(tmp_path: Path, company: Company, service: PictureService) -> None:
    activity = company.activity("2026-001")
    file = photo(tmp_path / "一.jpg")
    missing = "没有找到照片“9”。请核对编号，或先导入、新建。"
    refused(company.database, RecordMissingError, missing, lambda: service.set_caption(9, "x"))
    refused(company.database, RecordMissingError, missing, lambda: service.remove(9))
    nowhere = "没有找到活动“99”。请核对编号，或先导入、新建。"
    refused(company.database, RecordMissingError, nowhere, lambda: service.add(99, file))
    long = "“说明”填的是“长长长长长长长长长长…”，应为255 字以内的文字。原值已保留。"
    refused(company.database, InvalidFieldError, long, lambda: service.add(activity, file, "长" * 256))
    assert list(company.database.files.digests()) == []
    picture = service.add(activity, file).value
    refused(company.database, InvalidFieldError, long, lambda: service.set_caption(picture, "长" * 256))
