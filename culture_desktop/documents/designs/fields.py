"""Texts with fields in them: ``{姓名}同志：``. A field is a name in braces; nothing in it is ever evaluated."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from culture_desktop.documents.text import spaced

_FIELD = re.compile(r"\{([^{}\n]+)\}")


class _Part(NamedTuple):
    literal: str
    field: str


class Phrase:
    """A text taken apart once, to be filled for every certificate."""

    def __init__(self, content: str, *, spaced: bool = False) -> None:
        pieces = _FIELD.split(content)  # literal, field, literal, …
        self._parts = tuple(_Part(pieces[at], pieces[at + 1].strip()) for at in range(0, len(pieces) - 1, 2))
        self._end = pieces[-1]
        self._spaced = spaced

    @property
    def constant(self) -> bool:
        """Whether every certificate says the same."""
        return not self._parts

    def filled(self, fields: Mapping[str, str]) -> str:
        """The text for one certificate; a field without a value prints nothing."""
        if not self._parts:
            return self._end
        values = (fields.get(part.field, "") for part in self._parts)
        if self._spaced:
            values = (spaced(value) for value in values)
        return "".join([part.literal + value for part, value in zip(self._parts, values, strict=True)]) + self._end


def fields_in(content: str) -> tuple[str, ...]:
    """The fields of a text, each once."""
    return tuple(dict.fromkeys(name.strip() for name in _FIELD.findall(content)))
