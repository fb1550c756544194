"""对应列 by hand: the first rows of the file, of which one is the header, and its columns."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from culture_desktop.services.imports.outline import Outline, OutlineRow
from culture_desktop.ui.pages.imports.mapping_bar import MappingBar
from culture_desktop.ui.pages.imports.row_columns import FileColumn, letter
from culture_desktop.ui.tables.cells import Cell, Muted
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import Label

_MOST_COLUMNS = 30


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
        self._fields: Sequence[tuple[str, str]] = ()
        self.table: RowTable[OutlineRow] | None = None
        self.mapping = MappingBar()
        self.mapping.changed.connect(self._show_reason)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.activated.connect(lambda: self.sheet_wanted.emit(self.sheets.currentText()))
        self._sheet_label = Label("工作表", "caption")
        self._reason = Label("", "secondary")
        self.back_button = Button("换个文件", clicked=self.back_wanted.emit)
        self.next_button = Button("按此核对", icon="arrow-right", kind=Kind.PRIMARY, clicked=self._report)
        self._place = column(gap=0)
        head = row(Label("哪一行是表头", "card_title"), Label("点选一行，再指定各列是什么", "caption"), STRETCH)
        head.addWidget(self._sheet_label)
        head.addWidget(self.sheets)
        foot = row(margins=(PAGE_MARGIN, 9, PAGE_MARGIN, 9))
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        bar = QFrame()
        bar.setObjectName("sheet")
        bar.setLayout(foot)
        whole = column(holder(column(head, margins=(PAGE_MARGIN, 2, PAGE_MARGIN, 6))), gap=0)
        whole.addLayout(self._place, 1)
        whole.addWidget(holder(column(self.mapping, margins=(PAGE_MARGIN, 12, PAGE_MARGIN, 4))))
        whole.addWidget(bar)
        self.setLayout(whole)

    def show_outline(self, outline: Outline, fields: Sequence[tuple[str, str]]) -> None:
        """Show the beginning of a file."""
        self._outline, self._fields = outline, fields
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
        self.table.current_changed.connect(self._choose_header)
        self.table.select_key(outline.likely_header.number)

    def _choose_header(self, header: OutlineRow | None) -> None:
        if header is None or self._outline is None:
            return
        below = [known for known in self._outline.rows if known.number > header.number]
        taken: set[str] = set()
        columns = []
        for position, title in enumerate(header.cells):
            if title:
                key = header.keys[position]
                sample = next((known.cells[position] for known in below if known.cells[position]), "")
                columns.append(FileColumn(letter(position), title, sample, "" if key in taken else key))
                taken.add(key)
        self.mapping.show_columns(columns, self._fields)
        self._show_reason()

    def _show_reason(self, _mapping: object = None) -> None:
        chosen = sum(bool(title) for title in self.mapping.mapping().values())
        self._reason.setText(f"已对应 {chosen} 列" if chosen else "还没有对应任何列：在卡片里选择各列是什么")
        self.next_button.setEnabled(chosen > 0)

    def _report(self) -> None:
        self.mapping_wanted.emit(self.mapping.mapping())


def _columns(outline: Outline) -> tuple[Column[OutlineRow], ...]:
    width = max((len(known.cells) for known in outline.rows), default=0)
    number: Column[OutlineRow] = Column("行", lambda r: Muted(str(r.number)), width=52, right=True)
    return (number, *(_column(position) for position in range(min(width, _MOST_COLUMNS))))


def _column(position: int) -> Column[OutlineRow]:
    def cell(known: OutlineRow) -> Cell:
        return known.cells[position]

    return Column(letter(position), cell, width=110)
