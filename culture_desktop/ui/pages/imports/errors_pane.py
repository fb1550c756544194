"""What a preview leaves open, beside its rows: errors cell by cell, and the way to what is asked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.imports.preview import SHEET_STRIDE, CellProblem, ImportPreview, Verdict
from culture_desktop.ui.pages.imports.review_tabs import Section, section_of
from culture_desktop.ui.pages.imports.row_index import RowIndex
from culture_desktop.ui.tables.cells import Muted
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import GAP_LARGE
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import Label

WIDTH = 304


def _columns(preview: Callable[[], ImportPreview]) -> tuple[Column[CellProblem], ...]:
    def whole(problem: CellProblem) -> str:
        value = f"填的是“{problem.value}”：" if problem.value else "："
        return f"{preview().place(problem.row)}“{problem.column}”{value}{problem.reason}"

    return (
        Column("行", lambda p: Muted(f"{p.row % SHEET_STRIDE:,}"), width=52, right=True),
        Column("列与原因", lambda p: f"{p.column}　{p.reason}", width=180, stretch=True, tooltip=whole),
    )


class ErrorsPane(QWidget):
    """Errors, or that all is well; above them what is still to be answered.

    Signals:
        row_wanted: the table should show this row.
        rejected_wanted: the rows that would not be written are to be exported.
        tab_wanted: what is still to be answered is to be shown (Verdict or Section, object).
    """

    row_wanted = Signal(int)
    rejected_wanted = Signal()
    tab_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._preview: ImportPreview | None = None
        self.undecided = LinkButton("逐个选定", clicked=lambda: self.tab_wanted.emit(Verdict.AMBIGUOUS))
        self._section = Section.UNITS
        self.units = LinkButton("逐个确认", clicked=lambda: self.tab_wanted.emit(self._section))
        self._undecided_title, self._units_title = Label("", "card_title"), Label("", "card_title")
        self._asked = [
            holder(row(title, STRETCH, link))
            for title, link in ((self._undecided_title, self.undecided), (self._units_title, self.units))
        ]
        self._errors_title = Label("", "card_title")
        self.export = LinkButton("导出错误行", clicked=self.rejected_wanted.emit)
        self.export.setToolTip("错误和待定的行连同原因存为 xlsx，改好后可再导入")
        self.errors = RowTable[CellProblem](_columns(self._shown), name="错误", key=lambda p: (p.row, p.column))
        self.errors.horizontalHeader().hide()
        self.errors.current_changed.connect(self._go_to_error)
        self._well = self._all_well()
        self._errors_head = holder(row(self._errors_title, STRETCH, self.export))
        whole = column(gap=8, margins=(GAP_LARGE, 14, GAP_LARGE, 12))
        for part in (*self._asked, self._errors_head, self._well):
            whole.addWidget(part)
        whole.addWidget(self.errors, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)

    def show_preview(self, index: RowIndex) -> None:
        """Show the errors of another preview."""
        self._preview = index.preview
        self._section = section_of(index.preview)
        errors = index.preview.counts[Verdict.ERROR]
        self.errors.set_rows(index.problems)
        self.errors.setVisible(bool(index.problems))
        self._errors_title.setText(f"错误 {errors:,} 行" if errors else "没有错误")

    def show_open(self, undecided: int, units: int) -> None:
        """Say how much is still to be answered."""
        assert self._preview is not None
        self._undecided_title.setText(f"待定 {undecided:,} 行")
        self._units_title.setText(f"{self._section.value} {units:,} 个待确认")
        for part, number in zip(self._asked, (undecided, units), strict=True):
            part.setVisible(number > 0)
        errors = bool(self._preview.counts[Verdict.ERROR])
        self._errors_head.setVisible(errors or undecided > 0)
        self._well.setVisible(not errors and not undecided and not units)

    def _shown(self) -> ImportPreview:
        assert self._preview is not None
        return self._preview

    def _all_well(self) -> QWidget:
        words = column(gap=4, margins=(0, 24, 0, 0))
        for part in (Picture("circle-check", colour="ok"), Label("每一行都能识别", "card_title")):
            words.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        words.addWidget(Label("没有待定，也没有错误", "caption"), 0, Qt.AlignmentFlag.AlignHCenter)
        words.addStretch(1)
        return holder(words)

    def _go_to_error(self, problem: CellProblem | None) -> None:
        if problem is not None:
            self.row_wanted.emit(problem.row)
