"""How the proposed list stands against each structure share."""

from PySide6.QtWidgets import QWidget

from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.rows import Gauge as Share
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.gauge import Gauge, GaugeState
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import TierKind


class Structure(QWidget):
    """Title, note, a gauge a share."""

    def __init__(self) -> None:
        super().__init__()
        self._note = Label("", "caption")
        self._gauges = column(gap=8)
        self._none = Label("拟定名单后，这里显示各项结构比例", "caption")
        self._none.setWordWrap(True)
        title = row(Label("结构比例", "card_title"), self._note, STRETCH)
        self.setLayout(column(title, self._none, holder(self._gauges), gap=10))

    def show_board(self, board: CampaignBoard) -> None:
        """Show the shares among the winners; those tied are not counted yet."""
        clear(self._gauges)
        people = [nominee for nominee in board.nominees if nominee.kind is TierKind.PERSON]
        winners = sum(nominee.outcome is Outcome.WINNER for nominee in people)
        tied = sum(nominee.outcome is Outcome.TIED for nominee in people)
        self._note.setText((f"入选 {winners} 人" + (f"，待定 {tied} 人" if tied else "")) if winners else "")
        self._none.setVisible(not winners)
        for share in board.gauges if winners else ():
            self._gauges.addWidget(Gauge(gauge_state(share)))


def gauge_state(share: Share) -> GaugeState:
    """The share as the gauge shows it."""
    limit = share.minimum if share.minimum is not None else share.maximum
    if share.minimum is not None and share.count < share.minimum:
        words, tone = f"{share.count} 人，差 {share.minimum - share.count}", Tone.BAD
    elif share.maximum is not None and share.count > share.maximum:
        words, tone = f"{share.count} 人，超 {share.count - share.maximum}", Tone.BAD
    elif share.maximum is not None and share.count == share.maximum:
        words, tone = f"{share.count} 人，已满", Tone.WARN
    else:
        words, tone = f"{share.count} 人", Tone.OK
    return GaugeState(share.name, share.limit, share.winners, share.count, limit or 0, words, tone)
