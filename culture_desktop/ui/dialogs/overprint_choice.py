"""Whether a batch goes on prepared sheets, on which printer, and a test sheet of it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from culture_desktop.documents.designs.calibration import Calibration
from culture_desktop.documents.designs.design import Sheet
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.batches import BatchPlan
from culture_desktop.services.certificates.corrections import sheet_key
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import calibration_dialog
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.printing import Printing
from culture_desktop.ui.widgets.text import Label

_NO_PRINTER = "不校准"


class OverprintChoice(QWidget):
    """What it says about the sheets follows the plan.

    Signals:
        failed: a test sheet could not be drawn (CultureError, object).
    """

    failed = Signal(object)

    def __init__(self, services: Services, runner: Runner, settings: Settings, today: date) -> None:
        super().__init__()
        self._services, self._runner, self._settings, self._today = services, runner, settings, today
        self._plan: BatchPlan | None = None
        self.overprint, self.printer = QCheckBox("套打：只印可变内容"), QComboBox()
        self.printer.setAccessibleName("打印机")
        self.calibrate_button = Button("打印校准…", icon="ruler-measure", kind=Kind.QUIET, clicked=self.calibrate)
        self.trial_button = Button("试印一张", icon="printer", kind=Kind.QUIET, clicked=self.print_trial)
        self.then_print = QCheckBox("生成后打印")
        self.said = Label("", "caption")
        self.said.setWordWrap(True)
        self.printing = Printing(self.trial_button, self.said)
        choice = row(self.printer, 8, self.calibrate_button, 4, self.trial_button, STRETCH)
        self._sheets = holder(choice)
        self.setLayout(
            column(holder(row(self.overprint, 24, self.then_print, STRETCH)), self._sheets, self.said, gap=4)
        )
        self.overprint.toggled.connect(self._show)
        self.printer.currentIndexChanged.connect(self._say)
        self._fill()
        self._show()

    @property
    def on(self) -> bool:
        """Whether only what a prepared sheet lacks is printed."""
        return self.overprint.isChecked()

    @property
    def printer_name(self) -> str:
        """The printer whose correction is used; empty for none."""
        return self.printer.currentText() if self.on and self.printer.currentIndex() > 0 else ""

    def calibration(self, sheet: Sheet) -> Calibration | None:
        """The correction for a sheet; None where the whole certificate is printed."""
        return self._services.corrections.of(self.printer_name, sheet) if self.on else None

    def show_plan(self, plan: BatchPlan | None) -> None:
        """What would be printed now."""
        self._plan = plan
        self._show()

    def calibrate(self) -> None:
        """Measure a printer, then go on with it."""
        calibration_dialog.ask(
            self.window(), self._services, self._runner, self._settings, self._today, self.printer_name
        )
        self._fill()
        self._say()

    def print_trial(self) -> None:
        """The first certificate's texts with crop marks and rulers."""
        plan = self._plan
        if self.printing.under_way:
            self.printing.cancel()
        if plan is None or self.printing.under_way:
            return
        name, corrections = self.printer_name, self._services.corrections
        kept = corrections.of(name, plan.found.design.sheet)

        def work(_progress: Progress) -> bytes:
            return corrections.test_sheet(plan.found, plan.certificates[0], name, kept)

        def show(page: bytes) -> None:
            self.printing.ask(page, "试印页", 1, printer_name=name, edge=kept.feed.edge)

        self._runner.run(work, title="试印页", done=show, failed=self.failed.emit)

    def _fill(self) -> None:
        chosen = self.printer.currentText()
        self.printer.clear()
        self.printer.addItem(_NO_PRINTER)
        self.printer.addItems(list(dict.fromkeys(found.printer for found in self._services.corrections.rows())))
        self.printer.setCurrentText(chosen or _NO_PRINTER)

    def _show(self, _change: object = None) -> None:
        self._sheets.setVisible(self.on)
        self.trial_button.setEnabled(self._plan is not None)
        self._say()

    def _say(self, _change: object = None) -> None:
        """Whether this printer was measured for this sheet, and how sheets go in."""
        self.printing.say("" if self._plan is None else self._sentence(self._plan.found.design.sheet))

    def _sentence(self, sheet: Sheet) -> str:
        if not self.printer_name:
            return ""
        key = (self.printer_name, sheet_key(sheet))
        row = next((row for row in self._services.corrections.rows() if (row.printer, row.sheet) == key), None)
        if row is None:
            return f"“{key[0]}”还没有校准过 {key[1]} 毫米的纸，将不作校准；请先打印校准。"
        return f"{row.sheet} 毫米：{row.sentence}"
