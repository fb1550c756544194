"""Everyone on the books against a campaign's conditions: who could be put forward, and what keeps the others back.

::

    ids = EveryoneDialog(self, index, find=..., export=..., open_=True).run()       # tuple[int, ...] | None

The index is made on the worker; after that nothing here takes longer than a moment with 100,000 people.
"""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QWidget

from culture_desktop.services.awards.everyone import CheckedRow
from culture_desktop.services.awards.everyone_index import EveryoneIndex, Holds
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.tables.cells import Muted, Name, Status, text_of
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tables.sliced_rows import SlicedRows
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.reasons import Reason, Reasons
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import ElidedLabel, Label

_WIDTH, _HEIGHT, _CARD, _SEARCH = 1180, 620, 300, 210
_EVERY_RULE = "全部条件"
_WIDTHS = {"姓名": 14.0, "工号": 14.0, "单位": 36.0, "结论": 10.0, "符合": 8.0, "不符合的条件": 80.0, "推荐": 8.0}
Find = Callable[[str], Collection[int]]
Export = Callable[[Callable[[], ShownTable]], None]


def _verdict(checked: CheckedRow) -> Status:
    failed = len(checked.eligibility.failures)
    return Status(f"不合格 {failed} 条", Tone.BAD) if failed else Status("合格", Tone.OK)


def _met(checked: CheckedRow) -> str:
    findings = checked.eligibility.findings
    return f"{sum(finding.ok for finding in findings)} / {len(findings)}"


def _failures(checked: CheckedRow) -> str:
    return "；".join(f"{finding.rule}：{finding.reason}" for finding in checked.eligibility.failures)


_COLUMNS = (
    Column[CheckedRow]("姓名", lambda c: Name(c.name), width=110),
    Column[CheckedRow]("工号", lambda c: Muted(c.number), width=104),
    Column[CheckedRow]("单位", lambda c: Muted(c.unit.rpartition("/")[2]), width=110, tooltip=lambda c: c.unit),
    Column[CheckedRow]("结论", _verdict, width=112),
    Column[CheckedRow]("符合", lambda c: Muted(_met(c)), width=56, right=True),
    Column[CheckedRow]("不符合的条件", _failures, width=180, stretch=True, tooltip=_failures),
    Column[CheckedRow]("推荐", lambda c: Muted("已推荐") if c.nominated else "", width=64),
)


class EveryoneDialog(Dialog):
    """Search, views and conditions over the table; the current person's findings beside it."""

    def __init__(
        self, parent: QWidget | None, index: EveryoneIndex, *, find: Find, export: Export, open_: bool
    ) -> None:
        super().__init__(parent, "全体人员资格审查", act="推荐" if open_ else "", width=_WIDTH)
        self._index, self._find, self._export = index, find, export
        self._positions: Sequence[int] = ()
        self._shown: frozenset[int] = frozenset()
        self._showing = False
        self.chosen: set[int] = set()
        self.search = SearchBox("姓名、拼音、工号、单位", width=_SEARCH, shortcut="Ctrl+F")
        self.search.searched.connect(self.show_rows)
        self.group = QButtonGroup(self)
        chips = row(gap=6)
        for at, holds in enumerate(Holds):
            chip = ChoiceChip(f"{holds.label} {index.count(holds):,}", checked=holds is Holds.ALL)
            self.group.addButton(chip, at)
            chips.addWidget(chip)
        self.group.idClicked.connect(lambda _at: self.show_rows())
        self.rule = QComboBox()
        self.rule.setAccessibleName("不符合哪一条")
        self.rule.addItem(_EVERY_RULE)
        for rule, failed in zip(index.checked.rules, index.checked.failures, strict=True):
            self.rule.addItem(f"不符合“{rule}” {failed:,} 人")
        self.rule.setMinimumContentsLength(18)
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule.activated.connect(lambda _at: self.show_rows())
        self.export_button = Button("导出", icon="download", clicked=self.export)
        self.table = RowTable[CheckedRow](
            _COLUMNS,
            name="全体人员",
            key=lambda c: c.person_id,
            checkable=open_,
            muted=lambda c: not c.eligibility.passed,
        )
        self.table.ticked.connect(self._take_ticks)
        self.table.current_changed.connect(self._show_person)
        self._lay_out(chips)
        self.show_rows()
        self._show_count()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self) -> tuple[int, ...] | None:
        """The ids of those to be put forward; None when the dialog was left."""
        return tuple(sorted(self.chosen)) if self.exec() == Dialog.DialogCode.Accepted else None

    def show_rows(self) -> None:
        """Show whom search, view and condition leave."""
        words = self.search.text().strip()
        rule = self.rule.currentIndex() - 1
        found = frozenset(self._find(words)) if words else None
        index = self._index
        self._positions = index.positions(tuple(Holds)[self.group.checkedId()], rule if rule >= 0 else None, found)
        keys = [index.ids[at] for at in self._positions]
        self._shown = frozenset(keys)
        self._showing = True
        self.table.set_placeholder(self._placeholder())
        rows = SlicedRows(len(keys), self._fetch, keys=keys)
        self.table.set_rows(rows, self._shown - index.nominated)
        self.table.row_model.set_ticked(self._shown & self.chosen)
        self._showing = False
        self._note.setText(f"{len(keys):,} 人")
        if self.table.current_row() is None:
            self._show_person(None)

    def export(self) -> None:
        """Have what is shown written to a file."""
        positions = self._positions
        self._export(lambda: self._shown_table(positions))

    def _lay_out(self, chips: QHBoxLayout) -> None:
        self._note = Label("", "caption")
        line = row(self.search, holder(chips), self.rule, STRETCH, self._note, self.export_button, gap=10)
        self._name, self._place = ElidedLabel("", "page_title"), ElidedLabel("", "caption")
        self.findings = Reasons(joined=False)
        self._hint = Label("在左边选一个人，看每一条的数字", "caption")
        inside = column(self._name, self._place, self._hint, 6, self.findings, STRETCH, gap=4, margins=(14, 12, 14, 12))
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_CARD)
        card.setLayout(column(scrolled(holder(inside)), gap=0, margins=(1, 1, 1, 1)))
        body = row(gap=12)
        body.addWidget(self.table, 1)
        body.addWidget(card)
        self.body.addLayout(line)
        self.body.addLayout(body, 1)
        self.resize(_WIDTH, _HEIGHT)

    def _fetch(self, offset: int, limit: int) -> list[CheckedRow]:
        rows = self._index.checked.rows
        return [rows[at] for at in self._positions[offset : offset + limit]]

    def _placeholder(self) -> EmptyState:
        if self._index.checked.rows:
            return EmptyState.filtered("没有符合的人", "换个写法，或看全部", self.clear)
        return EmptyState("users", "名册里没有在职人员", "先在“人员”里导入名册")

    def clear(self) -> None:
        """Show everybody."""
        self.search.clear()
        self.group.button(0).setChecked(True)
        self.rule.setCurrentIndex(0)
        self.show_rows()

    def _take_ticks(self, ticked: frozenset[int]) -> None:
        if not self._showing:
            self.chosen = (self.chosen - self._shown) | ticked
            self._show_count()

    def _show_count(self) -> None:
        number = len(self.chosen)
        self.act_button.setText(f"推荐 {number:,} 人" if number else "推荐")
        self.act_button.setEnabled(number > 0)

    def _show_person(self, person: object) -> None:
        known = isinstance(person, CheckedRow)
        self._hint.setVisible(not known)
        for widget in (self._name, self._place, self.findings):
            widget.setVisible(known)
        if isinstance(person, CheckedRow):
            self._name.setText(person.name)
            self._place.setText("　".join(filter(None, (person.unit.rpartition("/")[2], person.number))))
            findings = sorted(person.eligibility.findings, key=lambda finding: finding.ok)
            self.findings.set_reasons(
                [Reason(Tone.OK if f.ok else Tone.BAD, f.rule, f.reason, strong=not f.ok) for f in findings]
            )

    def _shown_table(self, positions: Sequence[int]) -> ShownTable:
        columns = tuple((one.title, _WIDTHS[one.title]) for one in _COLUMNS)
        rows = self._index.checked.rows
        words = tuple(tuple(_words(one, rows[at]) for one in _COLUMNS) for at in positions)
        return ShownTable("全体人员资格审查", columns, words)


def _words(one: Column[CheckedRow], checked: CheckedRow) -> str:
    """What a column says; of a unit its whole path."""
    return checked.unit if one.title == "单位" else text_of(one.cell(checked))
