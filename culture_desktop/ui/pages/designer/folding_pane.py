"""The right pane of a page: beside what is worked on where there is room, else over it when it is asked for.

::

    pane = FoldingPane(self, layout, content, width=248, below=1124, name="属性")
    tools.addWidget(pane.button)         # seen while the pane is folded
    pane.open()                          # before the keyboard goes there
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import vline


class FoldingPane(QFrame):
    """Follows the width of its page."""

    def __init__(
        self, page: QWidget, layout: QHBoxLayout, content: QWidget, *, width: int, below: int, name: str
    ) -> None:
        """``layout`` is where the pane is the last part; ``below`` is the page's width under which it folds."""
        super().__init__(page)
        self._page, self._parts, self._below = page, layout, below
        self._folded = False
        self.setObjectName("sheet")
        content.setFixedWidth(width)
        self.setLayout(row(vline(), content, gap=0))
        self.button = IconButton("columns", name, checkable=True, shortcut="F4")
        self.button.setShortcut(QKeySequence("F4"))
        self.button.toggled.connect(self._show_asked)
        self.button.hide()
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_over)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        layout.addWidget(self)
        page.installEventFilter(self)

    @property
    def folded(self) -> bool:
        """Whether it lies over the page instead of beside."""
        return self._folded

    def open(self) -> None:
        """Have it on screen."""
        if self._folded:
            self.button.setChecked(True)

    def close_over(self) -> None:
        """Out of the way again, where it lies over the page."""
        if self._folded:
            self.button.setChecked(False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return False

    def _fit(self) -> None:
        folded = self._page.width() < self._below
        if folded != self._folded:
            self._folded = folded
            if folded:
                self._parts.removeWidget(self)
                self.button.setChecked(False)
            else:
                self._parts.addWidget(self)
            self.button.setVisible(folded)
            self.setVisible(not folded)
        if folded:
            wide = self.sizeHint().width()
            self.setGeometry(self._page.width() - wide, 0, wide, self._page.height())

    def _show_asked(self, on: bool) -> None:
        if self._folded:
            self.setVisible(on)
            self.raise_()
