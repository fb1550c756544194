"""Why there is no list: the rules that cannot hold together, each with the way to where it is changed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from culture_desktop.services.awards.rows import Clash, ClashPart, Proposal
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label

_ACTS = {ClashPart.SEATS: "修改名额", ClashPart.LIMIT: "修改限制", ClashPart.DECISION: "取消指定"}
_HEIGHT = 176


class Clashes(QFrame):
    """The smallest set of rules in conflict, and what would help.

    Signals:
        change_wanted: a rule is to be changed (Clash, object).
    """

    change_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.links: list[LinkButton] = []
        self._lines = column(gap=4)
        self._content = holder(column(self._lines, STRETCH, gap=0))
        self._area = scrolled(self._content)
        self.setLayout(column(self._area, gap=0, margins=(15, 0, 15, 4)))
        self.hide()

    def show_proposal(self, proposal: Proposal | None, *, open_: bool) -> None:
        """Show what stands against a list; nothing when there is one."""
        clear(self._lines)
        self.links = []
        clashes = proposal.clashes if proposal is not None else ()
        self.setVisible(bool(clashes))
        if proposal is None or not clashes:
            return
        self._put(Label(f"这 {len(clashes)} 条不能同时满足，放宽或去掉其中一条", "strong", tone=Tone.BAD))
        for clash in clashes:
            words = Label(clash.sentence)
            words.setWordWrap(True)
            line = row(gap=8)
            line.addWidget(words, 1)
            if open_:
                link = LinkButton(_ACTS[clash.part], clicked=partial(self._want, clash))
                link.setAccessibleName(f"{_ACTS[clash.part]}：{clash.sentence}")
                self.links.append(link)
                line.addWidget(link)
            self._put(holder(line))
        for relaxation in proposal.relaxations:
            help_ = Label(relaxation, "caption")
            help_.setWordWrap(True)
            self._put(help_)
        self._area.setFixedHeight(min(_HEIGHT, self._content.sizeHint().height() + 4))

    def _put(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()  # now, not with the next turn of the event loop: the table below must not jump

    def _want(self, clash: Clash) -> None:
        self.change_wanted.emit(clash)
