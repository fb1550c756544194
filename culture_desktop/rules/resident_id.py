"""Resident identity numbers (公民身份号码, GB 11643-1999): 18 characters with a check digit.

A number is judged, never repaired: a wrong digit means that a person has to look at the card again.
"""

import re
from dataclasses import dataclass
from datetime import date

from culture_desktop.errors import ResidentIdError
from culture_desktop.vocabulary import Sex

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_PATTERN = re.compile("[0-9]{17}[0-9X]")
_SCIENTIFIC = re.compile(r"[0-9.]+E\+?[0-9]+")
# Provinces by GB/T 2260, with 83 for Taiwan residents' permits (2018).
_PROVINCES = frozenset(
    str(code)
    for block in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for code in block
)
_FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("Ｘ"): "X", ord("ｘ"): "X"}


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A number that passed every test, with what it says."""

    number: str
    birth_date: date
    sex: Sex


def check_digit(body: str) -> str:
    """The 18th character for the first 17 digits, by ISO 7064 mod 11-2."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def check(text: str, today: date | None = None) -> ResidentId:
    """The number in its standard form, or ResidentIdError with the reason in words.

    A lower-case x, full-width digits and surrounding spaces are accepted. With ``today`` a birth date after it
    is refused.
    """
    number = "".join(text.split()).translate(_FULL_WIDTH).upper()
    _check_shape(number)
    born = _birth_date(number[6:14])
    if born is None or born.year < 1900:
        raise ResidentIdError(reason=f"出生日期“{number[6:14]}”不是有效日期")
    if today is not None and born > today:
        raise ResidentIdError(reason=f"出生日期“{number[6:14]}”在今天之后")
    if check_digit(number[:17]) != number[17]:
        raise ResidentIdError(reason="最后一位校验码与前 17 位不符，可能有数字录错")
    return ResidentId(number, born, _sex(number))


def read(number: str) -> ResidentId:
    """What a number says that passed ``check`` before."""
    return ResidentId(number, date(int(number[6:10]), int(number[10:12]), int(number[12:14])), _sex(number))


def _sex(number: str) -> Sex:
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def _check_shape(number: str) -> None:
    if _SCIENTIFIC.fullmatch(number):
        raise ResidentIdError(reason="号码被表格软件存成了数字，末几位已经丢失")
    if len(number) == 15 and number.isdigit():
        raise ResidentIdError(reason="这是 15 位的旧号码，应填 18 位号码")
    if len(number) != 18:
        raise ResidentIdError(reason=f"应为 18 位，现在是 {len(number)} 位")
    if not _PATTERN.fullmatch(number):
        raise ResidentIdError(reason="前 17 位应为数字，末位应为数字或 X")
    if number[:2] not in _PROVINCES:
        raise ResidentIdError(reason=f"开头的地区码“{number[:2]}”不存在")


def _birth_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
