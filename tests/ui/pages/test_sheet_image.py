"""A sheet over its ground on screen: pixel by pixel what PDFium makes of the whole, the ground drawn once."""

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.elements import PictureElement
from culture_desktop.services.certificates import previews
from culture_desktop.services.certificates.previews import PreviewSheets, preview_sheet, sample_preview
from culture_desktop.ui.pages.designer.sheet_image import SheetImage


def painted(image: SheetImage) -> QImage:
    screen = QImage(600, 424, QImage.Format.Format_RGB32)
    screen.fill(Qt.GlobalColor.white)
    painter = QPainter(screen)
    image.paint(painter, screen.rect(), QRect(0, 0, 600, 424))
    painter.end()
    return screen


def test_apart_is_pixel_by_pixel_the_whole(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_ON_SCREEN", 300)
    stream = io.BytesIO()
    Image.effect_noise((900, 636), 60).convert("RGB").save(stream, "JPEG")
    digest = hashlib.sha256(stream.getvalue()).hexdigest()
    design, files = bundled_design(STANDARD), {digest: stream.getvalue()}
    back = PictureElement(key="back", name="背景", x=0, y=0, width=297, height=210, asset=digest)
    design, fields = replace(design, elements=(back, *design.elements)), sample_preview().certificates[0]
    apart, whole = PreviewSheets().sheet(design, files, fields), preview_sheet(design, files, fields)
    images = SheetImage(), SheetImage()
    images[0].show(apart.content, apart.ground)
    images[1].show(whole.content)
    first = painted(images[0])
    assert first == painted(images[1])
    images[0].show(bundled := preview_sheet(bundled_design(STANDARD), {}, fields).content)
    assert painted(images[0]) != first
    assert bundled
    for image in images:
        image.close()
