"""A person's whole dossier: who it is and the sections at the left, the section chosen at the right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QStackedWidget, QWidget

from culture_desktop.services.people.dossier_rows import Dossier, DossierActivity, DossierPosting
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.people.contact_facts import ContactFacts
from culture_desktop.ui.pages.people.dossier_facts import dossier_facts
from culture_desktop.ui.pages.people.dossier_sections import POSTINGS, SECTIONS, Section, counts_of
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layer_chip import LayerChip
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, column, holder, row, scrolled
from culture_desktop.ui.widgets.section_list import SectionList
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline, vline
from culture_desktop.vocabulary import Layer

_SIDE, _AVATAR = 264, 44
_ANY_YEAR = 0


class DossierView(QWidget):
    """Shows; what the user wants goes out by signals.

    Signals:
        left: back to the list.
        opened: an activity or a campaign is wanted (its page, its code).
        reveal_wanted: the whole numbers of the person are to be seen.
        posting_edit_wanted, posting_delete_wanted: a posting is to be put right, removed (DossierPosting, object).
    """

    left = Signal()
    opened = Signal(str, object)
    reveal_wanted = Signal()
    posting_edit_wanted = Signal(object)
    posting_delete_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.dossier: Dossier | None = None
        self._at = 0
        self.avatar = QLabel()
        self.avatar.setObjectName("avatar")
        self.avatar.setFixedSize(_AVATAR, _AVATAR)
        self.avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = Label("", "page_title", selectable=True)
        self.name.setWordWrap(True)
        self._place = ElidedLabel("", "caption")
        self.facts = ContactFacts()
        self.facts.reveal_wanted.connect(self.reveal_wanted)
        self.sections = SectionList([(section.icon, section.title) for section in SECTIONS], width=_SIDE)
        self.sections.chosen.connect(self.show_section)
        self._title, self._note = Label("", "card_title"), ElidedLabel("", "caption")
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.years.activated.connect(self._show_rows)
        self.layers = [LayerChip(layer.label, at) for at, layer in enumerate(Layer)]
        for chip in self.layers:
            chip.clicked.connect(self._show_rows)
        self.edit = Button("更正", icon="pencil", clicked=self._edit_posting, tip="更正　F2")
        self.delete = Button("删除", icon="trash", clicked=self._delete_posting, tip="删除　Del")
        self._tables = QStackedWidget()
        self.tables = [self._table(section) for section in SECTIONS]
        self._lay_out()
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def table(self) -> RowTable[Any]:
        """The table of the section shown."""
        return self.tables[self._at]

    @property
    def section(self) -> Section:
        """The section shown."""
        return SECTIONS[self._at]

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show a person from the first section on, or the same one again as it is now."""
        other = self.dossier is None or self.dossier.id != dossier.id
        self.dossier = dossier
        draft = dossier.draft
        self.avatar.setText(draft.name[:1])
        self.name.setText(draft.name)
        self._place.setText("　".join(filter(None, (draft.position, dossier.unit.rpartition("/")[2]))) or "未分单位")
        self.facts.show_person(draft.number, dossier.contact, dossier_facts(dossier, today))
        self.sections.set_counts(counts_of(dossier))
        if other:
            for chip in self.layers:
                chip.setChecked(False)
            self.sections.choose(0)
            self._at = 0
        self.show_section(self._at, keep_filters=not other)

    def show_section(self, at: int, *, keep_filters: bool = False) -> None:
        """Show another section; the layers chosen stay, years are those it has."""
        self._at = at
        self._tables.setCurrentIndex(at)
        postings = self.section.title == POSTINGS
        for button in (self.edit, self.delete):
            button.setVisible(postings)
        for chip in self.layers:
            chip.setVisible(self.section.layer is not None)
        self._offer_years(self.years.currentData() if keep_filters else _ANY_YEAR)
        self._show_rows()

    def clear_filters(self) -> None:
        """Every year and layer."""
        self.years.setCurrentIndex(0)
        for chip in self.layers:
            chip.setChecked(False)
        self._show_rows()

    def _lay_out(self) -> None:
        names = column(self.name, self._place, gap=2)
        head = row(self.avatar, gap=12)
        head.addLayout(names, 1)
        facts = column(head, self.facts, gap=10, margins=(16, 14, 16, 8))
        side = column(holder(facts), hline(), gap=0)
        side.addWidget(self.sections)
        side.addStretch(1)
        pane = scrolled(holder(side, "pane"))
        pane.setFixedWidth(_SIDE)
        chips = Flow(gap=6)
        for chip in self.layers:
            chips.addWidget(chip)
        title = row(self._title, margins=(16, 10, 16, 0))
        title.addWidget(self._note, 1)
        title.addWidget(self.edit)
        title.addWidget(self.delete)
        filters = row(self.years, 4, margins=(16, 6, 16, 8))
        filters.addLayout(column(3, holder(chips), STRETCH, gap=0), 1)
        main = column(title, filters, gap=0)
        main.addWidget(self._tables, 1)
        whole = row(pane, vline(), gap=0)
        whole.addWidget(holder(main, "sheet"), 1)
        self.setLayout(whole)

    def _table(self, section: Section) -> RowTable[Any]:
        table = RowTable[Any](section.columns, name=section.title)
        table.opened.connect(self._open)
        self._tables.addWidget(table)
        if section.title == POSTINGS:
            table.current_changed.connect(self._show_acts)
            for keys, act in (("F2", self._edit_posting), ("Del", self._delete_posting)):
                QShortcut(QKeySequence(keys), table, act, context=Qt.ShortcutContext.WidgetShortcut)
        return table

    def _offer_years(self, wanted: object) -> None:
        assert self.dossier is not None
        days = [self.section.on(line) for line in self.section.rows(self.dossier)]
        years = sorted({on.year for on in days if on is not None}, reverse=True)
        self.years.clear()
        self.years.addItem("全部年度", _ANY_YEAR)
        for year in years:
            self.years.addItem(f"{year} 年　{sum(on is not None and on.year == year for on in days)}", year)
        self.years.setCurrentIndex(max(0, self.years.findData(wanted)))
        self.years.setVisible(self.section.title != POSTINGS)

    def _show_rows(self) -> None:
        assert self.dossier is not None
        section, rows = self.section, self.section.rows(self.dossier)
        shown = [line for line in rows if self._wanted(line)]
        self._title.setText(section.title)
        hidden = f"，筛选后 {count(len(shown), section.unit)}" if len(shown) != len(rows) else ""
        self._note.setText(f"{count(len(rows), section.unit)}{hidden}{self._sum(shown)}")
        self.table.set_placeholder(self._placeholder(rows))
        self.table.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.selectRow(0)
        self._show_acts(self.table.current_row())

    def _wanted(self, line: object) -> bool:
        year, on = self.years.currentData(), self.section.on(line)
        if year and (on is None or on.year != year):
            return False
        chosen = {layer for layer, chip in zip(Layer, self.layers, strict=True) if chip.isChecked()}
        return self.section.layer is None or not chosen or self.section.layer(line) in chosen

    def _sum(self, shown: Sequence[Any]) -> str:
        """Hours and attendance of the activities shown."""
        came = [line for line in shown if isinstance(line, DossierActivity) and line.attended]
        if not came:
            return ""
        hours = sum((activity.hours or 0) for activity in came)
        return f"　签到 {count(len(came), '场')}" + (f"　{hours.normalize():f} 小时" if hours else "")

    def _placeholder(self, rows: Sequence[object]) -> EmptyState:
        if rows:
            reason = f"{count(len(rows), self.section.unit)}被筛选条件挡住"
            return EmptyState.filtered("没有符合的记录", reason, self.clear_filters)
        return EmptyState(self.section.icon, self.section.empty)

    def _open(self, line: object) -> None:
        if isinstance(line, DossierPosting):
            self._edit_posting()
        elif (target := self.section.target(line)) is not None:
            self.opened.emit(*target)

    def _show_acts(self, line: object) -> None:
        posting = line if isinstance(line, DossierPosting) else None
        self.edit.setEnabled(posting is not None)
        self.delete.setEnabled(posting is not None and posting.id is not None)

    def _edit_posting(self) -> None:
        if isinstance(line := self.table.current_row(), DossierPosting):
            self.posting_edit_wanted.emit(line)

    def _delete_posting(self) -> None:
        if isinstance(line := self.table.current_row(), DossierPosting) and line.id is not None:
            self.posting_delete_wanted.emit(line)
