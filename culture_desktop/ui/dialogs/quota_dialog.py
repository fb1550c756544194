"""Divides the places of a campaign among units; nothing is kept before it is shown with the reason for each unit.

::

    done = QuotaDialog(self, services.award_quotas, runner, settings, terms).run()      # Done[None] | None
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.rules.apportionment import Method
from culture_desktop.services.awards.campaign_terms import CampaignTerms
from culture_desktop.services.awards.quota_rows import Factor, QuotaDraft, QuotaLine, QuotaTerms
from culture_desktop.services.awards.quotas import QuotaService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import factor_dialog
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog, required_number_in
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import Chip, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.check_menu import CheckMenu
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import EmploymentType, TierKind

_NO_LIMIT, _MOST, _HEIGHT = -1, 99_999, 210


class QuotaDialog(SavingDialog):
    """How, a table of the units, what is tied."""

    def __init__(
        self, parent: QWidget | None, service: QuotaService, runner: Runner, settings: Settings, terms: CampaignTerms
    ) -> None:
        super().__init__(parent, "名额分配", act="保存", width=860)
        self._service, self._runner, self._settings, self._terms = service, runner, settings, terms
        self.draft: QuotaDraft | None = None
        self.factors: list[Factor] = []
        self.kind, self.pool = WordBox(TierKind), WordBox(EmploymentType, none="全体职工")
        self.level, self.method = QComboBox(), WordBox(Method)
        self.level.addItems(service.levels())
        self.level.setCurrentIndex(min(1, self.level.count() - 1))
        self.seats, self.minimum, self.maximum = _spin(1, 1), _spin(_NO_LIMIT), _spin(_NO_LIMIT)
        self.ratio, self.heads_part = QLineEdit("1"), QLineEdit("50")
        self.add_factor_button = Button("添加因素", icon="plus", kind=Kind.QUIET, clicked=self._add_factor)
        self.work_button = Button("试算", icon="scale", clicked=self.work_out)
        self._chips = Flow(gap=6)
        self.head = Label("", "secondary")
        self.head.setWordWrap(True)
        self.table = RowTable[QuotaLine](_COLUMNS, name="各单位名额", key=lambda line: line.unit_id)
        self.table.setFixedHeight(_HEIGHT)
        self.why = Label("", "caption", selectable=True)
        self.why.setWordWrap(True)
        self.tied: CheckMenu | None = None
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("如 经工会委员会研究，照顾一线")
        self.reason.setAccessibleName("议定的理由")
        self.tie_words = Label("", tone=Tone.WARN)
        self.tie_words.setWordWrap(True)
        self._tie_place = column(gap=0)
        chosen = row(Label("议定给"), holder(self._tie_place), Label("理由"), gap=6)
        chosen.addWidget(self.reason, 1)
        self._ties = holder(column(self.tie_words, chosen, gap=6))
        self.body.addLayout(self._fields())
        self.body.addWidget(self.head)
        self.body.addWidget(self.table)
        self.body.addWidget(self.why)
        self.body.addWidget(self._ties)
        self.finish()
        self._connect()
        self._show_seats()

    @override
    def save(self) -> Done[None]:
        given = dict.fromkeys(self.tied.keys(), 1) if self.tied is not None else {}
        return self._service.save(self._terms.code, self.terms(), given, self.reason.text())

    def terms(self) -> QuotaTerms:
        """What is entered; InvalidFieldError for what cannot be read."""
        low, high = (None if spin.value() == _NO_LIMIT else spin.value() for spin in (self.minimum, self.maximum))
        return QuotaTerms(
            kind=self.kind.required(),
            level=self.level.currentIndex() + 1,
            seats=self.seats.value(),
            method=self.method.required(),
            pool=self.pool.word(),
            minimum=low,
            maximum=high,
            ratio=required_number_in(self.ratio, "差额比例"),
            heads_part=required_number_in(self.heads_part, "在岗人数的比重") if self.factors else Decimal(100),
            factors=tuple(self.factors),
        )

    def work_out(self) -> None:
        """Divide and show; nothing is kept."""
        self.problem.hide()
        try:
            terms = self.terms()
        except CultureError as error:
            self._fail(error)
            return

        def look(_progress: Progress) -> QuotaDraft:
            return self._service.preview(self._terms.code, terms)

        self._runner.run(look, title="试算名额", done=self._show, failed=self._fail)

    def _fields(self) -> QGridLayout:
        named: Sequence[tuple[str, QWidget]] = (
            ("对象", self.kind),
            ("人员范围", self.pool),
            ("分到", self.level),
            ("名额", self.seats),
            ("办法", self.method),
            ("每单位至少", self.minimum),
            ("每单位至多", self.maximum),
            ("差额 1：", self.ratio),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for at, (words, widget) in enumerate(named):
            widget.setAccessibleName(words)
            label = Label(words)
            label.setBuddy(widget)
            grid.addWidget(label, at // 4 * 2, at % 4)
            grid.addWidget(widget, at // 4 * 2 + 1, at % 4)
        self.heads_part.setAccessibleName("在岗人数的比重")
        self.heads_part.setFixedWidth(60)
        self._heads = holder(row(Label("在岗人数 ×"), self.heads_part, gap=6))
        factors = row(Label("按"), self._heads, holder(self._chips), self.add_factor_button, STRETCH, self.work_button)
        grid.addLayout(factors, 4, 0, 1, 4)
        for at in range(4):
            grid.setColumnStretch(at, 1)
        return grid

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_seats)
        for box in (self.kind, self.pool, self.method):
            box.currentIndexChanged.connect(self._forget)
        self.level.currentIndexChanged.connect(self._change_level)
        for spin in (self.seats, self.minimum, self.maximum):
            spin.valueChanged.connect(self._forget)
        for line in (self.ratio, self.heads_part):
            line.textChanged.connect(self._forget)
        self.table.current_changed.connect(self._explain)
        self._show_factors()

    def _show_seats(self) -> None:
        """All places there are for those who are chosen."""
        kind = self.kind.required()
        self.seats.setValue(max(sum(tier.seats for tier in self._terms.tiers if tier.kind is kind), 1))

    def _change_level(self) -> None:
        """Numbers of other units are of no use."""
        self.factors.clear()
        self._show_factors()

    def _add_factor(self) -> None:
        level = self.level.currentIndex() + 1
        units = self._service.units_at(level)
        made = factor_dialog.ask(self, self._service, units, level, self._settings)
        if made is not None:
            self.factors.append(made)
            self._show_factors()

    def _drop(self, factor: Factor) -> None:
        self.factors.remove(factor)
        self._show_factors()

    def _show_factors(self) -> None:
        clear(self._chips)
        for factor in self.factors:
            words = f"{factor.title} × {factor.part.normalize():f}"
            self._chips.addWidget(FilterChip(words, removed=partial(self._drop, factor)))
        self._heads.setEnabled(bool(self.factors))
        self._forget()

    def _forget(self) -> None:
        """What is shown is no longer what would be kept."""
        self.draft = None
        self.table.set_rows(())
        self.head.setText("改动之后请试算；看过结果再保存。")
        self.why.setText("")
        self.tied = None
        self._ties.hide()
        self.act_button.setEnabled(False)

    def _show(self, draft: QuotaDraft) -> None:
        self.draft = draft
        self.table.set_rows(draft.lines)
        self.head.setText(draft.head)
        clear(self._tie_place)
        self._ties.setVisible(bool(draft.ties))
        if draft.ties:
            units = [unit for tied, _places in draft.ties for unit in tied]
            self.tied = CheckMenu("议定给哪些单位", [(unit.rpartition("/")[2], unit) for unit in units])
            self._tie_place.addWidget(self.tied)
            self.tie_words.setText(f"{draft.sentence}。请选定并写明理由，程序不代为决定。")
        self.act_button.setEnabled(True)

    def _explain(self, line: object) -> None:
        self.why.setText(line.explanation if isinstance(line, QuotaLine) else "")

    def _fail(self, error: CultureError) -> None:
        self.problem.setText(str(error))
        self.problem.show()


def _spin(least: int, value: int = _NO_LIMIT) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, _MOST)
    spin.setValue(value)
    if least == _NO_LIMIT:
        spin.setSpecialValueText("不限")
    return spin


_COLUMNS = (
    Column[QuotaLine]("单位", lambda line: Name(line.unit.rpartition("/")[2]), width=170, tooltip=lambda x: x.unit),
    Column[QuotaLine]("人数", lambda line: Muted(f"{line.heads:,}"), width=70, right=True),
    Column[QuotaLine]("名额", lambda line: str(line.places), width=60, right=True),
    Column[QuotaLine]("推荐", lambda line: str(line.nominees), width=60, right=True),
    Column[QuotaLine]("", lambda line: Chip("不分先后", Tone.WARN) if line.tied else "", width=90),
    Column[QuotaLine](
        "依据",
        lambda line: Muted(line.explanation.removeprefix(f"{line.unit}：")),
        width=200,
        stretch=True,
        tooltip=lambda line: line.explanation,
    ),
)
