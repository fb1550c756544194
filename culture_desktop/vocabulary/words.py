"""The base of all words: a value for the database and a label for people."""

from datetime import date
from enum import StrEnum
from typing import Self

_NUMERALS = "〇一二三四五六七八九"


class Word(StrEnum):
    """A string enum whose members carry a Chinese label: ``Layer.AWARENESS.label == "意识"``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def labelled(cls, label: str) -> Self:
        """The member with this label; raises KeyError when there is none."""
        for member in cls:
            if member.label == label:
                return member
        raise KeyError(label)


def chinese_date(day: date) -> str:
    """``2026年11月23日``, as dates stand in prose and documents."""
    return f"{day.year}年{day.month}月{day.day}日"


def numeral_year(year: int) -> str:
    """``二〇二六``."""
    return "".join(_NUMERALS[int(digit)] for digit in str(year))


def numeral_date(day: date) -> str:
    """``二〇二六年十二月一日``, as certificates are dated."""
    return f"{numeral_year(day.year)}年{numeral(day.month)}月{numeral(day.day)}日"


def numeral(number: int) -> str:
    """1 to 99 in numerals."""
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{_NUMERALS[tens]}十")
    return ten + (_NUMERALS[ones] if ones else "")


def quoted(words: str) -> str:
    """Words in quotation marks; quotation marks within become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"
