"""The mode in force and the act of dressing the application in it.

::

    theme = Theme(application)
    theme.set_mode(Mode.SYSTEM)      # follows the desktop; LIGHT and DARK override it
    theme.changed.connect(...)       # after palette and style sheet were replaced
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtWidgets import QApplication

from culture_desktop.ui.theme.focus_ring import FocusRing
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import recolour
from culture_desktop.ui.theme.palette import palette
from culture_desktop.ui.theme.stylesheet import stylesheet
from culture_desktop.ui.theme.tokens import DARK, LIGHT, Tokens, tokens_of


class Mode(StrEnum):
    """What the user chose in 外观."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the application.

    Signals:
        changed: palette and style sheet were replaced.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._mode = Mode.SYSTEM
        self._images = QTemporaryDir()
        self._tokens: Tokens | None = None
        application.setStyle("Fusion")
        application.setFont(font(FontRole.BODY))
        self.ring = FocusRing(application)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def mode(self) -> Mode:
        """What the user chose."""
        return self._mode

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self._wants_dark() else LIGHT

    def set_mode(self, mode: Mode) -> None:
        """Choose light, dark or the desktop's, and dress the application at once."""
        self._mode = mode
        self.apply()

    def apply(self) -> None:
        """Dress the application in the mode in force, unless it is already."""
        tokens = self.tokens
        if tokens is self._tokens is tokens_of(self._application.palette()):
            return
        self._tokens = tokens
        recolour(tokens)
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(stylesheet(tokens, Path(self._images.path())))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode is Mode.SYSTEM:
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.apply()
