"""The bar above a page: crumb, title, subtitle; at the right what the page offers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from culture_desktop.ui.theme.tokens import PAGE_MARGIN, TOP_BAR_HEIGHT
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import ElidedLabel, Label


class TopBar(QWidget):
    """56 px; ``tools`` and an optional ``search`` stand left of the page's actions.

    Signals:
        crumb_pressed: the list before the title was pressed.
    """

    crumb_pressed = Signal()

    def __init__(self, *tools: QWidget, search: QWidget | None = None) -> None:
        super().__init__()
        self.setFixedHeight(TOP_BAR_HEIGHT)
        self._crumb = LinkButton("", clicked=self.crumb_pressed.emit, style="crumb")
        self._slash = Label("/", "caption")
        self._title = ElidedLabel("", "page_title", wishful=True)
        self._subtitle = ElidedLabel("", "caption")
        self._actions: QHBoxLayout = row()
        self._shown: tuple[QWidget, ...] = ()
        layout = row(self._crumb, self._slash, self._title, 4, margins=(PAGE_MARGIN, 0, PAGE_MARGIN, 0))
        layout.addWidget(self._subtitle, 1)
        for part in (*tools, search):
            if part is not None:
                layout.addWidget(part)
        layout.addLayout(self._actions)
        self.setLayout(layout)
        self._last_tool = self._order(tools)

    def set_heading(self, title: str, subtitle: str, crumb: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._crumb.setText(crumb)
        self._crumb.setAccessibleName(f"返回{crumb}")
        for part in (self._crumb, self._slash):
            part.setVisible(bool(crumb))

    def set_actions(self, widgets: Sequence[QWidget]) -> None:
        """Show a page's buttons instead of those shown; they stay the page's own and are only hidden."""
        for widget in self._shown:
            self._actions.removeWidget(widget)
            widget.hide()
        before = self._last_tool
        for widget in widgets:
            self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
            widget.show()
            self.setTabOrder(before, widget)  # made with their page, they would come after everything on it
            before = widget
        self._shown = tuple(widgets)

    def _order(self, tools: Sequence[QWidget]) -> QWidget:
        """Put the tools behind the crumb for the Tab key; the last of what takes the keyboard there."""
        before: QWidget = self._crumb
        for tool in tools:
            for part in (tool, *tool.findChildren(QWidget)):
                if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    self.setTabOrder(before, part)
                    before = part
        return before
