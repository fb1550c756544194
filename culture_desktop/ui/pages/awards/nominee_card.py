"""The one nominee the table stands on: who, how placed, and why; one card a step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from culture_desktop.override import override
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.nominee_words import (
    TONES,
    judged,
    outcome_words,
    place_words,
    score_reason,
    unit_words,
    why_reasons,
)
from culture_desktop.ui.pages.awards.structure import Structure
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, LinkButton
from culture_desktop.ui.widgets.chips import Tag
from culture_desktop.ui.widgets.dot_strip import DotStrip
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.reasons import Reasons
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline, paragraph, set_paragraph
from culture_desktop.vocabulary import TierKind

CARD_WIDTH = 320
_MARGINS = (15, 12, 15, 14)


class NomineeCard(QFrame):
    """Name, tag and place; below them what a step has to say. Scrolls when it is too tall."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(CARD_WIDTH)
        self.board: CampaignBoard | None = None
        self.nominee: Nominee | None = None
        self._name, self._tag, self._place = ElidedLabel("", "page_title"), Tag(""), Label("", "secondary")
        self._unit = ElidedLabel("", "caption")
        self._name.setMinimumHeight(30)
        head = row(gap=8)
        head.addWidget(self._name, 1)
        head.addWidget(self._tag)
        self.body: QVBoxLayout = column(gap=12)
        self._whole = holder(column(head, self._unit, self._place, 10, self.body, gap=2))
        self._hint = Label("在左边选一个推荐对象", "caption")
        self.foot: QVBoxLayout = column(gap=12)
        content = column(self._hint, self._whole, 4, self.foot, STRETCH, gap=8, margins=_MARGINS)
        self.setLayout(column(scrolled(holder(content)), gap=0, margins=(1, 1, 1, 1)))
        self._whole.hide()

    def show_board(self, board: CampaignBoard) -> None:
        """Show a campaign, and the nominee kept as it stands now."""
        self.board = board
        kept = self.nominee.nomination_id if self.nominee else None
        self.show_nominee(next((n for n in board.nominees if n.nomination_id == kept), None))

    def show_nominee(self, nominee: Nominee | None) -> None:
        """Show another nominee, or none."""
        self.nominee = nominee
        self._whole.setVisible(nominee is not None)
        self._hint.setVisible(nominee is None)
        if nominee is None:
            return
        self._name.setText(nominee.name)
        self._tag.set_text(*self.tag(nominee))
        self._unit.setText("　".join(filter(None, (unit_words(nominee), self._number(nominee)))))
        place = self.place(nominee)
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self.fill(nominee)

    def tag(self, nominee: Nominee) -> tuple[str, Tone]:
        """The chip behind the name."""
        passed = nominee.eligibility.passed
        return ("合格" if passed else "不合格", Tone.OK if passed else Tone.BAD)

    def place(self, nominee: Nominee) -> str:
        """What stands under the unit."""
        return ""

    def fill(self, nominee: Nominee) -> None:
        """Show what this step has to say of the nominee."""

    @staticmethod
    def _number(nominee: Nominee) -> str:
        return nominee.number if nominee.kind is TierKind.PERSON else ""


class ReasonCard(NomineeCard):
    """推荐: what speaks for the nominee.

    Signals:
        reason_wanted: the reason of the Nominee is to be written (object).
    """

    reason_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._edit = LinkButton("修改", clicked=self._ask)
        self._edit.setAccessibleName("修改推荐理由")
        self._reason = paragraph("")
        self.body.addLayout(row(Label("推荐理由", "strong"), STRETCH, self._edit))
        self.body.addWidget(self._reason)

    @override
    def tag(self, nominee: Nominee) -> tuple[str, Tone]:
        return (nominee.kind.label, Tone.NEUTRAL)

    @override
    def fill(self, nominee: Nominee) -> None:
        set_paragraph(self._reason, nominee.reason or "还没有写推荐理由。")
        self._edit.setVisible(self.board is not None and not self.board.confirmed)

    def _ask(self) -> None:
        self.reason_wanted.emit(self.nominee)


class ScoresCard(NomineeCard):
    """评分: points and weight of every criterion, and the judges' points on a line."""

    def __init__(self) -> None:
        super().__init__()
        self.scores, self.strip = Reasons(joined=False), DotStrip()
        self._note = Label("", "caption")
        self._note.setWordWrap(True)
        self.body.addWidget(self.scores)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._note)

    @override
    def place(self, nominee: Nominee) -> str:
        return place_words(nominee)

    @override
    def fill(self, nominee: Nominee) -> None:
        self.scores.set_reasons([score_reason(score) for score in nominee.scores])
        show_strip(self.strip, nominee)
        sheet = next((score for score in nominee.scores if score.counted or score.recused), None)
        recused = "、".join(score.judge for score in sheet.recused) if sheet else ""
        self._note.setText(f"回避：{recused}" if recused else "")
        self._note.setVisible(bool(recused))


class WhyCard(NomineeCard):
    """拟定名单: the chain from the check to the outcome, and the structure of the list.

    Signals:
        fix_wanted: the place of the Nominee is to be decided (object).
        release_wanted: such a decision is to be taken back (object).
    """

    fix_wanted = Signal(object)
    release_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.why, self.strip, self.structure = Reasons(), DotStrip(), Structure()
        self.fix_button = Button("指定…", icon="gavel", clicked=self._fix)
        self.release_button = Button("取消指定", icon="restore", clicked=self._release)
        self.body.addWidget(self.why)
        self.body.addWidget(self.strip)
        self.body.addLayout(row(self.fix_button, self.release_button, STRETCH))
        self.foot.addWidget(hline())
        self.foot.addWidget(self.structure)

    @override
    def show_board(self, board: CampaignBoard) -> None:
        super().show_board(board)
        self.structure.show_board(board)

    @override
    def tag(self, nominee: Nominee) -> tuple[str, Tone]:
        return (outcome_words(nominee), TONES[nominee.outcome])

    @override
    def place(self, nominee: Nominee) -> str:
        return place_words(nominee)

    @override
    def fill(self, nominee: Nominee) -> None:
        self.why.set_reasons(why_reasons(nominee))
        show_strip(self.strip, nominee)
        open_ = self.board is not None and not self.board.confirmed
        self.fix_button.setVisible(open_ and nominee.fixed is None and nominee.eligibility.passed)
        self.release_button.setVisible(open_ and nominee.fixed is not None)

    def _fix(self) -> None:
        self.fix_wanted.emit(self.nominee)

    def _release(self) -> None:
        self.release_wanted.emit(self.nominee)


def show_strip(strip: DotStrip, nominee: Nominee) -> None:
    """Put the judges' points of a nominee on the line."""
    score = judged(nominee)
    if score is None:
        strip.set_points((), (), None)
    else:
        strip.set_points([s.points for s in score.counted], [s.points for s in score.dropped], score.points)
