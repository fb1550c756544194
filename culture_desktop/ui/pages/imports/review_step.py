"""核对: the mapping, how the file is taken, every row, and what is asked about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from culture_desktop.services.imports.preview import ImportPreview, ImportRow, Verdict
from culture_desktop.services.imports.roster_preview import RosterPreview
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.imports.correction_field import CorrectionField
from culture_desktop.ui.pages.imports.decisions import Decisions, sentence
from culture_desktop.ui.pages.imports.job import Orders
from culture_desktop.ui.pages.imports.leavers_pane import LeaversPane
from culture_desktop.ui.pages.imports.mapping_bar import MappingBar
from culture_desktop.ui.pages.imports.mapping_head import MappingHead
from culture_desktop.ui.pages.imports.options_bar import OptionsBar
from culture_desktop.ui.pages.imports.queue_pane import QueuePane
from culture_desktop.ui.pages.imports.review_tabs import ReviewTabs, Section, Tab, section_of
from culture_desktop.ui.pages.imports.rows_pane import RowsPane
from culture_desktop.ui.pages.imports.units_pane import UnitsPane
from culture_desktop.ui.pages.imports.work import Look
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, hline
from culture_desktop.vocabulary import ListKind

_FIRST_SHOWN = (Verdict.CHANGED, Verdict.NEW)


class ReviewStep(QWidget):
    """Works on a look that ``show_look`` gives it; keeps what the user decides.

    Signals:
        back_wanted: choose another file.
        import_wanted: write.
        rejected_wanted: export the rows that would not be written.
    """

    back_wanted = Signal()
    import_wanted = Signal()
    rejected_wanted = Signal()

    def __init__(self, organisations: Callable[[], Sequence[OrganisationNode]]) -> None:
        super().__init__()
        self._look: Look | None = None
        self._decisions: Decisions | None = None
        self._busy = False
        self.mapping, self.options = MappingBar(), OptionsBar()
        self.head = MappingHead(self.mapping.palette_line)
        self.rows = RowsPane(lambda: self.preview)
        self.tabs = ReviewTabs(self.rows.fields, self.rows.search)
        self.queue, self.units, self.leavers = QueuePane(), UnitsPane(organisations), LeaversPane()
        self._stack = QStackedWidget()
        self.words = ElidedLabel("", "secondary")
        self.correction = CorrectionField()
        self.back_button = Button("换个文件", clicked=self.back_wanted.emit)
        self.import_button = Button("导入", icon="check", kind=Kind.PRIMARY, clicked=self.import_wanted.emit)
        self._lay_out()
        self._connect()

    @property
    def look(self) -> Look:
        """What is shown; there must be something."""
        assert self._look is not None
        return self._look

    @property
    def preview(self) -> ImportPreview:
        """The preview that is shown."""
        return self.look.preview

    @property
    def decisions(self) -> Decisions:
        """What the user decided so far."""
        assert self._decisions is not None
        return self._decisions

    @property
    def orders(self) -> Orders:
        """All that the user decided."""
        choices, excluded = dict(self.decisions.choices), frozenset(self.decisions.excluded)
        left_on = self.leavers.left_on.day() if self.leavers.left else None
        return Orders(choices, excluded, self.leavers.left, left_on, self.correction.reason)

    def show_look(self, look: Look, kinds: Sequence[ListKind], *, guessed: bool) -> None:
        """Show another look; of the same file and kind, what was decided holds as far as it still fits."""
        before = self._look
        same = before is not None and (before.source.path, before.job) == (look.source.path, look.job)
        self._decisions = Decisions(look.index, self._decisions if same else None)
        self._look = look
        if not same:
            self.correction.clear()
            self.rows.search.clear()
        self._show_mapping()
        self.options.show_look(look, kinds, guessed=guessed)
        roster = look.preview if isinstance(look.preview, RosterPreview) else None
        self.units.show_preview(look.preview)
        self.leavers.show_preview(roster, self.leavers.left if same else None)
        self.queue.show_rows(look.index, self.decisions, look.job.words.new_record)
        self._show_tabs(first=not same)
        self.rows.show_rows(look.index, self.decisions, self.tabs.verdict)
        self._show_outcome()

    def forget(self) -> None:
        """Decide anew about the next look."""
        self._look = None

    def set_busy(self, busy: bool) -> None:
        """While something is read or written nothing can be imported; after it, what is in force is shown again."""
        self._busy = busy
        for part in (self.mapping, self.head, self.back_button, self.correction, self.leavers):
            part.setEnabled(not busy)
        if self._look is not None:
            self._show_outcome()

    def show_in_force(self, kinds: Sequence[ListKind], *, guessed: bool) -> None:
        """Take back choices that came to nothing."""
        if self._look is not None:
            self._show_mapping()
            self.options.show_look(self._look, kinds, guessed=guessed)
            self.units.show_preview(self._look.preview)

    def go_to(self, tab: Tab) -> None:
        """Show a tab."""
        self.tabs.choose(tab)
        self._show_tab()

    def _lay_out(self) -> None:
        upper = column(self.head, self.mapping, self.options, gap=6, margins=(PAGE_MARGIN, 0, PAGE_MARGIN, 6))
        for pane in (self.rows, self.queue, self.units, self.leavers):
            self._stack.addWidget(pane)
        foot = row(margins=(PAGE_MARGIN, 9, PAGE_MARGIN, 9))
        foot.addWidget(self.words, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.import_button)
        bar = QFrame()
        bar.setObjectName("sheet")
        bar.setLayout(foot)
        whole = column(holder(upper), hline(), self.tabs, gap=0)
        whole.addWidget(self._stack, 1)
        whole.addWidget(hline())
        whole.addWidget(self.correction)
        whole.addWidget(bar)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _tab: self._show_tab())
        self.rows.ticks_changed.connect(self._show_outcome)
        self.rows.errors.rejected_wanted.connect(self.rejected_wanted)
        self.rows.errors.tab_wanted.connect(self.go_to)
        self.rows.table.opened.connect(self._open_row)
        self.queue.decided.connect(self._decide)
        self.leavers.changed.connect(self._show_outcome)
        self.leavers.compared.connect(self._show_counts)
        self.correction.changed.connect(self._show_outcome)

    def _show_mapping(self) -> None:
        look = self.look
        extras = isinstance(look.preview, RosterPreview)
        required = look.job.missing({})
        self.mapping.show_columns(
            look.columns, look.preview.fields, required=required, joined=look.job.joined, extras=extras
        )
        self.head.show_look(look)

    def _show_tabs(self, *, first: bool) -> None:
        self._show_counts()
        if first:
            counts = self.preview.counts
            self.tabs.choose(next((v for v in _FIRST_SHOWN if counts[v]), None))
        self._stack.setCurrentWidget(self._pane())
        self.rows.search.setVisible(self._pane() is self.rows)

    def _show_counts(self) -> None:
        sections = {}
        if questions := self.preview.unit_questions:
            sections[section_of(self.preview)] = len(questions)
        if self.leavers.offered:
            sections[Section.LEAVERS] = self.leavers.count
        self.tabs.show_counts(self.preview.counts, sections)

    def _pane(self) -> QWidget:
        panes: dict[Tab, QWidget] = {
            Verdict.AMBIGUOUS: self.queue,
            Section.UNITS: self.units,
            Section.ORGANISATIONS: self.units,
            Section.LEAVERS: self.leavers,
        }
        return panes.get(self.tabs.tab, self.rows)

    def _show_tab(self) -> None:
        pane = self._pane()
        self._stack.setCurrentWidget(pane)
        self.rows.search.setVisible(pane is self.rows)
        if pane is self.rows:
            self.rows.show_verdict(self.tabs.verdict)
        else:
            self.rows.fields.hide()
        if pane is self.queue:
            self.queue.show_choices()

    def _open_row(self, opened: ImportRow) -> None:
        if opened.verdict is Verdict.AMBIGUOUS:
            self.go_to(Verdict.AMBIGUOUS)
            self.queue.table.select_key(opened.row)

    def _decide(self, row_number: int, record: int | None) -> None:
        self.decisions.choose(row_number, record)
        self._show_outcome()

    def _show_outcome(self) -> None:
        job, outcome, left = self.look.job, self.decisions.outcome(), len(self.leavers.left)
        self.rows.errors.show_open(outcome.undecided, len(self.preview.open_questions))
        leaving = f"标记离职 {left:,} 人。" if left else ""
        self.words.setText(sentence(outcome, job.words.unit) + leaving)
        writing = f"导入 {count(outcome.total, job.words.unit)}" if outcome.total else "导入"
        self.import_button.setText(f"标记 {count(left, '人')}离职" if left and not outcome.total else writing)
        self.correction.ask(job.words.corrected, outcome.changed)
        anything = outcome.total > 0 or left > 0
        self.import_button.setEnabled(anything and not self._busy and self.correction.settled)
