"""From a published face to the file in the folder, and the manifest of them all."""

import hashlib
import io
import json
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.coverage import characters_of
from builder.faces import FACES, Face
from builder.identity import set_identity
from builder.outlines import keep_characters, make_quadratic
from builder.packages import Member
from builder.punctuation import choose_full_width_dash, widen_marks

MANIFEST = "manifest.json"
LICENCES = "LICENSES"


def make_face(face: Face, work: Path, out: Path) -> dict[str, Any]:
    """Write one face and return its entry of the manifest."""
    font = face.original.open(work)
    choose_full_width_dash(font)
    keep_characters(font, characters_of(face.coverage, work))
    if "CFF " in font:
        make_quadratic(font)
    widen_marks(font)
    set_identity(font, face)
    stream = io.BytesIO()
    font.save(stream, reorderTables=True)
    plain = stream.getvalue()
    stored = lzma.compress(plain, preset=9 | lzma.PRESET_EXTREME) if face.packed else plain
    out.mkdir(parents=True, exist_ok=True)
    (out / face.file_name).write_bytes(stored)
    return {
        "sha256": hashlib.sha256(stored).hexdigest(),
        "bytes": len(stored),
        "ttf_bytes": len(plain),
        "glyphs": font["maxp"].numGlyphs,
        "chars": len(font.getBestCmap()),
        "origin": face.original.origin,
        "licence": face.original.licence.statement,
        "source_sha256": hashlib.sha256(face.original.file.read(work)).hexdigest(),
    }


def write_licences(work: Path, out: Path) -> None:
    """Put every original's licence beside the faces, as its package has it."""
    folder = out / LICENCES
    folder.mkdir(parents=True, exist_ok=True)
    for name, member in licence_files(FACES).items():
        (folder / name).write_bytes(member.read(work))


def licence_files(faces: Iterable[Face]) -> dict[str, Member]:
    """The licence files that go with these faces, by name."""
    return dict(entry for face in faces for entry in face.original.licence.files)


def read_manifest(out: Path) -> dict[str, dict[str, Any]]:
    """The manifest's entries by file name; none if there is no manifest yet."""
    path = out / MANIFEST
    entries: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return entries


def update_manifest(out: Path, made: dict[str, dict[str, Any]]) -> None:
    """Write the manifest with these entries in place of those before, in the order of the faces."""
    entries = read_manifest(out) | made
    ordered = {face.file_name: entries[face.file_name] for face in FACES if face.file_name in entries}
    text = json.dumps(ordered, ensure_ascii=False, indent=1)
    (out / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
