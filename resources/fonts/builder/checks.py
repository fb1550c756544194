"""What a folder of faces promises, held against the folder."""

import hashlib
import io
import lzma
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

from builder.coverage import EXTENSION_A, UNIFIED_IDEOGRAPHS, Coverage, gb2312_han
from builder.faces import FACES, Face
from builder.making import LICENCES, MANIFEST, licence_files, read_manifest
from builder.unihan import standard_characters


def problems(work: Path, out: Path) -> Iterator[str]:
    """A sentence for each promise the folder does not keep; no sentence if all is well."""
    wrong = list(_wrong_files(out))
    yield from wrong
    if wrong:
        return
    yield from _differences(out)
    yield from _gaps(work, out)


def _wrong_files(out: Path) -> Iterator[str]:
    for name in (MANIFEST, *(f"{LICENCES}/{name}" for name in licence_files(FACES))):
        if not (out / name).is_file():
            yield f"{name}: missing"
    found = {path.name for path in out.glob("*.ttf*")}
    expected = {face.file_name for face in FACES}
    yield from (f"{name}: missing" for name in sorted(expected - found))
    yield from (f"{name}: not made here" for name in sorted(found - expected))


def _differences(out: Path) -> Iterator[str]:
    entries = read_manifest(out)
    for face in FACES:
        entry = entries.get(face.file_name, {})
        if entry.get("sha256") != hashlib.sha256((out / face.file_name).read_bytes()).hexdigest():
            yield f"{face.file_name}: not the file of the manifest"
        if (entry.get("origin"), entry.get("licence")) != (face.original.origin, face.original.licence.statement):
            yield f"{face.file_name}: the manifest gives another origin or licence"


def _gaps(work: Path, out: Path) -> Iterator[str]:
    """Characters that should be there and are not, with the number of them."""
    held = {face.postscript_name: _characters(face, out) for face in FACES}
    standard = standard_characters(work)
    expected = {face.postscript_name: standard | gb2312_han() for face in FACES if face.coverage is Coverage.EVERYDAY}
    for name, characters in expected.items():
        if lacking := characters - held[name]:
            yield f"{name}: lacks {len(lacking)} everyday characters"
    if lacking := (standard | gb2312_han()) - held["GHFang-Regular"] - held["GHFangSup-Regular"]:
        yield f"Fang and its supplement: lack {len(lacking)} everyday characters"
    if lacking := set(UNIFIED_IDEOGRAPHS | EXTENSION_A).difference(*held.values()):
        yield f"all faces together: lack {len(lacking)} ideographs of the BMP"


def _characters(face: Face, out: Path) -> set[int]:
    """What a face covers; reportlab must be able to read it too."""
    content = (out / face.file_name).read_bytes()
    plain = lzma.decompress(content) if face.packed else content
    PdfFont(face.postscript_name, io.BytesIO(plain))
    return set(TTFont(io.BytesIO(plain), lazy=True).getBestCmap())
