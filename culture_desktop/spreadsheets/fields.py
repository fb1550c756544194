"""The fields a list can fill, and the titles under which they are found in the wild."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from culture_desktop.paths import resource
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.titles import forms, normal


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a row says about its subject; ``title`` is how we call it, ``synonyms`` how others do.

    ``fallbacks`` are titles that mean it only in lists without a better one: an account beside a staff number.
    """

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    fallbacks: tuple[str, ...] = ()


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The fields of ``person``, ``participation`` or ``score``, from ``templates/synonyms.json``."""
    tables = json.loads(resource("templates", "synonyms.json").read_text(encoding="utf-8"))
    return tuple(
        Field(
            key,
            entry["title"],
            tuple(entry["synonyms"]),
            entry.get("required", False),
            tuple(entry.get("fallbacks", ())),
        )
        for key, entry in tables[table].items()
    )


class Dictionary:
    """Looks up the field a title stands for."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._keys: dict[str, str] = {}
        self._fallbacks: dict[str, str] = {}
        for field in fields:
            for word in (field.title, *field.synonyms):
                self._keys.setdefault(normal(word), field.key)
            for word in field.fallbacks:
                self._fallbacks.setdefault(normal(word), field.key)

    def key(self, title: Cell) -> str | None:
        """The key of the field, or None for a title nobody told us about. Exact words only, no likeness."""
        return _found(title, self._keys) or self.fallback(title)

    def fallback(self, title: Cell) -> str | None:
        """The key of a field that a title means only where none means it better."""
        return None if _found(title, self._keys) else _found(title, self._fallbacks)


def _found(title: Cell, keys: dict[str, str]) -> str | None:
    if title == "" or not isinstance(title, str):
        return None
    return next((keys[form] for form in forms(title) if form in keys), None)
