"""Text can be read and controls can be seen, in both modes, on every ground they stand on."""

import pytest
from PySide6.QtGui import QColor

from culture_desktop.ui.theme.tokens import DARK, LIGHT, Tokens, Tone

GROUNDS = ("paper", "rail", "surface", "sunken", "select", "hover")
TEXTS = ("ink", "ink2", "ink3", "red_text", "ok", "warn", "info", "bad")
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", list(Tone))
def test_tones_on_their_own_ground(tokens: Tokens, tone: Tone) -> None:
    assert contrast(tokens.text_of(tone), tokens.fill_of(tone)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["paper", "surface", "raised"])
def test_borders_of_controls(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.line2, getattr(tokens, ground)) >= 3


@BOTH
def test_white_on_red(tokens: Tokens) -> None:
    for fill in (tokens.red, tokens.red_hover, tokens.red_press):
        assert contrast(tokens.on_red, fill) >= (4.6 if fill != tokens.red_hover else 4.4)


@BOTH
def test_toasts(tokens: Tokens) -> None:
    assert contrast(tokens.on_toast, tokens.toast) >= 4.5
    assert contrast(tokens.toast_link, tokens.toast) >= 4.5


@BOTH
def test_heat_ramp_survives_grey_printing(tokens: Tokens) -> None:
    ramp = [luminance(colour) for colour in tokens.heat[1:]]
    assert ramp == sorted(ramp, reverse=not tokens.dark)
    for one, next_one in zip(tokens.heat[1:], tokens.heat[2:], strict=False):
        assert contrast(one, next_one) >= 1.25
