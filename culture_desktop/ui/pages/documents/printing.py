"""Printing the paper on screen: the desktop's own print dialog, then page by page, with a sentence on how far it is."""

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.pages.documents.paper_pane import PaperPane
from culture_desktop.ui.widgets.pdf_print_job import PdfPrintJob

_NO_PRINTER = "这台电脑没有装打印机，无法打印。请先在系统里添加打印机，或保存为 PDF 拿到别处打印。"


class Printing(QObject):
    """One paper at a time."""

    def __init__(self, pane: PaperPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._job: PdfPrintJob | None = None

    def ask(self, paper: IssuedRow, content: bytes) -> None:
        """Ask for printer, pages and copies, and print; without any printer say so."""
        if self._job is not None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._pane.say(_NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.title)
        dialog = QPrintDialog(printer, self._pane)
        dialog.setMinMax(1, paper.pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.send(content, printer)

    def send(self, content: bytes, printer: QPrinter) -> None:
        """Print on this printer."""
        self._pane.print_button.setEnabled(False)
        self._job = PdfPrintJob(content, printer, self)
        self._job.printed.connect(self._say_printed)
        self._job.finished.connect(self._end)
        self._job.start()

    def cancel(self) -> None:
        """Stop what is being printed."""
        if self._job is not None:
            self._job.cancel()

    def _say_printed(self, done: int, total: int) -> None:
        self._pane.say(f"正在打印 {done} / {total} 页")

    def _end(self, done: bool) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._pane.print_button.setEnabled(True)
        self._pane.say("已送到打印机" if done else "打印没有完成，请检查打印机后再试")
