"""The columns of a person that are worked out from others whenever the row is written."""

from collections.abc import Iterable
from typing import NamedTuple

from culture_desktop.rules import names, strokes

_LONGEST_PINYIN = 255  # the column's length; a name of 64 syllables needs more, and nobody sorts by the fortieth
_SEPARATOR = "\n"  # cannot be typed into a search field, so no term matches across two parts


def derived_columns(number: str, name: str, phone: str | None) -> dict[str, str]:
    """Pinyin, initials, stroke order and the text that search looks through, case folded."""
    return {key: values[0] for key, values in Derivation().columns((number,), (name,), (phone,)).items()}


class Derivation:
    """The same for many people, column by column: each different name is read once."""

    def __init__(self) -> None:
        self._names = _Names()

    def columns(
        self, numbers: Iterable[str], names: Iterable[str], phones: Iterable[str | None]
    ) -> dict[str, list[str]]:
        """What is derived of some of the people."""
        found = list(map(self._names.__getitem__, names))
        return {
            "pinyin": [name.pinyin for name in found],
            "initials": [name.initials for name in found],
            "stroke_key": [name.stroke_key for name in found],
            "search_text": [
                f"{name.written}{_SEPARATOR}{number}{_SEPARATOR}{phone or ''}{_SEPARATOR}{name.typed}".casefold()
                for name, number, phone in zip(found, numbers, phones, strict=True)
            ],
        }


class _Name(NamedTuple):
    """What follows from a name alone; ``typed`` is its pinyin and its initials, as search looks through them."""

    written: str
    pinyin: str
    initials: str
    stroke_key: str
    typed: str


class _Names(dict[str, _Name]):
    def __missing__(self, written: str) -> _Name:
        reading = names.reading(written)
        typed = f"{reading.pinyin.replace(' ', '')}{_SEPARATOR}{reading.initials}"
        stroke_key = strokes.surname_stroke_key(written)
        found = self[written] = _Name(written, reading.pinyin[:_LONGEST_PINYIN], reading.initials, stroke_key, typed)
        return found
