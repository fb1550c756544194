"""对应列 by hand: the first rows of the file, of which one is the header, and its columns."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from culture_desktop.services.imports.outline import Outline, OutlineRow
from culture_desktop.ui.pages.imports.file_columns import FileColumn, letter
from culture_desktop.ui.pages.imports.job import ImportJob
from culture_desktop.ui.pages.imports.mapping_bar import MappingBar
from culture_desktop.ui.tables.cells import Cell, Muted
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label

_MOST_COLUMNS = 30
_SAMPLES = 3


class ColumnsStep(QWidget):
    """Choose the header row in the table, then the fields on the cards.

    Signals:
        mapping_wanted: preview with this mapping (object).
        sheet_wanted: look at another sheet (its name).
        back_wanted: choose another file.
    """

    mapping_wanted = Signal(object)
    sheet_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._outline: Outline | None = None
        self._job: ImportJob | None = None
        self.table: RowTable[OutlineRow] | None = None
        self.mapping = MappingBar(lines=_SAMPLES)
        self.mapping.changed.connect(self._show_reason)
        self.headless = QCheckBox("文件没有表头")
        self.headless.toggled.connect(self._show_columns)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.activated.connect(lambda: self.sheet_wanted.emit(self.sheets.currentText()))
        self._sheet_label = Label("工作表", "caption")
        self._reason = ElidedLabel("", "secondary")
        self.back_button = Button("换个文件", clicked=self.back_wanted.emit)
        self.next_button = Button("按此核对", icon="arrow-right", kind=Kind.PRIMARY, clicked=self._report)
        self._place = column(gap=0)
        self._lay_out()

    def show_outline(self, outline: Outline, job: ImportJob) -> None:
        """Show the beginning of a file."""
        self._outline, self._job = outline, job
        self.sheets.clear()
        self.sheets.addItems(list(outline.sheets))
        self.sheets.setCurrentText(outline.sheet)
        for part in (self.sheets, self._sheet_label):
            part.setVisible(len(outline.sheets) > 1)
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = RowTable[OutlineRow](_columns(outline), name="文件开头的各行", key=lambda r: r.number)
        self._place.addWidget(self.table)
        self.table.set_rows(outline.rows)
        self.table.current_changed.connect(self._show_columns)
        self.headless.setChecked(False)
        self.table.select_key(outline.likely_header.number)

    def _lay_out(self) -> None:
        head = row(Label("哪一行是表头", "card_title"), Label("点选一行，再指定各列是什么", "caption"), STRETCH)
        for part in (self.headless, self._sheet_label, self.sheets):
            head.addWidget(part)
        foot = row(margins=(PAGE_MARGIN, 9, PAGE_MARGIN, 9))
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        bar = QFrame()
        bar.setObjectName("sheet")
        bar.setLayout(foot)
        fields = row(Label("拖到列上", "caption"))
        fields.addWidget(self.mapping.palette_line, 1)
        whole = column(holder(column(head, margins=(PAGE_MARGIN, 2, PAGE_MARGIN, 6))), gap=0)
        whole.addLayout(self._place, 1)
        whole.addWidget(holder(column(fields, self.mapping, gap=4, margins=(PAGE_MARGIN, 8, PAGE_MARGIN, 4))))
        whole.addWidget(bar)
        self.setLayout(whole)

    def _show_columns(self, _changed: object = None) -> None:
        header = None if self.table is None else self.table.current_row()
        if self._outline is None or self._job is None:
            return
        if self.headless.isChecked():
            columns = self._by_place(self._outline)
        elif header is not None:
            columns = self._by_title(self._outline, header)
        else:
            return
        required = self._job.missing({})
        self.mapping.show_columns(columns, self._job.fields, required=required, joined=self._job.joined)
        self._show_reason()

    def _by_title(self, outline: Outline, header: OutlineRow) -> list[FileColumn]:
        below = [known for known in outline.rows if known.number > header.number]
        taken: set[str] = set()
        columns, times = [], Counter(header.cells)
        for position, title in enumerate(header.cells):
            if title:
                key = header.keys[position]
                name = title if times[title] == 1 else outline.places[position]
                columns.append(_column_of(outline, position, title, name, "" if key in taken else key, below))
                taken.add(key)
        return columns

    def _by_place(self, outline: Outline) -> list[FileColumn]:
        return [_column_of(outline, at, "", name, "", outline.rows) for at, name in enumerate(outline.places)]

    def _show_reason(self, _mapping: object = None, _extra: object = None) -> None:
        mapping = self.mapping.mapping()
        chosen = sum(bool(title) for title in mapping.values())
        missing = self._job.missing(mapping) if self._job is not None else ()
        needs = f"还缺：{'、'.join(missing)}" if missing else ""
        counted = f"已对应 {chosen} 列" if chosen else "还没有对应任何列：在卡片里选择各列是什么"
        self._reason.setText("　".join(filter(None, (counted, needs))))
        self.next_button.setEnabled(chosen > 0 and not missing)

    def _report(self) -> None:
        self.mapping_wanted.emit(self.mapping.mapping())


def _column_of(
    outline: Outline, position: int, title: str, name: str, key: str, below: Sequence[OutlineRow]
) -> FileColumn:
    samples = list(dict.fromkeys(known.cells[position] for known in below if known.cells[position]))[:_SAMPLES]
    guess = outline.guesses.get(position) if not key else None
    return FileColumn(letter(outline.first_column + position), title, name, tuple(samples), key, guess)


def _columns(outline: Outline) -> tuple[Column[OutlineRow], ...]:
    width = max((len(known.cells) for known in outline.rows), default=0)
    number: Column[OutlineRow] = Column("行", lambda r: Muted(str(r.number)), width=52, right=True)
    return (number, *(_column(outline, position) for position in range(min(width, _MOST_COLUMNS))))


def _column(outline: Outline, position: int) -> Column[OutlineRow]:
    def cell(known: OutlineRow) -> Cell:
        return known.cells[position]

    return Column(letter(outline.first_column + position), cell, width=110)
