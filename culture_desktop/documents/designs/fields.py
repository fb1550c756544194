"""Texts with fields in them: ``{姓名}同志：``. A field is a name in braces; nothing in it is ever evaluated."""

import re
from collections.abc import Mapping

from culture_desktop.documents.text import spaced

_FIELD = re.compile(r"\{([^{}\n]+)\}")


class Phrase:
    """A text taken apart once, to be filled for every certificate."""

    def __init__(self, content: str, *, spaced: bool = False) -> None:
        pieces = _FIELD.split(content)  # literal, field, literal, …
        self._names = tuple(name.strip() for name in pieces[1::2])
        self._between = "%s".join(literal.replace("%", "%%") for literal in pieces[::2])
        self._spaced = spaced

    @property
    def constant(self) -> bool:
        """Whether every certificate says the same."""
        return not self._names

    def filled(self, fields: Mapping[str, str]) -> str:
        """The text for one certificate; a field without a value prints nothing."""
        values = [fields.get(name, "") for name in self._names]
        if self._spaced:
            values = [spaced(value) for value in values]
        return self._between % tuple(values)


def fields_in(content: str) -> tuple[str, ...]:
    """The fields of a text, each once."""
    return tuple(dict.fromkeys(name.strip() for name in _FIELD.findall(content)))
