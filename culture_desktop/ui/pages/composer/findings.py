"""What is still amiss, in one line at the foot of the text; its menu names every place and leads there."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu

from culture_desktop.services.briefings.papers import BriefingFinding
from culture_desktop.ui.labels import count
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import ElidedLabel, restyle

_MOST_LISTED = 20


class Findings(QFrame):
    """Hidden while all is well; what keeps it from being printed comes first.

    Signals:
        wanted: a finding's place is to be shown (BriefingFinding, object).
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[BriefingFinding, ...] = ()
        self.setObjectName("band")
        self.words = ElidedLabel("")
        self.first_button = LinkButton("去看看", clicked=lambda: self.go_to(self.found[0]))
        self.all_button = LinkButton("", clicked=self._open)
        self.all_button.setAccessibleName("印发前要看的各处")
        self.menu = QMenu(self)
        line = row(Picture("alert-triangle", size=18, colour="warn"), gap=10, margins=(12, 3, 12, 3))
        line.addWidget(self.words, 1)
        line.addWidget(self.first_button)
        line.addWidget(self.all_button)
        self.setLayout(line)
        self.hide()

    def show_found(self, found: Sequence[BriefingFinding]) -> None:
        """Show these instead."""
        ordered = tuple(sorted(found, key=lambda each: not each.forbids))
        if ordered == self.found:
            return
        self.found = ordered
        self.setVisible(bool(self.found))
        if not self.found:
            return
        tone = Tone.BAD if self.found[0].forbids else Tone.WARN
        self.setProperty("tone", tone.value)
        restyle(self)
        self.words.setText(self.found[0].sentence)
        self.first_button.setAccessibleName(f"去看看：{self.found[0].sentence}")
        self.all_button.setText(f"共 {count(len(self.found), '处')} ▾")
        self.all_button.setVisible(len(self.found) > 1)
        self._fill_menu()

    def go_to(self, finding: BriefingFinding) -> None:
        """Have its place shown."""
        self.wanted.emit(finding)

    def _fill_menu(self) -> None:
        self.menu.clear()
        for finding in self.found[:_MOST_LISTED]:
            mark = icon("alert-circle", "bad") if finding.forbids else icon("alert-triangle", "warn")
            self.menu.addAction(mark, finding.sentence, _Way(self, finding))
        if len(self.found) > _MOST_LISTED:
            self.menu.addAction(f"另有 {count(len(self.found) - _MOST_LISTED, '处')}").setEnabled(False)

    def _open(self) -> None:
        self.menu.popup(self.all_button.mapToGlobal(QPoint(0, -self.menu.sizeHint().height() - 2)))


class _Way:
    """Leads to one finding when called."""

    def __init__(self, findings: Findings, finding: BriefingFinding) -> None:
        self._findings, self._finding = findings, finding

    def __call__(self) -> None:
        self._findings.go_to(self._finding)
