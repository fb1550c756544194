"""Whether there is a screen to open a window on. Imports no Qt: asked before Qt is loaded, which would abort."""

import sys
from collections.abc import Mapping

_NEEDS_DISPLAY = {"", "xcb", "wayland", "wayland-egl"}


def display_available(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether Qt can start: on Linux a window system must be named, unless another Qt platform was asked for."""
    if not platform.startswith("linux"):
        return True
    wanted = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if wanted not in _NEEDS_DISPLAY:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
