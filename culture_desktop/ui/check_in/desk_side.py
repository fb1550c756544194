"""The side of the desk: how many came of how many, and the last scans."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from culture_desktop.override import override
from culture_desktop.services.check_in.rows import Answer, Turnout
from culture_desktop.ui.check_in.verdicts import LOOKS, look_of
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import Tone, tokens_of
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label, hline
from culture_desktop.vocabulary import CheckInVerdict

WIDTH = 336
_MARGIN = 24
_ROW = 50
_SHOWN = 12
_LEGEND = {
    CheckInVerdict.ADMITTED: "成功",
    CheckInVerdict.REPEATED: "重复",
    CheckInVerdict.WALK_IN: "临时",
    CheckInVerdict.UNKNOWN: "查无",
}


class DeskSide(QFrame):
    """Shows what it is told; nothing in it takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("deskside")
        self.setFixedWidth(WIDTH)
        self.arrived, self.expected = Label("0", "counter", tone=Tone.OK), Label("应到 0 人", "body")
        self.bar, self.recent = _Bar(), _Recent()
        self.missing, self.excused, self.walk_ins = (Label("0", "key_figure") for _ in range(3))
        self.walk_ins.set_tone(Tone.INFO)
        self._lay_out()

    def show_turnout(self, turnout: Turnout) -> None:
        """Show the figures."""
        self.arrived.setText(f"{turnout.arrived:,}")
        self.expected.setText(f"应到 {turnout.expected:,} 人")
        self.bar.show_share(turnout.arrived / turnout.expected if turnout.expected else 0.0)
        for label, number in (
            (self.missing, turnout.missing),
            (self.excused, turnout.excused),
            (self.walk_ins, turnout.walk_ins),
        ):
            label.setText(f"{number:,}")

    def _lay_out(self) -> None:
        whole = column(Label("已到", "caption"), gap=6, margins=(_MARGIN, _MARGIN, _MARGIN, 16))
        head = row(self.arrived, STRETCH)
        head.addWidget(self.expected, 0, Qt.AlignmentFlag.AlignBottom)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        figures = row(gap=0)
        for title, label in (("未到", self.missing), ("请假", self.excused), ("临时", self.walk_ins)):
            figures.addLayout(column(Label(title, "caption"), label, gap=0), 1)
        whole.addSpacing(10)
        whole.addLayout(figures)
        whole.addSpacing(6)
        whole.addWidget(hline())
        whole.addSpacing(4)
        whole.addWidget(Label("刚才", "card_title"))
        whole.addWidget(self.recent, 1)
        whole.addWidget(hline())
        whole.addWidget(_Legend())
        self.setLayout(whole)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(12)

    def show_share(self, share: float) -> None:
        self._share = share
        self.setAccessibleName(f"已到 {share:.0%}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        Canvas(QPainter(self), tokens).bar(self.rect(), self._share, tokens.ok, tokens.line, height=10)


class _Recent(QWidget):
    """The last scans, newest first: who, what was said, when."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: tuple[Answer, ...] = ()

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show other scans."""
        self.answers = tuple(answers[:_SHOWN])
        self.setAccessibleName("；".join(f"{_who(one)} {one.words}" for one in self.answers))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * _MARGIN, _ROW * 3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        canvas = Canvas(QPainter(self), tokens)
        caption, body = font(FontRole.CAPTION), font(FontRole.NAV)
        for at, answer in enumerate(self.answers[: self.height() // _ROW]):
            top = at * _ROW
            look = look_of(answer.verdict)
            colour = tokens.ink3 if answer.undone else tokens.text_of(look.tone)
            time = f"{answer.at:%H:%M:%S}"
            width = text_width(time, caption) + 2
            canvas.icon(QRect(0, top + 16, 18, 18), "arrow-back-up" if answer.undone else look.icon, colour)
            canvas.text(QRect(32, top + 6, self.width() - 40 - width, 20), _who(answer), tokens.ink, body)
            words = f"已撤销：{answer.words}" if answer.undone else answer.words
            canvas.text(QRect(32, top + 27, self.width() - 32, 18), words, colour, caption)
            canvas.text(QRect(self.width() - width, top + 8, width, 18), time, tokens.ink3, caption)


def _who(answer: Answer) -> str:
    return answer.person.name if answer.person else f"未知码 {answer.code}"


class _Legend(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(44)
        self.setAccessibleName("判定颜色：" + "、".join(_LEGEND.values()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        canvas = Canvas(QPainter(self), tokens)
        caption = font(FontRole.CAPTION)
        canvas.text(QRect(0, 2, 100, 18), "判定颜色", tokens.ink3, caption)
        for at, (verdict, word) in enumerate(_LEGEND.items()):
            left = at * 72
            canvas.fill(QRect(left, 27, 12, 12), LOOKS[verdict].ground)
            canvas.text(QRect(left + 18, 24, 52, 18), word, tokens.ink2, caption)
