"""QPalette from the tokens: what Fusion and the delegates paint with where the style sheet says nothing."""

from PySide6.QtGui import QColor, QPalette

from culture_desktop.ui.theme.tokens import Tokens

_Role = QPalette.ColorRole


def palette(tokens: Tokens) -> QPalette:
    """The application palette of one mode."""
    made = QPalette()
    for role, colour in {
        _Role.Window: tokens.paper,
        _Role.WindowText: tokens.ink,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.sunken,
        _Role.Text: tokens.ink,
        _Role.Button: tokens.surface,
        _Role.ButtonText: tokens.ink,
        _Role.BrightText: tokens.on_red,
        _Role.PlaceholderText: tokens.ink3,
        _Role.Highlight: tokens.select,
        _Role.HighlightedText: tokens.ink,
        _Role.Accent: tokens.red,
        _Role.Link: tokens.info,
        _Role.LinkVisited: tokens.info,
        _Role.ToolTipBase: tokens.toast,
        _Role.ToolTipText: tokens.on_toast,
        _Role.Light: tokens.raised,
        _Role.Midlight: tokens.hover,
        _Role.Mid: tokens.line,
        _Role.Dark: tokens.line2,
        _Role.Shadow: tokens.line2,
    }.items():
        made.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.off))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Base, QColor(tokens.sunken))
    return made
