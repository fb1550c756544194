"""Names of units as different people write them, brought to one form.

``生产1部``, ``生产 一 部``, ``生产１部``, ``生产壹部`` and ``生产01部`` are one name to whoever works there; ``生产一部``
and ``生产二部`` are not, though a measure of likeness finds 生产1部 as near to the one as to the other. So numerals come
first.
"""

import re
import unicodedata
from functools import lru_cache

SEPARATOR = "/"
_MARKS = ("〇零", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {mark: str(digit) for digit, marks in enumerate(_MARKS) for mark in marks}
_TEN = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}{''.join(_TEN)}]+")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_SPACES = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_BRACKETS = str.maketrans({**dict.fromkeys("【〔［〖《〈「『{[", "("), **dict.fromkeys("】〕］〗》〉」』}]", ")")})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－_·•・", "-"))


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """One name in the form that its spellings share: width, spaces, brackets, dashes, case and numerals made alike."""
    plain = unicodedata.normalize("NFKC", "".join(map(_roman_as_digits, name))).casefold()
    # Without the space between, a letter and its accent are one character again.
    plain = unicodedata.normalize("NFC", _SPACES.sub("", plain)).translate(_BRACKETS).translate(_DASHES)
    return _LEADING_ZEROS.sub("", _NUMERAL.sub(_as_digits, plain))


def folded_path(path: str) -> str:
    """A path of names joined by slashes, each of them folded."""
    return SEPARATOR.join(map(folded, path.split(SEPARATOR)))


def _roman_as_digits(character: str) -> str:
    """``Ⅱ`` is a numeral by itself; two letters I are not."""
    if unicodedata.category(character) != "Nl" or character in _DIGITS:
        return character
    value = unicodedata.numeric(character)
    # 〡〢〣 and the like read as numbers too; halves and other fractions do not come in this category.
    return str(int(value))


def _as_digits(found: re.Match[str]) -> str:
    """``二十三`` is 23, ``一百零五`` is 105, ``二〇一`` is 201, ``百`` and what is no number stay as they are."""
    written = found.group()
    if not any(mark in _TEN for mark in written):
        return "".join(_DIGITS[mark] for mark in written)
    value = _counted(written)
    return written if value is None else str(value)


def _counted(written: str) -> int | None:
    """The number that hundreds, tens and ones make, or None when they make none."""
    total, pending, least = 0, None, 1000
    for mark in written:
        if (unit := _TEN.get(mark)) is not None:
            if unit >= least or pending == 0 or (pending is None and (unit == 100 or total)):
                return None
            total, pending, least = total + (pending or 1) * unit, None, unit
        elif pending:
            return None
        else:
            pending = int(_DIGITS[mark])
    if pending and least == 100 and "零" not in written and "〇" not in written:
        return total + pending * 10  # 一百二 is 120
    return total + (pending or 0)
