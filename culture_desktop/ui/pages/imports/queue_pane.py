"""待定: who an ambiguous row means, its values and those of the people it may mean side by side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from culture_desktop.override import override
from culture_desktop.services.imports.preview import (
    NEW_RECORD,
    SHEET_STRIDE,
    Candidate,
    ComparedField,
    ImportRow,
)
from culture_desktop.spreadsheets.values import text
from culture_desktop.ui.pages.imports.answer_card import AnswerCard
from culture_desktop.ui.pages.imports.decisions import Decisions
from culture_desktop.ui.pages.imports.questions_pane import QuestionsPane
from culture_desktop.ui.pages.imports.row_columns import changes_in_words
from culture_desktop.ui.pages.imports.row_index import RowIndex
from culture_desktop.ui.tables.cells import Cell, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.layouts import clear, holder
from culture_desktop.ui.widgets.text import ElidedLabel, Label

_LIST = 380
_LEAST = 120
_INDENT = 6
_BARE = (("number", "工号"), ("name", "姓名"), ("unit", "部门"))


class QueuePane(QuestionsPane[ImportRow]):
    """Nothing is chosen until the user chooses.

    Signals:
        decided: what a row (its number) should mean: a record, NEW_RECORD, or None (object).
    """

    decided = Signal(int, object)

    def __init__(self) -> None:
        self._index: RowIndex | None = None
        self._decisions: Decisions | None = None
        self._new_record = ""
        columns: tuple[Column[ImportRow], ...] = (
            Column("行", lambda r: Muted(f"{r.row % SHEET_STRIDE:,}"), width=60, right=True, tooltip=self._where),
            Column("姓名", lambda r: Name(r.name) if r.name else None, width=110),
            Column("选定", self._state, width=160, stretch=True),
        )
        super().__init__(columns, name="待定的行", key=lambda r: r.row, width=_LIST)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._body.addWidget(holder(self._grid))
        self._on_key("N", lambda: self.press("N"))

    def show_rows(self, index: RowIndex, decisions: Decisions, new_record: str) -> None:
        """Show the ambiguous rows of another preview."""
        self._index, self._decisions, self._new_record = index, decisions, new_record
        self._keys.setText("键 1–9 选定　" + ("N 另建　" if new_record else "") + "S 跳过")
        self.set_questions(list(index.undecided.values()))

    def show_choices(self) -> None:
        """Show again what was chosen, after it was changed elsewhere."""
        self.table.viewport().update()
        self._show_current(self.table.current_row())

    @override
    def _is_open(self, question: ImportRow) -> bool:
        return self._decisions is not None and question.row not in self._decisions.choices

    @override
    def _ask(self, question: ImportRow) -> None:
        assert self._index is not None
        like = f"与 {len(question.candidates)} 人相近" if len(question.candidates) > 1 else "与一人相近"
        number = f"工号 {question.number}" if question.number else "没有工号"
        place = self._index.preview.place(question.row)
        self._set_words(f"{question.name or '（没有姓名）'}是谁", f"{place}，{number}，{like}。不同的栏已标出。")
        clear(self._grid)
        for line in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(line, 0)
        self._show_answers(question)
        self._show_fields(question)

    def _show_answers(self, question: ImportRow) -> None:
        chosen = self._decisions.choices.get(question.row) if self._decisions is not None else None
        said = Label("名单里", "strong")
        said.setContentsMargins(_INDENT, 0, 0, 6)
        self._grid.addWidget(said, 0, 1, Qt.AlignmentFlag.AlignBottom)
        for at, candidate in enumerate(question.candidates):
            card = AnswerCard(
                candidate.person_id,
                f"{candidate.name} {candidate.number}",
                candidate.unit.rpartition("/")[2],
                candidate.hint,
                key=str(at + 1) if at < 9 else "",
            )
            effect = changes_in_words(candidate.changes) or candidate.verdict.label
            card.setToolTip(f"{candidate.hint}\n{effect}".strip())
            self._add_answer(card, at + 2, chosen)
        if question.may_be_new and self._new_record:
            card = AnswerCard(NEW_RECORD, self._new_record, "另建一条记录", key="N")
            self._add_answer(card, len(question.candidates) + 2, chosen)
        for at in range(self._grid.columnCount()):
            used = 1 <= at < 2 + len(question.candidates) + (question.may_be_new and bool(self._new_record))
            self._grid.setColumnStretch(at, int(used))
            self._grid.setColumnMinimumWidth(at, _LEAST if used else 0)

    def _add_answer(self, card: AnswerCard, place: int, chosen: int | None) -> None:
        self._grid.addWidget(self._offer(card, chosen=card.answer == chosen), 0, place, Qt.AlignmentFlag.AlignTop)

    def _show_fields(self, question: ImportRow) -> None:
        beside = [_by_key(candidate, self._said(question)) for candidate in question.candidates]
        keys = dict.fromkeys(key for fields in beside for key in fields)
        for line, key in enumerate(keys, 1):
            known = next(fields[key] for fields in beside if key in fields)
            self._grid.addWidget(Label(known.title, "caption"), line, 0)
            self._grid.addWidget(_value(known.row), line, 1)
            for at, fields in enumerate(beside):
                held = fields.get(key)
                label = _value(held.held if held is not None else "")
                if held is not None and held.differs:
                    label.setObjectName("differs")
                    label.setAccessibleName(f"{known.title}不同：{held.held}")
                self._grid.addWidget(label, line, at + 2)
            self._grid.setRowMinimumHeight(line, 24)

    def _said(self, question: ImportRow) -> Mapping[str, str]:
        """What the row says in the fields that a candidate is known by without further ones."""
        assert self._index is not None
        table, cells = self._index.preview.table_of(question.row), self._index.preview.cells(question.row)
        return {key: text(table.cell(key, cells)) for key in table.columns}

    @override
    def _take(self, question: ImportRow, card: AnswerCard) -> None:
        assert card.answer is None or isinstance(card.answer, int)
        self.decided.emit(question.row, card.answer)
        self.skip()

    def _state(self, row: ImportRow) -> Cell:
        chosen = self._decisions.choices.get(row.row) if self._decisions is not None else None
        if chosen is None:
            return Muted(f"{len(row.candidates)} 人相近")
        if chosen == NEW_RECORD:
            return Status(self._new_record, Tone.OK)
        words = next(f"{known.name} {known.number}" for known in row.candidates if known.person_id == chosen)
        return Status(words, Tone.OK)

    def _where(self, row: ImportRow) -> str:
        return "" if self._index is None else self._index.preview.place(row.row)


def _value(words: str) -> ElidedLabel:
    label = ElidedLabel(words or "—")
    label.setIndent(_INDENT)
    return label


def _by_key(candidate: Candidate, said: Mapping[str, str]) -> dict[str, ComparedField]:
    """The fields to be looked at side by side; of a candidate that brings none, those it is known by."""
    fields: Sequence[ComparedField] = candidate.fields
    if not fields:
        held = {"number": candidate.number, "name": candidate.name, "unit": candidate.unit}
        fields = [
            ComparedField(key, title, said.get(key, ""), held[key], bool(said.get(key)) and said[key] != held[key])
            for key, title in _BARE
        ]
    return {field.key: field for field in fields}
