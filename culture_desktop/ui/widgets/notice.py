"""What a page says at the bottom left; ``toast.py`` shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from culture_desktop.ui.theme.tokens import Tone


@dataclass(frozen=True)
class Notice:
    """What happened and, when it can be taken back or done again, how."""

    text: str
    action: str = ""
    callback: Callable[[], object] | None = None
    tone: Tone = Tone.OK
