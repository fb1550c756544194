"""The fields a list can fill, and the titles under which they are found in the wild."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from culture_desktop.paths import resource
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.titles import forms, normal


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a field that may be written in several columns, by the titles of its column.

    ``parts`` are the titles, each with its synonyms, of columns that divide this level among them, from the top down.
    """

    titles: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a row says about its subject; ``title`` is how we call it, ``synonyms`` how others do.

    ``fallbacks`` are titles that mean it only in lists without a better one: an account beside a staff number.
    ``levels`` are those of a field that may stand in several columns, from the top down.
    """

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    fallbacks: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The fields of ``person``, ``participation`` or ``score``, from ``templates/synonyms.json``; the levels of units
    are those of ``templates/unit_levels.json``."""
    return tuple(_field(key, entry) for key, entry in _of_templates("synonyms.json")[table].items())


def _field(key: str, entry: Mapping[str, Any]) -> Field:
    levels = _unit_levels() if entry.get("levels") else ()
    parts = (title for level in levels for part in level.parts for title in part)
    return Field(
        key,
        entry["title"],
        tuple(entry["synonyms"]),
        entry.get("required", False),
        (*entry.get("fallbacks", ()), *parts),
        levels,
    )


@cache
def _unit_levels() -> tuple[Level, ...]:
    found = _of_templates("unit_levels.json")
    return tuple(Level(tuple(level["titles"]), tuple(map(tuple, level.get("parts", ())))) for level in found)


def _of_templates(name: str) -> Any:
    return json.loads(resource("templates", name).read_text(encoding="utf-8"))


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
