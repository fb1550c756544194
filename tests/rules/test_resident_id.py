"""Resident identity numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import ResidentIdError
from culture_desktop.rules.resident_id import check, check_digit
from culture_desktop.vocabulary import Sex


@pytest.mark.parametrize(
    ("text", "born", "sex"),
    [
        # The worked examples of GB 11643-1999.
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", None, None),
        # Widely published sample numbers.
        ("34052419800101001X", date(1980, 1, 1), Sex.MALE),
        ("11010519491231002x", date(1949, 12, 31), Sex.FEMALE),
        (" 110105 19491231 002X ", date(1949, 12, 31), Sex.FEMALE),
        ("１１０１０５１９４９１２３１００２Ｘ", date(1949, 12, 31), Sex.FEMALE),
    ],
)
def test_published_numbers(text: str, born: date | None, sex: Sex | None) -> None:
    if born is None:
        # The standard's second example was born in 1880: its check digit is right, its age is not.
        assert check_digit(text[:17]) == text[17]
        with pytest.raises(ResidentIdError, match="1880"):
            check(text)
        return
    found = check(text)
    assert (found.birth_date, found.sex) == (born, sex)
    assert found.number.isascii()
    assert len(found.number) == 18


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("110105194912310021", "校验码"),
        ("11010519491231003X", "校验码"),
        ("110105194902300021", "不是有效日期"),
        ("990105194912310025", "地区码“99”"),
        ("110105491231002", "15 位的旧号码"),
        ("1101051949123100", "应为 18 位，现在是 16 位"),
        ("1.10105194912310E+17", "存成了数字"),
        ("1101051949123100AX", "应为数字"),
        ("X1010519491231002X", "应为数字"),
        ("¹10105194912310020", "应为数字"),
        ("", "现在是 0 位"),
    ],
)
def test_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ResidentIdError) as refused:
        check(text)
    assert reason in str(refused.value)


def test_nobody_is_born_tomorrow() -> None:
    number = "11010520261124001"
    number += check_digit(number)
    assert check(number).birth_date == date(2026, 11, 24)
    with pytest.raises(ResidentIdError, match="在今天之后"):
        check(number, today=date(2026, 11, 23))


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_one_wrong_digit_is_found(born: date, serial: int, place: int, shift: int) -> None:
    body = f"110105{born:%Y%m%d}{serial:03d}"
    number = body + check_digit(body)
    assert check(number).birth_date == born
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(ResidentIdError):
        check(wrong)
