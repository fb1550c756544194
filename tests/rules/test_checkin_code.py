"""The code on a badge, as scanners and keyboards hand it on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.checkin_code import LONGEST_NUMBER, check_character, decode, encode

NUMBERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=LONGEST_NUMBER)


@pytest.mark.parametrize(
    ("number", "code"),
    [("CJX000123", "RW1CJX000123"), ("10086", "RW110086"), ("yc-007", "RW2PFRS2MBQG4"), ("外聘03", "RW24WSJN2EBTAYDG")],
)
def test_a_number_and_its_code(number: str, code: str) -> None:
    assert encode(number)[:-1] == code
    assert decode(encode(number)) == number


def test_the_check_character_is_that_of_the_standard() -> None:
    # The example of ISO/IEC 7064, MOD 37,36, as the Global Release Identifier publishes it: A1-2425G-ABC1234002-M.
    assert check_character("A12425GABC1234002") == "M"


@given(NUMBERS)
def test_every_number_comes_back(number: str) -> None:
    code = encode(number)
    assert re.fullmatch("[0-9A-Z]+", code)
    assert decode(code) == number


@given(NUMBERS)
def test_a_keyboard_in_another_state_changes_nothing(number: str) -> None:
    code = encode(number)
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)
    for typed in (code.lower(), code.swapcase(), f" {code}\r\n", full_width, full_width.lower(), " ".join(code)):
        assert decode(typed) == number


@given(NUMBERS, st.data())
def test_one_wrong_character_is_told(number: str, data: st.DataObject) -> None:
    code = encode(number)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([each for each in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if each != code[place]]))
    assert decode(code[:place] + other + code[place + 1 :]) is None


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=40))
def test_what_is_decoded_is_what_would_be_written(text: str) -> None:
    number = decode(f"RW{text}")
    assert number is None or encode(number) == f"RW{text}"


@pytest.mark.parametrize("scanned", ["", "R", "RW", "RW1", "CJX000123", "刺激性23", "RW3ABCK", "https://example.org/1"])
def test_what_is_no_code(scanned: str) -> None:
    assert decode(scanned) is None


@pytest.mark.parametrize("number", ["", "A" * (LONGEST_NUMBER + 1)])
def test_what_is_no_number(number: str) -> None:
    with pytest.raises(ValueError, match="no staff number"):
        encode(number)
