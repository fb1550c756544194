"""Calls a round of voting or a peer assessment; the dialog stays until the service takes it.

::

    done = RoundDialog(self, services.voting, board, voting, today).run()            # Done[int] | None
    done = RoundDialog(self, services.voting, board, voting, today, plan).run()      # filled in from a template's plan
"""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from culture_desktop.override import override
from culture_desktop.rules.voting_plan import RoundPlan, share_in, share_words
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.voting import VotingService
from culture_desktop.services.awards.voting_rows import RoundTerms, Voting
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.tables.cells import Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import MajorityOf, TierKind, VotingKind

_LABELS, _SHORT, _LONG, _HEIGHT, _MOST = 88, 150, 320, 200, 10_000
_COLUMNS = (
    Column[Nominee]("候选对象", lambda n: Name(n.name), width=160, stretch=True),
    Column[Nominee]("单位", lambda n: Muted(n.unit), width=160),
    Column[Nominee]("工号", lambda n: Muted(n.number) if n.kind is TierKind.PERSON else None, width=110, priority=1),
)


class RoundDialog(SavingDialog):
    """What is voted on, for how many places, by which majority, and who stands."""

    def __init__(
        self,
        parent: QWidget | None,
        service: VotingService,
        board: CampaignBoard,
        voting: Voting,
        today: date,
        plan: RoundPlan | None = None,
    ) -> None:
        super().__init__(parent, "新建投票", act="新建", width=560)
        self._service, self._board, self._voting = service, board, voting
        self.kind, self.whom, self.majority = WordBox(VotingKind), WordBox(TierKind), WordBox(MajorityOf)
        self.title, self.day, self.share = QLineEdit(), DayEdit(today), QLineEdit()
        self.places = QSpinBox()
        self.places.setRange(1, _MOST)
        self.form = Form(label_width=_LABELS)
        self.form.add("方式", self.kind, width=_SHORT)
        self.form.add("名称", self.title, width=_LONG)
        self.form.add("日期", self.day, width=_SHORT)
        self._whom_field = self.form.add("对象", self.whom, width=_SHORT)
        self._places_field = self.form.add("应选名额", self.places, width=_SHORT)
        self._majority_field = self.form.add("过半数按", self.majority, width=_LONG)
        self._share_field = self.form.add("优秀不超过", self.share, hint="如 1/3 或 30%", width=_SHORT)
        self.body.addWidget(self.form)
        self.counted = Label("", "caption")
        self.table = RowTable[Nominee](_COLUMNS, name="候选对象", key=lambda n: n.nomination_id, checkable=True)
        self.table.setFixedHeight(_HEIGHT)
        self.table.ticked.connect(self._count)
        self.body.addWidget(self.counted)
        self.body.addWidget(self.table)
        self.finish()
        self._fill(plan or RoundPlan(VotingKind.ELECTION, ""))

    @override
    def save(self) -> Done[int]:
        chosen = [nominee.nomination_id for nominee in self.table.ticked_rows()]
        return self._service.new(self._board.code, self.terms(), chosen)

    def terms(self) -> RoundTerms:
        """What is entered; InvalidFieldError for a share that cannot be read."""
        terms = RoundTerms(
            self.title.text(), self.day.day(), self.kind.required(), self.places.value(), self.majority.required()
        )
        if terms.kind is VotingKind.ELECTION:
            return terms
        return RoundTerms(terms.title, terms.held_on, terms.kind, best_share=share_in(self.share.text()))

    def _fill(self, plan: RoundPlan) -> None:
        self.kind.choose(plan.kind)
        self.majority.choose(plan.majority_of)
        self.share.setText(share_words(plan.best_share))
        kinds = [kind for kind in TierKind if self._voting.places.get(kind)]
        self.whom.choose(kinds[0] if kinds else TierKind.PERSON)
        self._show_kind()
        self._show_whom()
        if plan.title:
            self.title.setText(plan.title)
        if plan.places is not None:
            self.places.setValue(plan.places)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.whom.currentIndexChanged.connect(self._show_whom)

    def _show_kind(self) -> None:
        election = self.kind.required() is VotingKind.ELECTION
        for field in (self._places_field, self._majority_field, self._whom_field):
            self.form.set_row_visible(field, election)
        self.form.set_row_visible(self._share_field, not election)
        if not election:
            self.whom.choose(TierKind.PERSON)
        self._name()

    def _show_whom(self) -> None:
        """Everybody of that kind who passed, ticked."""
        whom = self.whom.required()
        passed = [one for one in self._board.nominees if one.kind is whom and one.eligibility.passed]
        self.table.set_rows(passed)
        self.table.row_model.tick_all()
        self.places.setValue(self._voting.places.get(whom) or 1)
        self._count()
        self._name()

    def _name(self) -> None:
        kind = self.kind.required()
        self.title.setText(f"{self.whom.required().label}投票" if kind is VotingKind.ELECTION else kind.label)

    def _count(self, *_ticked: object) -> None:
        ticked, every = len(self.table.ticked_rows()), len(self.table.row_model.rows)
        self.counted.setText(f"资格审查合格 {every} 个，列为候选 {ticked} 个")
        self.act_button.setEnabled(ticked > 0)
