"""What is the same on every sheet is drawn once while a design is edited, and the sheet looks the same for it."""

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image

from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.elements import PictureElement, TextElement
from culture_desktop.services.certificates.previews import PreviewSheets, preview_sheet, sample_preview

FIELDS = sample_preview().certificates[0]


@pytest.fixture(scope="module")
def photograph() -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 848)).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def on_photograph(content: bytes) -> tuple[Design, dict[str, bytes]]:
    digest = hashlib.sha256(content).hexdigest()
    back = PictureElement(key="back", name="背景", x=0, y=0, width=297, height=210, asset=digest)
    design = bundled_design(STANDARD)
    return replace(design, elements=(back, *design.elements)), {digest: content}


def moved(design: Design, kind: type, by: float) -> Design:
    elements = (replace(e, x=e.x + by) if isinstance(e, kind) else e for e in design.elements)
    return replace(design, elements=tuple(elements))


def test_a_background_is_drawn_once_until_it_changes(photograph: bytes) -> None:
    design, files = on_photograph(photograph)
    sheets = PreviewSheets()
    first, second = (sheets.sheet(each, files, FIELDS) for each in (design, moved(design, TextElement, 0.5)))
    assert first.ground
    assert first.ground is second.ground
    assert first.content != second.content
    assert sheets.sheet(moved(design, PictureElement, 1), files, FIELDS).ground != first.ground


def test_without_a_picture_the_sheet_is_one(photograph: bytes) -> None:
    design, _ = on_photograph(photograph)
    plain = PreviewSheets().sheet(bundled_design(STANDARD), {}, FIELDS)
    assert plain.ground == b""
    assert plain == preview_sheet(bundled_design(STANDARD), {}, FIELDS)
    lost = PreviewSheets().sheet(design, {}, FIELDS)
    assert "back" in lost.left_out
    digest = design.elements[0].asset  # type: ignore[union-attr]
    broken = PreviewSheets().sheet(design, {digest: photograph[:900]}, FIELDS)
    assert "back" in broken.left_out
    assert broken.problem
