"""Phones and resident IDs as others may see them.

``phone("13812344417")`` is ``138****4417``, ``phone("010-62881234")`` is ``010-****1234``, ``phone("内线 8012")`` is
``内线 **12``: of ten digits or more the first three and the last four stay, of fewer the last half at most.

``resident_id("11010519491231002X")`` is ``1****************X``. The customary mask keeps six and four and so hides
just the date of birth, which stands in the field beside it: with that mask the whole number could be read off.
"""

import re

HIDDEN = "*"
_TWO_HIDDEN = HIDDEN * 2
_RUN = re.compile(r"\d(?:[ \-()（）]?\d)*")
_DIGIT = re.compile(r"\d")
_LONG, _FIRST, _LAST = 10, 3, 4
_IN_TEXT = re.compile(r"(?<![0-9])(?:(?P<id>[0-9]{17}[0-9Xx])|(?P<phone>1[3-9][0-9]{9}))(?![0-9])")


def phone(number: str) -> str:
    """A phone number, or several, with their middle or first digits hidden; separators and words stay."""
    return _RUN.sub(lambda run: _hidden(run.group()), number)


def resident_id(number: str) -> str:
    """A resident ID, or what was taken for one, with all but its first and last character hidden."""
    if len(number) <= 2:
        return HIDDEN * len(number)
    return f"{number[0]}{HIDDEN * (len(number) - 2)}{number[-1]}"


def in_text(text: str) -> str:
    """Any text with the mobile numbers and resident IDs in it masked; for cells of a file nobody has understood yet."""
    return _IN_TEXT.sub(lambda found: resident_id(found["id"]) if found["id"] else phone(found["phone"]), text)


def is_masked(value: str) -> bool:
    """Whether something stands for a number whose digits are hidden; no number has two stars in a row."""
    return _TWO_HIDDEN in value


def _hidden(run: str) -> str:
    length = len(_DIGIT.findall(run))
    first, last = (_FIRST, _LAST) if length >= _LONG else (0, length // 2)
    place = iter(range(length))
    return _DIGIT.sub(lambda digit: digit.group() if not first <= next(place) < length - last else HIDDEN, run)
