"""What of a preview is looked at: the verdicts with their counts, what is asked about it, and the sum that adds up."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from culture_desktop.override import override
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.imports.roster_preview import RosterPreview
from culture_desktop.ui.pages.imports.row_columns import TONES
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import PAGE_MARGIN, Tone, tokens_of
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import ElidedLabel

_DOT_LEFT = 15


class Section(StrEnum):
    """What is asked about a preview beside its rows."""

    UNITS = "单位"
    ORGANISATIONS = "组织"
    LEAVERS = "名单中没有"


Tab = Verdict | Section | None
"""None is all rows."""
_SPOKEN = {
    Section.UNITS: "名单里写法不同的单位",
    Section.ORGANISATIONS: "名单里写法不同的组织",
    Section.LEAVERS: "在职、这份名单里没有的人",
}
_SECTION_TONES = {Section.UNITS: Tone.INFO, Section.ORGANISATIONS: Tone.INFO, Section.LEAVERS: Tone.NEUTRAL}
_ALWAYS = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.AMBIGUOUS, Verdict.ERROR})


class ReviewTab(QPushButton):
    """Dot, word and count."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.tab = tab
        self._tone = _tone(tab)
        self.setProperty("kind", "tab")
        self.setProperty("dot", "false" if self._tone is Tone.NEUTRAL else "true")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._name(0)

    def set_count(self, number: int, *, asked: bool = False) -> None:
        """Show how many there are; what is seldom asked is hidden where there is nothing and nothing to be ``asked``."""
        self._name(number)
        self.setEnabled(self.tab is None or asked or number > 0)
        self.setVisible(self.tab is None or self.tab in _ALWAYS or asked or number > 0)

    def _name(self, number: int) -> None:
        if isinstance(self.tab, Section):
            people = " 人" if self.tab is Section.LEAVERS else ""
            self.setText(f"{self.tab.value}  {number:,}{people}")
            self.setToolTip(_SPOKEN[self.tab])
            self.setAccessibleName(f"{_SPOKEN[self.tab]} {number} 个")
        else:
            word = "全部" if self.tab is None else self.tab.label
            self.setText(f"{word}  {number:,}")
            self.setAccessibleName(f"{word} {number} 行")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._tone is not Tone.NEUTRAL:
            canvas = Canvas(QPainter(self), tokens_of(self.palette()))
            colour = canvas.tokens.text_of(self._tone) if self.isEnabled() else canvas.tokens.line2
            canvas.dot(QPointF(_DOT_LEFT, self.height() / 2 + 0.5), colour)


class ReviewTabs(QWidget):
    """One of them is chosen; ``filters`` stand at the right.

    Signals:
        chosen: a Tab (object).
    """

    chosen = Signal(object)

    def __init__(self, *filters: QWidget) -> None:
        super().__init__()
        self.sum = ElidedLabel("", "caption", uncut=True)
        self._group = QButtonGroup(self)
        self.tabs: dict[Tab, ReviewTab] = {}
        line = row(gap=2, margins=(PAGE_MARGIN - 6, 6, PAGE_MARGIN, 6))
        tabs: tuple[Tab, ...] = (None, *Verdict, *Section)
        for tab in tabs:
            made = ReviewTab(tab)
            self.tabs[tab] = made
            self._group.addButton(made)
            made.clicked.connect(self._report)
            line.addWidget(made)
        line.addSpacing(10)
        line.addWidget(self.sum, 1)
        for part in filters:
            line.addSpacing(6)
            line.addWidget(part)
        self.setLayout(line)

    @property
    def tab(self) -> Tab:
        """What is chosen."""
        made = self._group.checkedButton()
        return made.tab if isinstance(made, ReviewTab) else None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict chosen, None for all rows and for what is not about rows."""
        return self.tab if isinstance(self.tab, Verdict) else None

    def show_counts(self, counts: Mapping[Verdict, int], sections: Mapping[Section, int]) -> None:
        """Show the counts and how they add up; what is chosen and has nothing any more gives way to all.

        ``sections`` are those of which something is to be asked.
        """
        total = sum(counts.values())
        for tab, made in self.tabs.items():
            if isinstance(tab, Section):
                made.set_count(sections.get(tab, 0), asked=tab in sections)
            else:
                made.set_count(total if tab is None else counts[tab])
        told = [f"{counts[verdict]:,}" for verdict in Verdict if verdict in _ALWAYS or counts[verdict]]
        self.sum.setText(f"{' + '.join(told)} = {total:,}")
        if not self.tabs[self.tab].isEnabled():
            self.choose(None)

    def choose(self, tab: Tab) -> None:
        """Choose without reporting."""
        self.tabs[tab].setChecked(True)

    def _report(self) -> None:
        self.chosen.emit(self.tab)


def _tone(tab: Tab) -> Tone:
    if tab is None:
        return Tone.NEUTRAL
    return _SECTION_TONES[tab] if isinstance(tab, Section) else TONES[tab]


def section_of(preview: ImportPreview) -> Section:
    """Where the organisations are asked about that a list writes in its own way."""
    return Section.UNITS if isinstance(preview, RosterPreview) else Section.ORGANISATIONS
