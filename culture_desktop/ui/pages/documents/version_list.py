"""The versions of the paper on screen: any of them can be opened, and each says how it differs from the one before."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.documents.versions import PaperVersion
from culture_desktop.ui.labels import clock, short_day
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.layouts import clear, column
from culture_desktop.ui.widgets.text import Label

_MOST = 12  # beyond, the list at the left has them


class VersionList(QWidget):
    """Newest first.

    Signals:
        wanted: another version is to be shown (its id).
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=2)
        self.setLayout(self._lines)
        self.links: list[LinkButton] = []

    def show_versions(self, versions: Sequence[PaperVersion], current: int) -> None:
        """Show them, one of which is on screen."""
        clear(self._lines)
        self.links = []
        for version in versions[:_MOST]:
            made = version.paper.made_at
            words = f"第 {version.number} 版　{short_day(made)} {clock(made)}"
            if version.paper.id == current:
                self._lines.addWidget(Label(words, "strong"))
            else:
                link = LinkButton(words, clicked=partial(self.wanted.emit, version.paper.id))
                self.links.append(link)
                self._lines.addWidget(link)
            if version.differs:
                told = Label(version.differs, "caption")
                told.setWordWrap(True)
                self._lines.addWidget(told)
