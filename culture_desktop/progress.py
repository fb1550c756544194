"""How long work reports where it is and learns that it was cancelled, without knowing who listens."""

from collections.abc import Callable


class CancelledError(Exception):
    """Raised out of a progress call when the user pressed 取消; whoever catches it undoes what is half done."""


# (done, total, what is going on, in Chinese). ``total`` 0 means unknown. May raise CancelledError.
Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, text: str) -> None:
    """Progress for callers who do not watch."""
