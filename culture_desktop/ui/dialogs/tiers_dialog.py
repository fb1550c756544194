"""The tiers of a campaign, from the highest down: name, for whom, seats, prize.

::

    done = TiersDialog(self, services.award_terms, terms).run()      # Done[None] | None
"""

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from culture_desktop.override import override
from culture_desktop.services.awards.campaign_terms import CampaignTerms, TierTerms
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog, number_in
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.row_list import RowList
from culture_desktop.ui.widgets.text import paragraph
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import TierKind

_NAME, _KIND, _SEATS, _PRIZE, _MOST_SEATS = 220, 80, 88, 110, 9999


class TierLine(QWidget):
    """One tier."""

    def __init__(self, tier: TierTerms | None = None) -> None:
        super().__init__()
        self._id = None if tier is None else tier.id
        self.name, self.prize = QLineEdit(), QLineEdit()
        self.kind, self.seats = WordBox(TierKind), QSpinBox()
        self.name.setPlaceholderText("如 服务之星")
        self.name.setMaxLength(64)
        self.prize.setPlaceholderText("奖金（元）")
        self.seats.setRange(1, _MOST_SEATS)
        self.seats.setSuffix(" 个")
        for widget, name, width in (
            (self.name, "档次名称", _NAME),
            (self.kind, "评选对象", _KIND),
            (self.seats, "名额", _SEATS),
            (self.prize, "奖金", _PRIZE),
        ):
            widget.setAccessibleName(name)
            widget.setFixedWidth(width)
        if tier is not None:
            self.name.setText(tier.name)
            self.kind.choose(tier.kind)
            self.seats.setValue(tier.seats)
            self.prize.setText("" if tier.prize is None else f"{tier.prize.normalize():f}")
        self.setFocusProxy(self.name)
        self.setLayout(row(self.name, self.kind, self.seats, self.prize, STRETCH))

    def terms(self) -> TierTerms:
        """What is entered."""
        prize = number_in(self.prize, "奖金")
        return TierTerms(self.name.text(), self.kind.required(), self.seats.value(), prize, self._id)


class TiersDialog(SavingDialog):
    """A line each."""

    def __init__(self, parent: QWidget | None, service: TermsService, terms: CampaignTerms) -> None:
        super().__init__(parent, "档次与名额", width=720)
        self._service, self._code = service, terms.code
        self.tiers = RowList[TierLine]("添加档次", TierLine)
        for tier in terms.tiers:
            self.tiers.add(TierLine(tier))
        self.body.addWidget(paragraph("从最高档写起；一人只进一档，先取高档。奖金可以不填。", "caption"))
        self.body.addWidget(self.tiers)
        self.finish()

    @override
    def save(self) -> Done[None]:
        return self._service.save_tiers(self._code, [line.terms() for line in self.tiers.lines])
