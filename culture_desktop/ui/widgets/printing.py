"""Printing a PDF: the desktop's own print dialog, then page by page, with a sentence on how far it is.

The button that begins it stops it while it is under way.
"""

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLabel, QPushButton

from culture_desktop.ui.widgets.pdf_print_job import PdfPrintJob
from culture_desktop.vocabulary import LeadingEdge

_STOP = "停止打印"
_NO_PRINTER = "这台电脑没有装打印机，无法打印。请先在系统里添加打印机，或保存为 PDF 拿到别处打印。"
_FAILED = "打印没有完成，请检查打印机后再试"


class Printing(QObject):
    """One paper at a time, begun and stopped with ``button``, told about in ``said``."""

    def __init__(self, button: QPushButton, said: QLabel) -> None:
        super().__init__(button)
        self._button, self._said, self._words = button, said, button.text()
        self._job: PdfPrintJob | None = None
        self._stopped = False
        self.say("")

    @property
    def under_way(self) -> bool:
        """Whether something is being printed."""
        return self._job is not None

    def ask(
        self,
        content: bytes,
        title: str,
        pages: int,
        *,
        current: int = 0,
        printer_name: str = "",
        edge: LeadingEdge = LeadingEdge.SHORT,
    ) -> None:
        """Ask for printer, pages and copies, and print; without any printer say so. While printing, stop it.

        ``printer_name`` is offered first; ``current`` is the position of the page on screen.
        """
        if self._job is not None:
            self.cancel()
            return
        if not QPrinterInfo.availablePrinterNames():
            self.say(_NO_PRINTER)
            return
        known = QPrinterInfo.printerInfo(printer_name)
        mode = QPrinter.PrinterMode.HighResolution
        printer = QPrinter(mode) if known.isNull() else QPrinter(known, mode)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._button.window())
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, pages > 1)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.send(content, printer, current=current, edge=edge)

    def send(
        self, content: bytes, printer: QPrinter, *, current: int = 0, edge: LeadingEdge = LeadingEdge.SHORT
    ) -> None:
        """Print on this printer."""
        self._stopped = False
        self._name(_STOP)
        self._job = PdfPrintJob(content, printer, self, current=current, edge=edge)
        self._job.printed.connect(self._say_printed)
        self._job.finished.connect(self._end)
        self._job.start()

    def cancel(self) -> None:
        """Stop what is being printed."""
        if self._job is not None:
            self._stopped = True
            self._job.cancel()

    def say(self, words: str) -> None:
        """A sentence about the printing."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _name(self, words: str) -> None:
        key = self._button.shortcut()
        self._button.setText(words)
        self._button.setShortcut(key)  # which a new text takes away

    def _say_printed(self, done: int, total: int) -> None:
        self.say(f"正在打印 {done} / {total} 页")

    def _end(self, done: bool) -> None:
        job, self._job = self._job, None
        assert job is not None
        job.deleteLater()
        self._name(self._words)
        if done:
            self.say("已送到打印机")
        elif self._stopped:
            self.say("已停止打印")
        elif job.refused is not None:
            width, height = job.refused
            self.say(f"打印机没有 {width}×{height} 毫米的纸。请在打印机属性里添加这种纸张，或换一台打印机。")
        else:
            self.say(_FAILED)
