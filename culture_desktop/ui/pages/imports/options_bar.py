"""How a file is taken: what it holds, which sheets, what it may do, which rows, from which day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QWidget

from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.imports.roster_preview import RosterOptions, RosterPreview
from culture_desktop.ui.pages.imports.work import Look
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.layouts import STRETCH, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import ImportMode, ListKind

EVERY_SHEET = ""
_MODE_HINTS = {
    ImportMode.ADD_UPDATE: "新人员加入，已有的按名单更新",
    ImportMode.ADD: "只加入新人员，已有的一个字不动",
    ImportMode.UPDATE: "只更新已有的人，名单里的新人员不加入",
    ImportMode.FILL: "只填已有的人空着的栏，填过的不动",
}


class OptionsBar(QWidget):
    """Shows what is in force; says what else is wanted.

    Signals:
        kind_chosen: the file holds another kind of list (ListKind, object).
        sheet_chosen: another sheet is to be taken, EVERY_SHEET for all.
        options_changed: the list is to be taken otherwise: what makes of the RosterOptions in force others (object).
    """

    kind_chosen = Signal(object)
    sheet_chosen = Signal(str)
    options_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._preview: ImportPreview | None = None
        self._kinds: Sequence[ListKind] = ()
        self.kind, self.sheets = QComboBox(), QComboBox()
        self.kind.setAccessibleName("名单里是什么")
        self.sheets.setAccessibleName("工作表")
        self.kind.activated.connect(self._choose_kind)
        self.sheets.activated.connect(self._choose_sheet)
        self.modes: dict[ImportMode, ChoiceChip] = {}
        self._group = QButtonGroup(self)
        for mode in ImportMode:
            chip = ChoiceChip(mode.label)
            chip.setToolTip(_MODE_HINTS[mode])
            chip.setAccessibleName(f"导入方式：{mode.label}，{_MODE_HINTS[mode]}")
            chip.clicked.connect(self._choose_mode)
            self._group.addButton(chip)
            self.modes[mode] = chip
        self.hidden = QCheckBox("略过隐藏行")
        self.hidden.clicked.connect(self._choose_hidden)
        self.effective = DayEdit(date.today())
        self.effective.setAccessibleName("单位调动从哪天起")
        self.effective.setToolTip("名单里换了单位的人，从这一天起算在新单位")
        self.effective.picked.connect(self._choose_day)
        self._lay_out()

    def show_look(self, look: Look, kinds: Sequence[ListKind], *, guessed: bool) -> None:
        """Show how a file was taken; ``guessed`` says that its titles told what it holds."""
        preview = look.preview
        self._preview, self._kinds = preview, kinds
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(kind.label)
        self.kind.setCurrentIndex(kinds.index(look.job.kind))
        self._kind_label.setText("内容（按列名判断）" if guessed else "内容")
        self._kind_part.setVisible(len(kinds) > 1)
        self._show_sheets(look)
        roster = isinstance(preview, RosterPreview)
        for part in (self._mode_part, self._day_part):
            part.setVisible(roster)
        hidden = sum(len(table.hidden) for table in preview.tables)
        self._show_hidden(hidden, left=preview.leave_hidden)
        if isinstance(preview, RosterPreview):
            self._show_roster(preview)
        self.setVisible(roster or len(kinds) > 1 or len(preview.sheets) > 1 or hidden > 0)

    def _lay_out(self) -> None:
        self._kind_label = Label("", "caption")
        self._kind_part = holder(row(self._kind_label, self.kind, gap=6))
        self._sheet_part = holder(row(Label("工作表", "caption"), self.sheets, gap=6))
        self._mode_part = holder(row(*self.modes.values(), gap=4))
        self._day_part = holder(row(Label("调动生效", "caption"), self.effective, gap=6))
        line = row(self._kind_part, self._sheet_part, self._mode_part, STRETCH, self.hidden, self._day_part, gap=16)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    def _show_sheets(self, look: Look) -> None:
        sheets = look.preview.sheets
        several = len(sheets) > 1
        self.sheets.clear()
        for name in sheets:
            self.sheets.addItem(name, name)
        if several:
            self.sheets.addItem(f"全部 {len(sheets)} 张工作表", EVERY_SHEET)
        every = look.source.every_sheet or (look.job.several and look.source.sheet is None)
        shown = EVERY_SHEET if every else look.preview.table.sheet.name
        self.sheets.setCurrentIndex(self.sheets.findData(shown))
        self._sheet_part.setVisible(several)

    def _show_hidden(self, count: int, *, left: bool) -> None:
        self.hidden.setText(f"略过 {count:,} 行隐藏行")
        self.hidden.setToolTip("文件里有被筛选或手工隐藏的行；不勾选时照常导入")
        self.hidden.setChecked(left)
        self.hidden.setVisible(count > 0)

    def _show_roster(self, preview: RosterPreview) -> None:
        self.modes[preview.mode].setChecked(True)
        self.effective.blockSignals(True)
        self.effective.set_day(preview.effective)
        self.effective.blockSignals(False)

    def _choose_kind(self) -> None:
        self.kind_chosen.emit(self._kinds[self.kind.currentIndex()])

    def _choose_sheet(self) -> None:
        self.sheet_chosen.emit(str(self.sheets.currentData()))

    def _choose_mode(self) -> None:
        mode = next(mode for mode, chip in self.modes.items() if chip.isChecked())
        self._change(lambda options: replace(options, mode=mode))

    def _choose_hidden(self) -> None:
        leave = self.hidden.isChecked()
        self._change(lambda options: replace(options, leave_hidden=leave))

    def _choose_day(self, day: date) -> None:
        self._change(lambda options: replace(options, effective=day))

    def _change(self, other: Callable[[RosterOptions], RosterOptions]) -> None:
        if self._preview is not None:
            self.options_changed.emit(other)
