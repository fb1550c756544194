"""Designs saved, handed on and taken in: versions stay, and nothing from outside gets in by half."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import STANDARD, bundled_codes, bundled_design
from culture_desktop.documents.designs.elements import PictureElement
from culture_desktop.documents.designs.package import packed, unpacked
from culture_desktop.documents.designs.reading import design_to_dict
from culture_desktop.errors import (
    DesignBrokenError,
    DesignTooNewError,
    FileMissingError,
    InvalidFieldError,
    NameTakenError,
    RecordMissingError,
)
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.check.service import CheckService


@pytest.fixture
def designs(database: Database) -> DesignService:
    return DesignService(database)


def seal() -> bytes:
    """A picture."""
    stream = io.BytesIO()
    Image.new("RGBA", (60, 60), (180, 20, 20, 120)).save(stream, "PNG")
    return stream.getvalue()


SEAL = seal()
DIGEST = hashlib.sha256(SEAL).hexdigest()
SEALED = replace(
    bundled_design(STANDARD),
    name="带章的证书",
    elements=(
        *bundled_design(STANDARD).elements,
        PictureElement(key="seal", name="印章", x=180, y=145, width=42, height=42, asset=DIGEST),
    ),
)


def test_the_programs_own_designs_are_there_from_the_first_day(designs: DesignService) -> None:
    rows = designs.rows()
    assert [row.key for row in rows] == list(bundled_codes())
    assert all(row.bundled for row in rows)
    assert designs.load(STANDARD).design == bundled_design(STANDARD)
    assert designs.load(bundled_design(STANDARD).name).key == STANDARD


def test_every_version_that_was_saved_can_be_had_again(designs: DesignService) -> None:
    key = designs.save(SEALED, {DIGEST: SEAL}, STANDARD).value
    again = designs.save(replace(SEALED, name="带章的证书"), {}, key)
    assert again.sentence == "已保存“带章的证书”第 1 版"  # nothing has changed
    wider = replace(SEALED, name="新名", across=(10.0, 148.5))
    assert designs.save(wider, {}, key).value == key
    assert [number for number, _ in designs.versions(key)] == [2, 1]
    assert designs.load(key).design == wider
    first = designs.load(key, 1)
    assert (first.design, first.files) == (SEALED, {DIGEST: SEAL})
    assert [(row.name, row.version) for row in designs.rows() if not row.bundled] == [("新名", 2)]
    with pytest.raises(RecordMissingError):
        designs.load(key, 3)


@pytest.mark.parametrize("name", ["", "　", "字" * 65, "bundled:red-gold"])
def test_names_that_cannot_be_are_refused(designs: DesignService, name: str) -> None:
    with pytest.raises(InvalidFieldError, match="模板名称"):
        designs.save(replace(SEALED, name=name), {DIGEST: SEAL})


def test_two_designs_never_share_a_name(designs: DesignService) -> None:
    designs.save(SEALED, {DIGEST: SEAL})
    with pytest.raises(NameTakenError):
        designs.save(SEALED, {DIGEST: SEAL})


def test_a_design_handed_on_comes_back_whole(designs: DesignService, tmp_path: Path) -> None:
    key = designs.save(SEALED, {DIGEST: SEAL}).value
    file = designs.export_file(key, tmp_path / "交换").value
    assert file.name == "交换.rwcert"
    taken = designs.import_file(file).value
    assert taken != key
    found = designs.load(taken)
    assert replace(found.design, name=SEALED.name) == SEALED
    assert found.design.name == "带章的证书 2"
    assert found.files == {DIGEST: SEAL}
    assert packed(SEALED, {DIGEST: SEAL}) == file.read_bytes()  # the same design gives the same bytes


def test_what_a_design_needs_counts_as_needed(designs: DesignService, database: Database) -> None:
    designs.save(SEALED, {DIGEST: SEAL})
    database.files.path(DIGEST).unlink()
    assert CheckService(database).check().missing_files == (DIGEST,)


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip of these."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


DESIGN = json.dumps(design_to_dict(SEALED)).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "应为JSON"),
        (b"PK\x03\x04 broken", "完好的模板文件"),
        (b"\xff\xfe\x00", "UTF-8"),
        (zipped(("other.json", DESIGN)), "含有 design.json"),
        (zipped(("design.json", DESIGN)), "带齐图片"),
        (zipped(("design.json", DESIGN), (f"pictures/{DIGEST}", b"another")), "带齐图片"),
        (zipped(*[(f"pictures/{n}", b"x") for n in range(101)]), "较小的模板文件"),
        (zipped(("design.json", b" " * 5_000_000)), "较小的内容"),
        (zipped(("design.json", b'{"format": 99}')), "更新版本"),
        (packed(SEALED, {DIGEST: SEAL})[:-40], "完好的模板文件"),
    ],
)
def test_files_that_are_none_are_refused_by_sentence(content: bytes, said: str) -> None:
    with pytest.raises((DesignBrokenError, DesignTooNewError), match=said):
        unpacked(content, "来件.rwcert")


def test_a_file_that_is_not_there_is_named(designs: DesignService, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="没有"):
        designs.import_file(tmp_path / "没有.rwcert")


def test_a_design_nobody_was_given_can_go(designs: DesignService) -> None:
    key = designs.save(SEALED, {DIGEST: SEAL}).value
    assert designs.delete(key).sentence == "已删除证书模板“带章的证书”"
    assert all(row.bundled for row in designs.rows())
    with pytest.raises(RecordMissingError):
        designs.delete(STANDARD)
