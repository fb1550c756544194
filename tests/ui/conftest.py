"""Every test of the window runs in our own fonts and theme; none leans on fonts of the machine."""

import pytest
from PySide6.QtWidgets import QApplication

from culture_desktop.ui.theme.fonts import load_fonts, load_remaining_fonts
from culture_desktop.ui.theme.theme import Mode, Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The application in its dress."""
    load_fonts()
    load_remaining_fonts()
    return Theme(qapp)


@pytest.fixture(autouse=True)
def light(theme: Theme) -> None:
    """Each test starts in light mode."""
    theme.set_mode(Mode.LIGHT)
