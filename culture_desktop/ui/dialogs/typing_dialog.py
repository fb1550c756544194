"""Judges' paper forms typed in twice: 第一遍, 第二遍 blind to it, 核对 cell by cell, then all become scores at once.

::

    done = TypingDialog(self, service, code, judges, "雷慧珍").run()      # Done | None
"""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.awards.score_columns import RECUSED
from culture_desktop.services.awards.typed_scores import Comparison, Disagreement, TypedScoreService, TypingGrid
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.tables.number_grid import GridCell, NumberGrid
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.segments import SegmentDeck
from culture_desktop.ui.widgets.text import Label

_CHECK = 2
_WIDTH, _HEIGHT, _GRID_HEIGHT = 880, 640, 240
_CHECK_COLUMNS = ("第一遍", "第二遍", "采用")
_CHOSEN = 2  # the column that is typed into
_LABELS, _LONG, _LONGEST = 64, 420, 255
_TITLES = ("第一遍录入", "第二遍录入", "两遍不一致的分数")


class TypingDialog(SavingDialog):
    """What was typed is kept when another pass or judge is turned to, and when the dialog is closed."""

    def __init__(
        self, parent: QWidget | None, service: TypedScoreService, code: str, judges: Sequence[str], judge: str
    ) -> None:
        super().__init__(parent, "两遍录入评分", act="记入评分", width=_WIDTH)
        self._service, self._code = service, code
        self._shown: TypingGrid | None = None
        self._dirty = False
        self.comparison: Comparison | None = None
        self.judge = QComboBox()
        self.judge.setAccessibleName("评委")
        self.judge.addItems(list(judges))
        self.judge.setCurrentText(judge)
        self.grids = tuple(NumberGrid(title) for title in _TITLES)
        self.deck = SegmentDeck("录入的步骤")
        self.figures = Label("", "caption")
        self.reason = QLineEdit()
        self.fill_buttons = (
            Button("全部取第一遍", clicked=lambda: self._fill(0)),
            Button("全部取第二遍", clicked=lambda: self._fill(1)),
        )
        for words, part in zip(("第一遍", "第二遍", "核对"), (*self.grids[:_CHECK], self._check_part()), strict=True):
            self.deck.add(words, part)
        for grid in self.grids:
            grid.setMinimumHeight(_GRID_HEIGHT)
            grid.refused.connect(self._refuse)
            grid.changed.connect(self._change)
        self.body.addLayout(row(Label("评委"), self.judge, self.figures, STRETCH, gap=10))
        self.body.addWidget(self.deck, 1)
        self.finish()
        self.cancel_button.setText("关闭")
        self.resize(_WIDTH, _HEIGHT)
        self.judge.currentTextChanged.connect(lambda _judge: self._turn())
        self.deck.shown.connect(lambda _part: self._turn())
        self._turn()

    @property
    def step(self) -> int:
        """0 and 1 are the passes, 2 is the check."""
        return [button.isChecked() for button in self.deck.segments.buttons].index(True)

    @override
    def save(self) -> Done[int]:
        return self._service.accept(self._code, self.judge.currentText(), self._settled(), self.reason.text())

    @override
    def reject(self) -> None:
        """Keep what was typed and close."""
        if self._keep():
            super().reject()

    def _check_part(self) -> QWidget:
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("更正已登记的评分时填写")
        self._reason_form = Form(label_width=_LABELS)
        self._reason_form.add("更正理由", self.reason, width=_LONG)
        return holder(column(row(*self.fill_buttons, STRETCH), self.grids[_CHECK], STRETCH, self._reason_form, gap=8))

    def _turn(self) -> None:
        """Keep what was typed, and show what was turned to."""
        if not self._keep():
            return
        self.problem.hide()
        judge = self.judge.currentText()
        self.act_button.setVisible(self.step == _CHECK)
        try:
            if self.step == _CHECK:
                self._show_check(self._service.compare(self._code, judge))
            else:
                self._show_grid(self._service.grid(self._code, judge, self.step + 1))
        except CultureError as error:
            self._say(str(error))

    def _show_grid(self, grid: TypingGrid) -> None:
        self._shown = grid
        titles = dict.fromkeys(column.title for column in grid.columns)
        known = {(column.kind, column.title): column for column in grid.columns}
        cells: list[list[GridCell | None]] = []
        for nominee in grid.nominees:
            line: list[GridCell | None] = []
            for title in titles:
                column = known.get((nominee.kind, title))
                if column is None:
                    line.append(None)
                elif nominee.nomination_id in grid.shut:
                    line.append(GridCell(words=RECUSED))
                else:
                    line.append(GridCell(grid.typed.get((nominee.nomination_id, column.id)), column.fault))
            cells.append(line)
        rows = [nominee.label for nominee in grid.nominees]
        self.grids[grid.number - 1].show_cells(rows, list(titles), cells)
        self.grids[grid.number - 1].setFocus()
        self._count()

    def _show_check(self, found: Comparison) -> None:
        self._shown, self.comparison = None, found
        rows = [f"{one.nominee}　{one.column.part.name}" for one in found.differing]
        cells = [[_typed(one.first), _typed(one.second), GridCell(None, one.column.fault)] for one in found.differing]
        self.grids[_CHECK].show_cells(rows, _CHECK_COLUMNS, cells)
        self.grids[_CHECK].setVisible(bool(rows))
        for button in self.fill_buttons:
            button.setVisible(bool(rows))
        first, second = found.entered
        lacking = f"，两遍都没有的 {found.blank}" if found.blank else ""
        self.figures.setText(
            f"第一遍 {first} 个，第二遍 {second} 个；一致 {len(found.agreed)}，不一致 {len(rows)}{lacking}"
        )
        self._enable()

    def _count(self) -> None:
        if self._shown is not None:
            filled, every = len(self.grids[self._shown.number - 1].numbers()), len(self._shown.open_places())
            self.figures.setText(f"已录 {filled} / {every}")

    def _change(self) -> None:
        self._dirty = self._dirty or self._shown is not None
        self._count()
        self._enable()

    def _enable(self) -> None:
        found = self.comparison
        if self.step != _CHECK or found is None:
            return
        count = len(found.agreed) + len(found.differing)
        self.act_button.setText(f"记入 {count} 个评分")
        settled = len(self._settled()) == len(found.differing)
        self.act_button.setEnabled(settled and all(found.entered))
        if not all(found.entered):
            self._say("两遍都录入之后才能核对记入。")
        elif not settled:
            self._say("在“采用”一栏填上核对原表后的分数，再记入。", tone=Tone.WARN)
        else:
            self.problem.hide()

    def _fill(self, column: int) -> None:
        for at, one in enumerate(self._differing()):
            number = one.first if column == 0 else one.second
            if number is not None:
                self.grids[_CHECK].put(at, _CHOSEN, number)

    def _settled(self) -> dict[tuple[int, int], Decimal]:
        differing = self._differing()
        chosen = {at: number for (at, column), number in self.grids[_CHECK].numbers().items() if column == _CHOSEN}
        return {differing[at].place: number for at, number in chosen.items()}

    def _differing(self) -> tuple[Disagreement, ...]:
        return self.comparison.differing if self.comparison else ()

    def _keep(self) -> bool:
        """Save the pass on screen; whether that went well."""
        grid = self._shown
        if grid is None or not self._dirty:
            return True
        titles = list(dict.fromkeys(column.title for column in grid.columns))
        known = {(column.kind, column.title): column.id for column in grid.columns}
        typed = {}
        for (at, position), number in self.grids[grid.number - 1].numbers().items():
            nominee = grid.nominees[at]
            typed[nominee.nomination_id, known[nominee.kind, titles[position]]] = number
        try:
            self.answer = self._service.save(self._code, grid.judge, grid.number, typed)
        except CultureError as error:
            self._say(str(error))
            return False
        self._dirty = False
        return True

    def _refuse(self, words: str) -> None:
        if words:
            self._say(words)
        else:
            self.problem.hide()

    def _say(self, words: str, tone: Tone = Tone.BAD) -> None:
        self.problem.set_tone(tone)
        self.problem.setText(words)
        self.problem.show()


def _typed(number: Decimal | None) -> GridCell:
    return GridCell(words="没有录入" if number is None else f"{number.normalize():f}")
