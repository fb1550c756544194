"""The mode is followed by palette, style sheet, icons and painted widgets; nothing else holds a colour."""

import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QIcon, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import culture_desktop.ui
from culture_desktop.paths import resource
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.theme.stylesheet import stylesheet
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.theme.tokens import DARK, LIGHT, tokens_of

SOURCES = Path(culture_desktop.ui.__file__).parent


def test_mode_changes_palette_and_tells(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert tokens_of(QApplication.palette()) is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.paper)
    theme.set_mode(Mode.LIGHT)
    assert tokens_of(QApplication.palette()) is LIGHT


def test_same_mode_again_is_silent(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(Mode.LIGHT)


def test_system_mode_follows_the_desktop(theme: Theme) -> None:
    theme.set_mode(Mode.SYSTEM)
    dark = theme.tokens.dark
    assert dark == (QApplication.styleHints().colorScheme().name == "Dark")


def colour_of(icon_: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> QColor:
    """The colour an icon is drawn in: that of its most opaque pixel."""
    image = icon_.pixmap(QSize(48, 48), 1.0, mode, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    strongest = max(pixels, key=lambda pixel: pixel.alpha())
    assert strongest.alpha() > 200
    return QColor(strongest.rgb())


def near(one: QColor, other: str) -> bool:
    """Equal but for the rounding of translucent edges."""
    wanted = QColor(other)
    return all(abs(a - b) <= 3 for a, b in zip(one.getRgb()[:3], wanted.getRgb()[:3], strict=True))  # type: ignore[index]


def test_icon_takes_the_colour_of_the_mode(theme: Theme) -> None:
    drawn = icon("plus")
    assert near(colour_of(drawn), LIGHT.ink2)
    theme.set_mode(Mode.DARK)
    assert near(colour_of(drawn), DARK.ink2)


def test_icon_states() -> None:
    drawn = icon("plus", "ink", active="red_text")
    assert near(colour_of(drawn, QIcon.Mode.Disabled), LIGHT.off)
    assert near(colour_of(drawn, state=QIcon.State.On), LIGHT.red_text)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icon_is_drawn_at_the_pixels_of_the_screen(ratio: float) -> None:
    pixmap = icon("users").pixmap(QSize(16, 16), ratio)
    assert pixmap.width() == round(16 * ratio)
    assert pixmap.devicePixelRatio() == ratio


def test_icon_in_a_garbage_cycle_is_collected() -> None:
    """With an icon engine written in Python the process died here."""
    drawn = icon("users")
    cycle: dict[str, object] = {"icon": drawn, "image": drawn.pixmap(QSize(32, 32)).toImage()}
    cycle["self"] = cycle
    del drawn, cycle
    gc.collect()
    assert not icon("users").pixmap(QSize(16, 16)).isNull()


def test_every_icon_named_in_the_source_is_there() -> None:
    named = set()
    for path in SOURCES.rglob("*.py"):
        for call in re.findall(
            r'(?:icon|Picture|draw_icon|Entry|RailEntry)\w*\(\s*"([a-z][a-z0-9-]+)"', path.read_text()
        ):
            named.add(call)
    known = {path.stem for path in resource("icons").glob("*.svg")}
    assert len(named) > 5
    keys = {name for name in named if not name.replace("-", "").isalpha() or name in known}
    assert keys <= known


def test_colours_are_named_only_in_tokens() -> None:
    hexadecimal = re.compile(r'"#[0-9A-Fa-f]{3,8}"')
    offenders = [
        path.name
        for path in SOURCES.rglob("*.py")
        if path.name != "tokens.py" and hexadecimal.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", resource("styles", "window.qss").read_text(encoding="utf-8"))


def test_style_sheet_is_complete_and_its_images_exist(tmp_path: Path) -> None:
    for tokens in (LIGHT, DARK):
        sheet = stylesheet(tokens, tmp_path)
        assert "$" not in sheet
        for image in re.findall(r'url\("([^"]+)"\)', sheet):
            assert Path(image).stat().st_size > 0


@pytest.mark.parametrize("role", list(FontRole))
def test_fonts_are_our_own(role: FontRole) -> None:
    assert QFontInfo(font(role)).family().startswith("GH ")


@pytest.mark.parametrize("character", ["一", "䶮", "㛃", "𬭎", "𬍛", "𫖯"])
def test_rare_names_have_glyphs_in_our_faces(character: str, qtbot: QtBot) -> None:
    """Drawn through the family list; the face that has the character is one of ours."""
    families = font(FontRole.BODY).families()
    faces = [QRawFont.fromFont(_single(family)) for family in families]
    assert any(
        face.familyName() == family and face.supportsCharacter(ord(character))
        for face, family in zip(faces, families, strict=True)
    )
    label = QLabel(character)
    qtbot.addWidget(label)
    assert label.sizeHint().width() > 10


def _single(family: str) -> QFont:
    made = font(FontRole.BODY)
    made.setFamilies([family])
    return made
