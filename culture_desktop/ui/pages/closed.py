"""What stands in place of a page while the data file cannot be opened."""

from collections.abc import Callable

from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import Page


class ClosedPage(Page):
    """Says why there is nothing to see; leads back to the doors or, with ``act``, does what helps."""

    undoable = False

    def __init__(self, title: str, reason: str, act: Callable[[], object] | None = None, words: str = "重试") -> None:
        super().__init__(title)
        label, clicked = ("打开另一个文件", self._leave) if act is None else (words, act)
        self.state = EmptyState("database", "数据文件没有打开", reason, label, clicked)
        self.setLayout(column(self.state, gap=0))

    def _leave(self) -> None:
        self.navigated.emit("overview", None)
