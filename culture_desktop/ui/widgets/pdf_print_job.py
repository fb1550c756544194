"""Prints a PDF page by page as it is: full page, no margins, every page in its own direction.

::

    job = PdfPrintJob(data, printer)
    job.printed.connect(...)         # (pages done, pages in all)
    job.finished.connect(...)        # True when every page went out
    job.start()

One page a turn of the event loop, so that the window stays alive. PDFium has to be confined to the UI thread.
"""

from PySide6.QtCore import QMarginsF, QObject, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from culture_desktop.ui.widgets.pdf_document import PdfDocument

_MOST_DPI = 600  # beyond, a page takes hundreds of megabytes and no eye sees it
_POINTS = 72


class PdfPrintJob(QObject):
    """One file to one printer.

    Signals:
        printed: so many pages of so many are out.
        finished: it ended; False when the printer refused or it was cancelled.
    """

    printed = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, data: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._printer = PdfDocument(data), printer
        self._painter: QPainter | None = None
        self._pages: list[int] = []
        self._count = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin; the pages are those chosen in the print dialog, all by default."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        everything = range(self._document.page_count)
        chosen = list(everything[max(0, first - 1) : last] if first else everything)
        copies = 1 if self._printer.supportsMultipleCopies() else self._printer.copyCount()
        self._pages = chosen * copies
        self._count = len(self._pages)
        self._printer.setFullPage(True)
        self._timer.start()

    def cancel(self) -> None:
        """Stop after the page under way."""
        if self._count:
            self._printer.abort()
            self._end(done=False)

    def _print_next(self) -> None:
        if not self._pages:
            self._end(done=True)
            return
        position = self._pages.pop(0)
        if not self._turn_page(position):
            self._end(done=False)
            return
        self._draw(position)
        self.printed.emit(self._count - len(self._pages), self._count)
        self._timer.start()

    def _turn_page(self, position: int) -> bool:
        """A fresh sheet of the page's own size and direction; False when the printer does not take it."""
        self._printer.setPageLayout(_layout(*self._document.page_size(position)))
        if self._painter is None:
            self._painter = QPainter()
            return self._painter.begin(self._printer)
        return self._printer.newPage()

    def _draw(self, position: int) -> None:
        assert self._painter is not None
        dpi = min(self._printer.resolution(), _MOST_DPI)
        width, height = self._document.page_size(position)
        size = QSize(round(width * dpi / _POINTS), round(height * dpi / _POINTS))
        sheet = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(sheet, self._document.render(position, size))

    def _end(self, *, done: bool) -> None:
        self._timer.stop()
        self._pages, self._count = [], 0
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._document.close()
        self.finished.emit(done)


def _layout(width: float, height: float) -> QPageLayout:
    """The sheet of a page, sizes in points; a known paper goes by its name so that the tray is found."""
    landscape = width > height
    upright = QSizeF(min(width, height), max(width, height))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    direction = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, direction, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
