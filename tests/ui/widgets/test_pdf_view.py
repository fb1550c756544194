"""The preview shows the file itself: pages, thumbnails, zoom, sharpness."""

import io

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from culture_desktop.documents.paper import A4, A4_LANDSCAPE
from culture_desktop.documents.pdf_file import PdfFile, stream
from culture_desktop.ui.widgets.pdf_document import PdfDocument
from culture_desktop.ui.widgets.pdf_view import PdfView
from tests.ui.accessible import unnamed_widgets


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Three pages: red, green and blue; the last one landscape."""
    file = PdfFile()
    tree = file.reserve()
    pages = []
    for number, ink in enumerate((b"1 0 0 rg", b"0 1 0 rg", b"0 0 1 rg")):
        size = A4 if number < 2 else A4_LANDSCAPE
        contents = file.add(stream(ink + b" 0 0 900 900 re f"))
        entries = (tree, *size, contents)
        pages.append(file.add(b"<< /Type /Page /Parent %b /MediaBox [0 0 %.2f %.2f] /Contents %b >>" % entries))
    file.put(tree, b"<< /Type /Pages /Count 3 /Kids [%b] >>" % b" ".join(pages))
    target = io.BytesIO()
    file.write(target, tree, "三页")
    return target.getvalue()


@pytest.fixture
def view(qtbot: QtBot, pdf: bytes) -> PdfView:
    made = PdfView()
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    made.show_pdf(pdf, "A4 纵向，3 页")
    return made


def colour_shown(view: PdfView) -> QColor:
    area = view.findChild(QScrollArea)
    assert area is not None
    image = area.viewport().grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def test_pages_are_turned(view: PdfView, qtbot: QtBot) -> None:
    assert view.page_count == 3
    assert colour_shown(view) == QColor(255, 0, 0)
    with qtbot.waitSignal(view.page_changed, check_params_cb=lambda at: at == 1):
        view.show_page(1)
    assert colour_shown(view) == QColor(0, 255, 0)
    view.show_page(99)
    assert view.page == 2
    assert colour_shown(view) == QColor(0, 0, 255)


def test_keyboard_turns_pages(view: PdfView, qtbot: QtBot) -> None:
    area = view.findChild(QScrollArea)
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert view.page == 1
    qtbot.keyClick(area, Qt.Key.Key_PageUp)
    assert view.page == 0


def test_whole_page_is_in_sight(view: PdfView, qtbot: QtBot) -> None:
    area = view.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    view.resize(500, 400)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


def test_clear_frees_the_file(view: PdfView) -> None:
    view.clear()
    assert view.page_count == 0
    view.show_page(0)


def test_all_is_named(view: PdfView) -> None:
    assert unnamed_widgets(view) == []


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_drawn_at_the_pixels_of_the_screen(pdf: bytes, ratio: float) -> None:
    document = PdfDocument(pdf)
    image = document.render(0, QSize(298, 421) * ratio)
    assert abs(image.width() - 298 * ratio) <= 1
    document.close()
