"""What comes from outside and cannot be printed is refused by a sentence, before a page, a number or a file is made."""

import hashlib
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.elements import PictureElement
from culture_desktop.documents.designs.reading import design_to_dict
from tests.cli.inside import Inside
from tests.services.imports.lists import xlsx


def enormous() -> bytes:
    """A few bytes that claim to be 144 megapixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def broken() -> bytes:
    """A PNG that ends in the middle."""
    stream = io.BytesIO()
    Image.effect_noise((200, 200), 40).save(stream, "PNG")
    return stream.getvalue()[:5000]


def locked() -> bytes:
    """A PDF that asks for a password."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(842, 595)
    writer.encrypt("秘密", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def design_file(target: Path, picture: bytes | None = None, **changes: object) -> Path:
    """A design as a file from elsewhere, with a picture at the back."""
    design = replace(bundled_design(STANDARD), name="外来模板")
    digest = hashlib.sha256(picture or b"").hexdigest()
    if picture is not None:
        back = PictureElement(key="back", name="背景", x=0, y=0, width=297, height=210, asset=digest)
        design = replace(design, elements=(back, *design.elements))
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("design.json", json.dumps({**design_to_dict(design), **changes}))
        if picture is not None:
            archive.writestr(f"pictures/{digest}", picture)
    return target


@pytest.fixture
def shell(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "runwu.db")


def people(tmp_path: Path, name: str = "林青") -> str:
    return str(xlsx(tmp_path / "名单.xlsx", {"姓名": name, "部门": "计量部", "正文": "表现突出。"}))


def merge(tmp_path: Path, template: str, *more: str, name: str = "林青") -> tuple[str, ...]:
    given = ("--set", "颁发单位=工会", *more)
    return ("documents", "merge", people(tmp_path, name), "--template", template, *given)


@pytest.mark.parametrize(
    ("picture", "said"),
    [(enormous, "“背景”超过 5000 万像素"), (broken, "“背景”已损坏"), (locked, "“背景”设有密码")],
)
def test_a_picture_that_cannot_be_printed(
    shell: Inside, tmp_path: Path, picture: Callable[[], bytes], said: str
) -> None:
    source = design_file(tmp_path / "外来.runwu-design", picture())
    shell.value("documents", "designs", "import", str(source))
    target = tmp_path / "证书.pdf"
    assert said in shell.refused(*merge(tmp_path, "外来模板", "--out", str(target)))
    assert not target.exists()
    assert shell.value("documents", "certificates", "list")["certificates"] == []


def test_a_template_of_a_newer_version(shell: Inside, tmp_path: Path) -> None:
    source = design_file(tmp_path / "新版.runwu-design", format=99)
    assert "更新版本的润物做的" in shell.refused("documents", "designs", "import", str(source))


def test_an_unknown_field_and_a_name_of_200_characters(shell: Inside, tmp_path: Path) -> None:
    target = tmp_path / "证书.pdf"
    lacking = str(xlsx(tmp_path / "无正文.xlsx", {"姓名": "林青", "部门": "计量部"}))
    command = ("documents", "merge", lacking, "--template", STANDARD, "--out", str(target))
    assert "要印“正文”" in shell.refused(*command)
    said = shell.refused(*merge(tmp_path, STANDARD, "--out", str(target), name="李" * 200))
    assert "称谓过长" in said
    assert not target.exists()


def test_a_folder_without_space(shell: Inside, tmp_path: Path) -> None:
    """No file may grow beyond what the data file needs: the certificates do not fit, as on a full disk."""
    shell.value("documents", "designs", "list")
    noise = io.BytesIO()
    Image.effect_noise((3400, 2400), 90).convert("RGB").save(noise, "JPEG", quality=95)
    shell.value("documents", "designs", "import", str(design_file(tmp_path / "大.runwu-design", noise.getvalue())))
    (tmp_path / "out").mkdir()
    limit = max(path.stat().st_size for path in tmp_path.glob("runwu.db*")) + 200_000
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "from culture_desktop.__main__ import main; sys.exit(main())"
    )
    arguments = merge(tmp_path, "外来模板", "--out", str(tmp_path / "out" / "证书.pdf"))
    command = [sys.executable, "-c", code, "--data", str(tmp_path / "runwu.db"), *arguments]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=dict(os.environ))
    assert ended.returncode == 3, ended.stderr
    assert "空间不足" in ended.stderr
    assert list((tmp_path / "out").iterdir()) == []
    assert shell.value("documents", "certificates", "list")["certificates"] == []
