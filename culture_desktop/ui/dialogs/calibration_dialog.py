"""打印校准: how sheets go in, the ruler page, its three readings, a test sheet, and what is kept for each printer.

::

    changed = calibration_dialog.ask(self, services, runner, settings, today)     # the topics that changed
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from culture_desktop.documents.designs.calibration import Feed
from culture_desktop.documents.designs.design import SHEETS, Sheet
from culture_desktop.errors import CultureError, InvalidFieldError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.corrections import CorrectionRow, sheet_key
from culture_desktop.services.certificates.previews import sample_preview
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.ruler_readings import RulerReadings
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, holder, row
from culture_desktop.ui.widgets.printing import Printing
from culture_desktop.ui.widgets.text import Label, hline
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import LeadingEdge, SheetFace

_WIDTH, _LABELS, _LONG, _TABLE, _LONGEST = 880, 72, 300, 132, 128
_HOW = "先按送纸方式打印校准页，量出三个十字到纸边的距离，填好后保存，再打印试印页核对。"


def ask(
    parent: QWidget | None, services: Services, runner: Runner, settings: Settings, today: date, printer: str = ""
) -> frozenset[Topic]:
    """Calibrate; ``printer`` is the one to begin with. The topics that changed."""
    dialog = CalibrationDialog(parent, services, runner, settings, today, printer)
    dialog.exec()
    return dialog.changed


class CalibrationDialog(Dialog):
    """Stays open when a correction was kept: the test sheet comes next."""

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        runner: Runner,
        settings: Settings,
        today: date,
        printer: str = "",
    ) -> None:
        super().__init__(parent, "打印校准", act="保存校准", width=_WIDTH)
        self._services, self._runner, self._settings, self._today = services, runner, settings, today
        self.changed: frozenset[Topic] = frozenset()
        self.cancel_button.setText("关闭")
        self.printer, self.sheet, self.design = QComboBox(), QComboBox(), QComboBox()
        self.edge, self.face, self.upside_down = WordBox(LeadingEdge), WordBox(SheetFace), QCheckBox("倒着放")
        self.readings = RulerReadings()
        self.ruler_button = Button("打印校准页", icon="printer", clicked=self.print_ruler)
        self.ruler_file_button = Button("存为 PDF…", kind=Kind.QUIET, clicked=self.save_ruler)
        self.trial_button = Button("打印试印页", icon="printer", clicked=self.print_trial)
        self.trial_file_button = Button("存为 PDF…", kind=Kind.QUIET, clicked=self.save_trial)
        self.said, self.problem = Label("", "caption"), Label("", tone=Tone.BAD)
        self.printing = (Printing(self.ruler_button, self.said), Printing(self.trial_button, self.said))
        self.table = RowTable[CorrectionRow](_COLUMNS, name="已有校准")
        self.table.setFixedHeight(_TABLE)
        self.table.set_placeholder(EmptyState("printer", "还没有校准过", "每台打印机、每种纸各校准一次"))
        self.forget_button = Button("删除选中的校准", icon="trash", kind=Kind.QUIET, clicked=self.forget)
        self._fill(printer)
        self._lay_out()
        self._show_rows()
        self._show_kept()
        self.printer.currentTextChanged.connect(self._show_kept)
        self.sheet.currentIndexChanged.connect(self._show_kept)
        self.table.current_changed.connect(self._take_row)

    @property
    def chosen_sheet(self) -> Sheet:
        """The sheet that is calibrated for."""
        return Sheet(*self.sheet.currentData())

    @property
    def feed(self) -> Feed:
        """How it goes in."""
        return Feed(self.edge.required(), self.upside_down.isChecked(), self.face.required())

    @override
    def accept(self) -> None:
        """Keep what was measured, and stay."""
        measure, name = self._services.corrections.measure, self.printer.currentText()
        self._keep(lambda: measure(name, self.chosen_sheet, self.readings.points(), self._today, self.feed))

    def forget(self) -> None:
        """Remove the correction chosen in the table."""
        chosen = self.table.current_row()
        if chosen is not None:
            self._keep(lambda: self._services.corrections.forget(chosen.printer, chosen.sheet))

    def print_ruler(self) -> None:
        """The ruler page, to the printer that is calibrated."""
        sheet, feed = self.chosen_sheet, self.feed
        self._print(0, lambda: self._services.corrections.ruler_page(sheet, feed), "打印校准", feed)

    def save_ruler(self) -> None:
        """The ruler page as a file."""
        path = files.save(self, "保存校准页", "校准页.pdf", (files.PDF,), self._settings)
        if path is not None:
            write, sheet, feed = self._services.corrections.write_ruler_page, self.chosen_sheet, self.feed
            self._run(lambda: write(sheet, path, feed).sentence, self._say)

    def print_trial(self) -> None:
        """The test sheet of a design, to the printer with its correction."""
        key, name = str(self.design.currentData()), self.printer.currentText().strip()
        corrections, designs = self._services.corrections, self._services.designs

        def make() -> bytes:
            found = designs.load(key)
            kept = corrections.of(name, found.design.sheet)
            return corrections.test_sheet(found, sample_preview().certificates[0], name, kept)

        self._print(1, make, "试印页", self.feed)

    def save_trial(self) -> None:
        """The test sheet as a file."""
        path = files.save(self, "保存试印页", "试印页.pdf", (files.PDF,), self._settings)
        if path is None:
            return
        key, name = str(self.design.currentData()), self.printer.currentText().strip()
        write, load = self._services.corrections.write_test_sheet, self._services.designs.load
        self._run(lambda: write(load(key), sample_preview().certificates[0], name, path).sentence, self._say)

    @override
    def reject(self) -> None:
        for printing in self.printing:
            printing.cancel()
        super().reject()

    def _print(self, which: int, make: Callable[[], bytes], title: str, feed: Feed) -> None:
        printing = self.printing[which]
        if printing.under_way:
            printing.cancel()
            return
        printer = self.printer.currentText().strip()
        self._run(make, lambda page: printing.ask(page, title, 1, printer_name=printer, edge=feed.edge))

    def _run(self, make: Callable[[], object], done: Callable[..., None]) -> None:
        self.problem.hide()

        def work(_progress: Progress) -> object:
            return make()

        self._runner.run(work, title="打印校准", done=done, failed=self._fail)

    def _keep(self, act: Callable[[], object]) -> None:
        self.problem.hide()
        try:
            done = act()
        except CultureError as error:
            self._fail(error)
            return
        self.changed |= done.changed  # type: ignore[attr-defined]  # Done of a row, or of nothing
        self._say(done.sentence)  # type: ignore[attr-defined]
        self._show_rows()

    def _fill(self, printer: str) -> None:
        rows = self._services.corrections.rows()
        names = [printer, *QPrinterInfo.availablePrinterNames(), *(found.printer for found in rows)]
        self.printer.setEditable(True)
        self.printer.addItems(list(dict.fromkeys(filter(None, names))))
        self.printer.setCurrentText(printer or self.printer.itemText(0))
        line = self.printer.lineEdit()
        assert line is not None
        line.setMaxLength(_LONGEST)
        line.setPlaceholderText("打印机名称，如 三楼 HP")
        known = dict.fromkeys(SHEETS.values())
        named = {sheet: "、".join(name for name, found in SHEETS.items() if found == sheet) for sheet in known}
        for found in self._services.designs.rows():
            self.design.addItem(found.name, found.key)
            named.setdefault(Sheet(*found.sheet), found.name)
        for sheet, name in named.items():
            self.sheet.addItem(f"{name}　{sheet_key(sheet)}", tuple(sheet))

    def _lay_out(self) -> None:
        form = Form(label_width=_LABELS)
        form.add("打印机", self.printer, width=_LONG)
        form.add("纸张", self.sheet, width=_LONG)
        self.edge.setAccessibleName("先进的纸边")
        self.face.setAccessibleName("放纸方向")
        form.add("送纸", holder(row(self.edge, 8, self.face, 12, self.upside_down, STRETCH)), width=Form.FILL)
        form.add("校准页", holder(row(self.ruler_button, 8, self.ruler_file_button, STRETCH)), width=Form.FILL)
        form.add("量得", self.readings, width=Form.FILL)
        trial = row(self.design, 8, self.trial_button, 8, self.trial_file_button, STRETCH)
        form.add("试印页", holder(trial), width=Form.FILL)
        self.design.setAccessibleName("试印的模板")
        self.ruler_file_button.setAccessibleName("校准页存为 PDF")
        self.trial_file_button.setAccessibleName("试印页存为 PDF")
        for label in (self.said, self.problem):
            label.setWordWrap(True)
            label.hide()
        listed = holder(row(Label("已有校准", "card_title"), STRETCH, self.forget_button))
        for part in (Label(_HOW, "secondary"), form, self.said, self.problem, hline(), listed, self.table):
            self.body.addWidget(part)

    def _show_rows(self) -> None:
        rows = self._services.corrections.rows()
        self.table.set_rows(rows)
        self.forget_button.setEnabled(bool(rows))

    def _show_kept(self, _change: object = None) -> None:
        """How this printer takes this sheet; readings of another say nothing about it."""
        feed = self._services.corrections.of(self.printer.currentText().strip(), self.chosen_sheet).feed
        self.edge.choose(feed.edge)
        self.face.choose(feed.face)
        self.upside_down.setChecked(feed.upside_down)
        self.readings.show_sheet(self.chosen_sheet)
        self.problem.hide()

    def _take_row(self, found: object) -> None:
        if isinstance(found, CorrectionRow):
            self.printer.setCurrentText(found.printer)
            at = next((at for at in range(self.sheet.count()) if self._key(at) == found.sheet), -1)
            if at >= 0:
                self.sheet.setCurrentIndex(at)

    def _key(self, at: int) -> str:
        return sheet_key(Sheet(*self.sheet.itemData(at)))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _fail(self, error: CultureError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        if isinstance(error, InvalidFieldError):
            self.readings.setFocus()


_COLUMNS = (
    Column[CorrectionRow]("打印机", lambda found: Name(found.printer), width=150),
    Column[CorrectionRow]("纸张", lambda found: found.sheet, width=80),
    Column[CorrectionRow]("校准", lambda found: found.sentence, width=320, stretch=True),
    Column[CorrectionRow]("日期", lambda found: Muted(f"{found.measured_on}"), width=90),
)
