"""Prints a PDF page by page as it is: full page, no margins, every page on a sheet of its own size and direction.

::

    job = PdfPrintJob(data, printer)
    job.printed.connect(...)         # (pages done, pages in all)
    job.finished.connect(...)        # True when every page went out
    job.start()

Pages are drawn at the printer's own resolution, pixel on pixel, so that nothing is moved or scaled on the way. They go
out in bands, one a turn of the event loop: the window stays alive, and a large sheet at 1200 dpi needs no more memory
than a small one. PDFium has to be confined to the UI thread.
"""

import time
from collections.abc import Generator, Iterator

from PySide6.QtCore import QMarginsF, QObject, QPoint, QRect, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from culture_desktop.ui.widgets.pdf_document import PdfDocument
from culture_desktop.vocabulary import LeadingEdge

_FINEST = 1200  # dpi, beyond which no eye sees a difference and no certificate needs one
_POINTS, _MILLIMETRES = 72, 25.4  # of an inch
_FEWEST, _MOST = 250_000, 8_000_000  # pixels of a band
_QUICK, _SLOW = 0.012, 0.03  # seconds a band may take before the next is made larger or smaller
_NEAR = 3.0  # points by which a sheet may differ from the page: sizes in inches and in mm go by one name


class PdfPrintJob(QObject):
    """One file to one printer.

    Signals:
        printed: so many pages of so many are out.
        finished: it ended; False when the printer refused or it was cancelled.
    """

    printed = Signal(int, int)
    finished = Signal(bool)

    def __init__(
        self,
        data: bytes,
        printer: QPrinter,
        parent: QObject | None = None,
        *,
        current: int = 0,
        edge: LeadingEdge = LeadingEdge.SHORT,
    ) -> None:
        """``current`` is the position of the page on screen; ``edge`` is the edge of the sheets that goes in first."""
        super().__init__(parent)
        self._document, self._printer, self._current, self._edge = PdfDocument(data), printer, current, edge
        self._painter: QPainter | None = None
        self._pages: list[int] = []
        self._steps: Generator[None, None, bool] | None = None
        self._band = _FEWEST
        self.refused: tuple[int, int] | None = None  # mm of a sheet that the printer does not take
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; the pages, their order and their copies are those chosen in the print dialog."""
        self._pages = chosen_pages(self._printer, self._document.page_count, self._current)
        self._printer.setFullPage(True)
        self._steps = self._print()
        self._timer.start()

    def cancel(self) -> None:
        """Stop where it is."""
        if self._steps is not None:
            self._printer.abort()
            self._end(done=False)

    def _step(self) -> None:
        if self._steps is None:
            return
        begun = time.perf_counter()
        try:
            next(self._steps)
        except StopIteration as end:
            self._end(done=bool(end.value))
            return
        took = time.perf_counter() - begun
        self._band = max(_FEWEST, self._band // 2) if took > _SLOW else self._band
        self._band = min(_MOST, self._band * 2) if took < _QUICK else self._band
        self._timer.start()

    def _print(self) -> Generator[None, None, bool]:
        """Everything, a band a step; whether every page went out."""
        for done, position in enumerate(self._pages, start=1):
            if not self._turn_page(position):
                return False
            yield from self._draw(position)
            self.printed.emit(done, len(self._pages))
        return True

    def _turn_page(self, position: int) -> bool:
        """A fresh sheet of the page's own size and direction; False when the printer does not take it."""
        width, height = self._document.page_size(position)
        self._printer.setPageLayout(sheet_layout(width, height, self._edge))
        sheet = self._printer.pageLayout().fullRectPoints().size()
        if abs(sheet.width() - width) > _NEAR or abs(sheet.height() - height) > _NEAR:
            self.refused = round(width / _POINTS * _MILLIMETRES), round(height / _POINTS * _MILLIMETRES)
            return False
        if self._painter is not None:
            return self._printer.newPage()
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            return False
        # A printer that takes PDF would else get every hairline as a blurred JPEG.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        return True

    def _draw(self, position: int) -> Iterator[None]:
        assert self._painter is not None
        resolution = self._printer.resolution()
        dpi = min(resolution, _FINEST)
        self._painter.resetTransform()
        self._painter.scale(resolution / dpi, resolution / dpi)
        width, height = self._document.page_size(position)
        whole = QSize(round(width * dpi / _POINTS), round(height * dpi / _POINTS))
        top = 0
        while top < whole.height():
            rows = min(max(1, self._band // whole.width()), whole.height() - top)
            image = self._document.render(position, whole, QRect(0, top, whole.width(), rows))
            if not blank(image.constBits()):
                self._painter.drawImage(QPoint(0, top), image)
            top += rows
            yield

    def _end(self, *, done: bool) -> None:
        self._timer.stop()
        self._pages, self._steps = [], None
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._document.close()
        self.finished.emit(done)


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The positions of the pages as they leave the program, copies among them where the printer makes none itself."""
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        chosen = [current]
    else:
        ranges = printer.pageRanges()
        chosen = [at for at in range(count) if ranges.isEmpty() or ranges.contains(at + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return chosen * copies if printer.collateCopies() else [at for at in chosen for _ in range(copies)]


def sheet_layout(width: float, height: float, edge: LeadingEdge) -> QPageLayout:
    """The sheet of a page, sizes in points; a known paper goes by its name so that the tray is found.

    Printers know a sheet as it runs through them, the leading edge as its width; a page that lies across that is turned.
    """
    short, long = sorted((width, height))
    fed = QSizeF(short, long) if edge is LeadingEdge.SHORT else QSizeF(long, short)
    across = (width > height) != (fed.width() > fed.height())
    size = QPageSize(fed, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    direction = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, direction, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def blank(pixels: bytes | bytearray | memoryview) -> bool:
    """Whether a band is all white: nothing has to be sent for it."""
    return pixels == b"\xff" * len(pixels)
