"""资格审查: every condition with its figures, what departments say, and the veto."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.ui.pages.awards.nominee_card import NomineeCard
from culture_desktop.ui.pages.awards.nominee_words import finding_reasons, opinion_reasons
from culture_desktop.ui.widgets.buttons import Button, Kind, LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.reasons import Reasons
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import TierKind


class FindingsCard(NomineeCard):
    """The current nominee.

    Signals:
        veto_wanted: the Nominee is to be barred (object).
        lift_wanted: a veto on the Nominee is to be taken back (object).
        answer_wanted: what a department says of the Nominee is to be noted (object).
    """

    veto_wanted = Signal(object)
    lift_wanted = Signal(object)
    answer_wanted = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.findings, self.opinions = Reasons(joined=False), Reasons(joined=False)
        self.answer_button = LinkButton("登记答复", clicked=self._answer)
        self.answer_button.setAccessibleName("登记部门答复")
        head = row(Label("部门意见", "strong"), STRETCH, self.answer_button)
        self._opinion_part = holder(column(head, self.opinions, gap=6))
        self.veto_button = Button("一票否决", icon="gavel", kind=Kind.DANGER, clicked=self._veto)
        self.lift_button = Button("解除否决", icon="restore", clicked=self._lift)
        self.body.addWidget(self.findings)
        self.body.addWidget(self._opinion_part)
        self.body.addLayout(row(self.veto_button, self.lift_button, STRETCH))

    @override
    def fill(self, nominee: Nominee) -> None:
        self.findings.set_reasons(finding_reasons(nominee))
        self.opinions.set_reasons(opinion_reasons(nominee, self._today()))
        self._opinion_part.setVisible(bool(nominee.opinions))
        open_ = self.board is not None and not self.board.confirmed
        self.answer_button.setVisible(open_)
        person = nominee.kind is TierKind.PERSON
        self.veto_button.setVisible(open_ and person and not nominee.vetoed)
        self.lift_button.setVisible(open_ and person and nominee.vetoed)

    def _veto(self) -> None:
        self.veto_wanted.emit(self.nominee)

    def _lift(self) -> None:
        self.lift_wanted.emit(self.nominee)

    def _answer(self) -> None:
        self.answer_wanted.emit(self.nominee)
