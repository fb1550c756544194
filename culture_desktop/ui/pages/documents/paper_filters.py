"""Which papers the list shows, and in which order."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.versions import newest
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import DocumentKind

_ORDERS = ("按时间，连同旧版", "按活动和评选，只看新版")


class PaperFilters(QWidget):
    """Words, kind, order.

    Signals:
        changed: other papers are to be shown.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox("标题、文号", shortcut="Ctrl+F")
        self.kinds = WordBox(DocumentKind, none="全部种类")
        self.kinds.setAccessibleName("种类")
        self.order = QComboBox()
        self.order.addItems(_ORDERS)
        self.order.setAccessibleName("排列")
        self.setLayout(column(self.search, self.kinds, self.order, gap=8, margins=(12, 12, 12, 4)))
        self.search.searched.connect(self._tell)
        self.kinds.activated.connect(self._tell)
        self.order.activated.connect(self._tell)

    @property
    def by_subject(self) -> bool:
        """Whether papers stand under what they are of, without old versions."""
        return self.order.currentIndex() == 1

    def clear(self) -> None:
        """Let every paper through, in the order chosen."""
        self.search.clear()
        self.kinds.choose(None)

    def show_old(self) -> None:
        """Old versions stand under their time only."""
        self.order.setCurrentIndex(0)

    def passed(self, papers: Iterable[IssuedRow]) -> list[IssuedRow]:
        """The papers to show among these."""
        words, kind = self.search.text().strip().casefold(), self.kinds.word()
        found = [
            paper
            for paper in papers
            if (kind is None or paper.kind is kind)
            and words in f"{paper.title}\n{paper.number}\n{paper.subject}".casefold()
        ]
        return list(newest(found)) if self.by_subject else found

    def _tell(self, _change: object = None) -> None:
        self.changed.emit()
