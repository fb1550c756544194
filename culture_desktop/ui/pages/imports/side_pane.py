"""Beside the preview: the rows that need a decision, one at a time, and the cells that cannot be taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.services.imports.preview import (
    NEW_RECORD,
    Candidate,
    CellProblem,
    ImportPreview,
    ImportRow,
    Verdict,
)
from culture_desktop.ui.pages.imports.candidate_card import CandidateCard
from culture_desktop.ui.pages.imports.decisions import Decisions
from culture_desktop.ui.pages.imports.row_columns import changes_in_words
from culture_desktop.ui.tables.cells import Muted
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import GAP_LARGE
from culture_desktop.ui.widgets.buttons import IconButton, LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label, hline, paragraph, set_paragraph

WIDTH = 304
_ERRORS_ROOM, _ERRORS_LEAST = 172, 64  # with the head and the gaps; the table alone
_ERROR_COLUMNS = (
    Column[CellProblem]("行", lambda p: Muted(f"{p.row:,}"), width=52, right=True),
    Column[CellProblem](
        "列与原因",
        lambda p: f"{p.column}　{p.reason}",
        width=180,
        stretch=True,
        tooltip=lambda p: f"第 {p.row:,} 行“{p.column}”填的是“{p.value}”：{p.reason}" if p.value else "",
    ),
)


class UndecidedSection(QWidget):
    """One ambiguous row with its candidates; arrows lead to the others.

    Signals:
        decided: what a row (its number) should mean: a record, NEW_RECORD, or None (object).
        shown: the number of the row that is shown now.
        resized: another number of answers is shown.
    """

    decided = Signal(int, object)
    shown = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ImportRow] = ()
        self._at = 0
        self._decisions: Decisions | None = None
        self._new_record = ""
        self._title = Label("", "card_title")
        self._place = Label("", "caption")
        self.back = IconButton("chevron-left", "上一行待定", clicked=lambda: self._move(-1))
        self.next = IconButton("chevron-right", "下一行待定", clicked=lambda: self._move(1))
        self._question = paragraph("", "body")
        self._cards: QVBoxLayout = column(gap=6)
        self._group = QButtonGroup(self)
        head = row(self._title, STRETCH, self._place, self.back, self.next, gap=2)
        self.setLayout(column(head, self._question, self._cards, gap=8))

    @property
    def cards(self) -> list[CandidateCard]:
        """The answers offered for the row shown."""
        return [card for card in self._group.buttons() if isinstance(card, CandidateCard)]

    def show_rows(self, rows: Sequence[ImportRow], decisions: Decisions, new_record: str) -> None:
        """Show the ambiguous rows of another preview."""
        self._rows, self._decisions, self._new_record = rows, decisions, new_record
        self._at = 0
        self.setVisible(bool(rows))
        if rows:
            self._show()

    def show_choice(self) -> None:
        """Show again what was chosen for the row shown, after it was changed elsewhere."""
        if self._rows:
            self._show()

    def go_to(self, row_number: int) -> None:
        """Show the ambiguous row with this number, if it is one."""
        for at, known in enumerate(self._rows):
            if known.row == row_number and at != self._at:
                self._at = at
                self._show()

    def _move(self, step: int) -> None:
        self._at = (self._at + step) % len(self._rows)
        self._show()
        self.shown.emit(self._rows[self._at].row)

    def _show(self) -> None:
        shown = self._rows[self._at]
        several = len(self._rows) > 1
        self._title.setText(f"待定 {len(self._rows):,} 行")
        self._place.setText(f"{self._at + 1:,} / {len(self._rows):,}")
        for part in (self._place, self.back, self.next):
            part.setVisible(several)
        number = f"工号 {shown.number}" if shown.number else "没有工号"
        like = f"与 {len(shown.candidates)} 人相近" if len(shown.candidates) > 1 else "与一人相近"
        set_paragraph(self._question, f"第 {shown.row:,} 行“{shown.name}”{number}，{like}。请选定是谁：")
        self._show_cards(shown)

    def _show_cards(self, shown: ImportRow) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._cards)
        cards = [_card(candidate) for candidate in shown.candidates]
        if shown.may_be_new:
            cards.append(CandidateCard(NEW_RECORD, self._new_record, "另建一条记录"))
        cards.append(CandidateCard(None, "暂不确定，这一行不导入"))
        chosen = self._decisions.choices.get(shown.row) if self._decisions else None
        for card in cards:
            self._group.addButton(card)
            self._cards.addWidget(card)
            card.setChecked(card.record == chosen)
            card.clicked.connect(self._report)
        self.resized.emit()

    def _report(self) -> None:
        card = self._group.checkedButton()
        if isinstance(card, CandidateCard):
            self.decided.emit(self._rows[self._at].row, card.record)


def _card(candidate: Candidate) -> CandidateCard:
    """Who it may be, and in the tooltip what choosing would do."""
    card = CandidateCard(
        candidate.person_id,
        f"{candidate.name} {candidate.number}",
        candidate.unit.rpartition("/")[2],
        candidate.hint,
    )
    effect = changes_in_words(candidate.changes) or candidate.verdict.label
    card.setToolTip(f"{candidate.unit}\n{effect}".strip())
    return card


class SidePane(QWidget):
    """Undecided rows, errors, units that would be made; or that all is well.

    Signals:
        row_wanted: the table should show this row.
        rejected_wanted: the rows that would not be written are to be exported.
    """

    row_wanted = Signal(int)
    rejected_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.undecided = UndecidedSection()
        self.undecided.shown.connect(self.row_wanted)
        self.undecided.resized.connect(self._fit)
        self._undecided_content = holder(column(self.undecided, STRETCH))
        self.undecided_area: QScrollArea = scrolled(self._undecided_content)
        self._line = hline()
        self._errors_title = Label("", "card_title")
        self.export = LinkButton("导出错误行", clicked=self.rejected_wanted.emit)
        self.export.setToolTip("错误和待定的行连同原因存为 xlsx，改好后可再导入")
        self.errors = RowTable[CellProblem](_ERROR_COLUMNS, name="错误", key=lambda p: (p.row, p.column))
        self.errors.horizontalHeader().hide()
        self.errors.setMinimumHeight(_ERRORS_LEAST)
        self.errors.current_changed.connect(self._go_to_error)
        self._well = self._all_well()
        head = holder(row(self._errors_title, STRETCH, self.export))
        self._errors_part = holder(column(head, self.errors, gap=4))
        whole = column(gap=12, margins=(GAP_LARGE, 14, GAP_LARGE, 12))
        whole.addWidget(self._well)
        whole.addWidget(self.undecided_area)
        whole.addWidget(self._line)
        whole.addWidget(self._errors_part, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)

    def show_preview(self, preview: ImportPreview, decisions: Decisions, new_record: str) -> None:
        """Show what another preview leaves open."""
        undecided = [row_ for row_ in preview.rows if row_.verdict is Verdict.AMBIGUOUS]
        problems = preview.problems
        errors = preview.counts[Verdict.ERROR]
        self.undecided.show_rows(undecided, decisions, new_record)
        self.undecided_area.setVisible(bool(undecided))
        self._errors_title.setText(f"错误 {errors:,} 行" if errors else "未决的行")
        self.errors.set_rows(problems)
        self.errors.setVisible(bool(problems))
        self._errors_part.setVisible(bool(undecided or problems))
        self._line.setVisible(bool(undecided))
        self._well.setVisible(not undecided and not problems)
        self._fit()

    def _fit(self) -> None:
        """The undecided row takes what it needs, as long as some errors are seen below it."""
        wanted = self._undecided_content.sizeHint().height() + 2
        self.undecided_area.setFixedHeight(max(0, min(wanted, self.height() - _ERRORS_ROOM)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
