"""Buttons: at most one primary a screen; danger is an outline; an icon alone only with a name.

::

    Button("导入 127 人", icon="check", kind=Kind.PRIMARY, clicked=self._import)
    Button("打印", icon="printer")                       # secondary
    IconButton("dots", "更多")                           # name is tooltip and accessible name
    LinkButton("全部 12 件", clicked=self._show_all)
"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy

from culture_desktop.override import override
from culture_desktop.ui.actions import with_key
from culture_desktop.ui.theme.icons import BESIDE_WORDS
from culture_desktop.ui.theme.icons import icon as themed_icon
from culture_desktop.ui.widgets.text import restyle


class Kind(StrEnum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    BULK = "bulk"  # on the dark bar for what is ticked


_ICON_COLOUR = {
    Kind.PRIMARY: "on_red",
    Kind.SECONDARY: "ink2",
    Kind.QUIET: "ink2",
    Kind.DANGER: "bad",
    Kind.BULK: "on_toast",
}


class Button(QPushButton):
    """A verb of two to four characters, with an icon where it helps."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: Kind = Kind.SECONDARY,
        clicked: Callable[[], object] | None = None,
        shortcut: str = "",
        tip: str = "",
    ) -> None:
        super().__init__(text)
        self._icon_name = icon
        self.set_kind(kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        if tip or shortcut:
            self.setToolTip(with_key(tip or text, shortcut))
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_kind(self, kind: Kind) -> None:
        """Change what the button is; a screen's one primary may move."""
        self.setProperty("kind", kind.value)
        self._show_icon(kind)
        restyle(self)

    def set_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self._show_icon(Kind(self.property("kind")))

    def _show_icon(self, kind: Kind) -> None:
        if self._icon_name:
            self.setIcon(themed_icon(self._icon_name, _ICON_COLOUR[kind], box=BESIDE_WORDS))
            self.setIconSize(QSize(*BESIDE_WORDS))


class IconButton(QPushButton):
    """A 32 px square with an icon; ``name`` is what it does, spoken and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        clicked: Callable[[], object] | None = None,
        shortcut: str = "",
        checkable: bool = False,
        bordered: bool = False,
        style: str = "icon",
        colour: str = "ink2",
    ) -> None:
        super().__init__()
        self.setProperty("kind", "secondary" if bordered else style)
        self.setIcon(themed_icon(icon, colour, active="red_text" if checkable else ""))
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(name)
        self.setToolTip(with_key(name, shortcut))
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if bordered:
            self.setFixedWidth(32)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())


class LinkButton(QPushButton):
    """Words that lead somewhere, in the link colour."""

    def __init__(self, text: str, *, clicked: Callable[[], object] | None = None, style: str = "link") -> None:
        super().__init__(text)
        self.setProperty("kind", style)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 6, hint.height())
