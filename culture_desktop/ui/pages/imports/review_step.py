"""核对: the mapping, the verdicts, every row, and what is left open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from culture_desktop.services.imports.preview import ImportPreview, ImportRow, Verdict
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.imports.correction_field import CorrectionField
from culture_desktop.ui.pages.imports.decisions import Decisions, sentence
from culture_desktop.ui.pages.imports.job import ImportJob
from culture_desktop.ui.pages.imports.mapping_bar import MappingBar
from culture_desktop.ui.pages.imports.row_columns import file_columns, import_columns
from culture_desktop.ui.pages.imports.side_pane import SidePane
from culture_desktop.ui.pages.imports.verdict_tabs import VerdictTabs
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN, Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import EmptyState, Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline, vline

_UNITS_NAMED, _UNITS_IN_TOOLTIP = 2, 30
_FIRST_SHOWN = (Verdict.CHANGED, Verdict.NEW)


def listed(units: Sequence[str], most: int) -> str:
    """The last parts of a few paths."""
    names = "、".join(unit.rpartition("/")[2] for unit in units[:most])
    return names if len(units) <= most else f"{names}等"


class ReviewStep(QWidget):
    """Works on a preview that ``show_preview`` gives it; keeps what the user decides.

    Signals:
        mapping_wanted: preview again with this mapping (object).
        sheet_wanted: preview another sheet (its name).
        back_wanted: choose another file.
        import_wanted: write.
        rejected_wanted: export the rows that would not be written.
    """

    mapping_wanted = Signal(object)
    sheet_wanted = Signal(str)
    back_wanted = Signal()
    import_wanted = Signal()
    rejected_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: ImportPreview | None = None
        self._decisions: Decisions | None = None
        self._job: ImportJob | None = None
        self._shown: list[ImportRow] = []
        self._showing = self._busy = False
        self.mapping = MappingBar()
        self.mapping.changed.connect(self.mapping_wanted)
        self._columns_note = Label("", "caption")
        self._units = Label("", "caption", tone=Tone.WARN)
        self._units_mark = Picture("alert-triangle", size=16, colour="warn")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.activated.connect(self._choose_sheet)
        self._sheet_label = Label("工作表", "caption")
        self.tabs = VerdictTabs()
        self.tabs.chosen.connect(self._show_rows)
        self.table = RowTable[ImportRow](
            import_columns(lambda: self.preview, lambda: self.decisions),
            name="逐行核对",
            key=lambda r: r.row,
            checkable=True,
            tickable=self._is_optional,
            tint_ticked=False,
            muted=lambda r: r.verdict is Verdict.UNCHANGED,
        )
        self.table.set_placeholder(EmptyState("table", "没有这一类的行"))
        self.table.ticked.connect(self._take_ticks)
        self.table.current_changed.connect(self._follow_row)
        self.side = SidePane()
        self.side.undecided.decided.connect(self._decide)
        self.side.row_wanted.connect(self.go_to)
        self.side.rejected_wanted.connect(self.rejected_wanted)
        self._words = ElidedLabel("", "secondary")
        self.correction = CorrectionField()
        self.correction.changed.connect(self._show_outcome)
        self.back_button = Button("换个文件", clicked=self.back_wanted.emit)
        self.import_button = Button("导入", icon="check", kind=Kind.PRIMARY, clicked=self.import_wanted.emit)
        self._lay_out()

    @property
    def preview(self) -> ImportPreview:
        """What is shown; there must be something."""
        assert self._preview is not None
        return self._preview

    @property
    def decisions(self) -> Decisions:
        """What the user decided so far."""
        assert self._decisions is not None
        return self._decisions

    def show_preview(self, job: ImportJob, preview: ImportPreview) -> None:
        """Show another preview; decisions begin anew, as rows may now mean something else."""
        self._job, self._preview, self._decisions = job, preview, Decisions(preview)
        self.correction.clear()
        columns = file_columns(preview.table)
        self.mapping.show_columns(columns, job.fields)
        used = sum(bool(source.key) for source in columns)
        self._columns_note.setText(f"{len(columns)} 列，对应 {used} 列")
        self._show_units(preview.new_units)
        self._show_sheets(preview)
        self.tabs.show_counts(preview.counts)
        self.tabs.choose(next((v for v in _FIRST_SHOWN if preview.counts[v]), None))
        self.side.show_preview(preview, self.decisions, job.new_record)
        self._show_rows()
        self._show_outcome()

    def set_busy(self, busy: bool) -> None:
        """While something is read or written nothing can be started; after it, what is in force is shown again."""
        self._busy = busy
        if self._preview is not None and not busy:
            self.mapping.reset()
            self.sheets.setCurrentText(self._preview.table.sheet.name)
        for part in (self.mapping, self.sheets, self.back_button, self.correction):
            part.setEnabled(not busy)
        if self._preview is not None:
            self._show_outcome()

    def go_to(self, row_number: int) -> None:
        """Make a row current, under all rows if the verdict chosen hides it."""
        if not self.table.select_key(row_number):
            self.tabs.choose(None)
            self._show_rows()
            self.table.select_key(row_number)
        self.table.scrollTo(self.table.currentIndex())

    def _lay_out(self) -> None:
        head = row(Label("列的对应", "card_title"), self._columns_note, STRETCH)
        for part in (self._units_mark, self._units, self._sheet_label, self.sheets):
            head.addWidget(part)
        upper = column(head, self.mapping, gap=6, margins=(PAGE_MARGIN, 2, PAGE_MARGIN, 2))
        middle = row(gap=0)
        middle.addWidget(self.table, 1)
        middle.addWidget(vline())
        middle.addWidget(self.side)
        foot = row(margins=(PAGE_MARGIN, 9, PAGE_MARGIN, 9))
        foot.addWidget(self._words, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.import_button)
        whole = column(holder(upper), hline(), self.tabs, gap=0)
        whole.addLayout(middle, 1)
        whole.addWidget(hline())
        whole.addWidget(self.correction)
        bar = QFrame()
        bar.setObjectName("sheet")
        bar.setLayout(foot)
        whole.addWidget(bar)
        self.setLayout(whole)

    def _show_units(self, units: Sequence[str]) -> None:
        self._units.setText(f"将新建 {len(units):,} 个单位：{listed(units, _UNITS_NAMED)}")
        self._units.setToolTip("\n".join(units[:_UNITS_IN_TOOLTIP]))
        for part in (self._units, self._units_mark):
            part.setVisible(bool(units))

    def _show_sheets(self, preview: ImportPreview) -> None:
        self.sheets.clear()
        self.sheets.addItems(list(preview.sheets))
        self.sheets.setCurrentText(preview.table.sheet.name)
        for part in (self.sheets, self._sheet_label):
            part.setVisible(len(preview.sheets) > 1)

    def _choose_sheet(self) -> None:
        if self.sheets.currentText() != self.preview.table.sheet.name:
            self.sheet_wanted.emit(self.sheets.currentText())

    def _show_rows(self, _verdict: object = None) -> None:
        verdict = self.tabs.verdict
        rows = self.preview.rows
        self._shown = [r for r in rows if r.verdict is verdict] if verdict is not None else list(rows)
        self._showing = True
        self.table.set_rows(self._shown)
        self.table.row_model.set_ticked({r.row for r in self._shown if self.decisions.is_written(r)})
        self._showing = False

    def _is_optional(self, row_: ImportRow) -> bool:
        return self.decisions.is_optional(row_)

    def _take_ticks(self, ticked: frozenset[object]) -> None:
        if self._showing:
            return
        decided = len(self.decisions.choices)
        self.decisions.keep(self._shown, ticked)
        if len(self.decisions.choices) != decided:
            self._show_rows()
            self.side.undecided.show_choice()
        self._show_outcome()

    def _decide(self, row_number: int, record: int | None) -> None:
        self.decisions.choose(row_number, record)
        self._show_rows()
        self._show_outcome()

    def _follow_row(self, row_: ImportRow | None) -> None:
        if row_ is not None and row_.verdict is Verdict.AMBIGUOUS:
            self.side.undecided.go_to(row_.row)

    def _show_outcome(self) -> None:
        assert self._job is not None
        outcome = self.decisions.outcome()
        self._words.setText(sentence(outcome, self._job.unit))
        self.import_button.setText(f"导入 {count(outcome.total, self._job.unit)}" if outcome.total else "导入")
        self.correction.ask(self._job.corrected, outcome.changed)
        self.import_button.setEnabled(outcome.total > 0 and not self._busy and self.correction.settled)
