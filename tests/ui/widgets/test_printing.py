"""Printing measured: what QPrinter puts on paper lies where the PDF has it, on every size of sheet."""

import io
import time
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
from culture_desktop.documents.designs.calibration import marks, ruler_page
from culture_desktop.documents.designs.design import SHEETS, Sheet
from culture_desktop.override import override
from culture_desktop.services.certificates.previews import preview_sheet, sample_preview
from culture_desktop.ui.widgets.pdf_print_job import PdfPrintJob, chosen_pages
from culture_desktop.ui.widgets.printing import Printing
from culture_desktop.vocabulary import LeadingEdge
from tests.documents.reading import POINTS_PER_MM, cropped, rendered

PER_MM = 20.0
EXACT = 0.1  # mm


def printer_to(target: Path, dpi: int = 600) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(dpi)
    return printer


def printed(qtbot: QtBot, content: bytes, target: Path, dpi: int = 600, edge: LeadingEdge = LeadingEdge.SHORT) -> bytes:
    job = PdfPrintJob(content, printer_to(target, dpi), edge=edge)
    with qtbot.waitSignal(job.finished, timeout=60_000) as ended:
        job.start()
    assert ended.args == [True]
    return target.read_bytes()


def pages(*sheets: Sheet) -> bytes:
    """Ruler pages of these sizes in one file."""
    document = pypdfium2.PdfDocument.new()
    for sheet in sheets:
        document.import_pages(pypdfium2.PdfDocument(ruler_page(sheet)))
    return saved(document)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


def sizes(content: bytes) -> list[tuple[float, float]]:
    """In mm."""
    document = pypdfium2.PdfDocument(content)
    found = [document.get_page_size(at) for at in range(len(document))]
    document.close()
    return [(width / POINTS_PER_MM, height / POINTS_PER_MM) for width, height in found]


def cross(page: Image.Image, x: float, y: float) -> tuple[float, float]:
    """The middle of the cross about here, in mm: its arms alone are crossed by a strip away from ticks and labels."""

    def middle(left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
        part = cropped(page, left, top, right, bottom, PER_MM)
        box = ImageChops.invert(part).point(lambda value: 255 if value > 60 else 0).getbbox()
        assert box is not None
        return left + (box[0] + box[2]) / 2 / PER_MM, top + (box[1] + box[3]) / 2 / PER_MM

    upright, _ = middle(x - 3, y - 11.9, x + 3, y - 11.2)
    _, level = middle(x - 11.9, y - 3, x - 11.2, y + 3)
    return upright, level


@pytest.mark.parametrize("edge", LeadingEdge)
def test_every_cross_of_every_sheet_within_a_tenth_of_a_millimetre(
    qtbot: QtBot, tmp_path: Path, edge: LeadingEdge
) -> None:
    wanted = [*sorted(set(SHEETS.values())), Sheet(203.5, 141.2)][:: 1 if edge is LeadingEdge.SHORT else 3]
    content = printed(qtbot, pages(*wanted), tmp_path / "printed.pdf", 600, edge)
    for sheet, size in zip(wanted, sizes(content), strict=True):
        assert size == pytest.approx(sheet, abs=0.6)  # Qt writes whole points
    for at, sheet in enumerate(wanted):
        page = rendered(content, at, PER_MM).convert("L")
        for mark in marks(sheet):
            assert cross(page, *mark) == pytest.approx(tuple(mark), abs=EXACT)


def test_a_certificate_at_the_printers_own_resolution(qtbot: QtBot, tmp_path: Path) -> None:
    source = preview_sheet(bundled_design(STANDARD), {}, sample_preview().certificates[0]).content
    result = printed(qtbot, source, tmp_path / "printed.pdf")
    theirs, ours = (rendered(each, 0, PER_MM).convert("L") for each in (source, result))
    dark = [page.point(lambda value: 255 if value < 110 else 0) for page in (theirs, ours)]
    for box in ((0, 0, 100, 105), (200, 0, 297, 105), (0, 105, 100, 210), (200, 105, 297, 210), (0, 0, 297, 210)):
        edges = [cropped(page, *box, PER_MM).getbbox() for page in dark]
        assert all(abs(a - b) <= EXACT * PER_MM for a, b in zip(*edges, strict=True))


def test_the_window_stays_alive_at_1200_dpi_and_memory_is_that_of_a_band(qtbot: QtBot, tmp_path: Path) -> None:
    turns: list[float] = []
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: turns.append(time.perf_counter()))
    beat.start()
    content = printed(qtbot, pages(SHEETS["A3 横"]), tmp_path / "printed.pdf", 1200)
    beat.stop()
    gaps = sorted(later - earlier for earlier, later in pairwise(turns))
    assert len(gaps) > 20, "a sheet of 278 megapixels went out in one piece"
    assert gaps[len(gaps) // 2] < 0.05
    page = rendered(content, 0, PER_MM).convert("L")
    assert cross(page, 20, 20) == pytest.approx((20, 20), abs=EXACT)


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        (lambda _: None, [0, 1, 2, 3]),
        (lambda printer: printer.setFromTo(2, 3), [1, 2]),
        (lambda printer: printer.setFromTo(3, 9), [2, 3]),
        (lambda printer: printer.setPrintRange(QPrinter.PrintRange.CurrentPage), [1]),
        (lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst), [3, 2, 1, 0]),
        (lambda printer: (printer.setFromTo(1, 2), printer.setCopyCount(2)), [0, 1, 0, 1]),
        (
            lambda printer: (printer.setFromTo(1, 2), printer.setCopyCount(2), printer.setCollateCopies(False)),
            [0, 0, 1, 1],
        ),
    ],
)
def test_pages_order_and_copies_as_chosen(qtbot: QtBot, tmp_path: Path, prepare: object, expected: list[int]) -> None:
    printer = printer_to(tmp_path / "never.pdf")
    prepare(printer)  # type: ignore[operator]
    assert chosen_pages(printer, 4, 1) == expected


class OnlyA4(QPrinter):
    """A printer that takes no other sheet, as drivers refuse: the layout stays as it was."""

    @override
    def setPageLayout(self, layout: object) -> bool:
        return False


def test_a_sheet_that_the_printer_has_not_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    button, said = QPushButton("打印"), QLabel()
    qtbot.addWidget(button)
    qtbot.addWidget(said)
    printer = OnlyA4(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "never.pdf"))
    printing = Printing(button, said)
    printing.send(ruler_page(SHEETS["12K 横"]), printer)
    qtbot.waitUntil(lambda: not printing.under_way)
    assert said.text().startswith("打印机没有 260×185 毫米的纸")
    assert not (tmp_path / "never.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    button, said = QPushButton("打印"), QLabel()
    qtbot.addWidget(button)
    qtbot.addWidget(said)
    printing = Printing(button, said)
    printing.send(ruler_page(SHEETS["A4 竖"]), printer_to(tmp_path / "none" / "printed.pdf"))
    qtbot.waitUntil(lambda: not printing.under_way)
    assert said.text() == "打印没有完成，请检查打印机后再试"
