"""The one style sheet, filled from tokens: borders, radii, buttons, inputs, table head, scroll bars, menus.

Widgets are addressed by class, object name or the dynamic properties ``kind`` and ``role``; the code that sets
those is in ``ui/widgets``. Everything else is painted from the palette or by delegates. The rules themselves stand in
``resources/styles/window.qss``.
"""

from dataclasses import fields
from pathlib import Path
from string import Template

from culture_desktop.paths import resource
from culture_desktop.ui.theme.icons import svg_source
from culture_desktop.ui.theme.tokens import Tokens

# QSS `image:` takes files only, so these few marks are written out once per mode.
_IMAGES = {
    "check": ("check", "on_red", 2.75),
    "check_off": ("check", "off", 2.75),
    "dash": ("minus", "on_red", 2.75),
    "down": ("chevron-down", "ink2", 1.75),
    "down_off": ("chevron-down", "off", 1.75),
    "up": ("chevron-up", "ink2", 1.75),
    "right": ("chevron-right", "ink2", 1.75),
}


def stylesheet(tokens: Tokens, images: Path) -> str:
    """The sheet for one mode; writes the few images it refers to into the folder ``images``."""
    values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    values |= {
        # In dark mode chips and hovered quiet buttons are bordered or raised rather than filled.
        "chip": tokens.hover if tokens.dark else tokens.sunken,
        "field": tokens.surface if tokens.dark else tokens.raised,
        "toast_border": tokens.line2 if tokens.dark else tokens.toast,
        "disabled_text": tokens.off if tokens.dark else tokens.ink3,
        "select_text": tokens.info_soft,
    }
    for key, (name, colour, stroke) in _IMAGES.items():
        path = images / f"{key}-{'dark' if tokens.dark else 'light'}.svg"
        path.write_bytes(svg_source(name, getattr(tokens, colour), stroke))
        values[f"img_{key}"] = path.as_posix()
    return Template(resource("styles", "window.qss").read_text(encoding="utf-8")).substitute(values)
