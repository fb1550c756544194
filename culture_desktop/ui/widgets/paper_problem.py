"""The band that says why a paper could not be made, with the way to put it right."""

from PySide6.QtCore import Signal

from culture_desktop.errors import CultureError, MissingGlyphsError, SettingMissingError
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, IconButton

_IN_SETTINGS = (SettingMissingError, MissingGlyphsError)


class PaperProblem(Band):
    """Hidden until there is a problem.

    Signals:
        settings_wanted: the settings are to be shown.
    """

    settings_wanted = Signal()

    def __init__(self) -> None:
        self.settings_button = Button("去设置", icon="settings", clicked=self.settings_wanted_now)
        close = IconButton("x", "关闭提示", clicked=self.hide)
        super().__init__("alert-circle", "", tone=Tone.BAD, actions=[self.settings_button, close])
        self.setAccessibleName("文书没有生成")
        self.hide()

    def settings_wanted_now(self) -> None:
        """Ask for the settings."""
        self.settings_wanted.emit()

    def show_error(self, error: CultureError) -> None:
        """Say it."""
        self.set_text(str(error))
        self.setAccessibleDescription(str(error))
        self.settings_button.setVisible(isinstance(error, _IN_SETTINGS))
        self.show()
