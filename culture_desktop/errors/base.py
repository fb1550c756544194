"""The base of all errors with a sentence, and how a bug reaches the log."""

import traceback
from typing import ClassVar

from culture_desktop.override import override


class CultureError(Exception):
    """Base of everything the user can put right; ``str(error)`` is a sentence in Chinese."""

    sentence: ClassVar[str]

    def __init__(self, **data: object) -> None:
        super().__init__()
        self.data = data

    @override
    def __str__(self) -> str:
        return self.sentence.format_map(self.data)


def stack_of(error: BaseException) -> str:
    """Kind and stack of a bug without its message: messages may quote what the user typed, such as a name."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}\n{''.join(traceback.format_tb(error.__traceback__))}"
