"""What stands in place of a page while the data file cannot be opened."""

from collections.abc import Callable

from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import Page


class ClosedPage(Page):
    """Says why there is nothing to see; leads back to the doors or, with ``retry``, tries again."""

    undoable = False

    def __init__(self, title: str, reason: str, retry: Callable[[], object] | None = None) -> None:
        super().__init__(title)
        act, clicked = ("打开另一个文件", self._leave) if retry is None else ("重试", retry)
        self.state = EmptyState("database", "数据文件没有打开", reason, act, clicked)
        self.setLayout(column(self.state, gap=0))

    def _leave(self) -> None:
        self.navigated.emit("overview", None)
