"""Reading records (what JSON holds) with an error that says where and what was expected."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from culture_desktop.errors import CultureError, ProfileBrokenError
from culture_desktop.rules.fields import AnyWord, word

_SHARE = re.compile(r"(\d+(?:\.\d+)?)%|(\d+)/([1-9]\d*)|(\d+(?:\.\d+)?)")
_MOST_SHOWN = 80
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Record:
    """A mapping out of a document, with the document's ``name`` and the ``place`` of the mapping in it.

    ``error`` is what is raised, with ``name``, ``place`` and ``expected``, for anything that does not fit.
    """

    def __init__(
        self, value: object, name: str, place: str = "", error: type[CultureError] = ProfileBrokenError
    ) -> None:
        self.name = name
        self.place = place
        self._error = error
        if not isinstance(value, dict):
            self._fail("", "一组“名称: 值”")
        self._values: Mapping[str, Any] = value

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def only(self, *keys: str) -> None:
        """Refuses any other key, so that a misspelt one is not passed over in silence."""
        for key in self._values:
            if key not in keys:
                self._fail(key, f"以下各项之一（{'、'.join(keys)}）")

    def value(self, key: str) -> object:
        """The bare value, None when absent."""
        return self._values.get(key)

    def text(self, key: str) -> str:
        """A string that is not empty."""
        value = self._values.get(key)
        return value if isinstance(value, str) and value.strip() else self._fail(key, "一段文字")

    def optional_text(self, key: str) -> str | None:
        """A string, or None when absent."""
        return self.text(key) if key in self else None

    def integer(self, key: str, minimum: int) -> int:
        """A whole number not below a minimum."""
        value = self._values.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
            self._fail(key, f"不小于 {minimum} 的整数")
        return value

    def optional_integer(self, key: str, minimum: int) -> int | None:
        """A whole number, or None when absent."""
        return self.integer(key, minimum) if key in self else None

    def boolean(self, key: str) -> bool:
        """True or false."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else self._fail(key, "true 或 false")

    def decimal(self, key: str) -> Decimal:
        """An exact number: an integer, or a string such as ``"12.5"``; floats are refused."""
        value = self._values.get(key)
        if isinstance(value, Decimal):  # from a reader that takes the digits of a number as they are written
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            return Decimal(value)
        return self._fail(key, '整数，或加引号的小数如 "12.5"')

    def share(self, key: str) -> Fraction | None:
        """A share from 0 to 1 as ``"60%"``, ``"12.5%"``, ``"1/3"``, ``"0.6"`` or an exact number; None when absent."""
        if key not in self:
            return None
        value = self._values[key]
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            value = f"{value:f}" if isinstance(value, Decimal) else str(value)
        found = _SHARE.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            self._fail(key, '加引号的比例如 "60%" 或 "1/3"')
        hundredths, top, bottom, plain = found.groups()
        share = (
            Fraction(hundredths) / 100 if hundredths else Fraction(int(top), int(bottom)) if top else Fraction(plain)
        )
        return share if share <= 1 else self._fail(key, "不超过 100% 的比例")

    def word(self, key: str, words: type[AnyWord]) -> AnyWord:
        """A member of an enum by its value."""
        value = self._values.get(key)
        try:
            return word(words, value if isinstance(value, str) else "")
        except ValueError:
            return self._fail(key, f"以下之一（{'、'.join(member.value for member in words)}）")

    def records(self, key: str) -> list["Record"]:
        """A list of mappings; an absent one is empty."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self._fail(key, "一个列表")
        return [
            Record(item, self.name, self._at(f"{key} 第 {n} 项"), self._error) for n, item in enumerate(value, start=1)
        ]

    def record(self, key: str) -> "Record":
        """A mapping inside this one; an absent one is empty."""
        return Record(self._values.get(key, {}), self.name, self._at(key), self._error)

    def plain(self) -> dict[str, Any]:
        """The mapping as it is."""
        return dict(self._values)

    def fail(self, key: str, expected: str) -> NoReturn:
        """Raises the error of this document for one entry."""
        self._fail(key, expected)

    def _at(self, key: str) -> str:
        shown = " ".join(key.split())[:_MOST_SHOWN]  # a misspelt key may be anything
        return " 的 ".join(filter(None, (self.place, shown)))

    def _fail(self, key: str, expected: str) -> NoReturn:
        place = self._at(key)
        raise self._error(name=self.name, place=f"“{place}”" if place else "内容", expected=expected)
