"""All parts together, in both modes and at twice the pixels; what can be said about them without eyes."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.theme.tokens import DARK, LIGHT
from tests.ui.accessible import unnamed_widgets
from tests.ui.gallery import Gallery, grab


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_gallery_fits_the_smallest_screen(qtbot: QtBot, theme: Theme, mode: Mode, ratio: float) -> None:
    theme.set_mode(mode)
    gallery = Gallery()
    qtbot.addWidget(gallery)
    image = grab(gallery, 1366, 768, ratio)
    tokens = DARK if mode is Mode.DARK else LIGHT
    assert (gallery.width(), gallery.height()) == (1366, 768)
    assert image.pixelColor(3, 3) == QColor(tokens.paper)
    assert image.pixelColor(round(60 * ratio), round(20 * ratio)) == QColor(tokens.surface)


def test_mode_changes_what_is_already_on_screen(qtbot: QtBot, theme: Theme) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    light = grab(gallery, 1366, 768, 1.0)
    theme.set_mode(Mode.DARK)
    switched = grab(gallery, 1366, 768, 1.0)
    fresh = Gallery()
    qtbot.addWidget(fresh)
    assert switched == grab(fresh, 1366, 768, 1.0), "nothing keeps a colour of the mode it was made in"
    assert switched != light


def test_everything_that_takes_the_keyboard_is_named(qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    assert unnamed_widgets(gallery) == []
