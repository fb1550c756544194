"""A design with its pictures as one file, to be handed on: a zip of ``design.json`` and ``pictures/SHA-256``."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.reading import design_from_json, design_to_json
from culture_desktop.errors import DesignBrokenError

SUFFIX = ".rwcert"
_DESIGN, _PICTURES = "design.json", "pictures/"
_MOST_FILES = 100
_LARGEST_DESIGN, _LARGEST_PICTURE, _LARGEST = 4_000_000, 64_000_000, 256_000_000  # bytes, unpacked
_DAY = (2000, 1, 1, 0, 0, 0)  # of every member: the same design gives the same file


class Packed(NamedTuple):
    """A design and the files it needs, by their SHA-256."""

    design: Design
    files: Mapping[str, bytes]


def packed(design: Design, files: Mapping[str, bytes]) -> bytes:
    """The file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(_DESIGN, _DAY), design_to_json(design), zipfile.ZIP_DEFLATED)
        for digest in sorted(design.assets):
            archive.writestr(zipfile.ZipInfo(f"{_PICTURES}{digest}", _DAY), files[digest])
    return target.getvalue()


def unpacked(content: bytes, name: str) -> Packed:
    """What a file holds; ``name`` is what errors call it. A design alone, as JSON, is taken too.

    Raises DesignBrokenError, saying what is wrong with the file, and DesignTooNewError.
    """
    if not content.startswith(b"PK"):
        return _whole(Packed(_design(content, name), {}), name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_FILES or sum(member.file_size for member in members) > _LARGEST:
                raise DesignBrokenError(name=name, place="文件", expected="较小的模板文件")
            texts = [_read(archive, m, _LARGEST_DESIGN, name) for m in members if m.filename == _DESIGN]
            pictures = [_read(archive, m, _LARGEST_PICTURE, name) for m in members if m.filename.startswith(_PICTURES)]
    # zipfile says RuntimeError of an encrypted member and NotImplementedError of a packing it does not know.
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise DesignBrokenError(name=name, place="文件", expected="完好的模板文件") from error
    if not texts:
        raise DesignBrokenError(name=name, place="文件", expected=f"含有 {_DESIGN} 的模板文件")
    files = {hashlib.sha256(picture).hexdigest(): picture for picture in pictures}
    return _whole(Packed(_design(texts[0], name), files), name)


def _design(content: bytes, name: str) -> Design:
    try:
        return design_from_json(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise DesignBrokenError(name=name, place="内容", expected="UTF-8 的 JSON") from error


def _whole(found: Packed, name: str) -> Packed:
    if found.design.assets - found.files.keys():
        raise DesignBrokenError(name=name, place="文件", expected="带齐图片的模板文件")
    return Packed(found.design, {digest: found.files[digest] for digest in found.design.assets})


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """A member, not a byte more than allowed, whatever its header says of its size."""
    with archive.open(member) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise DesignBrokenError(name=name, place=f"“{member.filename[:60]}”", expected="较小的内容")
    return content
