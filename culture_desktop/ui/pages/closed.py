"""What stands in place of a page while the data file cannot be opened."""

from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.page import Page


class ClosedPage(Page):
    """Says why there is nothing to see and leads back to the doors."""

    def __init__(self, title: str, reason: str) -> None:
        super().__init__(title)
        state = EmptyState("database", "数据文件没有打开", reason, "打开另一个文件", self._leave)
        self.setLayout(column(state, gap=0))

    def _leave(self) -> None:
        self.navigated.emit("overview", None)
