"""The verdicts with their counts, and the sum that adds up."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from culture_desktop.override import override
from culture_desktop.services.imports.preview import Verdict
from culture_desktop.ui.pages.imports.row_columns import TONES
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import PAGE_MARGIN, Tone, tokens_of
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label

_DOT_LEFT = 15


class VerdictTab(QPushButton):
    """A verdict's dot, word and count; None is all rows."""

    def __init__(self, verdict: Verdict | None) -> None:
        super().__init__()
        self.verdict = verdict
        self._dotted = verdict is not None and TONES[verdict] is not Tone.NEUTRAL
        self.setProperty("kind", "tab")
        self.setProperty("dot", "true" if self._dotted else "false")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.set_count(0)

    def set_count(self, number: int) -> None:
        """Show how many rows there are."""
        word = "全部" if self.verdict is None else self.verdict.label
        self.setText(f"{word}  {number:,}")
        self.setAccessibleName(f"{word} {number} 行")
        self.setEnabled(self.verdict is None or number > 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dotted and self.verdict is not None:
            canvas = Canvas(QPainter(self), tokens_of(self.palette()))
            colour = canvas.tokens.text_of(TONES[self.verdict]) if self.isEnabled() else canvas.tokens.line2
            canvas.dot(QPointF(_DOT_LEFT, self.height() / 2 + 0.5), colour)


class VerdictTabs(QWidget):
    """One of them is chosen.

    Signals:
        chosen: a verdict, or None for all rows (object).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sum = Label("", "caption")
        self._group = QButtonGroup(self)
        self.tabs: dict[Verdict | None, VerdictTab] = {}
        line = row(gap=2, margins=(PAGE_MARGIN - 6, 6, PAGE_MARGIN, 6))
        for verdict in (None, *Verdict):
            tab = VerdictTab(verdict)
            self.tabs[verdict] = tab
            self._group.addButton(tab)
            tab.clicked.connect(self._report)
            line.addWidget(tab)
        for part in (STRETCH, self._sum):
            line.addStretch(1) if part is None else line.addWidget(part)
        self.setLayout(line)

    @property
    def verdict(self) -> Verdict | None:
        """What is chosen."""
        tab = self._group.checkedButton()
        return tab.verdict if isinstance(tab, VerdictTab) else None

    def show_counts(self, counts: Mapping[Verdict, int]) -> None:
        """Show the counts and how they add up; a chosen verdict without rows gives way to all."""
        total = sum(counts.values())
        for verdict, tab in self.tabs.items():
            tab.set_count(total if verdict is None else counts[verdict])
        self.tabs[Verdict.KEPT].setVisible(counts[Verdict.KEPT] > 0)
        counted = (verdict for verdict in Verdict if verdict is not Verdict.KEPT or counts[verdict])
        self._sum.setText(f"{' + '.join(f'{counts[verdict]:,}' for verdict in counted)} = {total:,}")
        if self.verdict is None or not counts[self.verdict]:
            self.tabs[None].setChecked(True)

    def choose(self, verdict: Verdict | None) -> None:
        """Choose without reporting."""
        self.tabs[verdict].setChecked(True)

    def _report(self) -> None:
        self.chosen.emit(self.verdict)
