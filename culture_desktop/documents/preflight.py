"""What keeps a paper from being printed, found before the first page."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from culture_desktop.errors import MissingGlyphsError, TextOverflowError
from culture_desktop.override import override

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One text that cannot be printed: ``subject`` is the person or paper, ``field`` the part of it.

    ``missing`` holds the characters that no font has; it is empty when the text does not fit its place.
    ``number`` says on which certificate of a batch, from 1; 0 stands for every one, and for what is no batch.
    """

    subject: str
    field: str
    missing: str = ""
    number: int = dataclasses.field(default=0, compare=False)

    @override
    def __str__(self) -> str:
        if self.missing:
            return (
                f"{self.subject}（{self.field}中的{'、'.join(f'“{shown_character(char)}”' for char in self.missing)}）"
            )
        return f"{self.subject}（{self.field}过长）"


def shown_character(char: str) -> str:
    """The character with its code point: on a screen without the glyph the code is all that can be read."""
    return f"{char} U+{ord(char):04X}" if char.isprintable() else f"U+{ord(char):04X}"


def require(problems: Sequence[Problem]) -> None:
    """Raises the error that names everyone affected; returns when there is no problem."""
    for error, found in (
        (MissingGlyphsError, [problem for problem in problems if problem.missing]),
        (TextOverflowError, [problem for problem in problems if not problem.missing]),
    ):
        if found:
            named = "、".join(map(str, found[:_MOST_NAMED]))
            raise error(people=named if len(found) <= _MOST_NAMED else f"{named}等 {len(found)} 处")
